"""Who sits at which desk: the officers of the demo, as they may act."""

from madoguchi.accounts.demo import OFFICERS
from madoguchi.accounts.models import Officer
from madoguchi.accounts.states import Role
from madoguchi.cases import staff
from madoguchi.kernel.actors import Actor


class Desks:
    """The officers of every section; one who edits definitions decides only where nobody else does."""

    def __init__(self) -> None:
        known = {officer.email for officer in OFFICERS}
        found = Officer.objects.filter(is_active=True, account__email__in=known).order_by("pk")
        acting = [staff.acting_now(str(officer.account_id)) for officer in found]
        self._officers = [actor for actor in acting if actor is not None]

    @property
    def sections(self) -> list[str]:
        """Those with somebody who reviews and somebody who decides."""
        return sorted({one.section for one in self._officers if self.has(one.section)})

    def has(self, section: str) -> bool:
        return self._of(section, Role.REVIEWER) is not None and self._of(section, Role.DECIDER) is not None

    def reviewer(self, section: str) -> Actor:
        return self._one(section, Role.REVIEWER)

    def decider(self, section: str) -> Actor:
        return self._one(section, Role.DECIDER)

    def administrator(self) -> Actor:
        return next(one for one in self._officers if one.has_role(Role.ADMINISTRATOR))

    def _one(self, section: str, role: Role) -> Actor:
        found = self._of(section, role)
        if found is None:
            raise LookupError(f"nobody in {section} is {role}")
        return found

    def _of(self, section: str, role: Role) -> Actor | None:
        able = [one for one in self._officers if one.section == section and one.has_role(role)]
        return min(able, key=lambda one: one.has_role(Role.EDITOR), default=None)
