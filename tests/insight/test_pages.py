"""The public pages and files: what they say, what they keep back, and what they cost."""

import csv
import io
import json

import msgspec
import pytest
from django.test import Client

from madoguchi.definitions.compiled import compile_procedure
from madoguchi.insight import remembering
from madoguchi.insight.definitions import DEFINITIONS, LABELS
from madoguchi.insight.shown import MEASURES
from madoguchi.insight.words import ALL
from madoguchi.kernel.text import LANGUAGES
from madoguchi.procedures.models import FigureMonth
from madoguchi.publications import queries as publications
from tests.insight.conftest import steps
from tests.procedures.publishing import put_in_force

DOG = "dog-registration"


def pages_of(procedure: str) -> list[str]:
    compiled = publications.in_force(procedure)
    assert compiled
    return [page.id for page in compiled.procedure.pages]


def month(procedure: str, day: str, version: str = "", channel: str = "web", **tally) -> FigureMonth:
    compiled = publications.in_force(procedure)
    assert compiled
    return FigureMonth.objects.create(
        procedure=procedure, version=version or compiled.version, channel=channel, month=day, tally=tally
    )


def decided(n: int, correct: int, days: int = 4):
    return {"decided": {"": n}, "correct": {"": correct}, "days": {str(days): n}, "in_time": {"": n}}


@pytest.fixture
def two_months(published):
    """Dogs in September and October; one application for the child allowance."""
    month(DOG, "2026-09-01", received={"": 60}, **decided(50, 41))
    month(DOG, "2026-10-01", received={"": 40}, duplicates={"": 6}, **decided(40, 36))
    month(DOG, "2026-10-01", channel="counter", received={"": 20}, **decided(10, 9, days=6))
    month("child-allowance", "2026-10-01", received={"": 1}, **decided(1, 1))


def test_everybody_reads_the_figures_of_every_procedure_in_one_table(browser, two_months):
    page = browser.get("/figures/")
    assert page.status == 200
    assert page.says("犬")
    assert page.says("86.0％")
    assert page.says("86／100件")
    assert not page.says("児童手当")


def test_what_is_below_five_stands_nowhere_not_even_in_the_files(browser, two_months):
    for path in ("/figures/", "/figures/child-allowance/", "/figures/figures.csv", "/figures/figures.json"):
        text = browser.client.get(path).content.decode()
        assert "child-allowance" not in text or path.startswith("/figures/child")
    assert browser.get("/figures/child-allowance/").says("公開できる数字は、まだありません")


def test_the_month_that_is_not_over_waits(browser, published):
    month(DOG, "2026-11-01", **decided(80, 80))
    assert browser.get("/figures/").says("公開できる数字は、まだありません")


def test_an_installation_without_figures_says_when_they_will_come(browser, published):
    page = browser.get("/figures/")
    assert page.status == 200
    assert page.says("件数が5件になると、ここに並びます")


