"""How the rules do: what they stop, how often they are right, what they overlook, and what they cost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases import figures, sampling
from madoguchi.cases.figures import rules, wilson
from madoguchi.cases.figures.rules import ENOUGH, Rule
from madoguchi.definitions import reconciling
from madoguchi.kernel.clock import moved_to
from madoguchi.publications import queries as publications
from tests.cases.clean_cases import PROOF, a_clean_case
from tests.cases.definition import COMPILED, OTHER_SECTION, SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, an_actor, an_officer, approves, received

pytestmark = pytest.mark.django_db


# Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(hits, tries, low, high):
    found = wilson(hits, tries)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(some.integers(0, 400), some.integers(0, 400))
def test_the_interval_holds_the_share_and_stays_within_bounds(hits, more):
    tries = hits + more
    found = wilson(hits, tries)
    assert 0 <= found.low <= found.high <= 1
    assert not tries or found.low <= hits / tries <= found.high


def test_nothing_reviewed_says_nothing_and_nonsense_is_an_error():
    assert wilson(0, 0) == figures.Interval(0.0, 1.0)
    for hits, tries in ((2, 1), (-1, 3)):
        with pytest.raises(ValueError, match="no share"):
            wilson(hits, tries)


def the_rules() -> dict[str, Rule]:
    span = {"since": MONDAY - timedelta(days=1), "until": MONDAY + timedelta(days=30)}
    return {rule.check: rule for rule in figures.of_procedure(COMPILED.id, **span)}


def doubtful(verdict: str = "", *, minutes: int = 4, pieces: int = 5, approve: bool = True):
    """A case with one doubt (too many pieces), reviewed in so many minutes."""
    case, by = received(pieces=pieces, proof=PROOF), an_actor()
    cases.begin_review(case=case, by=by, at=MONDAY)
    later = MONDAY + timedelta(minutes=minutes)
    if verdict:
        cases.settle_finding(case=case, check="many", row="", verdict=verdict, by=by, at=later)
    if approve and verdict != "confirmed":
        approves(case=case, by=by, at=later)
    elif approve:
        cases.reject(case=case, reasons=["outside"], facts="多すぎます。", by=by, at=later)
    return case


def test_passes_fails_verdicts_and_what_nobody_said_are_counted():
    for _ in range(3):
        a_clean_case()
    doubtful("confirmed")
    doubtful("false_alarm")
    doubtful(approve=False)
    many = the_rules()["many"]
    assert (many.passes, many.fails, many.unknowns) == (3, 3, 0)
    assert (many.confirmed, many.false_alarms, many.unsettled, many.right) == (1, 1, 1, 1)
    assert the_rules()["proof-missing"].passes == 6


def test_of_many_applications_only_the_latest_are_read(monkeypatch):
    monkeypatch.setattr(rules, "MOST_READ", 2)
    received(MONDAY - timedelta(hours=1), pieces=5, proof=PROOF)
    assert the_rules()["many"].fails == 1
    for hours in range(3):
        received(MONDAY + timedelta(hours=hours), proof=PROOF)

    many = the_rules()["many"]
    assert (many.passes, many.fails) == (2, 0)


def test_the_page_says_how_many_applications_its_numbers_rest_on():
    assert f"{figures.MOST_READ:,}件より多い版は" in text_of(desk_of(an_officer()).get("/desk/rules/"))


def test_what_the_applicant_mended_shows_that_the_rule_was_right():
    case, by = received(pieces=5, proof=PROOF), an_actor()
    cases.begin_review(case=case, by=by, at=MONDAY)
    cases.ask_for_correction(case=case, reasons=["address"], words="個数を確かめてください。", by=by, at=MONDAY)
    later = MONDAY + timedelta(days=1)
    cases.correct(case=case, answers={**case.answers, "pieces": 1}, by=case.applicant, at=later)
    many = the_rules()["many"]
    assert (many.fails, many.mended, many.right, many.passes) == (1, 1, 1, 1)


def test_the_minutes_are_what_an_officer_had_the_case_in_hand():
    doubtful("false_alarm", minutes=6)
    doubtful("false_alarm", minutes=4)
    doubtful("false_alarm", minutes=40)  # the officer was at lunch: the gap is nobody's work
    many = the_rules()["many"]
    assert many.minutes_each == 4.0
    assert (many.cost, many.saved) == (12.0, 0)


def test_what_the_full_review_found_has_an_interval_and_a_place(monkeypatch):
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: True)
    for agrees in (True, True, False):
        case, by = a_clean_case(), an_actor()
        cases.begin_review(case=case, by=by, at=MONDAY)
        place, words = ("", "") if agrees else ("pieces", "10個でした。")
        cases.record_sample(case=case, agrees=agrees, place=place, words=words, by=by, at=MONDAY)
    many, proof = the_rules()["many"], the_rules()["proof-missing"]
    assert (many.sampled, many.missed, many.missed_share) == (3, 1, wilson(1, 3))
    assert (proof.sampled, proof.missed) == (3, 0)
    (drawn,) = figures.samples(COMPILED.id, since=MONDAY, until=MONDAY + timedelta(days=1))
    assert (drawn.reviewed, drawn.missed) == (3, 1)


def test_a_rule_that_costs_more_than_it_saves_proposes_its_own_end():
    for _ in range(ENOUGH):
        doubtful("false_alarm", minutes=10)
    assert the_rules()["many"].costs_more_than_it_saves
    publications.forget()
    with moved_to(MONDAY + timedelta(days=1)):
        page = text_of(desk_of(an_officer()).get("/desk/rules/"))
    assert "見直しの提案" in page
    assert "直近90日に20件を止め、確かに誤りだったのは0件でした" in page
    assert "確かめるのに200分かかり、防げた手戻りは0分です（1件あたり30分の見積り）" in page
    assert publications.in_force(COMPILED.id) is not None, "a proposal is a text: nothing is withdrawn"


def test_a_rule_that_is_right_often_enough_or_rare_proposes_nothing():
    for number in range(ENOUGH):
        doubtful("confirmed" if number < 8 else "false_alarm", minutes=10)
    assert not the_rules()["many"].costs_more_than_it_saves


def test_few_doubts_say_nothing_about_a_rule():
    for _ in range(ENOUGH - 1):
        doubtful("false_alarm", minutes=14)
    assert not the_rules()["many"].costs_more_than_it_saves


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_takes_the_same_few_queries_however_many_cases(number, django_assert_num_queries):
    for _ in range(number):
        doubtful("false_alarm")
    publications.forget()
    browser = desk_of(an_officer())
    with moved_to(MONDAY + timedelta(days=1)):
        browser.get("/desk/rules/")
        with django_assert_num_queries(14):  # two of who asks, twelve of this procedure
            assert browser.get("/desk/rules/").status_code == 200


def test_the_rules_of_another_section_are_closed_but_to_auditors_editors_and_administrators():
    received()
    publications.forget()
    address = f"/desk/rules/?section={SECTION}"
    assert desk_of(an_officer(section=OTHER_SECTION)).get(address).status_code == 403
    assert desk_of(an_officer(Role.RECEPTION)).get(address).status_code == 403
    for role in (Role.AUDITOR, Role.EDITOR, Role.ADMINISTRATOR):
        page = desk_of(an_officer(role, section=OTHER_SECTION)).get("/desk/rules/")
        assert "見守り用品の申請" in text_of(page)


def test_a_section_that_owns_nothing_is_told_so():
    publications.forget()
    assert "この課の手続きはありません" in text_of(desk_of(an_officer()).get("/desk/rules/"))


def test_a_check_nobody_wrote_is_named_in_words_also_in_a_group_and_from_the_register(catalog):
    procedure = catalog.procedures["child-allowance"].procedure
    assert rules._label_of(procedure, "children_kana") == f"{procedure.data['children'].label.ja}のフリガナ"
    assert "住民記録" in reconciling.checks_of(procedure)["register_household"].officer
