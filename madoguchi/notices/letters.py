"""A letter as a value: everything the ward says in one notice, before it is set in type."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from madoguchi.kernel.names import PersonName


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An official notice. `number` is the 文書番号 (8世子家第12号); `from_person_title` signs it (世田谷区長).

    `rows` stand below 記 as (label, value); `reasons` are (text, law), as 理由の提示 asks; `instruction` is the 教示.
    """

    number: str
    date: date
    to_name: PersonName
    to_postal: str
    to_address: str
    from_section: str
    from_person_title: str
    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    instruction: str = ""
    contact: tuple[str, ...] = ()

    @property
    def addressee(self) -> str:
        return self.to_name.full


@dataclass(frozen=True)
class Passage:
    """One line that must reach the paper exactly as it is; `what` names it to an officer."""

    what: str
    text: str


def passages(letter: Letter) -> Iterator[Passage]:
    """What is read back from the finished sheet, in the order in which it stands there."""
    yield from (Passage("宛先の住所", line) for line in lines(letter.to_address))
    yield Passage("宛名", letter.addressee)
    for label, value in letter.rows:
        yield from (Passage(f"「{label}」", line) for line in lines(value))


def lines(text: str) -> list[str]:
    """The lines that hold something; a value may have several."""
    return [line for line in (part.strip(" \t\r") for part in text.split("\n")) if line]


def as_json(letter: Letter) -> str:
    return msgspec.json.encode(letter).decode()


def from_json(document: str) -> Letter:
    return msgspec.json.decode(document, type=Letter)
