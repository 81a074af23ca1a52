"""「ログインと端末」: where somebody is logged in, ending it, and the mail about a device not seen before."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madoguchi.accounts import devices
from madoguchi.accounts.device_models import LoginSession
from madoguchi.accounts.models import Account
from madoguchi.gateways import outbox
from madoguchi.gateways.models import KeptMail
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock as times
from tests.accounts.conftest import enters_the_desk, logs_in
from tests.eid import reads_card

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"


def on(agent: str) -> Client:
    return Client(headers={"user-agent": agent})


def mails_about_devices() -> list[str]:
    outbox.deliver_due(at=times.now())
    return [kept.body for kept in KeptMail.objects.filter(subject__contains="新しい端末")]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (IPHONE, "iPhone・Safari"),
        (WINDOWS, "Windows・Edge"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Android・Chrome"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Linux・Firefox"),
        ("", "不明な端末"),
        ("<script>alert(1)</script>" * 100, "不明な端末"),
    ],
)
def test_a_device_is_told_in_two_words(agent, words):
    assert devices.device_words(agent) == words


def test_every_place_is_listed_and_this_browser_stands_first():
    phone, desk = on(IPHONE), on(WINDOWS)
    logs_in(phone)
    logs_in(desk)

    page = phone.get("/account/devices/").content.decode()
    assert page.index("iPhone・Safari") < page.index("このブラウザー") < page.index("Windows・Edge")
    assert "メールのコード" in page


def test_a_session_that_was_ended_elsewhere_opens_nothing_any_more():
    phone, thief = on(IPHONE), on(WINDOWS)
    logs_in(phone)
    logs_in(thief)
    stolen = thief.cookies["madoguchi-session"].value
    theirs = LoginSession.objects.get(device="Windows・Edge")

    assert phone.post(f"/account/devices/{theirs.pk}/").status_code == 302

    assert thief.get("/own/").status_code == 302
    again = Client()
    again.cookies["madoguchi-session"] = stolen
    assert again.get("/own/").status_code == 302
    assert phone.get("/own/").status_code == 200
    assert "Windows・Edge" not in phone.get("/account/devices/").content.decode()


def test_all_others_are_ended_with_one_press():
    phone, *others = on(IPHONE), on(WINDOWS), on(WINDOWS)
    for client in (phone, *others):
        cache.clear()
        logs_in(client)

    phone.post("/account/devices/others/")

    assert [client.get("/own/").status_code for client in (phone, *others)] == [200, 302, 302]
    assert "ほかの端末をすべて" not in phone.get("/account/devices/").content.decode()


def test_ending_this_browser_leads_to_the_log_in():
    phone = on(IPHONE)
    logs_in(phone)
    here = LoginSession.objects.get()

    assert phone.post(f"/account/devices/{here.pk}/").headers["Location"] == "/account/login/"
    assert phone.get("/own/").status_code == 302


def test_nobody_ends_the_log_in_of_another():
    victim, thief = on(IPHONE), on(WINDOWS)
    logs_in(victim, "victim@example.jp")
    logs_in(thief, "thief@example.jp")
    theirs = LoginSession.objects.get(account__email="victim@example.jp")

    assert thief.post(f"/account/devices/{theirs.pk}/").status_code == 404
    thief.post("/account/devices/others/")
    assert victim.get("/own/").status_code == 200
    assert "iPhone" not in thief.get("/account/devices/").content.decode()


def test_a_new_device_is_told_by_mail_and_a_known_one_is_not(settings):
    settings.MAIL_SERVER = ""
    phone, desk = on(IPHONE), on(WINDOWS)
    logs_in(phone)
    assert mails_about_devices() == []
    logs_in(desk)
    assert ["Windows・Edge" in body for body in mails_about_devices()] == [True]
    phone.post("/account/logout/")
    cache.clear()
    logs_in(phone)
    assert len(mails_about_devices()) == 1


def test_who_has_no_mail_address_is_told_on_the_page_alone(eid, settings):
    settings.MAIL_SERVER = ""
    for client in (on(IPHONE), on(WINDOWS)):
        reads_card(client, eid, "healthy")

    assert mails_about_devices() == []
    page = client.get("/account/devices/").content.decode()
    assert "iPhone・Safari" in page
    assert "マイナンバーカード" in page


def test_what_is_kept_opens_no_session():
    phone = on(IPHONE)
    logs_in(phone)
    key = phone.cookies["madoguchi-session"].value

    (kept,) = LoginSession.objects.values()
    assert key not in str(kept)
    assert Session.objects.filter(session_key=key).exists()


def test_the_last_use_is_noted_every_few_minutes_and_not_at_every_page(clock):
    phone = on(IPHONE)
    logs_in(phone)
    opened = LoginSession.objects.get().last_used_at

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            phone.get("/own/")
        return len(captured.captured_queries)

    usual = asked()
    assert LoginSession.objects.get().last_used_at == opened
    clock.passes(minutes=6)
    assert asked() > usual
    assert LoginSession.objects.get().last_used_at > opened + timedelta(minutes=5)
    assert asked() == usual


def test_an_officer_sees_the_same_page_with_the_keys(browser, officer):
    enters_the_desk(browser, officer)

    page = browser.get("/account/devices/").content.decode()
    assert "パスキー・確認コード" in page or "パスワード" in page
    assert "認証アプリ（確認コード）" in page


def test_logging_in_and_ending_are_in_the_journal():
    phone, desk = on(IPHONE), on(WINDOWS)
    logs_in(phone)
    logs_in(desk)
    phone.post("/account/devices/others/")

    account = Account.objects.get()
    assert [entry.what for entry in journal.timeline(account.subject)] == ["signed_in", "signed_in", "signed_out"]
    assert journal.timeline(account.subject)[0].detail == {"way": "code", "device": "iPhone・Safari"}


def test_whoever_has_not_logged_in_is_led_there(browser):
    assert browser.get("/account/devices/").status_code == 302
    assert browser.post("/account/devices/others/").status_code == 302
    assert browser.post("/account/devices/1/").status_code == 302


def test_a_forged_mark_of_the_device_breaks_nothing():
    phone = on(IPHONE)
    phone.cookies["device"] = "x" * 3_000
    logs_in(phone)
    assert phone.get("/account/devices/").status_code == 200


def test_notes_of_old_log_ins_are_forgotten(clock):
    logs_in(on(IPHONE))
    assert devices.forget_ended(before=times.now() - timedelta(days=400)) == 0
    clock.passes(days=401)
    assert devices.forget_ended(before=times.now() - timedelta(days=400)) == 1
