"""The pages about imports: for administrators and auditors, numbers and lines, nobody's name."""

import pytest

from madoguchi.accounts.states import Role
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.registers import permissions
from madoguchi.registers.models import BrokenLine
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer
from tests.registers.extracts import HANAKO, extract_text, many

pytestmark = pytest.mark.django_db
RESIDENT = Actor(ActorKind.RESIDENT, "1", "髙橋　花子")


@pytest.fixture
def desk():
    return desk_of(an_officer(Role.ADMINISTRATOR))


def test_before_the_first_import_the_page_says_what_that_means(desk):
    page = text_of(desk.get("/desk/registers/"))
    assert "住民記録はまだありません" in page
    assert "申請の受付には影響しません" in page


def test_the_list_says_which_one_is_asked_and_warns_when_it_is_old(desk, loaded):
    assert "2026年11月23日（令和8年）時点の住民記録" in text_of(desk.get("/desk/registers/"))
    clock.passes(days=10)
    assert "基準日から11日たっています" in text_of(desk.get("/desk/registers/"))


def test_an_import_names_its_broken_lines_page_by_page(desk, load):
    snapshot = load(extract_text(many(200)))
    BrokenLine.objects.bulk_create(
        BrokenLine(snapshot=snapshot, line=n, column="氏名", reason="空です") for n in range(300, 430)
    )
    first = desk.get(f"/desk/registers/{snapshot.pk}/")
    assert [line.line for line in first.context["page"].lines] == list(range(300, 400))
    after = desk.get(first.context["page"].next_url)
    assert [line.line for line in after.context["page"].lines] == list(range(400, 430))
    assert after.context["page"].next_url == ""


def test_nobodys_name_stands_on_the_pages(desk, loaded):
    for url in ("/desk/registers/", f"/desk/registers/{loaded.pk}/"):
        page = text_of(desk.get(url))
        assert "髙橋" not in page
        assert HANAKO["宛名番号"] not in page


@pytest.mark.parametrize("strange", ["x", "-1", "9" * 30, "１", ""])
def test_a_strange_place_begins_at_the_beginning(desk, loaded, strange):
    assert desk.get(f"/desk/registers/{loaded.pk}/", {"after": strange}).status_code == 200


def test_an_import_that_is_not_there_is_not_found(desk):
    assert desk.get("/desk/registers/999/").status_code == 404


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.REVIEWER, Role.DECIDER, Role.EDITOR])
def test_others_are_refused(role, loaded):
    assert desk_of(an_officer(role)).get("/desk/registers/").status_code == 403


def test_residents_do_not_come_in(client):
    assert client.get("/desk/registers/").status_code in {302, 403}


def test_the_pages_take_few_queries(desk, loaded, django_assert_num_queries):
    desk.get("/desk/registers/")
    with django_assert_num_queries(3):  # session, account, imports
        desk.get("/desk/registers/")
    with django_assert_num_queries(4):  # session, account, import, lines
        desk.get(f"/desk/registers/{loaded.pk}/")


def officer(*roles: str) -> Actor:
    return Actor(ActorKind.OFFICER, "1", "職員", "section", frozenset(roles))


@pytest.mark.parametrize(
    ("by", "imports", "looks", "compares"),
    [
        (Actor(ActorKind.SYSTEM, "system", "システム"), True, False, True),
        (officer("administrator"), False, True, True),
        (officer("auditor"), False, True, True),
        (officer("reviewer"), False, False, True),
        (officer(), False, False, False),
        (RESIDENT, False, False, False),
    ],
)
def test_who_may_what(by, imports, looks, compares):
    assert (permissions.refusal_to_import(by) is None) == imports
    assert (permissions.refusal_to_read_household(by) is None) == imports
    assert (permissions.refusal_to_see_imports(by) is None) == looks
    assert (permissions.refusal_to_compare(by, identified=False) is None) == compares
    assert permissions.refusal_to_compare(by, identified=True) is None
