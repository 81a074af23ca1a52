"""Who may see what is handed over, send it again, and settle what came back."""

from madoguchi.accounts.states import Role
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

MAY_SEE = frozenset({Role.DECIDER, Role.AUDITOR, Role.ADMINISTRATOR})
ANYWHERE = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


def refusal_to_see(by: Actor, section: str) -> Refusal | None:
    """The list of files, counts and receipts of a section's systems."""
    if by.is_officer and by.roles & ANYWHERE:
        return None
    if by.is_officer and by.roles & MAY_SEE and by.belongs_to(section):
        return None
    return Refusal(
        "引渡しの状況を見られるのは、その課の決裁担当、監査担当、管理担当の職員です。", status=403, code="role"
    )


def refusal_to_download(by: Actor, section: str) -> Refusal | None:
    """A whole file has the answers of many people: the section's deciders alone."""
    if by.is_officer and by.has_role(Role.DECIDER) and by.belongs_to(section):
        return None
    return Refusal("ファイルの中身を開けるのは、担当課の決裁担当の職員です。", status=403, code="role")


def refusal_to_resend(by: Actor, section: str) -> Refusal | None:
    """Putting the same file into the folder again."""
    may = by.has_role(Role.ADMINISTRATOR) or (by.has_role(Role.DECIDER) and by.belongs_to(section))
    if by.is_system or (by.is_officer and may):
        return None
    return Refusal("もう一度送れるのは、担当課の決裁担当か、管理担当の職員です。", status=403, code="role")


def refusal_to_settle(by: Actor, section: str) -> Refusal | None:
    """Saying that a rejected line was dealt with."""
    if by.is_officer and by.has_role(Role.DECIDER) and by.belongs_to(section):
        return None
    return Refusal("処理済みにできるのは、担当課の決裁担当の職員です。", status=403, code="role")
