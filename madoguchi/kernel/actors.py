"""Who does something: a resident, an officer or the system, kept as a value so that the journal outlives accounts."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    RESIDENT = "resident"
    OFFICER = "officer"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """`section` is the one the officer acts for now; `sections` are all the officer belongs to."""

    kind: ActorKind
    id: str
    name: str
    section: str = ""
    roles: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()

    @property
    def is_resident(self) -> bool:
        return self.kind is ActorKind.RESIDENT

    @property
    def is_officer(self) -> bool:
        return self.kind is ActorKind.OFFICER

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    def has_role(self, role: str) -> bool:
        return role in self.roles

    def belongs_to(self, section: str) -> bool:
        return bool(section) and (section == self.section or section in self.sections)


SYSTEM = Actor(kind=ActorKind.SYSTEM, id="system", name="システム")
