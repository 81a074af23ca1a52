"""The counter's verbs (書かない窓口): begin for a resident, fill in the whole sheet, send once it is confirmed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.cases.authorship import author_of
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.situation import Situation
from madoguchi.journal import commands as journal
from madoguchi.journal import queries as entries
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, confirming, consents, drafting, filling, measuring, permissions
from madoguchi.procedures.models import Draft

WAYS = (Channel.COUNTER, Channel.PHONE)
# Going back and forth between two pages is one look, as with a case.
ONE_LOOK = timedelta(minutes=10)
MOST_LISTED = 20


@transaction.atomic
def begin(*, compiled: Compiled, channel: str, by: Actor, at: datetime) -> Draft:
    """Open a draft for a resident who stands at the counter or is on the telephone."""
    refuse_if(permissions.refusal_to_begin_at_counter(by, compiled.procedure))
    if channel not in {way.value for way in WAYS}:
        raise Refusal("「窓口」か「電話」を選んでください。", status=400, code="channel")
    draft = commands.begin(compiled=compiled, language="ja", by=by, at=at, channel=channel).draft
    draft.counter_id, draft.counter_name, draft.counter_section, draft.counter_since = by.id, by.name, by.section, at
    draft.save(update_fields=["counter_id", "counter_name", "counter_section", "counter_since"])
    detail = {"procedure": compiled.id, "version": compiled.version, "channel": channel}
    journal.write(subject=draft.subject, what="draft_started", by=by, at=at, detail=detail)
    return draft


@transaction.atomic
def look(*, draft: Draft, by: Actor, at: datetime) -> None:
    """An officer sees a resident's draft: it is in the journal before it is shown."""
    refuse_if(permissions.refusal_to_work_at_counter(by, draft))
    looks = (entry for entry in entries.timeline(draft.subject) if entry.who_id == by.id)
    if not any(at - ONE_LOOK < look.at <= at for look in looks):
        journal.write(subject=draft.subject, what="viewed", by=by, at=at)


@transaction.atomic
def keep_sheet(
    *,
    draft: Draft,
    compiled: Compiled,
    typed: Mapping[str, filling.Typed],
    told: bool,
    situation: Situation,
    by: Actor,
    at: datetime,
    once: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Keep every page of the sheet as it was typed: what is right as answers at once, what is not yet as it stands.

    Answers of one page decide what the next ones ask, so each is read with those above it. `told` shows what is wrong;
    `once` are sentences beside fields of a page on which a button was pressed, such as why a document was not taken.
    """
    commands.hold(draft, by)
    answers, unfinished = dict(draft.answers), dict(draft.unfinished)
    for page in compiled.procedure.pages:
        if page.id in typed:
            boxes = consents.as_kept(compiled, page, typed[page.id], answers)
            filled = filling.read_page(compiled, page, boxes, answers, situation)
            answers = {id_: answer for id_, answer in answers.items() if id_ not in filled.gone} | filled.answers
            said = (once or {}).get(page.id)
            if said is not None or _is_unfinished(compiled, page, boxes, filled):
                shows = told or bool(unfinished.get(page.id, {}).get("told"))
                unfinished[page.id] = {"typed": boxes, "told": shows, "once": dict(said or {}), "new": []}
            else:
                unfinished.pop(page.id, None)
    commands.put_answers(draft, answers, author_of(by, draft.channel, at))
    draft.unfinished = unfinished
    drafting.save(draft, at, "answers", "authors", "unfinished")


def _is_unfinished(compiled: Compiled, page: Page, boxes: filling.Typed, filled: filling.Filled) -> bool:
    """Whether something stands on the page that no answer holds: a mistake, or a row that is still empty."""
    if any(not consents.is_consent(compiled, problem.path) for problem in filled.problems):
        return True
    rows = {id_: len(boxes.get(f"{id_}.rows", ())) for id_ in page.ask}
    return any(count > len(_rows(filled.answers.get(id_))) for id_, count in rows.items())


def _rows(answer: object) -> Sequence[object]:
    return answer if isinstance(answer, list) else ()


def send(*, draft: Draft, compiled: Compiled, situation: Situation, by: Actor, at: datetime) -> Case:
    """Send what the applicant has confirmed; anything changed since must be confirmed again."""
    try:
        return _sent(draft=draft, compiled=compiled, situation=situation, by=by, at=at)
    except AlreadyApplied:
        measuring.note_duplicate(draft, at)  # what was noted within was undone with the rest
        raise


@transaction.atomic
def _sent(*, draft: Draft, compiled: Compiled, situation: Situation, by: Actor, at: datetime) -> Case:
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    if draft.sent_as is not None:
        refuse_if(permissions.refusal_to_work_at_counter(by, draft))
        return Case.objects.get(pk=draft.sent_as)
    refuse_if(permissions.refusal_to_type(by, draft))
    confirmation = confirming.standing(draft)
    if confirmation is None or not confirming.is_confirmed(draft, confirmation):
        raise Refusal(
            "ご本人の確認が済んでいません。",
            way_on="「ご本人に確認してもらう」から、確認画面を開くか、読み上げて確認してください。",
            code="unconfirmed",
        )
    case = commands.send(draft=draft, compiled=compiled, situation=situation, by=by, at=at)
    confirming.tell_case(case=case, draft=draft, compiled=compiled, confirmation=confirmation, by=by)
    return case


def drafts_at(by: Actor) -> list[Draft]:
    """What the counter of this section has in hand, the latest first."""
    found = Draft.objects.filter(counter_section=by.section, sent_as=None).exclude(counter_section="")
    # What came on paper stands in its own list, beside its pictures.
    found = found.exclude(channel=Channel.PAPER.value)
    return list(found.order_by("-saved_at")[:MOST_LISTED])
