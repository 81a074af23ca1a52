"""Paying on a phone, with and without scripts, and the desk's pages of payments: axe finds nothing, nothing is too wide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from madoguchi.accounts.states import Role
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.payments import commands
from madoguchi.payments.models import Difference, Payment
from tests.browser.test_the_whole_way import fits
from tests.card_company import KEY, SECRET, Company, company_serving
from tests.cases.desk import desk_of
from tests.cases.factories import an_officer, received
from tests.payments.priced import PRICED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def taking_cards(live_site, demo, settings) -> Iterator[Company]:
    """The card company tells the live site what was paid, each message twice."""
    with company_serving(f"{live_site.url}/payments/webhook/") as serving:
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = KEY, SECRET
        settings.STRIPE_API_BASE = serving.address
        yield serving


def looks_up(page: Page, live_site, case) -> None:
    page.goto(live_site.at("/status/"))
    page.locator('[name="number"]').fill(case.number)
    page.locator('[name="code"]').fill(case.access_code())
    page.locator("main form button").first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_phone_pays_by_card(live_site, taking_cards, page_at, axe, photograph, scripts):
    case = received(clock.now(), compiled=PRICED)
    page = page_at(375, java_script_enabled=scripts)

    def looks_good() -> None:
        fits(page, 375)
        if scripts:
            axe(page)

    looks_up(page, live_site, case)
    looks_good()
    page.get_by_role("link", name="お支払いへ進む").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("お支払い")
    looks_good()
    photograph(page, "payment")
    page.get_by_role("button", name="カードで支払う").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("カード決済（デモ）")
    looks_good()
    page.get_by_role("button", name="カードが使えません").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="支払う").click()
    expect(page.get_by_text("お支払いが済みました")).to_be_visible()
    page.get_by_role("link", name="領収書を見る").click()
    expect(page.get_by_text("領-2026-000001").first).to_be_visible()
    looks_good()
    assert Payment.objects.get().paid_yen == 600


@pytest.mark.parametrize("width", [375, 1280])
def test_the_desks_pages_are_accessible_and_fit(live_site, taking_cards, page_at, axe, photograph, width):
    case, _other = received(clock.now(), compiled=PRICED), received(clock.now(), compiled=PRICED)
    payment = Payment.objects.get(subject=case.subject)
    clerk = an_officer(Role.RECEPTION, Role.REVIEWER, Role.DECIDER)
    page = page_at(width)
    cookie = desk_of(clerk).cookies["madoguchi-session"].value
    page.context.add_cookies([{"name": "madoguchi-session", "value": cookie, "url": live_site.at("/")}])
    commands.reconcile(day=clock.today(), gateway=taking_cards.client(), by=SYSTEM, at=clock.now())
    Difference.objects.create(kind="missing_here", reference="pi_1", day=clock.today(), found_at=clock.now())

    page.goto(live_site.at(f"/desk/payments/{payment.pk}/"))
    axe(page)
    fits(page, width)
    page.get_by_label("レジ・券売機の番号").fill("R-1")
    page.get_by_role("button", name="受け取ったことを記録する").click()
    expect(page.get_by_text("収納を記録しました")).to_be_visible()
    axe(page)
    page.goto(live_site.at("/desk/payments/"))
    expect(page.get_by_text("区の記録にない")).to_be_visible()
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    axe(page)
    fits(page, width)
    photograph(page, "officer-payments")
    page.goto(live_site.at(f"/desk/cases/{case.pk}/"))
    axe(page)
