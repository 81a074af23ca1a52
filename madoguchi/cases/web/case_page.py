"""Makes the case page out of the file: answers with what was found beside them, facts, letters, timeline."""

from collections.abc import Sequence

from django.urls import reverse

from madoguchi.cabinet.models import Document
from madoguchi.cases import permissions, staff
from madoguchi.cases.arrived import Arrived, correction_arrived
from madoguchi.cases.asked import in_a_letter, label_at
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.deadlines import day_of, days_waiting, remaining
from madoguchi.cases.differences import Difference
from madoguchi.cases.grounds import FAULT_LABEL, LONGEST_WORDS, Ground
from madoguchi.cases.models import Case
from madoguchi.cases.states import CLOCK_RUNS, LABEL
from madoguchi.cases.web import act_buttons
from madoguchi.cases.web.answers import Answers, file_ids
from madoguchi.cases.web.asking import Boxes, Ticked, suggested
from madoguchi.cases.web.hands import hands_of
from madoguchi.cases.web.money_box import money_box
from madoguchi.cases.web.pages import ArrivedBox, AskBar, CasePage, Change, DocumentLink, NoticeLine
from madoguchi.cases.web.register_box import register_box
from madoguchi.cases.web.settling import look_box
from madoguchi.cases.web.words import moment, size, state_tag
from madoguchi.definitions import display
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock, japanese_dates
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Event, Option, Tag

NOBODY = Option("", "担当者なし")
WHO = {ActorKind.RESIDENT: "申請者", ActorKind.SYSTEM: "システム"}
EVENT_KIND = {
    "approved": "success",
    "rejected": "error",
    "correction_asked": "warning",
    "correction_taken_back": "neutral",
    "corrected": "success",
    "viewed": "neutral",
    "document_opened": "neutral",
}
NOTICE_KIND = {"issued": "success", "held": "error"}


def case_page(file: CaseFile, *, by: Actor, done: str, typed: Ticked | None = None) -> CasePage:
    """The page of one case, for this officer; `typed` is a request for correction with something wrong in it."""
    case = file.case
    acts = act_buttons.of_case(by, case)
    ticked = (typed or suggested(file)) if permissions.refusal_to_return(by, case) is None else None
    arrived = correction_arrived(case, file.compiled)
    documents = {str(one.pk): _link(case, one) for one in file.documents}
    refusal = permissions.refusal_to_assign(by, case)
    return CasePage(
        number=case.number,
        title=case.title,
        applicant=case.applicant_name,
        kana=case.applicant_kana,
        state=state_tag(case.stands),
        done=act_buttons.DONE.get(done, ""),
        facts=_facts(file),
        due=remaining(case.due_on, clock.today()) if case.stands in CLOCK_RUNS else None,
        waiting=_waiting(case),
        problems=typed.problems if typed else [],
        to_look_at=[item for item in file.items if item.needs_a_look],
        look=look_box(file, by=by),
        passed=[item for item in file.items if not item.needs_a_look],
        arrived=_arrived(file, arrived, documents, by),
        bar=_bar(case, file, ticked),
        parts=Answers(file, documents, Boxes(file, ticked), arrived).parts(),
        derived=_derived(file),
        documents=list(documents.values()),
        checklist=file.compiled.procedure.handling.checklist,
        register=register_box(file, by=by),
        money=money_box(file, by=by),
        correction=_correction(file),
        decision=_decision(case),
        notices=[
            NoticeLine(one.title, Tag(one.state_label, NOTICE_KIND.get(one.state, "info")), moment(one.prepared_at))
            for one in file.notices
        ],
        events=[_event(entry) for entry in reversed(file.entries)],
        acts=[act for act in acts if not act.refusal],
        refused=[] if case.is_final else [act for act in acts if act.refusal],
        ended=f"この申請は「{LABEL[case.stands]}」で終わっています。" if case.is_final else "",
        assign_url=reverse("cases:assign", args=[case.pk]),
        assign_refusal=refusal.message if refusal else "",
        assignees=[
            NOBODY,
            *(Option(str(one.pk), f"{one.name}（{one.post}）") for one in staff.reviewers_of(case.section)),
        ],
        assigned_to=str(case.assigned_to_id or ""),
        seen=case.changes,
        queue_url=reverse("cases:queue"),
        entered=hands_of(file),
    )


