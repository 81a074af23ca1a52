"""Figures: noted while people fill in, counted at night, the same however often they are counted."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.figures import together
from madoguchi.kernel import clock as times
from madoguchi.procedures import counting, figures, measuring
from madoguchi.procedures.models import Draft, FigureDay, FigureMonth, FillingStep
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, answers_page, applies, begins, fills, sends

Kind = FillingStep.Kind
TODAY = date(2026, 11, 10)


def steps(kind: Kind) -> list[str]:
    return list(FillingStep.objects.filter(kind=kind).order_by("pk").values_list("page", flat=True))


def counted() -> dict[str, dict[str, int]]:
    """Everything of this day, in one tally."""
    times.passes(days=1)
    counting.count_until_yesterday(at=times.now())
    return together(one.tally for one in figures.months(since=date(2026, 1, 1), until=date(2027, 1, 1)))


def test_beginning_notes_a_start_and_the_first_page(browser, every_kind):
    begins(browser, every_kind)
    assert steps(Kind.STARTED) == [""]
    assert steps(Kind.ENTERED) == [every_kind.procedure.pages[0].id]


def test_a_page_is_entered_and_left_once_however_often_it_is_sent(browser, every_kind):
    first = every_kind.procedure.pages[0].id
    begins(browser, every_kind)
    here = browser.page.url
    for _ in range(3):
        browser.get(here)
        answers_page(browser)
    assert steps(Kind.LEFT) == [first]
    assert len(steps(Kind.ENTERED)) == len(set(steps(Kind.ENTERED))) == 2


def test_a_page_that_is_wrong_is_a_stumble_and_not_left(browser, every_kind):
    begins(browser, every_kind)
    browser.press()
    assert steps(Kind.STUMBLED) == [every_kind.procedure.pages[0].id]
    assert steps(Kind.LEFT) == []


def test_everything_entered_is_left_by_whoever_sends(browser, every_kind):
    applies(browser, every_kind)
    assert sorted(steps(Kind.ENTERED)) == sorted(steps(Kind.LEFT))
    assert steps(Kind.LEFT)[-1] == figures.REVIEW == measuring.REVIEW
    assert len(steps(Kind.SENT)) == 1


def test_no_step_says_who_or_at_what_hour(browser, every_kind):
    begins(browser, every_kind)
    named = {field.name for field in FillingStep._meta.get_fields()}
    assert named == {"id", "kind", "procedure", "version", "channel", "page", "day", "seconds"}
    assert set(FillingStep.objects.values_list("day", flat=True)) == {TODAY}


def test_minutes_are_those_of_work_without_the_pauses(browser, every_kind, clock):
    begins(browser, every_kind)
    clock.passes(minutes=4)
    answers_page(browser)
    clock.passes(hours=9)
    answers_page(browser)
    answers_everything(browser)
    clock.passes(minutes=3)
    sends(browser)
    draft = Draft.objects.get()
    assert 7 * 60 <= draft.active_seconds < 8 * 60
    assert list(counted()["fill"]) == ["7"]


def test_a_second_application_for_the_same_is_one_duplicate_however_often_it_is_pressed(
    browser, other_device, every_kind
):
    applies(browser, every_kind)
    begins(other_device, every_kind)
    answers_everything(other_device)
    review = other_device.page.url
    for _ in range(3):
        other_device.get(review)
        assert sends(other_device).status == 409
    tally = counted()
    assert tally["duplicates"] == {"": 1}
    assert (tally["started"], tally["sent"], tally["received"]) == ({"": 2}, {"": 1}, {"": 1})


def test_counting_again_changes_nothing_and_day_by_day_is_the_same_as_all_at_once(browser, every_kind, clock):
    for _ in range(3):
        begins(browser, every_kind)
        answers_page(browser)
        clock.passes(days=11)
        counting.count_until_yesterday(at=times.now())
    begins(browser, every_kind)
    clock.passes(days=1)
    counting.count_until_yesterday(at=times.now())

    def kept(model) -> list[str]:
        fields = [field.name for field in model._meta.fields if field.name != "id"]
        return sorted(map(str, model.objects.values_list(*fields)))

    before = kept(FigureDay), kept(FigureMonth)
    counting.count_until_yesterday(at=times.now())
    assert (kept(FigureDay), kept(FigureMonth)) == before
    FigureDay.objects.all().delete()
    FigureMonth.objects.all().delete()
    counting.count_days(since=TODAY, until=day_of(times.now()))
    assert (kept(FigureDay), kept(FigureMonth)) == before
    assert len(before[0]) == 4


def test_the_day_that_is_not_over_is_not_counted(browser, every_kind):
    begins(browser, every_kind)
    assert counting.count_until_yesterday(at=times.now()) == 0
    assert not FigureDay.objects.exists()


def test_with_nothing_to_count_nothing_is_counted(db):
    assert counting.count_until_yesterday(at=times.now()) == 0


def test_keeping_a_page_costs_the_same_on_the_first_and_on_the_thousandth_draft(browser, every_kind):
    """One row more for a page that is left, whatever is there already."""
    FillingStep.objects.bulk_create(
        FillingStep(kind=Kind.STARTED, procedure=every_kind.id, version=every_kind.version, channel="web", day=TODAY)
        for _ in range(1000)
    )
    begins(browser, every_kind)
    fills(browser.page.form, TYPED)
    browser.press()
    assert FillingStep.objects.count() == 1000 + 2 + 2


tallies = st.dictionaries(
    st.sampled_from(["started", "days"]),
    st.dictionaries(st.sampled_from(["", "3", "4"]), st.integers(1, 9), min_size=1),
)


@given(st.lists(tallies), st.integers(0, 9))
def test_sums_of_parts_are_the_sum(parts, at):
    assert together([together(parts[:at]), together(parts[at:])]) == together(parts)
    assert together(reversed(parts)) == together(parts)


def test_a_night_that_was_missed_is_made_up_for(browser, every_kind, clock):
    begins(browser, every_kind)
    clock.passes(days=40)
    begins(browser, every_kind)
    clock.passes(days=20)
    counting.count_until_yesterday(at=times.now())
    assert list(FigureDay.objects.order_by("day").values_list("day", flat=True)) == [
        TODAY,
        TODAY + timedelta(days=40),
    ]
