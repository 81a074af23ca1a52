"""The section's own figures: as they are, to last night, for those who may see them."""

import pytest

from madoguchi.accounts.states import Role
from madoguchi.insight.permissions import refusal_to_see_section
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.publications import queries as publications
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer
from tests.insight.conftest import steps
from tests.insight.test_pages import DOG, decided, month, pages_of


def owner() -> str:
    compiled = publications.in_force(DOG)
    assert compiled
    return compiled.procedure.section


@pytest.fixture
def desk(published):
    return desk_of(an_officer(section=owner()))


def test_the_desk_sees_small_numbers_and_the_month_that_is_not_over(desk):
    month(DOG, "2026-11-01", received={"": 2}, handling={"7": 1}, step_acts={"approved": 1}, step_seconds={"approved": 420}, **decided(1, 1))  # fmt: skip
    listed = text_of(desk.get("/desk/figures/"))
    assert "100.0％" in listed
    page = text_of(desk.get(f"/desk/figures/{DOG}/"))
    for words in ("1／1件", "7分", "処理の段階ごとの時間", "承認", "7.0分"):
        assert words in page


def test_the_desk_sees_on_which_page_people_stumble(desk, night):
    compiled = publications.in_force(DOG)
    assert compiled
    steps(DOG, compiled.version, begun=3, pages=dict.fromkeys(pages_of(DOG), 2), sent=1)
    night(days=1)
    page = text_of(desk.get(f"/desk/figures/{DOG}/?month=2026-11"))
    assert "40秒" in page
    assert "2026年11月10日まで" in page


def test_without_figures_the_desk_says_so(desk):
    assert "まだ数えていません" in text_of(desk.get("/desk/figures/"))
    assert "数字はまだありません" in text_of(desk.get(f"/desk/figures/{DOG}/"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/desk/figures/nothing/", 404),
        (f"/desk/figures/{DOG}/?month=2026-12", 404),
        (f"/desk/figures/{DOG}/?month=x", 404),
        ("/desk/figures/?section=tax", 403),
        ("/desk/figures/?section=%00", 400),
    ],
)
def test_what_is_not_there_or_not_theirs(desk, path, status):
    assert desk.get(path).status_code == status


def test_another_section_sees_only_what_is_published(published):
    stranger = desk_of(an_officer(section="no-such-section"))
    assert stranger.get(f"/desk/figures/{DOG}/").status_code == 403


def test_residents_are_led_to_the_log_in(client, published):
    assert client.get("/desk/figures/").status_code == 302


def officer(section: str, *roles: Role) -> Actor:
    return Actor(ActorKind.OFFICER, "1", "職員", section, frozenset(roles), frozenset({section}))


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (officer("here", Role.RECEPTION), True),
        (officer("there", Role.DECIDER), False),
        (officer("there", Role.AUDITOR), True),
        (officer("there", Role.EDITOR), True),
        (officer("there", Role.ADMINISTRATOR), True),
        (Actor(ActorKind.RESIDENT, "1", "区民", "here"), False),
        (Actor(ActorKind.PROGRAM, "1", "連携", "here"), False),
        (SYSTEM, False),
    ],
)
def test_who_may_see_a_section(by, may):
    assert (refusal_to_see_section(by, "here") is None) == may


def test_the_pages_ask_little_of_the_database(desk, django_assert_max_num_queries):
    month(DOG, "2026-11-01", **decided(1, 1))
    desk.get("/desk/figures/")
    with django_assert_max_num_queries(6):
        desk.get("/desk/figures/")
    with django_assert_max_num_queries(7):
        desk.get(f"/desk/figures/{DOG}/")
