"""Who does something: a resident, an officer, a program with a key or the system, kept as a value so that the journal outlives accounts."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    RESIDENT = "resident"
    OFFICER = "officer"
    SYSTEM = "system"
    PROGRAM = "program"


@dataclass(frozen=True)
class OnBehalf:
    """For whom a proxy acts (代理) in one matter, and what the mandate allows there.

    A value made from the mandate's row for one act; `subject` is the draft or case it was made for, and `principal`
    the account of the one represented, empty where that person has none.
    """

    mandate: str
    principal: str
    name: str
    subject: str
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Actor:
    """`section` is the one the officer acts for now; `sections` are all the officer belongs to."""

    kind: ActorKind
    id: str
    name: str
    section: str = ""
    roles: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    on_behalf_of: OnBehalf | None = None

    @property
    def is_resident(self) -> bool:
        return self.kind is ActorKind.RESIDENT

    @property
    def is_officer(self) -> bool:
        return self.kind is ActorKind.OFFICER

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    @property
    def is_program(self) -> bool:
        return self.kind is ActorKind.PROGRAM

    def has_role(self, role: str) -> bool:
        return role in self.roles

    def belongs_to(self, section: str) -> bool:
        return bool(section) and (section == self.section or section in self.sections)


SYSTEM = Actor(kind=ActorKind.SYSTEM, id="system", name="システム")