@pytest.mark.parametrize(
    "path",
    [
        "/figures/no-such-procedure/", "/figures/dog-registration/?version=99",
        "/figures/?month=2026-13", "/figures/?month=abc", "/figures/?month=1999-01", "/figures/?month=2026-11",
        "/figures/?sort=nothing", "/figures/figures.csv?procedure=none",
        "/figures/dog-registration/?month=９９９９-01",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(browser, two_months, path):
    assert browser.get(path).status == 404


def test_the_table_is_sorted_by_links_and_what_is_unknown_stands_last(browser, two_months):
    month("child-medical", "2026-10-01", received={"": 90}, **decided(90, 10))
    month("moving-in" if publications.in_force("moving-in") else "child-allowance", "2026-09-01", received={"": 30})

    def order(sort: str) -> list[str]:
        text = browser.client.get(f"/figures/?sort={sort}").content.decode()
        text = text[text.index("<tbody>") : text.index("</tbody>")]
        ids = [DOG, "child-medical"]
        return sorted(ids, key=lambda id_: text.index(f"/figures/{id_}/"))

    assert order("correct") == ["child-medical", DOG]
    assert order("-correct") == [DOG, "child-medical"]
    head = browser.client.get("/figures/?sort=-correct").content.decode()
    assert 'aria-sort="descending"' in head


def test_a_month_can_be_looked_at_alone(browser, two_months):
    page = browser.get("/figures/?month=2026-09")
    assert page.says("82.0％")
    assert page.says("41／50件")


def test_a_page_costs_one_query_once_the_night_is_read(browser, two_months, django_assert_num_queries):
    browser.client.get("/figures/")
    for path in ("/figures/", f"/figures/{DOG}/", "/figures/figures.csv"):
        with django_assert_num_queries(1):
            browser.client.get(path)
    publications.forget()
    remembering.forget()
    browser.client.get("/")
    with django_assert_num_queries(3):
        browser.client.get("/figures/")


def test_a_new_count_is_shown_at_once(browser, two_months):
    assert browser.get("/figures/?month=2026-09").says("41／50件")
    FigureMonth.objects.all().delete()
    month(DOG, "2026-09-01", **decided(70, 70))
    assert browser.get("/figures/?month=2026-09").says("70／70件")


def test_where_people_stop_is_told_by_page_with_the_small_ones_put_together(browser, published, night):
    names = pages_of(DOG)
    compiled = publications.in_force(DOG)
    assert compiled
    past = {page: 100 - 12 * (n + 1) for n, page in enumerate(names)}
    steps(DOG, compiled.version, begun=100, pages=past, sent=min(past.values()) - 2)
    night()
    page = browser.get(f"/figures/{DOG}/")
    assert page.says("どのページで送らずに終わったか")
    assert page.says("開始100件のうち")
    assert page.says("少ないもの（合計）")
    assert page.says("12.0％")
    assert page.says("6分")


def test_two_versions_are_compared_and_a_difference_that_is_none_is_called_so(browser, two_months):
    old = publications.in_force(DOG)
    assert old
    month(DOG, "2026-08-01", version=new_version(), **decided(60, 58, days=2))
    page = browser.get(f"/figures/{DOG}/")
    assert page.says("版による違い")
    assert page.says("よくなりました")
    assert page.says("差があるとは言えません")
    assert browser.get(f"/figures/{DOG}/?version=2").says("58／60件")


def new_version() -> str:
    """The second version of the procedure."""
    from_catalog = publications.catalog().procedures[DOG]
    changed = msgspec.structs.replace(from_catalog.procedure, minutes=from_catalog.procedure.minutes + 1)
    return put_in_force(compile_procedure(changed)).version


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en", "zh-hans", "ko"])
def test_the_pages_speak_every_language(two_months, language):
    client = Client(headers={"accept-language": "ja"})
    client.cookies["language"] = language
    words = {"ja": "正しく届いた割合", "ja-easy": "正しくとどいた", "en": "Arrived correct"}
    words |= {"zh-hans": "正确送达率", "ko": "정확히 도착한"}
    for path in ("/figures/", f"/figures/{DOG}/"):
        assert words[language] in client.get(path).content.decode()


def test_every_word_and_every_definition_is_written_in_every_language():
    for name, text in {**ALL, **DEFINITIONS}.items():
        assert text.missing() == (), name
    assert set(MEASURES) <= set(LABELS) & set(DEFINITIONS)
    assert len(LANGUAGES) == 5


def test_the_csv_says_of_each_number_what_it_is_and_how_it_may_be_used(browser, two_months):
    response = browser.client.get(f"/figures/figures.csv?procedure={DOG}")
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["licence"] for row in rows} == {"CC BY 4.0"}
    assert all(row["definition"] for row in rows)
    correct = [(row["from"], row["to"], row["value"]) for row in rows if row["measure"] == "correct"]
    assert correct == [("2026-09", "2026-09", "41"), ("2026-10", "2026-10", "45")]
    assert {
        row["part"]: row["value"] for row in rows if row["measure"] == "received_by" and row["from"] == "2026-10"
    } == {
        "web": "40",
        "counter": "20",
    }


def test_the_json_says_the_same(browser, two_months):
    body = json.loads(browser.client.get("/figures/figures.json").content)
    assert body["licence"] == "CC BY 4.0"
    assert body["smallest_group"] == 5
    (row,) = [one for one in body["figures"] if one["measure"] == "decided" and one["from"] == "2026-09"]
    assert (row["procedure"], row["value"]) == (DOG, 50)
    assert {one["measure"] for one in body["figures"]} <= set(body["definitions"])


def test_what_no_browser_sends_is_refused(browser, two_months):
    for path in (f"/figures/{DOG}/?version=%00", "/figures/figures.json?procedure=%00", "/figures/?month=%00"):
        assert browser.get(path).status == 400


def test_the_footer_leads_there(browser, published):
    assert browser.get("/").link("手続きの数字") == "/figures/"