def _facts(file: CaseFile) -> list[tuple[str, str]]:
    case = file.case
    facts = [
        ("受付", f"{moment(case.received_at)}（{case.get_channel_display()}）"),
        ("処理期限", f"{japanese_dates.both(case.due_on)}"),
        ("標準処理期間", f"{file.compiled.procedure.standard_days}開庁日"),
        ("担当者", case.assigned_to.name if case.assigned_to else "まだ決まっていません"),
        ("担当課", publications.section(case.section).name),
        ("定義の版", case.version[:12]),
    ]
    if case.paused_days:
        facts.insert(3, ("補正で止まった日数", f"{case.paused_days}開庁日"))
    if case.decided_at is not None:
        facts.insert(3, ("終わった日時", moment(case.decided_at)))
    return facts


def _waiting(case: Case) -> str:
    """How long the resident has had it: what both sides see of the clock that stands still."""
    if case.returned_at is None:
        return ""
    return f"補正待ち {days_waiting(case.returned_at, clock.today())}日目（処理期限は止まっています）"


def _bar(case: Case, file: CaseFile, ticked: Ticked | None) -> AskBar | None:
    if ticked is None:
        return None
    return AskBar(
        url=reverse("cases:ask_for_correction", args=[case.pk]),
        reasons=[Option(one.id, one.label, one.law) for one in file.compiled.procedure.handling.correction_reasons],
        chosen=ticked.reasons,
        words=ticked.own_words,
        longest=LONGEST_WORDS,
        error=ticked.errors.get("words", ""),
        nothing_ticked=ticked.errors.get("ask", ""),
    )


def _arrived(file: CaseFile, found: Arrived | None, documents: dict[str, DocumentLink], by: Actor) -> ArrivedBox | None:
    if found is None:
        return None
    case, revision = file.case, found.revision
    clean = not any(item.needs_a_look for item in file.items)
    may_approve = clean and permissions.refusal_to_approve(by, case) is None
    return ArrivedBox(
        changes=[_change(file, found, one, documents) for one in found.differences],
        untouched=[label_at(file.compiled, case.answers, item.path, "ja") for item in found.untouched],
        entered=f"{revision.by_name}が代わりに入力（{revision.reason}）" if revision.reason else "",
        is_clean=clean,
        approve_url=reverse("cases:approve", args=[case.pk]) if may_approve else "",
    )


def _change(file: CaseFile, found: Arrived, one: Difference, documents: dict[str, DocumentLink]) -> Change:
    asked = found.asked_at(one.path)
    ids = file_ids(file.journey.answers, one.path)
    return Change(
        name=one.name,
        before=one.before,
        after=one.after,
        asked=FAULT_LABEL[asked.reason] if asked else "",
        personal=one.personal,
        documents=[documents[id_] for id_ in ids if id_ in documents],
    )


def _derived(file: CaseFile) -> list[tuple[str, str]]:
    derived = file.compiled.procedure.derived
    return [
        (derived[id_].label.ja, display.derived_words(derived[id_], value, "ja"))
        for id_, value in file.journey.derived.items()
    ]


def _link(case: Case, document: Document) -> DocumentLink:
    url = reverse("cases:document", args=[case.pk, document.pk])
    return DocumentLink(document.name, url, size(document.size))


def _correction(file: CaseFile) -> list[str]:
    asked = file.case.correction_asked
    if asked is None:
        return []
    items = [in_a_letter(file.compiled, file.case.answers, item) for item in asked.items]
    words = [asked.words] if asked.words else []
    return [*items, *_sentences(asked.grounds), *words, f"{moment(asked.at)}　{asked.by}"]


def _decision(case: Case) -> list[str]:
    made = case.decided
    if made is None:
        return []
    facts = [made.facts] if made.facts else []
    return [*_sentences(made.grounds), *facts, f"{japanese_dates.both(day_of(made.at))}　{made.by}"]


def _sentences(grounds: Sequence[Ground]) -> list[str]:
    return [f"{ground.text}（{ground.law}）" if ground.law else ground.text for ground in grounds]


def _event(entry: Entry) -> Event:
    who = WHO.get(ActorKind(entry.who_kind), "")
    section = publications.section(entry.who_section).name if entry.who_section else ""
    return Event(
        at=moment(entry.at),
        what=entry.label,
        who=who or f"{section} {entry.who_name}".strip(),
        kind=EVENT_KIND.get(entry.what, ""),
    )
