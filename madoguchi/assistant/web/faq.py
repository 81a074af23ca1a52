"""よくある質問: all of them by subject, and one with its answer."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import editions
from madoguchi.assistant.announcements import AnswerJudged
from madoguchi.assistant.web.cited import cited
from madoguchi.assistant.web.search import crumbs_to, words_of
from madoguchi.assistant.web.search_pages import AnswerPage, AnswersPage, QuestionLine, Subject, Topic
from madoguchi.assistant.web.search_words import Words
from madoguchi.definitions.faq import FaqEntry
from madoguchi.kernel import clock
from madoguchi.kernel.announcing import announce
from madoguchi.publications import queries as publications
from madoguchi.ui.context import address
from madoguchi.ui.limits import Limit

FIRST = 5  # questions of each subject on the page of all
JUDGING = Limit("judging answers", tries=60, seconds=600)


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Every question that is answered today, by subject."""
    words, asked = words_of(request), request.GET.get("topic", "")[:80]
    speaking = _speaking()
    subjects = [
        _subject(topic.title.in_(words.language), topic.id, of_topic, words, whole=bool(asked))
        for topic in publications.ward().categories
        if asked in {"", topic.id} and (of_topic := [entry for entry in speaking if _first(entry) == topic.id])
    ]
    page = AnswersPage(
        words=words,
        crumbs=crumbs_to(words, (words["answers"], "")),
        heading=words["answers"],
        topics=_topics(speaking, asked, words),
        subjects=tuple(subjects),
        count=words["count"].format(sum(1 for entry in speaking if asked in {"", _first(entry)})),
    )
    return render(request, "assistant/answers.html", {"page": page})


def _subject(title: str, topic: str, entries: list[FaqEntry], words: Words, *, whole: bool) -> Subject:
    """Some four hundred questions on one page would be a long way for a thumb: the first of each, and a way to the rest."""
    if whole or len(entries) <= FIRST + 1:
        return Subject(title, topic, _lines(entries, words))
    every = address("search:answers") + "?" + urlencode({"topic": topic})
    return Subject(title, topic, _lines(entries[:FIRST], words), every, words["all_of_subject"].format(len(entries)))


@require_safe
def answer(request: HttpRequest, answer_id: str) -> HttpResponse:
    """One question, its answer in the reader's language where there is one, and who stands for it."""
    words, entry = words_of(request), _found(answer_id)
    section, language = publications.section(entry.owner), words.language
    question, said = entry.question.in_(language), entry.answer.in_(language)
    shown = entry.answer.language_shown(language)
    compiled = publications.in_force(entry.procedure) if entry.procedure else None
    page = AnswerPage(
        words=words,
        crumbs=crumbs_to(words, (words["answers"], reverse("search:answers")), (question, "")),
        question=question,
        question_language=_foreign(entry.question.language_shown(language), language),
        paragraphs=tuple(line for line in said.splitlines() if line.strip()),
        answer_language=_foreign(shown, language),
        fallback=shown != language,
        owner=f"{section.department} {section.name}".strip(),
        phone=section.phone or publications.ward().phone,
        hours=section.hours,
        reviewed=entry.reviewed,
        until=entry.valid.until if entry.valid else None,
        sources=cited(entry.source),
        unverified=entry.demo,
        procedure_url=reverse("procedures:page", args=[compiled.id]) if compiled else "",
        procedure=compiled.procedure.title.in_(language) if compiled else "",
        see=_lines((one for id_ in entry.see if (one := _entry(id_))), words),
        helped_url=reverse("search:helped", args=[entry.id]),
        thanks=bool(request.GET.get("judged")),
    )
    return render(request, "assistant/answer.html", {"page": page})


@require_POST
def helped(request: HttpRequest, answer_id: str) -> HttpResponse:
    """役に立ちましたか: yes or no, of nobody in particular; who counts it listens to the announcement."""
    entry, judged = _found(answer_id), request.POST.get("helped", "")
    if judged in {"yes", "no"} and JUDGING.allows(request):
        language = words_of(request).language
        told = AnswerJudged(
            answer=entry.id, owner=entry.owner, helped=judged == "yes", language=language, at=clock.now()
        )
        announce(told)
    here = reverse("search:answer", args=[entry.id])
    return HttpResponseRedirect(f"{here}?{urlencode({'judged': 1})}#helped")


def _speaking() -> list[FaqEntry]:
    day = clock.today()
    return [entry for entry in editions.entries().values() if entry.speaks_on(day)]


def _entry(id_: str) -> FaqEntry | None:
    found = editions.entry(id_)
    return found if found and found.speaks_on(clock.today()) else None


def _found(id_: str) -> FaqEntry:
    found = _entry(id_)
    if found is None:
        raise Http404
    return found


def _first(entry: FaqEntry) -> str:
    """An answer stands under its first subject, once."""
    return entry.topics[0]


def _lines(entries: Iterable[FaqEntry], words: Words) -> tuple[QuestionLine, ...]:
    language = words.language
    return tuple(
        QuestionLine(
            entry.question.in_(language),
            _foreign(entry.question.language_shown(language), language),
            reverse("search:answer", args=[entry.id]),
        )
        for entry in entries
    )


def _topics(speaking: Iterable[FaqEntry], asked: str, words: Words) -> tuple[Topic, ...]:
    used = {_first(entry) for entry in speaking}
    everything = Topic(words["all"], address("search:answers"), not asked)
    each = [
        Topic(topic.title.in_(words.language), f"?{urlencode({'topic': topic.id})}", asked == topic.id)
        for topic in publications.ward().categories
        if topic.id in used
    ]
    return (everything, *each)


def _foreign(shown: str, language: str) -> str:
    return "" if shown == language or language == "easy" else shown
