"""An officer needs a password and a second factor; without both the desk stays shut."""

from allauth.mfa.models import Authenticator
from django.test import Client

from madoguchi.accounts.models import Officer
from tests.accounts.conftest import (
    PASSWORD,
    SECRET,
    authenticator_code,
    enters_the_desk,
    found,
    logs_in,
    newly_appointed,
    types_password,
)


def test_password_and_authenticator_open_the_desk(browser, officer):
    enters_the_desk(browser, officer)

    assert browser.get("/desk/").content.decode() == "武田 恵子 child-family decider"


def test_who_is_not_logged_in_is_led_to_the_officers_log_in_and_back(browser, officer):
    response = browser.get("/desk/?page=2")

    assert response.headers["Location"] == "/account/login/officer/?next=%2Fdesk%2F%3Fpage%3D2"
    types_password(browser, way="/desk/?page=2")
    response = browser.post("/account/login/second-factor/", {"code": authenticator_code()})
    assert response.headers["Location"] == "/desk/?page=2"


def test_a_resident_is_told_that_the_desk_is_for_officers(browser):
    logs_in(browser)

    response = browser.get("/desk/")

    assert response.status_code == 403
    assert "このページは職員用です" in response.content.decode()


def test_the_password_alone_opens_nothing(browser, officer):
    types_password(browser)

    assert browser.get("/desk/").headers["Location"].startswith("/account/login/officer/")
    assert browser.get("/anyone/").content.decode() == "resident [] [] 0"


def test_a_newly_appointed_officer_sets_up_the_authenticator_before_the_first_work(browser):
    officer = newly_appointed()
    types_password(browser)

    assert browser.get("/anyone/").content.decode() == f"officer [{officer.account.pk}] [] 0"
    page = browser.get(browser.get("/desk/").headers["Location"])
    assert page.status_code == 200
    secret = found(r"[A-Z2-7]{32}", page.content.decode())
    response = browser.post("/account/keys/authenticator/", {"code": authenticator_code(secret), "next": "/desk/"})

    assert response.headers["Location"] == "/desk/"
    assert browser.get("/desk/").status_code == 200
    kept = Authenticator.objects.get(user=officer.account).data["secret"]
    assert secret not in kept


def test_a_wrong_code_while_setting_up_is_explained(browser):
    newly_appointed()
    types_password(browser)
    browser.get("/account/keys/authenticator/")

    response = browser.post("/account/keys/authenticator/", {"code": "000000"})

    assert "確認できませんでした" in response.content.decode()
    assert not Authenticator.objects.exists()


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(officer):
    wrong = types_password(Client(), password="something else").content.decode()
    unknown = types_password(Client(), email="nobody@officer.example").content.decode()

    assert "メールアドレスかパスワードが違います" in wrong
    assert "メールアドレスかパスワードが違います" in unknown


def test_guessing_a_password_is_limited(officer):
    for _ in range(5):
        types_password(Client(), password="something else")

    response = types_password(Client())

    assert response.status_code == 200
    assert "しばらく受け付けられません" in response.content.decode()


def test_guessing_the_second_factor_is_limited(browser, officer):
    types_password(browser)
    for _ in range(5):
        assert browser.post("/account/login/second-factor/", {"code": "000000"}).status_code == 200

    response = browser.post("/account/login/second-factor/", {"code": authenticator_code()})

    assert "しばらく受け付けられません" in response.content.decode()
    assert browser.get("/desk/").status_code == 302


def test_a_code_opens_the_desk_only_once(officer):
    enters_the_desk(Client(), officer)
    second = Client()

    enters_the_desk(second, officer)

    assert second.get("/desk/").status_code == 302


def test_an_officer_who_left_cannot_log_in_and_a_running_session_ends(browser, officer):
    enters_the_desk(browser, officer)
    Officer.objects.update(is_active=False)

    assert browser.get("/desk/").status_code == 403
    assert "メールアドレスかパスワードが違います" in types_password(Client()).content.decode()


def test_a_resident_has_no_password_to_guess(browser):
    logs_in(Client(), "taro@example.jp")

    response = types_password(browser, email="taro@example.jp", password="")

    assert "パスワードを入力してください" in response.content.decode()


def test_who_acts_is_known_with_two_queries(browser, officer, django_assert_num_queries):
    enters_the_desk(browser, officer)

    with django_assert_num_queries(2):  # the session, the account with its officer
        browser.get("/desk/")
    with django_assert_num_queries(0):
        Client().get("/anyone/")


class TestTheDemo:
    def test_shows_the_code_so_that_nobody_needs_an_authenticator(self, browser, officer, settings):
        settings.DEMO = True
        types_password(browser)
        page = browser.get("/account/login/second-factor/").content.decode()

        shown = found(r"<strong>(\d{6})</strong>", page)
        browser.post("/account/login/second-factor/", {"code": shown})

        assert "デモ環境だけの表示です" in page
        assert browser.get("/desk/").status_code == 200

    def test_shows_another_code_when_the_last_one_was_used_just_now(self, officer, settings):
        settings.DEMO = True
        for _ in range(2):
            browser = Client()
            types_password(browser)
            page = browser.get("/account/login/second-factor/").content.decode()
            browser.post("/account/login/second-factor/", {"code": found(r"<strong>(\d{6})</strong>", page)})
            assert browser.get("/desk/").status_code == 200

    def test_elsewhere_the_code_is_never_shown(self, browser, officer, settings):
        settings.DEMO = False
        types_password(browser)

        page = browser.get("/account/login/second-factor/").content.decode()

        assert authenticator_code() not in page
        assert SECRET not in page
        assert PASSWORD not in page
