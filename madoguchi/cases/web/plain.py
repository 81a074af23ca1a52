"""The case for programs that work the screen (RPA): one list, one value an element, names that stay (docs/reference/selectors.md)."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.cases import commands
from madoguchi.cases.case_file import CaseFile, case_file
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.states import LABEL
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.finding import case_and_officer
from madoguchi.cases.web.plain_page import PlainPage, PlainValue
from madoguchi.definitions import display
from madoguchi.definitions.questions import GroupQuestion, Leaf
from madoguchi.kernel import clock

TRUTHS = {True: "1", False: "0"}


@require_safe
@desk_page
def plain(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same permissions and the same line in the journal as the case page."""
    found, by = case_and_officer(request, case_id)
    commands.view(case=found, by=by, at=clock.now())
    file = case_file(found)
    values = [*_facts(file), *_answers(file), *_derived(file)]
    page = PlainPage(found.number, found.title, values, reverse("cases:case", args=[found.pk]))
    return render(request, "cases/plain.html", {"page": page})


def _facts(file: CaseFile) -> Iterator[PlainValue]:
    case = file.case
    decided = day_of(case.decided_at).isoformat() if case.decided_at else ""
    yield PlainValue("case.id", "申請のid", str(case.pk), str(case.pk))
    yield PlainValue("case.number", "受付番号", case.number, case.number)
    yield PlainValue("case.procedure", "手続き", case.procedure, case.title)
    yield PlainValue("case.version", "定義の版", case.version, case.version[:12])
    yield PlainValue("case.state", "状態", case.state, LABEL[case.stands])
    yield PlainValue("case.channel", "受付方法", case.channel, case.get_channel_display())
    yield PlainValue("case.applicant", "申請者", case.applicant_name, case.applicant_name)
    yield PlainValue("case.kana", "申請者（カナ）", case.applicant_kana, case.applicant_kana)
    received = day_of(case.received_at).isoformat()
    yield PlainValue("case.received_on", "受付日", received, received)
    yield PlainValue("case.due_on", "処理期限", case.due_on.isoformat(), case.due_on.isoformat())
    yield PlainValue("case.decided_on", "終わった日", decided, decided)
    yield PlainValue("case.to_look_at", "確認事項の数", str(case.to_look_at), f"{case.to_look_at}件")


def _answers(file: CaseFile) -> Iterator[PlainValue]:
    """Every question that applies, in the order of asking; a row of a group by its place, counted from 1."""
    data, answers = file.compiled.procedure.data, file.journey.answers
    for page in file.journey.pages:
        for id_ in page.ask:
            if id_ not in file.journey.visible:
                continue
            question = data[id_]
            if isinstance(question, GroupQuestion):
                yield from _rows(id_, question, answers.get(id_))
            else:
                yield from _parts(id_, question, answers.get(id_))


def _rows(id_: str, group: GroupQuestion, rows: object) -> Iterator[PlainValue]:
    kept = rows if isinstance(rows, list) else []
    yield PlainValue(f"{id_}.count", f"{group.label.ja}の数", str(len(kept)), f"{len(kept)}件")
    for place, row in enumerate(kept, start=1):
        for leaf, question in group.fields.items():
            yield from _parts(f"{id_}.{place}.{leaf}", question, row.get(leaf))


def _parts(field: str, question: Leaf, answer: object) -> Iterator[PlainValue]:
    """The answer whole, and then each of its parts, where it has some."""
    row = display.row_of(question, answer, field, "ja")
    yield PlainValue(field, row.label, _scalar(answer), row.value)
    if isinstance(answer, Mapping):
        for part, value in answer.items():
            yield PlainValue(f"{field}.{part}", f"{row.label}：{part}", _scalar(value), _scalar(value))


def _derived(file: CaseFile) -> Iterator[PlainValue]:
    derived = file.compiled.procedure.derived
    for id_, value in file.journey.derived.items():
        words = display.derived_words(derived[id_], value, "ja")
        yield PlainValue(f"derived.{id_}", derived[id_].label.ja, _scalar(value), words)


def _scalar(value: object) -> str:
    """As it is kept; a record has its values in its parts, and a list is joined."""
    match value:
        case bool():
            return TRUTHS[value]
        case None | Mapping():
            return ""
        case list():
            return ";".join(str(one.get("id", "")) if isinstance(one, Mapping) else str(one) for one in value)
        case _:
            return str(value)
