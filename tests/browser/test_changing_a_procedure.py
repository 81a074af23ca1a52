"""In a real browser: a section head changes a limit within its sentence, sees whom it touches, another approves."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from madoguchi.accounts import demo as people
from madoguchi.authoring.models import Proposal
from madoguchi.cases import commands as cases
from madoguchi.definitions.examples import answers_of
from madoguchi.kernel import clock as times
from madoguchi.publications import queries as publications
from tests.browser.test_the_whole_way import fits
from tests.cases.factories import somebody

pytestmark = pytest.mark.django_db(transaction=True)
PROCEDURE = "child-allowance"


def comes_in(page: Page, live_site, account: str) -> None:
    page.goto(live_site.at("/account/login/officer/"))
    page.locator("[name=login]").fill(f"{account}@officer.example")
    page.locator("[name=password]").fill(people.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    code = format_hotp_value(hotp_value(people.TOTP_SECRET, int(time.time()) // 30))
    page.locator("[name=code]").fill(code)
    page.locator("[name=code]").press("Enter")
    page.wait_for_load_state("networkidle")


def an_application_of_last_week() -> None:
    compiled = publications.in_force(PROCEDURE)
    assert compiled is not None
    answers, _ = answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    cases.receive(
        compiled=compiled,
        answers=answers,
        idempotency_key="browser-1",
        channel="web",
        account_id="",
        language="ja",
        draft="",
        by=somebody(),
        at=times.now() - timedelta(days=7),
    )


@pytest.mark.parametrize("width", [1280, 375])
def test_a_section_head_changes_an_amount_and_another_puts_it_in_force(
    live_site, demo, page_at, axe, photograph, width
):
    an_application_of_last_week()
    head = page_at(width)

    def look(page: Page, name: str = "") -> None:
        axe(page)
        fits(page, width)
        if name:
            photograph(page, f"{name}-{width}")

    comes_in(head, live_site, "morita")
    head.goto(live_site.at("/desk/procedures/"))
    look(head, "authoring-list")
    head.get_by_role("link", name="児童手当").first.click()
    look(head, "authoring-procedure")
    head.locator("[name=title]").first.fill("3歳未満の月額")
    head.get_by_role("button", name="変更案を作る", exact=True).click()
    proposal = Proposal.objects.get()
    look(head, "authoring-proposal-new")
    head.get_by_role("link", name="決まりの中の数").click()
    look(head, "authoring-numbers")
    box = head.locator("[name='derived.monthly_amount.value|1']")
    box.fill("いくらか")
    head.get_by_role("button", name="保存する").click()
    expect(head.get_by_role("alert")).to_be_visible()
    assert box.input_value() == "いくらか"
    look(head)
    box.fill("２０，０００円")
    head.get_by_role("button", name="保存する").click()
    expect(head.get_by_role("status").first).to_be_visible()
    for there, name in (
        ("questions/", "authoring-questions"),
        ("edit/guide/", "authoring-texts"),
        ("edit/question.reason/", "authoring-question"),
        ("edit/fees/", "authoring-fees"),
        ("edit/reasons/", ""),
        ("edit/check.0/", "authoring-check"),
        ("edit/rules/", "authoring-rules"),
        ("checks/", "authoring-checks"),
        ("differences/", "authoring-differences"),
        ("preview/", "authoring-preview"),
        ("preview/?language=ko&example=0", ""),
        ("effect/", ""),
    ):
        head.goto(live_site.at(f"/desk/procedures/proposals/{proposal.pk}/{there}"))
        look(head, name)
    head.get_by_role("button", name="影響を確かめる").click()
    expect(head.get_by_role("heading", name="変わる方")).to_be_visible()
    look(head, "authoring-effect")
    head.goto(live_site.at(f"/desk/procedures/proposals/{proposal.pk}/examples/"))
    look(head, "authoring-examples")
    for tick in head.locator("[name=right]").all():
        tick.check()
    head.get_by_role("button", name="選んだ例の新しい結果を認める").click()
    head.goto(live_site.at(f"/desk/procedures/proposals/{proposal.pk}/effect/"))
    head.get_by_role("button", name="影響を確かめる").click()
    head.goto(live_site.at(f"/desk/procedures/proposals/{proposal.pk}/"))
    head.get_by_role("button", name="確認済みにする").click()
    head.get_by_role("button", name="承認を依頼する").click()
    expect(head.get_by_text("自分が作成または編集した変更案は承認できません")).to_be_visible()
    look(head, "authoring-proposal-waiting")
    head.goto(live_site.at("/desk/procedures/import/"))
    look(head, "authoring-import")

    decider = page_at(width)
    comes_in(decider, live_site, "takeda")
    decider.goto(live_site.at(f"/desk/procedures/proposals/{proposal.pk}/"))
    look(decider)
    decider.get_by_role("link", name="承認の画面へ進む").click()
    look(decider, "authoring-approval")
    decider.get_by_role("button", name="承認して公開する").click()
    expect(decider.get_by_text("承認し、公開しました")).to_be_visible()
    look(decider)
    proposal.refresh_from_db()
    assert publications.version_in_force(PROCEDURE) == proposal.version
