"""The pages on which clean cases are skimmed and decided together, and the list's own acts on many."""

from uuid import uuid4

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Batch, BatchKind, Case, FullReview
from madoguchi.cases.states import State
from madoguchi.kernel.clock import moved_to
from tests.cases.clean_cases import a_clean_case, the_worker_works
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, an_actor, an_officer, received

pytestmark = pytest.mark.django_db
SKIM = f"/desk/clean/{SECTION}/safety-kit/"


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


def tokens(*made: Case) -> list[str]:
    return [f"{case.pk}:{case.changes}" for case in made]


def test_the_list_says_which_procedure_waits_how_many_and_since_when():
    for _ in range(3):
        a_clean_case()
    received()
    page = text_of(desk_of(an_officer()).get("/desk/clean/"))
    for said in ("見守り用品の申請", "3件", "2026/11/16 09:30", "残り10日", SKIM, "3％"):
        assert said in page


def test_the_first_list_shows_the_exceptions_and_where_the_clean_ones_wait():
    clean, doubtful = a_clean_case(), received()
    browser = desk_of(an_officer())
    page = text_of(browser.get("/desk/"))
    assert doubtful.number in page
    assert clean.number not in page
    assert "まとめて承認を待っています" in page
    assert clean.number in text_of(browser.get("/desk/?tab=open"))
    assert clean.number in text_of(browser.post("/desk/search/", {"q": clean.number}, follow=True))


@pytest.mark.parametrize("number", [1, 40])
def test_the_table_takes_the_same_few_queries_however_long_it_is(number, django_assert_num_queries):
    browser = desk_of(an_officer())
    for _ in range(number):
        a_clean_case()
    browser.get(SKIM)
    with django_assert_num_queries(4):  # session, account, the cases, the number of the version
        assert browser.get(SKIM).status_code == 200
    with django_assert_num_queries(4):  # session, account, what waits, the last batches
        assert browser.get("/desk/clean/").status_code == 200


def test_from_the_table_to_the_decision_with_one_pulled_out():
    made = [a_clean_case() for _ in range(3)]
    browser = desk_of(an_officer())
    typed: dict[str, str | list[str]] = {"shown": tokens(*made), "case": tokens(*made[:2])}

    asked = browser.post(SKIM, typed)
    assert asked.status_code == 400
    assert "選択を外した1件を個別に審査する理由を選んでください" in text_of(asked)
    assert made[2].number in text_of(asked)

    typed |= {"reason": "told", "words": "電話がありました"}
    sure = text_of(browser.post(SKIM, typed))
    for said in ("2件を承認します", "費用の目安の合計", "4,800円", made[2].number, "電話がありました"):
        assert said in sure
    assert not Batch.objects.exists()

    answer = browser.post(SKIM, {**typed, "confirmed": "yes", "press": "abc"})
    batch = Batch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/batches/{batch.pk}/")
    waiting = browser.get(answer["Location"])
    assert waiting["Refresh"] == "2"
    assert "残りは2件です" in text_of(waiting)
    the_worker_works()
    over = browser.get(answer["Location"])
    assert "Refresh" not in over
    assert "2件すべてが済みました" in text_of(over)
    pulled = Case.objects.get(pk=made[2].pk)
    assert (pulled.full_review, pulled.full_review_words) == (
        FullReview.PULLED,
        "本人・関係者から連絡があった：電話がありました",
    )


def test_the_form_sent_twice_decides_once():
    case, browser = a_clean_case(), desk_of(an_officer())
    typed = {"shown": tokens(case), "case": tokens(case), "confirmed": "yes", "press": "abc"}
    assert browser.post(SKIM, typed)["Location"] == browser.post(SKIM, typed)["Location"]
    assert Batch.objects.count() == 1


def test_all_unticked_decides_nothing_and_goes_back_to_the_list():
    case, browser = a_clean_case(), desk_of(an_officer())
    answer = browser.post(SKIM, {"shown": tokens(case), "reason": "doubt", "confirmed": "yes"})
    assert answer["Location"] == f"/desk/clean/?section={SECTION}&pulled=1"
    assert "1件を、まとめて承認する申請から外しました" in text_of(browser.get(answer["Location"]))
    assert not Batch.objects.exists()


def test_what_changed_since_the_look_is_named_before_and_after():
    first, second = a_clean_case(), a_clean_case()
    browser, typed = desk_of(an_officer()), {"shown": tokens(first, second), "case": tokens(first, second)}
    cases.take(case=first, by=an_actor(), at=MONDAY)
    sure = text_of(browser.post(SKIM, typed))
    assert "一覧を開いたあとに更新された申請" in sure
    answer = browser.post(SKIM, {**typed, "confirmed": "yes"})
    the_worker_works()
    page = text_of(browser.get(answer["Location"]))
    assert "1件が済み、1件を見送りました" in page
    assert "この申請は更新されました" in page
    assert Case.objects.get(pk=second.pk).stands is State.APPROVED


