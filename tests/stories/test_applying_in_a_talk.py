"""A resident answers in words in the talk, leaves in the middle, goes on in the form, and the file says how each answer came."""

import pytest

from madoguchi.assistant import interview
from madoguchi.definitions.examples import answers_of
from madoguchi.kernel import clock
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.assistant.test_hearing_the_catalog import answer_at, in_words
from tests.procedures.browsing import Browser
from tests.procedures.publishing import in_force

pytestmark = pytest.mark.django_db


def test_a_dog_owner_answers_in_words_and_finds_every_answer_at_review(published):
    compiled = in_force("dog-registration")
    example = next(one for one in compiled.procedure.examples if one.expect.outcome == "clean")
    browser = Browser()
    with clock.moved_to(clock.now().replace(year=example.on.year, month=example.on.month, day=example.on.day)):
        go = {c.id: next(o.value for o in c.options if o.then == "go") for c in compiled.procedure.eligibility}
        browser.post("/chat/apply/dog-registration/", go)
        draft = Draft.objects.get()
        talk = f"/apply/{draft.pk}/talk/"
        wanted, _ = answers_of(compiled, example, publications.situation())
        asked = set()
        while True:
            draft.refresh_from_db()
            steps = interview.steps(compiled, draft.answers, today=clock.today())
            step = next((one for one in steps if one.path not in asked and not one.is_more), None)
            if step is None:
                break
            asked.add(step.path)
            value = answer_at(wanted, step.path)
            if value is None or step.leaf is None or interview.is_for_the_form(step.leaf):
                continue
            assert browser.post(talk, {"ask": step.path, "said": in_words(step.leaf, value)}).status == 200
        review = browser.get(f"/apply/{draft.pk}/review/")

    assert draft.answers
    assert all(draft.answers[id_] == wanted[id_] for id_ in draft.answers)
    assert {author["how"] for author in draft.authors.values()} == {"chat"}
    assert review.status == 200
