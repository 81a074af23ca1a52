"""Addresses of the assistant's desk, behind the door of the desk: its views are told who it is."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from madoguchi.assistant.web import editing, fairness, gaps, questions, rankers, stored_questions

Door = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]

app_name = "learning"


def patterns(door: Door) -> list[URLPattern]:
    """Below /desk/."""
    one = "questions/<uuid:ticket_id>/"
    return [
        path("questions/", door(questions.questions), name="questions"),
        path(one, door(questions.question), name="question"),
        path(f"{one}said/", door(questions.said), name="said"),
        path(f"{one}act/", door(questions.act), name="question_act"),
        path(f"{one}answer/", door(questions.answer), name="question_answer"),
        path("assistant/", door(rankers.assistant), name="assistant"),
        path("assistant/fairness/", door(fairness.fairness_page), name="fairness"),
        path("assistant/act/", door(rankers.act), name="assistant_act"),
        path("gaps/", door(gaps.ledger_page), name="gaps"),
        path("gaps/<int:gap_id>/", door(gaps.one), name="gap"),
        path("gaps/<int:gap_id>/act/", door(gaps.act), name="gap_act"),
        path("answers/", door(editing.answers), name="answers"),
        path("answers/changes/<int:change_id>/", door(editing.change), name="change"),
        path("answers/changes/<int:change_id>/act/", door(editing.act), name="change_act"),
        path("answers/asked/", door(stored_questions.stored_questions), name="stored"),
        path("answers/asked/store/", door(stored_questions.store), name="store"),
        path("answers/asked/try/", door(stored_questions.try_out), name="try_out"),
        path("answers/asked/undo/", door(stored_questions.undo), name="undo"),
        path("answers/asked/pass-over/", door(stored_questions.pass_over), name="pass_over"),
        path("answers/<slug:answer_id>/", door(editing.edit), name="edit"),
        path("answers/<slug:answer_id>/file/", door(editing.file), name="file"),
    ]
