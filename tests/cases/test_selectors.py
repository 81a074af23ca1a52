"""The names by which programs find things on the screen: what is documented is there, and the plain page shows no more."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import reverse

from madoguchi.accounts.states import Role
from madoguchi.cases.models import Case
from madoguchi.journal import queries as journal
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer, received

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "selectors.md"
ROW = re.compile(r"^\| `(?P<selector>[^`]+)` \| (?P<pages>[a-z, ]+) \|", re.MULTILINE)
SELECTOR = re.compile(r"(?P<tag>[a-z]*)\[(?P<name>[a-z-]+)(?:(?P<ends>\$)?=\"(?P<value>[^\"]*)\")?\]")
DOCUMENTED = [
    (found["selector"], page.strip())
    for found in ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))
    for page in found["pages"].split(",")
]
VISITS = [{"row": "r1", "who": {"family": "髙橋", "given": "一"}, "age": 40}]


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def matching(self, selector: str) -> list[dict[str, str]]:
        wanted = SELECTOR.fullmatch(selector)
        assert wanted, selector
        tag, name, value = wanted["tag"], wanted["name"], wanted["value"]

        def fits(attributes: dict[str, str]) -> bool:
            given = attributes.get(name)
            if given is None or value is None:
                return given is not None
            return given.endswith(value) if wanted["ends"] else given == value

        return [given for its_tag, given in self.found if (not tag or tag == its_tag) and fits(given)]


def page_of(case: Case, page: str, officer=None) -> Elements:
    return Elements(text_of(desk_of(officer or an_officer()).get(reverse(f"cases:{page}", args=[case.pk]))))


def test_the_document_lists_selectors_of_both_pages():
    assert {page for _, page in DOCUMENTED} == {"case", "plain"}


@pytest.mark.parametrize(("selector", "page"), DOCUMENTED)
def test_every_documented_selector_finds_one_element(selector, page):
    assert len(page_of(received(visits=VISITS), page).matching(selector)) == 1


def test_values_are_those_that_are_kept():
    page = page_of(received(visits=VISITS, pieces=5), "plain")

    def value(field: str) -> str:
        return page.matching(f'[data-field="{field}"]')[0]["data-value"]

    assert (value("name.family"), value("pieces"), value("derived.cost")) == ("髙橋", "5", "6000")
    assert (value("visits.count"), value("visits.1.who.family")) == ("1", "髙橋")
    assert value("case.state") == "received"


def test_what_somebody_typed_cannot_break_out_of_its_element():
    nasty = '"><script>alert(1)</script>'
    case = received(kind="tag", reason=nasty)
    for page in ("case", "plain"):
        found = page_of(case, page)
        assert found.matching('[data-field="reason"]')[0]["data-value"] == nasty


def test_the_plain_page_has_no_picture_and_no_question_that_does_not_apply():
    page = page_of(received(), "plain")
    assert not [tag for tag, _ in page.found if tag == "img"]
    assert page.matching('[data-field="reason"]') == []


def test_looking_at_the_plain_page_is_in_the_journal():
    case = received()
    officer = an_officer()
    page_of(case, "plain", officer)
    last = journal.timeline(case.subject)[-1]
    assert (last.what, last.who_name) == ("viewed", officer.name)


def test_another_section_is_refused():
    case = received()
    answer = desk_of(an_officer(Role.REVIEWER, section=OTHER_SECTION)).get(reverse("cases:plain", args=[case.pk]))
    assert answer.status_code == 403


def test_the_plain_page_asks_few_questions(django_assert_max_num_queries):
    case = received(visits=VISITS)
    desk = desk_of(an_officer())
    with django_assert_max_num_queries(25):
        desk.get(reverse("cases:plain", args=[case.pk]))
