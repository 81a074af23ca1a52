"""Answers that were given in a talk: each is kept at once in the draft the form goes on with, signed as said in the chat."""

from datetime import datetime

from django.db import transaction

from madoguchi.cases.authorship import author_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import filling
from madoguchi.procedures.drafting import hold, put_answers, save
from madoguchi.procedures.models import Draft

# How an answer came, beside web, counter, phone and paper (cases.authorship).
CHAT = "chat"


def refusal_to_tell(draft: Draft) -> Refusal | None:
    """A correction is made in the form, where what the officer asked for stands beside each question."""
    if draft.corrects is not None or draft.sent_as is not None:
        return Refusal("この申請は、申請の画面から続けてください。", status=409, code="not_in_chat")
    return None


@transaction.atomic
def keep_told(
    *, draft: Draft, compiled: Compiled, question: str, answer: object, situation: Situation, by: Actor, at: datetime
) -> None:
    """Keep one answer. What was typed on its page of the form and left there is kept with it, as far as it is right."""
    hold(draft, by)
    page = next((page for page in compiled.procedure.pages if question in page.ask), None)
    if page is None:
        raise Refusal("この質問は、いまの様式にはありません。", status=409, code="no_question")
    if typed := draft.unfinished.get(page.id):
        filled = filling.read_page(compiled, page, typed["typed"], draft.answers, situation)
        put_answers(draft, {**draft.answers, **filled.answers}, author_of(by, draft.channel, at))
        draft.unfinished = {id_: kept for id_, kept in draft.unfinished.items() if id_ != page.id}
    put_answers(draft, {**draft.answers, question: answer}, author_of(by, CHAT, at))
    draft.new_questions = [id_ for id_ in draft.new_questions if id_ != question]
    # Who still has the page open in another window sent it for an earlier round: its late saving says nothing new.
    draft.count_round(page.id)
    save(draft, at, "answers", "authors", "unfinished", "new_questions", "rounds")
