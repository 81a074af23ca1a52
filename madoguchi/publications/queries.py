"""What is in force, and any version ever published. Compiled once a process; looked up anew every second."""

import re
import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from madoguchi.definitions.compiled import Compiled, revive
from madoguchi.definitions.handover import CoreSystem
from madoguchi.definitions.loader import Catalog, load_catalog
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.ward import Section, Town, Ward
from madoguchi.kernel import clock
from madoguchi.kernel.addresses import TownIndex
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications.models import Publication

# Another process may publish; a page may show the version before for this long, and a draft keeps its own anyway.
SECONDS_REMEMBERED = 1.0
_SHA256 = re.compile("[0-9a-f]{64}")


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The ward's files: who the ward is, its sections and towns. Procedures are served from what is published."""
    return load_catalog(Path(settings.CATALOG), settings.WARD)


def ward() -> Ward:
    """The municipality this installation serves."""
    return catalog().ward


def section(id_: str) -> Section:
    """A section by its id; one that was dissolved since is shown by its id."""
    found = (section for section in catalog().sections if section.id == id_)
    return next(found, Section(id=id_, department="", name=id_, short=id_))


def general_counter() -> Section:
    """The section that helps with the procedures of every other."""
    sections = catalog().sections
    return next((section for section in sections if section.general_counter), sections[0])


def core_systems() -> list[CoreSystem]:
    """The core systems that get a file each day."""
    return list(catalog().core_systems.values())


@lru_cache(maxsize=1)
def towns() -> TownIndex[Town]:
    """The ward's 277 towns."""
    return TownIndex(catalog().towns)


def situation() -> Situation:
    """Today, in this ward."""
    return Situation(today=clock.today(), towns=towns())


def versions_in_force() -> dict[str, str]:
    """By procedure, the version that new drafts begin with: the latest, or one put in force again since."""
    rows = Publication.objects.values_list(
        "procedure", "version", "number", "reinstatements__instead_of", "reinstatements__id"
    )
    latest: dict[str, tuple[tuple[int, int], str]] = {}
    for procedure, version_, number, instead_of, reinstated in rows:
        for place in ((number, 0), (instead_of or 0, reinstated or 0)):
            latest[procedure] = max(latest.get(procedure, ((0, 0), "")), (place, version_))
    return {procedure: version_ for procedure, (_, version_) in sorted(latest.items())}


def version_in_force(procedure: str) -> str | None:
    """The version of one procedure that is in force, asked of the database."""
    return versions_in_force().get(procedure)


class _InForce:
    """The version in force of each procedure, remembered for a second; a document is read once a process."""

    def __init__(self) -> None:
        self.until = 0.0
        self.compiled: dict[str, Compiled] = {}

    def all(self) -> dict[str, Compiled]:
        if time.monotonic() >= self.until:
            now = versions_in_force()
            known = {compiled.version: compiled for compiled in self.compiled.values()}
            unread = Publication.objects.filter(version__in=set(now.values()) - set(known))
            known |= {one.version: revive(one.document.encode()) for one in unread}
            self.compiled = {procedure: known[version_] for procedure, version_ in now.items()}
            self.until = time.monotonic() + SECONDS_REMEMBERED
        return self.compiled

    def forget(self) -> None:
        self.until = 0.0


_in_force = _InForce()
forget = _in_force.forget


def all_in_force() -> list[Compiled]:
    """Every procedure that can be applied for, in the order of their titles' ids."""
    return list(_in_force.all().values())


def in_force(procedure: str) -> Compiled | None:
    """The version of a procedure that new drafts begin with."""
    return _in_force.all().get(procedure)


@lru_cache(maxsize=512)
def version(sha256: str) -> Compiled:
    """Any version ever published; Refusal where there is none (a forged or mistyped version)."""
    found = Publication.objects.filter(version=sha256).first() if _SHA256.fullmatch(sha256) else None
    if found is None:
        raise Refusal("この版の様式は見つかりません。", way_on="手続きのページから始め直してください。", status=404)
    return revive(found.document.encode())


@dataclass(frozen=True)
class Edition:
    """One published version: which of its procedure it is, and since when."""

    version: str
    procedure: str
    number: int
    published_at: datetime


def editions(procedure: str = "") -> list[Edition]:
    """Every version ever published, of one procedure or of all, in the order of their numbers."""
    rows = Publication.objects.filter(procedure=procedure) if procedure else Publication.objects.all()
    found = rows.order_by("procedure", "number")
    return [Edition(*row) for row in found.values_list("version", "procedure", "number", "published_at")]


def number_of(sha256: str) -> int:
    """Which version of its procedure it is (第n版)."""
    found = Publication.objects.filter(version=sha256).values_list("number", flat=True).first()
    return found or 0
