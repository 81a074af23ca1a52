"""The page that explains the API, and the administrators' page of keys: read, used, and looked at by axe."""

from html import unescape

import pytest
from django.core.management import CommandError, call_command
from playwright.sync_api import expect

from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.states import Role
from tests.api.programs import Program, a_program
from tests.api.test_whole_api import OPERATIONS
from tests.cases.definition import SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_officer

pytestmark = pytest.mark.django_db
NEW = {"name": "保育支援システム", "section": SECTION, "scopes": [Scope.SUBMIT.value], "rate": "60"}


def administrator():
    return desk_of(an_officer(Role.ADMINISTRATOR, name="管理 一郎"))


def key_on(html: str) -> str:
    return unescape(html).partition("mdg_")[2].partition("<")[0]


def test_the_page_names_every_operation_and_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = text_of(client.get("/api/"))
    for name in OPERATIONS:
        assert f'id="{name}"' in page


def test_an_administrator_registers_a_program_and_sees_its_key_once(every_kind):
    desk = administrator()
    key = "mdg_" + key_on(text_of(desk.post("/desk/api-clients/", NEW)))

    assert Program(key).applies().status_code == 201
    assert "mdg_" not in text_of(desk.get("/desk/api-clients/"))
    assert "まだ使われていません" not in text_of(desk.get("/desk/api-clients/"))
    assert ApiClient.objects.get().created_by == "管理 一郎"


def test_a_key_is_changed_and_stopped_on_the_page(every_kind):
    desk = administrator()
    first = "mdg_" + key_on(text_of(desk.post("/desk/api-clients/", NEW)))
    client = ApiClient.objects.get()
    second = "mdg_" + key_on(text_of(desk.post(f"/desk/api-clients/{client.pk}/key/")))
    assert [Program(key).get("procedures").status_code for key in (first, second)] == [200, 200]

    assert desk.post(f"/desk/api-clients/{client.pk}/close/").headers["Location"] == "/desk/api-clients/"
    assert [Program(key).get("procedures").status_code for key in (first, second)] == [401, 401]
    assert desk.post(f"/desk/api-clients/{client.pk}/key/").status_code == 409


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "名前を入力してください"),
        ({"name": "あ" * 81}, "80文字まで"),
        ({"section": "nowhere"}, "課を一覧から"),
        ({"scopes": []}, "できることを1つ以上"),
        ({"scopes": ["everything"]}, "一覧から選んでください"),
        ({"rate": "0"}, "1以上"),
        ({"rate": "many"}, "数字で"),
    ],
)
def test_what_is_wrong_with_the_form_is_told_and_kept(every_kind, change, says):
    said = administrator().post("/desk/api-clients/", {**NEW, **change})

    assert said.status_code == 422
    assert says in text_of(said)
    assert ApiClient.objects.count() == 0


def test_a_name_stands_once(every_kind):
    desk = administrator()
    desk.post("/desk/api-clients/", NEW)
    said = desk.post("/desk/api-clients/", NEW)

    assert (said.status_code, ApiClient.objects.count()) == (409, 1)
    assert "すでに登録されています" in text_of(said)


def test_others_of_the_desk_do_not_see_the_page(every_kind):
    client = a_program()
    assert client
    for role in set(Role) - {Role.ADMINISTRATOR}:
        desk = desk_of(an_officer(role))
        assert desk.get("/desk/api-clients/").status_code == 403
        assert desk.post(f"/desk/api-clients/{ApiClient.objects.get().pk}/close/").status_code == 403
    assert ApiClient.objects.get().is_active


def test_the_list_takes_no_more_queries_with_more_programs(every_kind, django_assert_max_num_queries):
    desk = administrator()
    for _ in range(5):
        a_program()
    desk.get("/desk/api-clients/")
    with django_assert_max_num_queries(6):
        desk.get("/desk/api-clients/")


def test_the_demo_prints_a_key_that_works_and_no_other_installation_does(every_kind, settings, capsys):
    with pytest.raises(CommandError):
        call_command("demo_api_client")
    settings.DEMO = True
    call_command("demo_api_client")
    first = capsys.readouterr().out.split()[-1]
    call_command("demo_api_client")
    second = capsys.readouterr().out.split()[-1]

    assert first != second
    assert [Program(key).applies(name=None).status_code for key in (first, second)] == [422, 422]
    assert ApiClient.objects.count() == 1


@pytest.mark.parametrize("width", [375, 1280])
def test_both_pages_fit_and_axe_finds_nothing(live_site, every_kind, page_at, axe, width):
    page = page_at(width)
    page.goto(live_site.at("/api/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("APIの使い方")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("送るもの").first.click()
    axe(page)

    desk = administrator()
    cookie = {"name": "madoguchi-session", "value": desk.cookies["madoguchi-session"].value, "url": live_site.url}
    page.context.add_cookies([cookie])
    page.goto(live_site.at("/desk/api-clients/"))
    page.get_by_role("textbox", name="名前").fill("画面から")
    page.get_by_role("combobox", name="所属").select_option(SECTION)
    page.get_by_role("checkbox", name="申請の送信").check()
    page.get_by_role("button", name="登録してキーを作る").click()
    expect(page.get_by_text("APIキーを作りました")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("キーの変更・停止").first.click()
    axe(page)
