"""Officers at the counter and on the telephone: the whole sheet at once, confirmed by the resident, then received."""

from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.models import Case, Channel
from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.errands import HANDED_OVER, Errand
from madoguchi.config.demo_life.residents import OnTheirOwn
from madoguchi.config.demo_life.typing_in import document, documents_on, typed_on
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.procedures import confirming, consents, counter, documents, handing_over
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications


def receives(errand: Errand, by: Actor, chance: Chance) -> Case | None:
    """For somebody who came, or called, or has six digits on the telephone; None where it goes no further."""
    draft = _taken_over(errand, by, chance) if errand.way == HANDED_OVER else _begun(errand, by)
    compiled = errand.compiled
    _fill_in(draft, errand, by, chance)
    if confirming.what_is_missing(compiled, draft, publications.situation()):
        return None
    agreed = [one.path for one in _statements(draft, compiled)]
    if errand.way == Channel.PHONE.value:
        confirming.confirm_orally(
            draft=draft, compiled=compiled, agreed=agreed, situation=publications.situation(), by=by, at=clock.now()
        )
    else:
        _confirmed_on_a_screen(draft, compiled, agreed, by, chance)
    clock.passes(minutes=1)
    try:
        return counter.send(
            draft=draft, compiled=compiled, situation=publications.situation(), by=by, at=clock.now()
        )  # fmt: skip
    except AlreadyApplied:
        return None


def _begun(errand: Errand, by: Actor) -> Draft:
    return counter.begin(compiled=errand.compiled, channel=errand.way, by=by, at=clock.now())


def _taken_over(errand: Errand, by: Actor, chance: Chance) -> Draft:
    resident = OnTheirOwn(errand, chance)
    resident.fill_in(pages=chance.between(1, 3))
    offer = handing_over.offer_to_counter(draft=resident.draft, at=clock.now())
    clock.passes(minutes=chance.between(2, 12))
    return handing_over.take_over(typed=handing_over.digits_of(offer), by=by, at=clock.now())


def _fill_in(draft: Draft, errand: Errand, by: Actor, chance: Chance) -> None:
    """What is asked depends on what was said, so the sheet is gone over until nothing new is on it."""
    counter.look(draft=draft, by=by, at=clock.now())
    compiled = errand.compiled
    whole = walk(compiled, errand.answers, today=clock.today())
    for page in whole.pages:
        for path in documents_on(compiled, page, errand.answers, whole):
            if not draft.answers.get(path):
                files = [document(path.replace("_", "-"))]
                documents.attach(draft=draft, compiled=compiled, path=path, files=files, by=by, at=clock.now())
    typed = {page.id: typed_on(compiled, page, errand.answers) for page in whole.pages}
    clock.passes(minutes=sum(map(len, typed.values())) * chance.between(3, 7) / 60)
    counter.keep_sheet(
        draft=draft,
        compiled=compiled,
        typed=typed,
        told=False,
        situation=publications.situation(),
        by=by,
        at=clock.now(),
    )


def _statements(draft: Draft, compiled: Compiled) -> list[consents.Consent]:
    journey = walk(compiled, draft.answers, today=clock.today())
    return list(consents.asked(compiled, journey, publications.situation()))


def _confirmed_on_a_screen(draft: Draft, compiled: Compiled, agreed: list[str], by: Actor, chance: Chance) -> None:
    asked = confirming.ask(draft=draft, compiled=compiled, situation=publications.situation(), by=by, at=clock.now())
    clock.passes(minutes=chance.between(1, 3))
    opened = confirming.open_by_digits(typed=confirming.digits_of(asked), at=clock.now())
    if opened is None:
        raise ValueError(f"the digits of {asked} open nothing")
    clock.passes(minutes=1)
    confirming.confirm(
        confirmation=opened, compiled=compiled, agreed=agreed, situation=publications.situation(), at=clock.now()
    )
