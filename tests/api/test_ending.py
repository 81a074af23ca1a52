"""A version that ends says since when it is deprecated and when it ends, in whatever it answers."""

from datetime import datetime

import pytest

from madoguchi.config import environment
from madoguchi.kernel.clock import JST
from tests.cases.definition import SECTION
from tests.cases.factories import a_case

pytestmark = pytest.mark.django_db
SINCE, ENDS = datetime(2027, 4, 1, tzinfo=JST), datetime(2028, 4, 1, tzinfo=JST)


def test_a_version_in_use_says_nothing(anybody):
    answer = anybody.get("procedures")
    assert answer.status_code == 200
    assert "Deprecation" not in answer
    assert "Sunset" not in answer


@pytest.mark.parametrize(("path", "status"), [("procedures", 200), ("procedures/nothing", 404), ("nowhere", 404)])
def test_a_deprecated_one_says_so_whatever_it_answers(anybody, settings, path, status):
    settings.API_V1_DEPRECATED, settings.API_V1_ENDS = SINCE, ENDS
    answer = anybody.get(path)
    assert answer.status_code == status
    assert answer["Deprecation"] == "@1806505200"
    assert answer["Sunset"] == "Fri, 31 Mar 2028 15:00:00 GMT"
    assert '</api/>; rel="deprecation"' in answer["Link"]
    assert '</api/>; rel="sunset"' in answer["Link"]


def test_the_end_need_not_be_known_yet(anybody, settings):
    settings.API_V1_DEPRECATED, settings.API_V1_ENDS = SINCE, None
    answer = anybody.get("procedures")
    assert answer["Deprecation"] == "@1806505200"
    assert "Sunset" not in answer


def test_the_link_to_the_next_page_stays(program, settings):
    settings.API_V1_DEPRECATED = SINCE
    for _ in range(2):
        a_case()
    answer = program.get(f"sections/{SECTION}/cases?limit=1")
    assert answer.status_code == 200
    assert 'rel="next"' in answer["Link"]
    assert 'rel="deprecation"' in answer["Link"]


def test_pages_of_people_say_nothing(client, settings, every_kind):
    settings.API_V1_DEPRECATED = SINCE
    assert "Deprecation" not in client.get("/api/")


def test_the_days_come_from_the_environment_and_lie_a_year_apart(monkeypatch):
    def ending(since: str, ends: str):
        monkeypatch.setenv("SINCE", since)
        monkeypatch.setenv("ENDS", ends)
        return environment.ending("SINCE", "ENDS")

    assert ending("", "") == (None, None)
    assert ending("2027-04-01", "2028-04-01") == (SINCE, ENDS)
    assert ending("2027-04-01", "") == (SINCE, None)
    for since, ends in [("2027-04-01", "2028-03-30"), ("", "2028-04-01"), ("spring", ""), ("2027-13-01", "")]:
        with pytest.raises(environment.SettingProblem):
            ending(since, ends)
