"""見本案件: planted with a known defect, they measure rules and reviewing, and never become anything real."""

from datetime import timedelta
from typing import Any

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases import figures, letters, numbering, past, probe_names, probes, queries
from madoguchi.cases.announcements import CaseDecided, CaseReceived, CaseReturned
from madoguchi.cases.models import Case, Defect, Doubt, FullReview, Probe, ProbeOutcome, Revision
from madoguchi.cases.states import State
from madoguchi.definitions.compiled import Compiled
from madoguchi.gateways.models import KeptMail, OutboxEntry
from madoguchi.journal import queries as journal
from madoguchi.kernel.announcing import heard
from madoguchi.kernel.bank_accounts import holder_fits
from madoguchi.kernel.clock import moved_to
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices.models import Notice
from madoguchi.publications import queries as publications
from tests.cases.definition import ANSWERS, OTHER_SECTION, SECTION, compiled_definition
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, acting, an_actor, an_officer, approves, published, received, settled

pytestmark = pytest.mark.django_db
TYPED = {
    **ANSWERS,
    "proof": ["免許証.pdf"],
    "kind": "bell",
    "pieces": "2",
}
EXAMPLES = [
    {"name": "ふつうの申請", "on": "2026-11-01", "answers": TYPED, "expect": {}},
    {
        "name": "個数が多い",
        "on": "2026-11-01",
        "answers": {**TYPED, "pieces": "9"},
        "expect": {"findings": ["many"], "outcome": "look"},
    },
]


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


@pytest.fixture
def compiled() -> Compiled:
    return published(compiled_definition(examples=EXAMPLES))


@pytest.fixture
def planter():
    return an_actor()


def plan(compiled: Compiled, field: str, defect: Defect) -> probes.Plan:
    offered = probes.plans(compiled, publications.situation())
    return next(one for one in offered if (one.field, one.defect) == (field, defect))


def planted(compiled: Compiled, by, field: str = "proof", defect: Defect = Defect.MISSING) -> tuple[Probe, Case]:
    probe = cases.plant_probe(compiled=compiled, plan=plan(compiled, field, defect), by=by, at=MONDAY)
    return probe, Case.with_probes.get(pk=probe.planted_case)


def reviewed(case: Case):
    by = an_actor()
    cases.begin_review(case=case, by=by, at=MONDAY)
    return by


def test_the_defects_come_from_the_definitions_own_examples(compiled):
    offered = {(one.example, one.field, one.defect) for one in probes.plans(compiled, publications.situation())}
    assert (0, "proof", Defect.MISSING) in offered
    assert (0, "pieces", Defect.EXCHANGED) in offered
    assert (1, "pieces", Defect.OWN) in offered
    assert {(one.field) for one in probes.plans(compiled, publications.situation())}.isdisjoint({"name", "kana"})
    assert all(probes.plan_in(str(one)) == one for one in probes.plans(compiled, publications.situation()))


def test_it_stands_in_the_list_like_any_other_case(compiled, planter):
    _, case = planted(compiled, planter)
    page = text_of(desk_of(an_officer()).get("/desk/"))
    assert case.number in page
    assert "見本" not in page
    file = text_of(desk_of(an_officer()).get(f"/desk/cases/{case.pk}/"))
    assert "見本" not in file
    assert "申請を受付" in file


def test_the_checks_are_measured_at_once_and_what_they_overlook_is_shown_as_drawn(compiled, planter):
    caught, doubtful = planted(compiled, planter)
    overlooked, clean = planted(compiled, planter, "email", Defect.MISSING)
    assert (caught.caught_by_checks, doubtful.full_review) == (True, "")
    assert (overlooked.caught_by_checks, clean.full_review, clean.clean_since) == (False, FullReview.DRAWN, None)


def test_no_two_bear_the_name_of_the_example_and_the_checks_find_the_same(compiled, planter):
    planted_cases = [planted(compiled, planter)[1] for _ in range(6)]
    called = {case.applicant_name for case in planted_cases}
    assert "髙橋　花子" not in called
    assert len(called) >= 4
    for case in planted_cases:
        assert all(part.isprintable() and part for part in case.answers["kana"].values())
        kana = case.answers["kana"]
        assert (
            case.applicant_kana == kana["family"] + kana["given"]
        )  # PostgreSQL keeps the parts in an order of its own
        assert case.findings == planted_cases[0].findings


