"""The office where the assistant learns how residents ask: suggestions, what storing one would change, what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import corpus, finding, permissions, stored
from madoguchi.assistant.commands import teaching
from madoguchi.assistant.models import StoredQuestion, Turn
from madoguchi.assistant.reading import LONGEST_KEPT
from madoguchi.assistant.teaching import Gain
from madoguchi.assistant.web.questions import moment
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.passages import Passage
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

DONE = {
    "stored": "登録しました。1秒ほどで検索に使われます。",
    "undone": "取り消しました。順位は登録する前と同じに戻ります。",
    "passed-over": "見送りました。",
}
NEAR = 5


@dataclass(frozen=True)
class Suggestion:
    """A question a resident found well answered."""

    turn: int
    asked: str
    passage: str
    title: str
    at: str


@dataclass(frozen=True)
class StoredRow:
    """A phrasing that is stored, or was."""

    id: int
    text: str
    title: str
    weight: str
    by: str
    at: str
    effect: str
    is_undone: bool


@dataclass(frozen=True)
class StoredPage:
    """The suggestions of a section and what it has stored."""

    section: str
    suggestions: Sequence[Suggestion]
    rows: Sequence[StoredRow]
    may_teach: str
    done: str


@dataclass(frozen=True)
class GainPage:
    """What storing a phrasing would do, before it is done."""

    trail: Sequence[tuple[str, str]]
    text: str
    passage: str
    title: str
    weight: int
    turn: str
    sentence: str
    kind: str
    better: Sequence[str]
    worse: Sequence[str]
    is_loss: bool


@require_safe
def stored_questions(request: HttpRequest, by: Actor) -> HttpResponse:
    """What residents found helpful and nobody has stored yet, and what is stored."""
    refuse_if(permissions.refusal_to_see_teaching(by, by.section))
    refusal = permissions.refusal_to_teach(by, by.section)
    page = StoredPage(
        section=publications.section(by.section).name,
        suggestions=_suggestions(by),
        rows=[_row(one) for one in stored.listed(by.section)],
        may_teach=refusal.message if refusal else "",
        done=DONE.get(request.GET.get("done", ""), ""),
    )
    return render(request, "assistant/desk/stored.html", {"page": page})


@require_POST
def store(request: HttpRequest, by: Actor) -> HttpResponse:
    """One press: measured first; stored at once where nothing gets worse, else shown and asked."""
    passage = finding.passage(request.POST.get("passage", ""))
    if passage is None:
        raise Http404("no such passage")
    refuse_if(permissions.refusal_to_teach(by, passage.owner))
    text = request.POST.get("text", "")[: LONGEST_KEPT * 2]
    weight = 1 if request.POST.get("weight") == "1" else 2
    gain = teaching.measured(passage=passage, text=text, weight=weight)
    turn = request.POST.get("turn", "")
    accepting = request.POST.get("accept") == "yes"
    try:
        teaching.store_question(
            passage=passage, text=text, weight=weight, gain=gain, accepting_loss=accepting, by=by, at=clock.now()
        )
    except Refusal as refusal:
        if refusal.code != "loss":
            raise
        return render(request, "assistant/desk/gain.html", {"page": _gain_page(passage, text, weight, turn, gain)})
    if (found := _turn(turn)) is not None and found.source == passage.id:
        teaching.settle(turn=found)
    corpus.forget()
    return HttpResponseRedirect(f"{reverse('learning:stored')}?done=stored")


@require_POST
def try_out(request: HttpRequest, by: Actor) -> HttpResponse:
    """Look at what it would change, without storing."""
    passage = finding.passage(request.POST.get("passage", ""))
    if passage is None:
        raise Http404("no such passage")
    refuse_if(permissions.refusal_to_teach(by, passage.owner))
    text = request.POST.get("text", "")[: LONGEST_KEPT * 2]
    gain = teaching.measured(passage=passage, text=text)
    page = _gain_page(passage, text, 2, request.POST.get("turn", ""), gain)
    return render(request, "assistant/desk/gain.html", {"page": page})


@require_POST
def undo(request: HttpRequest, by: Actor) -> HttpResponse:
    """Take one back."""
    number = request.POST.get("stored", "")
    found = stored.by_id(int(number)) if number.isdecimal() and len(number) < 12 else None
    if found is None:
        raise Http404("no such stored question")
    teaching.unstore_question(stored=found, by=by, at=clock.now())
    corpus.forget()
    return HttpResponseRedirect(f"{reverse('learning:stored')}?done=undone")


@require_POST
def pass_over(request: HttpRequest, by: Actor) -> HttpResponse:
    """Not worth storing."""
    turn = _turn(request.POST.get("turn", ""))
    passage = finding.passage(turn.source) if turn else None
    if turn is None or passage is None:
        raise Http404("no such suggestion")
    teaching.pass_over(turn=turn, section=passage.owner, by=by, at=clock.now())
    return HttpResponseRedirect(f"{reverse('learning:stored')}?done=passed-over")


def _turn(typed: str) -> Turn | None:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 12):
        return None
    return stored.suggested(int(typed))


def _suggestions(by: Actor) -> list[Suggestion]:
    """Of the passages this officer may see: another section's helpful answers must not crowd theirs out."""
    seen = {
        id_: passage
        for id_, passage in corpus.passages_today().items()
        if permissions.refusal_to_see_teaching(by, passage.owner) is None
    }
    return [
        Suggestion(turn.pk, asked, turn.source, seen[turn.source].title.ja, moment(turn.at))
        for turn, asked in stored.suggestions(seen)
    ]


def _row(one: StoredQuestion) -> StoredRow:
    passage = finding.passage(one.passage)
    return StoredRow(
        id=one.pk,
        text=one.text,
        title=passage.title.ja if passage else one.passage,
        weight="これで答えになる" if one.weight == 2 else "関係がある",
        by=one.stored_name,
        at=moment(one.stored_at),
        effect=_in_short(one.measured),
        is_undone=one.undone_at is not None,
    )


def _in_short(measured: object) -> str:
    if not isinstance(measured, dict) or not measured.get("asked"):
        return "ほかの質問に変わりなし"
    return f"{float(measured['before']):.3f} → {float(measured['after']):.3f}（{measured['asked']}問）"


def _gain_page(passage: Passage, text: str, weight: int, turn: str, gain: Gain) -> GainPage:
    if gain.is_loss:
        sentence, kind = "登録すると、ほかの質問の答えが見つかりにくくなります。", "error"
    elif gain.is_gain:
        sentence, kind = "登録すると、ほかの質問の答えも見つかりやすくなります。", "success"
    else:
        sentence, kind = "登録しても、ほかの質問の順位は変わりません。", "info"
    return GainPage(
        trail=(("聞き方の登録", reverse("learning:stored")), ("登録したときの変化", "")),
        text=text,
        passage=passage.id,
        title=passage.title.ja,
        weight=weight,
        turn=turn,
        sentence=f"{sentence}（答えの分かっている{gain.asked}問で、正しい答えの順位の逆数の平均 {gain.before:.3f} → {gain.after:.3f}）",
        kind=kind,
        better=gain.better,
        worse=gain.worse,
        is_loss=gain.is_loss,
    )
