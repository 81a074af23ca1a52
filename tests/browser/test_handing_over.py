"""The pages of handing over, in a real browser, on a desk and on a phone, with axe on every page."""

import json

import pytest
from playwright.sync_api import expect

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.models import Officer
from madoguchi.cases import commands as cases
from madoguchi.handover import commands as handover
from madoguchi.handover.commands.making import system_of
from madoguchi.handover.models import Webhook
from madoguchi.handover.webhooks import WebhookEvent
from madoguchi.kernel import clock as times
from madoguchi.kernel.actors import SYSTEM
from tests.browser.test_exceptions_only import fits, logged_in
from tests.cases.factories import acting
from tests.stories.sending import arrive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def a_day(live_site, demo, settings, tmp_path):
    """Three approved cases, their file, and a receipt that took all but one line."""
    settings.HANDOVER_OUT, settings.HANDOVER_IN = tmp_path / "out", tmp_path / "in"
    by = acting(Officer.objects.get(account__email="takeda@officer.example"))
    made = arrive("child-allowance", 3)
    for case in made:
        cases.begin_review(case=case, by=by, at=times.now())
        cases.approve(case=case, by=by, at=times.now())
    times.passes(hours=23)
    system = system_of("child-allowance-system")
    file = handover.run(system=system, day=times.today(), by=SYSTEM, at=times.now())
    receipt = {
        "system": file.system,
        "sequence": 1,
        "sha256": file.sha256,
        "accepted": file.lines - 1,
        "rejected": [{"line": 1, "reason": "口座番号の桁数が合いません"}],
    }
    place = tmp_path / "in" / file.system
    place.mkdir(parents=True)
    (place / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    handover.receive_all(by=SYSTEM, at=times.now())
    return made


@pytest.mark.parametrize("width", [375, 1280])
def test_an_officer_sees_what_was_not_taken_and_settles_it(live_site, a_day, page_at, axe, photograph, width):
    page = page_at(width)
    logged_in(page, live_site)
    page.goto(live_site.at("/desk/handovers/"))
    expect(page.get_by_text("口座番号の桁数が合いません")).to_be_visible()
    for one in page.locator("main details summary").all():
        one.click()
    axe(page)
    fits(page, width)
    photograph(page, f"handovers-{width}")
    page.get_by_role("button", name="処理済みにする").press("Enter")
    expect(page.get_by_text("処理済みにしました。")).to_be_visible()
    page.get_by_role("button", name="同じものをもう一度置く").or_(page.locator("main details summary")).first.click()
    axe(page)
    page.goto(live_site.at(f"/desk/cases/{a_day[0].pk}/plain/"))
    assert page.locator('[data-field="case.state"]').get_attribute("data-value") == "approved"
    axe(page)
    fits(page, width)
    photograph(page, f"plain-{width}")


@pytest.mark.parametrize("width", [375, 1280])
def test_an_administrator_sets_a_webhook_and_sees_what_became_of_a_test(
    live_site, demo, page_at, axe, photograph, width
):
    client = api_clients.register(
        name="児童手当の連携", section="child-family", scopes=[Scope.READ_CASES], by=SYSTEM, at=times.now()
    ).client
    Officer.objects.filter(account__email="takeda@officer.example").update(roles=["administrator"])
    page = page_at(width)
    logged_in(page, live_site)
    page.goto(live_site.at("/desk/handovers/webhooks/"))
    axe(page)
    page.locator("[name=client]").select_option(str(client.pk))
    page.locator("[name=url]").fill(live_site.at("/nobody-listens-here/"))
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("whsec_")).to_be_visible()
    axe(page)
    fits(page, width)
    handover.ping(webhook=Webhook.objects.get(client=client), by=SYSTEM, at=times.now())
    live_site.works()
    page.goto(live_site.at("/desk/handovers/webhooks/"))
    for one in page.locator("main details summary").all():
        one.click()
    expect(page.get_by_text("送信待ち")).to_be_visible()
    assert Webhook.objects.get(client=client).events == sorted(WebhookEvent)
    axe(page)
    fits(page, width)
    photograph(page, f"webhooks-{width}")