def test_who_is_called_like_the_applicant_is_called_so_in_every_answer():
    applicant = {"family": "髙橋", "given": "花子"}
    answers = {
        "name": applicant,
        "kana": {"family": "タカハシ", "given": "ハナコ"},
        "people": [{"row": "1", "who": applicant}, {"row": "2", "who": {"family": "髙橋", "given": "学"}}],
        "friend": {"family": "佐々", "given": "花子"},
        "account": {"number": "1234567", "holder": "ﾀｶﾊｼ ﾊﾅｺ"},
        "plain": "髙橋 花子",
    }
    said: dict[str, Any] = probe_names.renamed(compiled_definition(), answers, "seed")
    assert said == probe_names.renamed(compiled_definition(), answers, "seed")
    assert said["name"] != applicant
    assert said["people"][0]["who"] == said["name"]
    assert said["people"][1]["who"] == {"family": said["name"]["family"], "given": "学"}
    assert holder_fits(said["account"]["holder"], " ".join(said["kana"].values()))
    assert (said["friend"], said["plain"]) == (answers["friend"], answers["plain"])


def test_an_answer_without_a_name_stays_as_it_is():
    assert probe_names.renamed(compiled_definition(), {"name": {"family": "王"}}, "seed") == {"name": {"family": "王"}}


def test_asking_for_what_is_wrong_finds_it_and_tells_nobody(compiled, planter, django_capture_on_commit_callbacks):
    probe, case = planted(compiled, planter, "pieces", Defect.OWN)
    by = reviewed(case)
    cases.settle_finding(case=case, check="many", row="", verdict="confirmed", by=by, at=MONDAY)
    with heard(CaseReturned) as announced, django_capture_on_commit_callbacks(execute=True):
        cases.ask_for_correction(case=case, reasons=["proof"], words="個数が多すぎます。", by=by, at=MONDAY)
    probe.refresh_from_db()
    assert probe.outcome == ProbeOutcome.FOUND
    assert announced == []
    nothing_real_is_left(probe)


def test_stopping_it_for_another_reason_is_told_apart(compiled, planter):
    probe, case = planted(compiled, planter)
    by = reviewed(case)
    cases.reject(case=case, reasons=["outside"], facts="区外の方です。", by=by, at=MONDAY)
    probe.refresh_from_db()
    assert probe.outcome == ProbeOutcome.STOPPED
    nothing_real_is_left(probe)


def test_approving_it_overlooks_the_defect_and_decides_nothing(compiled, planter, django_capture_on_commit_callbacks):
    probe, case = planted(compiled, planter)
    by = reviewed(case)
    with heard(CaseDecided) as announced, django_capture_on_commit_callbacks(execute=True):
        approves(case=case, by=by, at=MONDAY)
    probe.refresh_from_db()
    assert (probe.outcome, announced) == (ProbeOutcome.MISSED, [])
    nothing_real_is_left(probe)


def nothing_real_is_left(probe: Probe) -> None:
    """No case, no answers, no letter, no mail, nothing waiting to go out."""
    assert not Case.with_probes.filter(pk=probe.planted_case).exists()
    assert not Revision.objects.exists()
    assert not Doubt.objects.exists()
    assert not Notice.objects.exists()
    assert not OutboxEntry.objects.exists()
    assert not KeptMail.objects.exists()
    assert journal.verify() is None
    words = [entry.what for entry in journal.timeline(probe.subject)]
    assert words == ["probe_planted", "probe_settled"]
    assert not {"approved", "rejected", "correction_asked"} & {
        entry.what for entry in journal.timeline(f"case/{probe.planted_case}")
    }


def test_the_officer_is_told_afterwards_what_it_was(compiled, planter):
    _, case = planted(compiled, planter)
    officer = an_officer()
    cases.begin_review(case=case, by=acting(officer), at=MONDAY)
    settled(case, acting(officer))
    answer = desk_of(officer).post(f"/desk/cases/{case.pk}/approve/", {"seen": case.changes}, follow=True)
    page = text_of(answer)
    assert answer.status_code == 410
    assert "見本案件でした" in page
    assert "見落とされました" in page
    assert "通知は届かず" in page


def test_a_second_officer_who_comes_too_late_is_told_too(compiled, planter):
    _, case = planted(compiled, planter)
    by = reviewed(case)
    on_my_screen = Case.with_probes.get(pk=case.pk)
    approves(case=case, by=by, at=MONDAY)
    with pytest.raises(Refusal, match="見本案件でした"):
        cases.reject(case=on_my_screen, reasons=["outside"], facts="区外", by=an_actor(), at=MONDAY)


