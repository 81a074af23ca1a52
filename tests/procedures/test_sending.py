"""Sending: once, with a receipt that anybody can verify, and a mail that tells nothing."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from madoguchi.cases.models import Case
from madoguchi.gateways.models import OutboxEntry
from madoguchi.gateways.ward_key import private_key
from madoguchi.journal import queries as journal
from madoguchi.procedures.models import Draft, Receipt
from tests.procedures.browsing import Browser
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, applies, begins, sends

VERIFIER = django_settings.ROOT / "tools" / "verify_receipt.py"


def verified(receipt: bytes, keys: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """What somebody does who has two files and Python, and nothing of ours."""
    (folder / "receipt.json").write_bytes(receipt)
    (folder / "keys.txt").write_bytes(keys)
    program = [sys.executable, "-I", str(VERIFIER), str(folder / "receipt.json"), str(folder / "keys.txt")]
    return subprocess.run(program, capture_output=True, text=True, check=False, cwd=folder)


class TestTheReceipt:
    """Number, code, time, answers, version."""

    def test_it_stands_on_the_screen(self, browser, every_kind):
        page = applies(browser, every_kind)
        case = Case.objects.get()
        assert page.says("申請を受け付けました")
        for words in (case.number, "2026年11月10日 10時00分", "髙橋　花子", every_kind.version, "hanako@example.jp"):
            assert page.says(words)
        assert page.says(case.access_code())

    def test_it_can_be_looked_at_again(self, browser, every_kind):
        number = applies(browser, every_kind).words
        assert browser.reload().words == number

    def test_on_a_shared_computer_it_is_gone_the_next_day(self, browser, every_kind):
        applies(browser, every_kind)
        draft = Draft.objects.get()
        kept = browser.get(f"/apply/{draft.pk}/done/").cookies
        assert {kept["draft"]["max-age"], kept["case"]["max-age"]} == {8 * 3_600}
        assert browser.jar["drafts", "/"] == ""

    def test_a_small_script_verifies_it(self, browser, every_kind, tmp_path):
        page = applies(browser, every_kind)
        receipt = browser.get(page.link("署名付きの受付票をダウンロード"))
        keys = browser.get("/receipts/keys.txt")
        outcome = verified(receipt.content, keys.content, tmp_path)
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        said = json.loads(receipt.content)
        assert "髙橋" in receipt.content.decode()
        assert Case.objects.get().number in json.dumps(said, ensure_ascii=False)

    @pytest.mark.parametrize(("was", "forged"), [("髙橋", "高橋"), ("12000", "12001"), ("green-curtain", "blue-curtain"), ("2026-11-10", "2026-11-09")])  # fmt: skip
    def test_a_changed_one_is_found_out(self, browser, every_kind, tmp_path, was, forged):
        page = applies(browser, every_kind)
        receipt = browser.get(page.link("署名付きの受付票をダウンロード")).content
        assert was.encode() in receipt
        keys = browser.get("/receipts/keys.txt").content
        assert verified(receipt.replace(was.encode(), forged.encode(), 1), keys, tmp_path).returncode == 1

    def test_one_from_before_a_change_of_the_key_still_verifies(self, browser, every_kind, tmp_path, settings):
        page = applies(browser, every_kind)
        receipt = browser.get(page.link("署名付きの受付票をダウンロード")).content
        old = browser.get("/receipts/keys.txt").content.decode().strip()
        settings.RECEIPT_KEY = "07" * 32
        settings.OLD_RECEIPT_KEYS = [old]
        private_key.cache_clear()
        keys = browser.get("/receipts/keys.txt").content
        private_key.cache_clear()
        assert len(keys.splitlines()) == 2
        assert verified(receipt, keys, tmp_path).returncode == 0

    def test_only_who_may_see_the_application_gets_it(self, browser, other_device, every_kind):
        page = applies(browser, every_kind)
        where = page.link("署名付きの受付票をダウンロード")
        assert other_device.get(where).status == 403
        other_device.jar["case", "/"] = "forged:value"
        assert other_device.get(where).status == 403

    def test_the_cookie_of_one_application_opens_no_other(self, browser, other_device, every_kind):
        applies(browser, every_kind)
        begins(other_device, every_kind)
        answers_everything(
            other_device, {**TYPED, "name.given": "太郎", "kana.given": "タロウ", "account.holder": "タカハシ タロウ"}
        )
        sends(other_device)
        first, second = Case.objects.order_by("received_at", "id")
        stolen = next(value for (name, _), value in browser.jar.items() if name == "case")
        browser.jar["case", f"/status/{second.pk}/"] = stolen
        assert browser.get(f"/status/{first.pk}/").status == 200
        assert browser.get(f"/status/{second.pk}/").status == 403


class TestTheMail:
    """It says that something arrived, and nothing of what was written."""

    def test_it_is_in_the_outbox_with_number_and_code_and_no_answer(self, browser, every_kind):
        applies(browser, every_kind)
        case = Case.objects.get()
        [entry] = OutboxEntry.objects.filter(kind="mail")
        mail = json.dumps(entry.payload, ensure_ascii=False)
        assert "hanako@example.jp" in mail
        assert case.number in mail
        assert case.access_code() in mail
        for answer in (
            "髙橋",
            "花子",
            "タカハシ",
            "世田谷四丁目",
            "0354321111",
            "1234567",
            "ゴーヤー",
            "12000",
            "12,000",
        ):
            assert answer not in mail

    def test_without_an_address_there_is_none(self, browser, every_kind):
        applies(browser, every_kind, {**TYPED, "email": ""})
        assert not OutboxEntry.objects.filter(kind="mail").exists()


class TestOnce:
    """Whatever is pressed how often, there is one application."""

    def test_pressing_again_shows_the_same_receipt(self, browser, every_kind):
        first = applies(browser, every_kind)
        draft = Draft.objects.get()
        again = browser.post(f"/apply/{draft.pk}/send/")
        assert again.words == first.words
        assert Case.objects.count() == Receipt.objects.count() == 1
        assert [entry.what for entry in journal.timeline(Case.objects.get().subject)].count("received") == 1

    def test_going_back_after_sending_leads_to_the_receipt(self, browser, every_kind):
        applies(browser, every_kind)
        draft = Draft.objects.get()
        for path in ("", "review/", "pages/you/"):
            assert browser.get(f"/apply/{draft.pk}/{path}").path.endswith("/done/")
        assert browser.post(f"/apply/{draft.pk}/pages/you/", TYPED).path.endswith("/done/")
        late = {**TYPED, "phone": "1"}
        assert browser.post(f"/apply/{draft.pk}/pages/you/save/", late).status == 409

    @pytest.mark.django_db(transaction=True)
    def test_fifteen_presses_at_the_same_moment_are_one_application(self, browser, every_kind):
        begins(browser, every_kind)
        answers_everything(browser)
        draft = Draft.objects.get()
        together = threading.Barrier(15)
        came: list[str] = []

        def presses() -> None:
            device = Browser()
            device.jar = dict(browser.jar)
            together.wait()
            came.append(device.post(f"/apply/{draft.pk}/send/").path)
            connection.close()

        threads = [threading.Thread(target=presses) for _ in range(15)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert came == [f"/apply/{draft.pk}/done/"] * 15
        assert Case.objects.count() == Receipt.objects.count() == 1
        assert OutboxEntry.objects.filter(kind="mail").count() == 1

    def test_the_second_application_meets_the_first(self, browser, other_device, every_kind):
        applies(browser, every_kind)
        page = applies(other_device, every_kind)
        assert page.status == 409
        assert page.says("緑のカーテンの助成は、お一人1回です。すでに受け付けています。")
        assert page.says("いま入力した内容は送信されていません")
        assert Case.objects.count() == 1
        assert page.link("受け付けた申請の状況を見る") == "/status/"

    def test_who_sent_the_first_is_led_to_it(self, browser, every_kind):
        from madoguchi.accounts.models import Account
        from tests.procedures.test_drafts import signs_in

        signs_in(browser, Account.objects.create(email="hanako@example.jp"))
        applies(browser, every_kind)
        page = applies(browser, every_kind)
        assert page.link("受け付けた申請の状況を見る") == f"/status/{Case.objects.get().pk}/"

    def test_after_a_withdrawal_one_may_apply_again(self, browser, other_device, every_kind):
        applies(browser, every_kind)
        browser.get(f"/status/{Case.objects.get().pk}/withdraw/")
        browser.press()
        assert applies(other_device, every_kind).says("申請を受け付けました")


def test_an_unfinished_draft_is_not_sent(browser, every_kind):
    begins(browser, every_kind)
    draft = Draft.objects.get()
    page = browser.post(f"/apply/{draft.pk}/send/")
    assert page.path.endswith("/review/")
    assert page.says("まだ送信できません")
    assert not Case.objects.exists()


def test_a_page_whose_token_is_stale_is_told_kindly_and_nothing_is_lost(every_kind):
    browser = Browser()
    begins(browser, every_kind)
    strict = Browser()
    strict.client.handler.enforce_csrf_checks = True
    strict.jar = dict(browser.jar)
    page = strict.post(browser.page.url, TYPED)
    assert page.status == 403
    assert Draft.objects.get().answers == {}
    assert strict.get(browser.page.url).status == 200


def test_a_procedure_that_closed_meanwhile_takes_nothing_and_keeps_the_draft(browser, db, clock):
    from datetime import date

    from tests.procedures.definition import definition
    from tests.procedures.publishing import put_in_force

    compiled = put_in_force(definition(closes=date(2026, 11, 10)))
    begins(browser, compiled)
    answers_everything(browser)
    clock.passes(days=1)
    page = browser.press()
    assert page.says("で終わりました")
    assert not Case.objects.exists()
    assert Draft.objects.get().answers
