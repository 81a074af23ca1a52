"""The figures of the assistant: what they count, and that no small group can be told from them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.assistant import figures
from madoguchi.assistant.commands import handing, say
from madoguchi.assistant.figures import protected
from madoguchi.assistant.lives import ContactWay
from madoguchi.assistant.states import Exit
from madoguchi.kernel import clock as times
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer


def asked(times_: int, words: str = "引っ越したら何をすればいい？", language: str = "ja"):
    for number in range(times_):
        talk = say.begin(secret=f"{words}{language}{number}", language=language, at=times.now())
        say.say(conversation=talk, said=words, key="1", language=language, at=times.now())
    return talk


@pytest.mark.django_db
@pytest.mark.usefixtures("small_ward")
def test_questions_are_counted_by_exit_and_greetings_are_none(clock):
    asked(3)
    asked(2, "こんにちは")
    talk = asked(1, "今日の夕飯は何がいい？")
    handing.hand_over(conversation=talk, way=ContactWay.NONE, address="", at=times.now())
    found = figures.counted()
    assert found.questions == 4
    assert (found.by_exit[Exit.STATED], found.by_exit[Exit.OFF_TOPIC], found.handed_over) == (3, 1, 1)
    assert ("一つの答えを言い切った割合", "75.0%") in figures.rows(found)
    clock.passes(days=31)
    assert figures.counted().questions == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("small_ward")
def test_what_is_public_is_about_no_fewer_than_may_be_published(settings):
    settings.SMALLEST_GROUP = 5
    asked(4)
    assert figures.public(figures.counted()) == []
    asked(2, "今日の夕飯は何がいい？")
    assert [name for name, _ in figures.public(figures.counted())] == ["questions"]


COUNTS = st.dictionaries(st.sampled_from(list("abcdefgh")), st.integers(0, 30), max_size=8)


@given(COUNTS, st.integers(4, 8))
def test_no_group_shown_is_small_and_none_can_be_told_by_subtraction(counts, k):
    groups = {name: Counter({Exit.STATED: count}) for name, count in counts.items()}
    shown = protected(groups, k)
    assert all(sum(counter.values()) >= k for _, counter in shown)
    hidden = [count for name, count in counts.items() if count and name not in dict(shown)]
    rest = sum(counts.values()) - sum(sum(counter.values()) for _, counter in shown)
    assert rest == 0 or not shown or rest == sum(hidden)
    if figures.OTHERS in dict(shown):
        assert len(hidden) >= figures.FEWEST


@pytest.mark.django_db
@pytest.mark.usefixtures("small_ward")
def test_the_desk_shows_them(django_assert_num_queries):
    asked(6)
    desk = desk_of(an_officer())
    page = text_of(desk.get("/desk/assistant/"))
    assert "質問（直近30日）" in page
    assert "日本語" in page
    with django_assert_num_queries(7):
        desk.get("/desk/assistant/")
