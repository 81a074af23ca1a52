"""Letters with a 照会番号: registered for the households before the procedure they belong to is taken."""

from collections.abc import Sequence
from datetime import date

from madoguchi.config.demo_life.answering import number_of_sheet
from madoguchi.config.demo_life.townspeople import Household
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import commands
from madoguchi.publications import queries as publications


def mails(households: Sequence[Household], day: date) -> int:
    """Register the sheet of each household for procedures that begin with one; how many were mailed."""
    count = 0
    for compiled in publications.all_in_force():
        mailed, who = compiled.procedure.mailed, compiled.procedure.applicant
        if mailed is None:
            continue
        for household in households:
            known: dict[str, object] = {
                who.name: dict(household.name),
                who.kana: dict(household.kana),
                who.birthdate: household.birthdate,
                who.address: dict(household.address),
            }
            answers = {id_: known[id_] for id_ in (*mailed.fills, who.birthdate) if id_ in known}
            commands.register_sheet(
                compiled=compiled,
                number=number_of_sheet(household, day),
                answers=answers,
                mailed_on=day,
                by=SYSTEM,
            )
            count += 1
    return count
