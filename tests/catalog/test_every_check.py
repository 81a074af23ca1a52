"""Every check of the procedures is shown at work, once failing and once passing, and a clean applicant leaves none open."""

from collections import defaultdict

import pytest

from madoguchi.definitions.check import Outcome, findings
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.procedure import Example
from madoguchi.definitions.questions import YesNoQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import Validity, validate

SEVEN = [
    *("nursery-admission", "school-aid", "care-certification", "tax-certificate"),
    *("information-disclosure", "bicycle-parking", "restaurant-permit"),
]
PROCEDURES = pytest.mark.parametrize("id_", SEVEN)
CONSENTS = ["consent_query", "consent_reply", "duty_change", "consent_account", "consent_school", "consent_yearly"]
REFUSED = ["refused_query", "refused_reply", "refused_duty", "refused_account", "refused_school", "refused_yearly"]
BASIC = ["first_points", "second_points", "absent_parent_points"]
ADJUSTED = [
    *("add_single", "add_sibling", "add_together", "add_outside", "add_return"),
    *("minus_outsider", "minus_arrears"),
]


def came_of(compiled: Compiled, example: Example, at: Situation, **changed: object) -> Validity:
    """What the answers of an example come to on its own day; a change of None leaves the question unanswered."""
    then = Situation(today=example.on, towns=at.towns)
    answers, _ = answers_of(compiled, example, then)
    told = {id_: value for id_, value in (dict(answers) | changed).items() if value is not None}
    return validate(compiled, told, then)


def outcomes(compiled: Compiled, example: Example, at: Situation) -> dict[str, set[Outcome]]:
    found: dict[str, set[Outcome]] = defaultdict(set)
    for finding in findings(compiled, came_of(compiled, example, at).journey, today=example.on):
        found[finding.check.id].add(finding.outcome)
    return found


def first(compiled: Compiled) -> Example:
    return compiled.procedure.examples[0]


@PROCEDURES
def test_each_check_fails_for_one_applicant_and_passes_for_another(ward, at, id_):
    compiled = ward.procedures[id_]
    seen: dict[str, set[Outcome]] = defaultdict(set)
    for example in compiled.procedure.examples:
        for check, found in outcomes(compiled, example, at).items():
            seen[check] |= found

    both = {Outcome.FAIL, Outcome.PASS}
    assert [check.id for check in compiled.procedure.checks if not both <= seen[check.id]] == []


@PROCEDURES
def test_a_clean_applicant_leaves_nothing_that_nobody_can_tell(ward, at, id_):
    """Only what nobody can decide goes to an officer; a question left out on purpose is no such thing."""
    compiled = ward.procedures[id_]
    written = {check.id for check in compiled.procedure.checks}
    clean = [example for example in compiled.procedure.examples if example.expect.outcome == "clean"]

    assert clean
    for example in clean:
        found = outcomes(compiled, example, at)
        assert [check for check in written & set(found) if Outcome.UNKNOWN in found[check]] == [], example.name


@PROCEDURES
def test_it_has_eight_named_applicants_of_three_kinds(ward, id_):
    kinds = [example.expect.outcome for example in ward.procedures[id_].procedure.examples]

    assert len(kinds) >= 8
    assert set(kinds) == {"clean", "look", "stopped"}


@PROCEDURES
def test_an_officer_has_words_to_read_aloud(ward, id_):
    asked = list(ward.procedures[id_].procedure.data.values())
    leaves = [leaf for question in asked for leaf in getattr(question, "fields", {}).values()]

    assert any(question.script for question in [*asked, *leaves]), id_


def test_school_aid_asks_six_consents_each_with_what_follows_from_a_no(ward):
    data = ward.procedures["school-aid"].procedure.data

    for id_ in CONSENTS:
        question = data[id_]
        assert isinstance(question, YesNoQuestion)
        assert question.yes
        assert question.no
        assert question.help
        assert "しないときは" in question.help.ja


