"""見本案件: every week somebody plants a case with a known defect among those of a section."""

from datetime import date

from madoguchi.cases import commands, probes
from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.desks import Desks
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.publications import queries as publications

MONDAY = 0
EACH_WEEK = 3


def plants(desks: Desks, seed: int, day: date) -> None:
    """A few, each in another section, by the administrator: who plants one may not review it."""
    chance = Chance(seed, "probes", day)
    by = desks.administrator()
    known: dict[str, list[Compiled]] = {section: [] for section in desks.sections}
    for compiled in publications.all_in_force():
        known.setdefault(compiled.procedure.section, []).append(compiled)
    for section in chance.shuffled([section for section in desks.sections if known[section]])[:EACH_WEEK]:
        compiled = chance.one_of(known[section])
        plans = probes.plans(compiled, publications.situation())
        if plans:
            commands.plant_probe(compiled=compiled, plan=chance.one_of(plans), by=by, at=clock.now())
            clock.passes(minutes=2)