def test_a_case_that_moved_to_another_section_is_named_by_its_number_alone():
    mine, moved = a_clean_case(), a_clean_case()
    Case.objects.filter(pk=moved.pk).update(applicant_name="移田 多見")
    browser, typed = desk_of(an_officer()), {"shown": tokens(mine, moved), "case": tokens(mine, moved)}
    cases.reassign_section(case=moved, section=OTHER_SECTION, by=an_actor(), at=MONDAY)
    sure = text_of(browser.post(SKIM, typed))
    assert "1件を承認します" in sure
    answer = browser.post(SKIM, {**typed, "confirmed": "yes"})
    the_worker_works()
    over = text_of(browser.get(answer["Location"]))
    for page in (sure, over):
        assert "他の課へ移りました" in page
        assert moved.number in page
        assert "移田" not in page
    assert f"/desk/cases/{moved.pk}/" not in over


def test_who_may_not_decide_sees_the_table_without_boxes_and_is_refused():
    case, browser = a_clean_case(), desk_of(an_officer(Role.REVIEWER))
    page = text_of(browser.get(SKIM))
    assert case.number in page
    assert "まとめて承認できるのは、決裁権限のある職員です" in page
    assert 'type="checkbox"' not in page
    assert browser.post(SKIM, {"shown": tokens(case), "case": tokens(case), "confirmed": "yes"}).status_code == 403


def test_another_section_sees_neither_the_table_nor_the_progress():
    case = a_clean_case()
    batch = cases.begin_batch(
        kind=BatchKind.DECIDE, section=SECTION, seen=[cases.Seen(case.pk, 0)], press="x", by=an_actor(), at=MONDAY
    )
    browser = desk_of(an_officer(section=OTHER_SECTION))
    for path in (SKIM, f"/desk/clean/?section={SECTION}", f"/desk/batches/{batch.pk}/"):
        assert browser.get(path).status_code == 403
    assert browser.post(SKIM, {"confirmed": "yes", "shown": tokens(case)}).status_code == 403
    assert desk_of(an_officer()).get(f"/desk/batches/{uuid4()}/").status_code == 404


HOSTILE = [
    {},
    {"shown": "nonsense"},
    {"shown": f"{uuid4()}:-1", "case": "x:y"},
    {"shown": [f"{uuid4()}:{'9' * 40}"], "confirmed": "yes"},
    {"shown": [f"{uuid4()}:1"], "reason": "<script>alert(1)</script>", "words": "あ" * 5000},
    {"shown": [f"{uuid4()}:1"], "reason": "other", "words": "\u202e"},
    {"shown": [f"{uuid4()}:1"], "case": [f"{uuid4()}:1"], "confirmed": "yes", "reason": "told"},
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_sent_there_is_a_page_and_nothing_is_decided(typed):
    a_clean_case()
    answer = desk_of(an_officer()).post(SKIM, typed)
    assert answer.status_code in {200, 302, 400}
    assert "<script>alert" not in text_of(answer)
    assert not Batch.objects.exists()


def test_the_progress_takes_the_same_few_queries_however_long_it_is(django_assert_num_queries):
    made, by = [a_clean_case() for _ in range(40)], an_actor()
    seen = [cases.Seen(case.pk, 0) for case in made]
    batch = cases.begin_batch(kind=BatchKind.DECIDE, section=SECTION, seen=seen, press="x", by=by, at=MONDAY)
    browser = desk_of(an_officer())
    with django_assert_num_queries(4):  # session, account, the batch, its items with their cases
        assert browser.get(f"/desk/batches/{batch.pk}/").status_code == 200


def test_the_list_begins_the_review_of_what_is_ticked_and_gives_it_to_a_colleague():
    first, second, colleague = received(), received(), an_officer(name="担当 花子")
    browser = desk_of(an_officer(Role.REVIEWER))
    answer = browser.post("/desk/batches/", {"act": "begin_review", "case": tokens(first, second), "press": "1"})
    the_worker_works()
    assert "2件すべてが済みました" in text_of(browser.get(answer["Location"]))
    first.refresh_from_db()
    typed = {"act": "assign", "officer": str(colleague.pk), "case": tokens(first), "press": "2"}
    browser.post("/desk/batches/", typed)
    the_worker_works()
    first.refresh_from_db()
    assert (first.stands, first.assigned_to) == (State.UNDER_REVIEW, colleague)


@pytest.mark.parametrize(
    "typed",
    [{}, {"act": "decide"}, {"act": "begin_review"}, {"act": "assign", "officer": "x", "case": "y"}, {"act": "\0"}],
)
def test_nothing_ticked_or_nonsense_is_refused_in_words(typed):
    answer = desk_of(an_officer()).post("/desk/batches/", typed)
    assert answer.status_code == 400
    assert not Batch.objects.exists()


def test_reception_ticks_nothing():
    case, browser = received(), desk_of(an_officer(Role.RECEPTION))
    assert 'name="case"' not in text_of(browser.get("/desk/"))
    assert browser.post("/desk/batches/", {"act": "begin_review", "case": tokens(case)}).status_code == 403
