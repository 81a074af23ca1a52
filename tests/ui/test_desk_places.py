"""The desk leads to the work of one's roles, and to nothing else."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from madoguchi.ui.context import Site, address

pytestmark = pytest.mark.django_db


class Officer:
    def __init__(self, *roles: str) -> None:
        self.held_roles = frozenset(roles)


class Reader:
    is_authenticated = True

    def __init__(self, officer: Officer | None) -> None:
        self.active_officer = officer


def places(reader: Reader, at: str = "/desk/") -> dict[str, bool]:
    request = RequestFactory().get(at)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a session"
    request.user = reader  # type: ignore[assignment]  # as much of an account as the menu asks for
    return {name: here for name, _, here in Site(request).desk_places}


def test_a_resident_is_offered_no_place_of_the_desk():
    assert places(Reader(None)) == {}


def test_a_reviewer_is_offered_the_counter_and_not_the_keys_of_programs():
    offered = places(Reader(Officer("reviewer")))
    assert "窓口・電話で受ける" in offered
    assert "APIのキー" not in offered


def test_an_administrator_is_offered_what_only_administrators_do():
    offered = places(Reader(Officer("administrator")))
    assert {"住民記録の取込み", "APIのキー"} <= set(offered)
    assert "窓口・電話で受ける" not in offered


def test_the_place_one_is_at_is_marked():
    offered = places(Reader(Officer("reception")), at=f"{address('procedures:counter')}begin/")
    assert [name for name, here in offered.items() if here] == ["窓口・電話で受ける"]


def test_every_place_has_an_address():
    assert [place for _, place, _ in settings.DESK_PLACES if not address(place)] == []
