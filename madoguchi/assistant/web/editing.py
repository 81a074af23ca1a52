"""Answers at the desk: which need a look, one to change, what a change would do to past questions, and its approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.assistant import editions, permissions, replaying
from madoguchi.assistant.commands import editing
from madoguchi.assistant.lives import CHANGE_LABEL, ChangeState
from madoguchi.assistant.models import AnswerChange
from madoguchi.assistant.replaying import LABEL, MOST_LISTED, Change, Effect
from madoguchi.assistant.web.questions import moment
from madoguchi.definitions.faq import LONGEST_IN, FaqEntry, Valid
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.kernel.text import LANGUAGES, Text
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Cell, Problem, Table, Tag

LIST = "よくある質問の編集"
NAMES = {"ja": "日本語", "easy": "やさしい日本語", "en": "英語", "zh-hans": "中国語", "ko": "韓国語"}
KIND = {ChangeState.DRAFT: "info", ChangeState.WAITING: "warning", ChangeState.RETURNED: "error", ChangeState.PUBLISHED: "success"}  # fmt: skip
DONE = {
    "saved": "保存しました。まだ公開していません。",
    "sent": "承認を依頼しました。",
    "returned": "差し戻しました。",
    "withdrawn": "取りやめました。",
    "published": "公開しました。答えのなかった質問も、このあと自動で聞き直します。",
}
LONGEST_TYPED = 4000
LARGEST = 2**62


@dataclass(frozen=True)
class AnswersPage:
    """The answers of a section, those that need a look first."""

    section: str
    reminders: Table
    changes: Table
    answers: Table
    done: str


@dataclass(frozen=True)
class TextBox:
    """The box of one language."""

    id: str
    label: str
    value: str
    most: int


@dataclass(frozen=True)
class EditPage:
    """One answer as it can be changed."""

    trail: Sequence[tuple[str, str]]
    id: str
    title: str
    action: str
    problems: Sequence[Problem]
    questions: Sequence[TextBox]
    answers: Sequence[TextBox]
    asked: str
    source: str
    since: str
    until: str
    reminder: str
    refused: str
    editions: Table
    file_url: str


@dataclass(frozen=True)
class ChangePage:
    """A change on its way: what is new, how it will look, what it does to past questions, and who must act."""

    trail: Sequence[tuple[str, str]]
    id: int
    title: str
    state: Tag
    differences: Table
    paragraphs: Sequence[str]
    effect: Table | None
    effect_said: str
    counts: Sequence[tuple[str, object]]
    edit_url: str
    done: str
    error: str
    because: str
    may_send: bool
    may_withdraw: bool
    may_approve: str
    is_waiting: bool


@require_safe
def answers(request: HttpRequest, by: Actor) -> HttpResponse:
    """The answers of the officer's section."""
    refuse_if(permissions.refusal_to_see_answers(by))
    own = [one for one in editions.entries().values() if one.owner == by.section]
    due = [(one, said) for one in own if (said := editions.reminder(one, clock.today()))]
    page = AnswersPage(
        section=publications.section(by.section).name,
        reminders=Table(["答え", "なぜ", "確認日"], [(_link(one), Cell(said, kind="warning"), one.reviewed.isoformat()) for one, said in due]),
        changes=Table(["答え", "状態", "作成した人", "変更日時"], [_change_row(one) for one in editions.open_changes(by.section)]),
        answers=Table(["質問", "確認日", "期限"], [(_link(one), one.reviewed.isoformat(), _until(one)) for one in own]),
        done=DONE.get(request.GET.get("done", ""), ""),
    )  # fmt: skip
    return render(request, "assistant/desk/answers.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, by: Actor, answer_id: str) -> HttpResponse:
    """One answer; what was typed stays where something is wrong with it."""
    refuse_if(permissions.refusal_to_see_answers(by))
    present = editions.entry(answer_id)
    if present is None:
        raise Http404("no such answer")
    if request.method != "POST":
        return render(request, "assistant/desk/edit.html", {"page": _edit_page(present, by)})
    typed, wrong = _typed(request, present)
    wrong = wrong or [Problem(f"{one.message}{one.mend}", _anchor(one.path)) for one in editing.problems(typed)]
    if wrong:
        page = _edit_page(present, by, typed=typed, problems=wrong)
        return render(request, "assistant/desk/edit.html", {"page": page}, status=400)
    change = editing.save_change(entry=typed, by=by, at=clock.now())
    return HttpResponseRedirect(f"{reverse('learning:change', args=[change.pk])}?done=saved")


@require_safe
def change(request: HttpRequest, by: Actor, change_id: int) -> HttpResponse:
    """A change; `?effect=1` replays past questions."""
    found = _found(change_id)
    refuse_if(permissions.refusal_to_see_answers(by))
    effect = replaying.effect_of(found.entry, replaying.past_questions()) if request.GET.get("effect") else None
    page = _change_page(found, by, effect=effect, done=DONE.get(request.GET.get("done", ""), ""))
    return render(request, "assistant/desk/change.html", {"page": page})


@require_POST
def act(request: HttpRequest, by: Actor, change_id: int) -> HttpResponse:
    """Send it, approve it, give it back, give it up."""
    found, at = _found(change_id), clock.now()
    try:
        match request.POST.get("act", ""):
            case "send":
                editing.send_change(change=found, by=by, at=at)
                done = "sent"
            case "approve":
                editing.approve_change(change=found, by=by, at=at)
                done = "published"
            case "return":
                editing.return_change(change=found, because=request.POST.get("because", ""), by=by, at=at)
                done = "returned"
            case "withdraw":
                editing.withdraw_change(change=found, by=by, at=at)
                done = "withdrawn"
            case _:
                raise Http404("no such act")
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        page = _change_page(found, by, error=refusal.message)
        return render(request, "assistant/desk/change.html", {"page": page}, status=400)
    return HttpResponseRedirect(f"{reverse('learning:change', args=[found.pk])}?done={done}")


@require_safe
def file(request: HttpRequest, by: Actor, answer_id: str) -> HttpResponse:
    """The answer as it stands in a file of the catalog."""
    refuse_if(permissions.refusal_to_see_answers(by))
    present = editions.entry(answer_id)
    if present is None:
        raise Http404("no such answer")
    response = HttpResponse(editions.as_yaml(present), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{present.id}.yaml"'
    return response


def _typed(request: HttpRequest, present: FaqEntry) -> tuple[FaqEntry, list[Problem]]:
    sent, wrong = request.POST, []

    def box(name: str) -> str:
        return sent.get(name, "")[:LONGEST_TYPED].replace("\r\n", "\n").replace("\0", "").strip()

    def day(name: str) -> date | None:
        try:
            return date.fromisoformat(box(name)) if box(name) else None
        except ValueError:
            wrong.append(Problem("日付を確かめてください。", name))
            return None

    since, until = day("since"), day("until")
    entry = msgspec.structs.replace(
        present,
        question=_text({language: box(f"question-{language}") for language in LANGUAGES}),
        answer=_text({language: box(f"answer-{language}") for language in LANGUAGES}),
        questions=tuple(dict.fromkeys(line.strip() for line in box("asked").split("\n") if line.strip())),
        source=box("source"),
        valid=Valid(since=since, until=until) if since or until else None,
    )
    return entry, wrong


def _text(said: dict[str, str]) -> Text:
    return Text(ja=said["ja"], easy=said["easy"], en=said["en"], zh_hans=said["zh-hans"], ko=said["ko"])


def _anchor(path: str) -> str:
    """`answer.easy` is the box answer-easy."""
    head, _, language = path.partition(".")
    if head in {"question", "answer"}:
        return f"{head}-{language}"
    return {"questions": "asked", "valid": "until"}.get(head.partition("[")[0], head.partition("[")[0])


def _edit_page(
    present: FaqEntry, by: Actor, *, typed: FaqEntry | None = None, problems: Sequence[Problem] = ()
) -> EditPage:
    shown, refusal = typed or present, permissions.refusal_to_edit_answer(by, present.owner)
    valid = shown.valid or Valid()
    rows = [(f"第{one.number}版", moment(one.published_at)) for one in editions.editions_of(present.id)]
    return EditPage(
        trail=((LIST, reverse("learning:answers")), (present.question.ja, "")),
        id=present.id,
        title=present.question.ja,
        action=reverse("learning:edit", args=[present.id]),
        problems=problems,
        questions=[TextBox(f"question-{one}", NAMES[one], _said(shown.question, one), 200) for one in LANGUAGES],
        answers=[TextBox(f"answer-{one}", NAMES[one], _said(shown.answer, one), LONGEST_IN[one]) for one in LANGUAGES],
        asked="\n".join(shown.questions),
        source=shown.source,
        since=valid.since.isoformat() if valid.since else "",
        until=valid.until.isoformat() if valid.until else "",
        reminder=editions.reminder(present, clock.today()),
        refused=refusal.message if refusal else "",
        editions=Table(["版", "公開日時"], rows),
        file_url=reverse("learning:file", args=[present.id]),
    )


def _said(text: Text, language: str) -> str:
    return text.in_(language) if text.has(language) else ""


def _found(change_id: int) -> AnswerChange:
    found = editions.change(change_id) if change_id < LARGEST else None
    if found is None:
        raise Http404("no such change")
    return found


def _change_page(
    found: AnswerChange, by: Actor, *, effect: Effect | None = None, done: str = "", error: str = ""
) -> ChangePage:
    entry, present = found.entry, editions.entry(found.answer)
    editing_refusal = permissions.refusal_to_edit_answer(by, found.section)
    approving = permissions.refusal_to_approve_answer(by, found)
    state = found.stands
    is_editable = state in {ChangeState.DRAFT, ChangeState.RETURNED}
    return ChangePage(
        trail=((LIST, reverse("learning:answers")), (entry.question.ja, "")),
        id=found.pk,
        title=entry.question.ja,
        state=Tag(CHANGE_LABEL[state], KIND.get(state, "neutral")),
        differences=Table(["どこが", "いま", "変更後"], list(_differences(present, entry))),
        paragraphs=[line for line in entry.answer.ja.split("\n") if line.strip()],
        effect=_effect_table(effect) if effect and effect.differences else None,
        effect_said=_effect_said(effect),
        counts=[(LABEL[one], f"{effect.count(one)}件") for one in Change] if effect else (),
        edit_url=reverse("learning:edit", args=[found.answer]) if is_editable and editing_refusal is None else "",
        done=done,
        error=error,
        because=found.returned_because,
        may_send=is_editable and editing_refusal is None,
        may_withdraw=state in {ChangeState.DRAFT, ChangeState.RETURNED, ChangeState.WAITING}
        and editing_refusal is None,
        may_approve=approving.message if approving else "",
        is_waiting=state is ChangeState.WAITING,
    )


def _differences(present: FaqEntry | None, entry: FaqEntry) -> Sequence[tuple[str, str, str]]:
    def fields(one: FaqEntry) -> dict[str, str]:
        said = {f"質問（{NAMES[language]}）": _said(one.question, language) for language in LANGUAGES}
        said |= {f"答え（{NAMES[language]}）": _said(one.answer, language) for language in LANGUAGES}
        valid = one.valid or Valid()
        return said | {
            "聞き方": "、".join(one.questions),
            "出どころ": one.source,
            "有効な期間": f"{valid.since or ''}〜{valid.until or ''}",
        }

    before, after = fields(present) if present else {}, fields(entry)
    return [(name, before.get(name, ""), said) for name, said in after.items() if said != before.get(name, "")]


def _effect_said(effect: Effect | None) -> str:
    if effect is None:
        return ""
    return f"これまでの質問{effect.asked:,}件のうち、言葉の重なる{effect.looked_at:,}件を聞き直しました（{effect.seconds:.1f}秒）。"


def _effect_table(effect: Effect) -> Table:
    rows = [
        (one.asked.text, Cell(LABEL[one.change], kind="error" if one.change in {Change.BREAKS, Change.LOST} else "info"), one.before.text or "―", one.after.text or "―")
        for one in effect.differences[:MOST_LISTED]
    ]  # fmt: skip
    return Table(["これまでの質問", "どうなる", "いまの答え", "変更後の答え"], rows)


def _link(one: FaqEntry) -> Cell:
    return Cell(one.question.ja, reverse("learning:edit", args=[one.id]))


def _until(one: FaqEntry) -> str:
    return one.valid.until.isoformat() if one.valid and one.valid.until else "―"


def _change_row(one: AnswerChange) -> tuple[Cell, Cell, str, str]:
    return (
        Cell(one.entry.question.ja, reverse("learning:change", args=[one.pk])),
        Cell(CHANGE_LABEL[one.stands], kind=KIND.get(one.stands, "neutral")),
        one.author_name,
        moment(one.changed_at),
    )
