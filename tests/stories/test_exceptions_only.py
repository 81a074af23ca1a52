"""The desk sees only exceptions: forty clean applications are one decision, and a person looks at what is left."""

from madoguchi.cases import sampling
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.notices.models import Notice
from madoguchi.publications import queries as publications
from tests.stories.people import story_of
from tests.stories.sending import arrive

PROCEDURE = "child-allowance"


def test_an_officer_clears_40_clean_cases_in_one_decision(officer, worker, clock):
    made = arrive(PROCEDURE, 40)
    assert {case.to_look_at for case in made} == {0}

    clock.passes(hours=12)
    page = officer.device.get("/desk/")
    assert page.says("すべての確認に適合した申請が")
    assert page.says("40件")
    assert officer.device.get("/desk/clean/").says("児童手当")
    page = officer.device.get(f"/desk/clean/child-family/{PROCEDURE}/")
    assert page.says("すべて適合")

    page = officer.device.press()
    assert page.says("40件を承認します")
    page = officer.device.press(("confirmed", "yes"))
    worker()

    assert officer.device.get(page.path).says("40件すべてが済みました")
    assert {case.stands for case in Case.objects.all()} == {State.APPROVED}
    assert {tuple(story_of(case)) for case in made} == {("received", "review_started", "approved")}
    assert Notice.objects.count() == 40
    assert journal.verify() is None


def test_one_of_twenty_is_drawn_back_and_read_whole_before_the_rules_are_believed(officer, clock, monkeypatch):
    turn = iter(range(20))
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: next(turn) == 7)
    made = arrive(PROCEDURE, 20)
    drawn = made[7]

    clock.passes(hours=12)
    page = officer.device.get("/desk/")
    assert page.says("19件")
    assert page.says("抽出確認")
    officer.begins_review(drawn)
    page = officer.device.get(f"/desk/cases/{drawn.pk}/")
    assert page.says("一致：見落としはない")
    form = next(form for form in page.forms if form.action.endswith("/sample/"))
    officer.device.post(form.action, {**form.sent(), "result": "agrees"})
    officer.approves(drawn)

    assert story_of(drawn) == ["received", "sampled", "review_started", "sample_reviewed", "approved"]
    assert officer.device.get("/desk/rules/").says("1件を抽出確認し、見落としは0件")
    assert publications.in_force(PROCEDURE) is not None
