"""The ward itself: its name, sections, life events and categories, as `ward.yaml` and `sections.yaml` say."""

from datetime import date

import msgspec

from madoguchi.kernel.text import Text


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section (課) that owns procedures and decides cases. `short` heads its case numbers (世子家第12号).

    At a `general_counter` (総合窓口) residents are helped with the procedures of every section.
    """

    id: str
    department: str
    name: str
    short: str
    phone: str = ""
    hours: str = "平日 8時30分〜17時"
    verified: bool = False
    source: str = ""
    general_counter: bool = False


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A life event or a category by which people look for procedures."""

    id: str
    title: Text
    text: Text | None = None


class Announcement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A notice on the home page."""

    day: date
    title: Text
    link: str = ""


class Town(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of the ward's 丁目."""

    name: str
    region: str
    district: str
    kana: str = ""


class Ward(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One municipality."""

    id: str
    code: str
    name: Text
    mayor_title: str
    prefecture: str
    city: str
    phone_centre: str
    phone: str
    phone_hours: Text
    categories: tuple[Topic, ...]
    life_events: tuple[Topic, ...]
    most_used: tuple[str, ...]
    announcements: tuple[Announcement, ...] = ()
