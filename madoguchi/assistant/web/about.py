"""The public page: the promise and what was measured, what the assistant can and cannot, where a conversation goes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madoguchi.assistant import calibration, recognising
from madoguchi.assistant.calibration import Calibration
from madoguchi.assistant.web import showing
from madoguchi.assistant.web.about_words import ABOUT, PARAGRAPHS
from madoguchi.assistant.web.pages import AboutPage
from madoguchi.assistant.words import Words
from madoguchi.gateways import language_model
from madoguchi.kernel.text import Text


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Anybody may read it; the figures are those the threshold was made from."""
    language = showing.language_of(request)
    words, measured = Words(language), calibration.present()

    def said(text: Text) -> str:
        filled = text.in_(language).replace("{wrong}", str(recognising.guide().promise.wrong_of_100))
        return filled.replace("{days}", str(settings.CHAT_DAYS))

    model = "model_on" if language_model.configured() else "model_off"
    paragraphs = [(said(title), [said(line) for line in lines]) for title, lines in PARAGRAPHS]
    paragraphs.append((said(ABOUT["model"]), [said(ABOUT[model])]))
    page = AboutPage(
        words=words,
        crumbs=((words["top"], "/"), (words["title"], showing.chat_url()), (words["about"], "")),
        paragraphs=paragraphs,
        figures_title=said(ABOUT["figures"]),
        figures=_figures(measured, language),
        person=showing.person(request, None),
    )
    return render(request, "assistant/about.html", {"page": page})


def _figures(measured: Calibration | None, language: str) -> list[tuple[str, str]]:
    def label(key: str) -> str:
        return ABOUT[key].in_(language)

    rows = [(label("promise"), label("promise_value").replace("{n}", str(recognising.guide().promise.wrong_of_100)))]
    if measured is None:
        return [*rows, (label("right"), label("not_measured"))]
    interval = f"{measured.share_right:.1%}（{measured.lowest_right:.1%}–{measured.highest_right:.1%}）"
    return [
        *rows,
        (label("right"), interval if measured.stated else label("not_measured")),
        (label("stated"), f"{measured.stated:,} / {measured.questions:,}（{measured.share_stated:.0%}）"),
        (label("state"), label("states" if measured.threshold is not None else "offers")),
        (label("measured_on"), measured.measured_on.isoformat()),
    ]