@pytest.mark.parametrize(("consent", "finding"), list(zip(CONSENTS, REFUSED, strict=True)))
def test_refusing_one_consent_never_stops_the_application(ward, at, consent, finding):
    compiled = ward.procedures["school-aid"]
    example = first(compiled)
    changed: dict[str, object] = {consent: False}
    if consent == "consent_account":
        changed["pay_account"] = None

    found = came_of(compiled, example, at, **changed)

    assert found.problems == ()
    failed = [f for f in findings(compiled, found.journey, today=example.on) if f.outcome is Outcome.FAIL]
    assert [f.check.id for f in failed] == [finding]
    assert failed[0].check.level == "warn"


def test_the_points_of_a_nursery_are_the_sum_of_what_is_shown(ward, at):
    compiled = ward.procedures["nursery-admission"]

    for example in compiled.procedure.examples:
        values = came_of(compiled, example, at).journey.derived
        shown = {id_: value for id_, value in values.items() if isinstance(value, int)}
        basic = sum(shown.get(part, 0) for part in BASIC)
        adjusted = sum(shown[part] for part in ADJUSTED)

        assert shown["basic_points"] == basic, example.name
        assert shown["total_points"] == basic + adjusted, example.name


def test_every_part_of_the_points_is_explained_to_the_parent(ward):
    derived = ward.procedures["nursery-admission"].procedure.derived
    parts = {id_ for id_ in derived if id_.startswith(("add_", "minus_")) or id_.endswith(("_points", "_gain"))}

    assert parts >= {"first_points", "second_gain", "basic_points", "total_points", "minus_outsider"}
    assert all(derived[id_].show_to == "everyone" for id_ in parts)
    assert "約束するものではありません" in derived["total_points"].label.ja


@pytest.mark.parametrize(
    ("days", "hours", "points", "gain"),
    [
        *((5, 40, 50, 0), (5, 39, 45, 5), (4, 40, 45, 5), (4, 32, 45, 5), (4, 31, 40, 10), (3, 24, 40, 10)),
        *((3, 23, 30, 20), (2, 16, 30, 20), (2, 15, 20, 30), (1, 12, 20, 30), (1, 11, 0, 50)),
    ],
)
def test_the_points_for_work_go_by_days_and_hours(ward, at, days, hours, points, gain):
    compiled = ward.procedures["nursery-admission"]

    derived = came_of(compiled, first(compiled), at, first_days=days, first_hours=hours).journey.derived

    assert (derived["first_points"], derived["first_gain"]) == (points, gain)


@pytest.mark.parametrize(
    ("vehicle", "months", "fare", "reduction", "total"),
    [
        ("bicycle", "one", "general", "none", 2_000),
        ("bicycle", "three", "general", "none", 5_700),
        ("bicycle", "six", "student", "none", 8_100),
        ("bicycle", "six", "general", "disability", 5_400),
        ("moped", "three", "general", "single_parent", 4_275),
        ("motorcycle", "six", "general", "none", 21_600),
        ("motorcycle", "six", "student", "welfare", 0),
    ],
)
def test_the_fee_of_a_bicycle_park_follows_class_months_and_reduction(
    ward, at, vehicle, months, fare, reduction, total
):
    compiled = ward.procedures["bicycle-parking"]
    said = {"vehicle": vehicle, "months": months, "fare_class": fare, "reduction": reduction}

    derived = came_of(compiled, first(compiled), at, **said).journey.derived

    assert derived["fee_total"] == total


@pytest.mark.parametrize(
    ("filer", "shown", "hidden"),
    [
        ("self", set(), {"helper_name", "helper_relation", "helper_office", "will"}),
        ("family", {"helper_name", "helper_relation", "will"}, {"helper_office"}),
        ("agency", {"helper_name", "helper_office", "will"}, {"helper_relation"}),
        ("guardian", {"helper_name", "will"}, {"helper_relation", "helper_office"}),
    ],
)
def test_who_applies_for_care_decides_what_is_asked(ward, at, filer, shown, hidden):
    compiled = ward.procedures["care-certification"]

    visible = set(came_of(compiled, first(compiled), at, filer=filer).journey.visible)

    assert shown <= visible
    assert not hidden & visible
