"""Who may import a register, see how imports went, have a claim compared, or read a household for a sheet."""

from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

MAY_SEE_IMPORTS = frozenset({"administrator", "auditor"})


def refusal_to_import(by: Actor) -> Refusal | None:
    """The nightly job alone brings a register in, and deletes an old one: nothing of it comes through a page."""
    if by.is_system:
        return None
    return Refusal("住民記録の取込みと削除は、区の定時の処理だけが行います。", status=403, code="system-only")


def refusal_to_see_imports(by: Actor) -> Refusal | None:
    """How imports went: numbers and lines, nobody's name."""
    if by.is_officer and by.roles & MAY_SEE_IMPORTS:
        return None
    return Refusal("住民記録の取込みの記録を見られるのは、管理と監査の担当者です。", status=403, code="role")


def refusal_to_compare(by: Actor, *, identified: bool) -> Refusal | None:
    """A yes or no can be probed: it is given to the office, and to a resident who is known to be the person."""
    if by.is_system or (by.is_officer and by.roles) or identified:
        return None
    return Refusal(
        "住民記録との照合は、本人確認のあとに行います。",
        way_on="そのまま送っていただけます。区で確認します。",
        status=403,
        code="not-identified",
    )


def refusal_to_read_household(by: Actor) -> Refusal | None:
    """Sheets are printed by a job of the ward; no page reads the register."""
    return refusal_to_import(by)