def test_it_is_in_nobodys_figures_and_opened_by_no_receipt(compiled, planter):
    _, case = planted(compiled, planter)
    until = MONDAY + timedelta(days=1)
    assert figures.by_state()[State.RECEIVED] == 0
    assert figures.of_procedure(compiled.id, since=MONDAY - timedelta(days=1), until=until) == []
    assert queries.by_access(case.number, case.access_code()) is None
    assert Case.objects.count() == 0
    span = past.Span(procedure=compiled.id, since=MONDAY - timedelta(days=1), until=until)
    assert past.count(span) == 0


def test_it_stands_in_no_applicants_way(compiled, planter):
    planted(compiled, planter)
    case = received(compiled=compiled, address=ANSWERS["address"])
    assert case.unique_key
    with heard(CaseReceived) as announced:
        planted(compiled, planter)
    assert announced == []


def test_its_number_is_accounted_for_after_it_is_gone(compiled, planter):
    probe, case = planted(compiled, planter)
    cases.call_off_probe(probe=probe, by=planter, at=MONDAY)
    following = received(compiled=compiled)
    gone, here = (int(number.rpartition("-")[2]) for number in (case.number, following.number))
    assert here == gone + 1
    probe.refresh_from_db()
    assert (probe.case_number, probe.outcome) == (case.number, ProbeOutcome.CALLED_OFF)
    assert numbering.plain(probe.case_number) == case.number


def test_no_letter_can_be_written_about_a_probe(compiled, planter):
    _, case = planted(compiled, planter)
    with pytest.raises(ValueError, match="is a probe"):
        letters.send(None, kind="approved", case=case, compiled=compiled, by=planter, at=MONDAY)  # type: ignore[arg-type]


def test_who_planted_it_does_not_review_it(compiled, planter):
    _, case = planted(compiled, planter)
    with pytest.raises(Refusal, match="あなたが置いた見本案件"):
        cases.begin_review(case=case, by=planter, at=MONDAY)


def test_a_probe_never_comes_into_an_act_on_clean_cases(compiled, planter):
    planted(compiled, planter, "email", Defect.MISSING)
    page = text_of(desk_of(an_officer()).get("/desk/clean/"))
    assert "まとめて承認できる申請はありません" in page


@pytest.mark.parametrize(("roles", "section"), [((Role.REVIEWER,), SECTION), ((Role.DECIDER,), OTHER_SECTION)])
def test_only_deciders_of_the_section_and_administrators_plant(compiled, roles, section):
    with pytest.raises(Refusal):
        planted(compiled, an_actor(*roles, section=section))
    assert not Probe.objects.exists()
    planted(compiled, an_actor(Role.ADMINISTRATOR, section=OTHER_SECTION))
    assert Probe.objects.count() == 1


def test_the_page_plants_shows_ones_own_and_takes_away(compiled):
    officer = an_officer()
    browser = desk_of(officer)
    publications.forget()
    form = text_of(browser.get("/desk/probes/", {"procedure": compiled.id}))
    assert "ふつうの申請：「本人確認書類」の回答を抜いた" in form
    chosen = str(plan(compiled, "proof", Defect.MISSING))
    answer = browser.post("/desk/probes/", {"procedure": compiled.id, "plan": chosen})
    probe = Probe.objects.get()
    assert answer["Location"] == "/desk/probes/?done=planted"
    page = text_of(browser.get(answer["Location"]))
    assert probe.case_number in page
    assert "規則が気づいた" in page
    assert probe.case_number not in text_of(desk_of(an_officer()).get("/desk/probes/"))
    browser.post(f"/desk/probes/{probe.pk}/call-off/")
    assert not Case.with_probes.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"procedure": "safety-kit", "plan": "0.missing.name"},
        {"procedure": "safety-kit", "plan": "999999.own.x"},
        {"procedure": "safety-kit", "plan": "١.own.pieces"},
        {"procedure": "nothing", "plan": "0.missing.proof"},
        {"procedure": "\0", "plan": "\0"},
    ],
)
def test_whatever_is_sent_nothing_is_planted(compiled, typed):
    publications.forget()
    assert desk_of(an_officer()).post("/desk/probes/", typed).status_code == 400
    assert not Probe.objects.exists()


def test_reviewers_find_no_way_in():
    browser = desk_of(an_officer(Role.REVIEWER))
    assert browser.get("/desk/probes/").status_code == 403
    assert "見本案件" not in text_of(browser.get("/desk/rules/"))
