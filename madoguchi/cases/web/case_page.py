"""Makes the case page out of the file: answers with what was found beside them, facts, letters, timeline."""

from collections.abc import Sequence

from django.urls import reverse

from madoguchi.cabinet.models import Document
from madoguchi.cases import permissions, staff
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.deadlines import day_of, remaining
from madoguchi.cases.grounds import Ground
from madoguchi.cases.models import Case
from madoguchi.cases.states import CLOCK_RUNS, LABEL
from madoguchi.cases.web import act_buttons
from madoguchi.cases.web.pages import Answer, AnswerPart, CasePage, DocumentLink, NoticeLine
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
    "viewed": "neutral",
    "document_opened": "neutral",
}
NOTICE_KIND = {"issued": "success", "held": "error"}


def case_page(file: CaseFile, *, by: Actor, done: str) -> CasePage:
    """The page of one case, for this officer."""
    case = file.case
    acts = act_buttons.of_case(by, case)
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
        to_look_at=[item for item in file.items if item.needs_a_look],
        passed=[item for item in file.items if not item.needs_a_look],
        parts=_parts(file, documents),
        derived=_derived(file),
        documents=list(documents.values()),
        checklist=file.compiled.procedure.handling.checklist,
        correction=_correction(case),
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


def _parts(file: CaseFile, documents: dict[str, DocumentLink]) -> list[AnswerPart]:
    """A page's title stands above its first part only."""
    parts, above = [], ""
    for part in display.parts(file.compiled, file.journey, "ja"):
        title, above = ("" if part.title == above else part.title), part.title
        parts.append(AnswerPart(title, part.heading, [_answer(file, row, documents) for row in part.rows]))
    return parts


def _answer(file: CaseFile, row: display.Row, documents: dict[str, DocumentLink]) -> Answer:
    found = [item for item in file.items if item.needs_a_look and row.path in item.anchors]
    kept = [documents[id_] for id_ in _file_ids(file, row.path) if id_ in documents]
    return Answer(row, found, kept)


def _file_ids(file: CaseFile, path: str) -> list[str]:
    """The documents answered to a question, which may stand in a row of a group (`group.row.field`)."""
    head, _, rest = path.partition(".")
    answer = file.journey.answers.get(head)
    if rest and isinstance(answer, list):
        row_id, _, field = rest.partition(".")
        answer = next((row.get(field) for row in answer if str(row.get("row")) == row_id), None)
    entries = answer if isinstance(answer, list) else []
    return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]


def _derived(file: CaseFile) -> list[tuple[str, str]]:
    derived = file.compiled.procedure.derived
    return [
        (derived[id_].label.ja, display.derived_words(derived[id_], value, "ja"))
        for id_, value in file.journey.derived.items()
    ]


def _link(case: Case, document: Document) -> DocumentLink:
    url = reverse("cases:document", args=[case.pk, document.pk])
    return DocumentLink(document.name, url, size(document.size))


def _correction(case: Case) -> list[str]:
    asked = case.correction_asked
    return [] if asked is None else [*_sentences(asked.grounds), asked.words, f"{moment(asked.at)}　{asked.by}"]


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
