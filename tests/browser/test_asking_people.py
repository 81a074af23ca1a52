"""A resident asks, is handed to a person and answered while waiting; the office learns from it. In a real browser."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from madoguchi.accounts.states import Role
from madoguchi.assistant import corpus, editions
from madoguchi.assistant.commands import editing, gaps
from madoguchi.assistant.models import Gap, Ticket
from madoguchi.kernel import clock as times
from madoguchi.kernel.clock import JST
from tests.browser.test_chat import FIRST_ANSWER
from tests.browser.test_exceptions_only import fits, logged_in
from tests.cases.factories import an_actor

pytestmark = pytest.mark.django_db(transaction=True)
# The open page asks every four seconds; on a busy machine the answer takes its time too.
LOOKS_AGAIN = 20_000
ANSWER = "child-allowance-how-much"


@pytest.mark.parametrize("width", [375, 1280])
def test_resident_and_officer_talk_on_two_screens(live_site, demo, page_at, axe, photograph, width):
    corpus.forget()
    times.clock.move_to(datetime(2026, 11, 10, 10, 0, tzinfo=JST))
    resident, officer = page_at(width), page_at(1280)
    resident.goto(live_site.at("/chat/"))
    resident.locator("#said").fill("児童手当はいくらもらえますか")
    resident.get_by_role("button", name="聞く", exact=True).click()
    expect(resident.locator("#turn-1")).to_be_visible(timeout=FIRST_ANSWER)
    resident.goto(live_site.at("/chat/"))
    resident.get_by_role("button", name="このやりとりを職員に渡して聞く").click()
    expect(resident.get_by_text("職員に渡しました（子ども家庭課）")).to_be_visible()
    axe(resident)
    fits(resident, width)
    photograph(resident, f"people-waiting-{width}")
    logged_in(officer, live_site)
    officer.goto(live_site.at("/desk/questions/"))
    axe(officer)
    fits(officer, 1280)
    officer.get_by_role("link", name="児童手当はいくらもらえますか").click()
    officer.get_by_role("button", name="担当する").click()
    axe(officer)
    photograph(officer, f"people-question-{width}")
    expect(resident.get_by_text("職員が対応しています")).to_be_visible(timeout=LOOKS_AGAIN)
    resident.locator("#said").fill("来月から変わりますか")
    resident.get_by_role("button", name="聞く", exact=True).click()
    expect(officer.get_by_text("来月から変わりますか")).to_be_visible(timeout=LOOKS_AGAIN)
    officer.get_by_label("区民に伝える文（電話で答えたときは、その要点）").fill("変わりません。")
    officer.get_by_role("button", name="送る").click()
    expect(resident.get_by_text("変わりません。")).to_be_visible(timeout=LOOKS_AGAIN)
    axe(resident)
    fits(resident, width)
    photograph(resident, f"people-answered-{width}")
    officer.get_by_role("button", name="終わりにする").click()
    expect(resident.get_by_text("職員とのやりとりは終わりました")).to_be_visible(timeout=LOOKS_AGAIN)
    assert Ticket.objects.get().state == "closed"


def test_without_scripts_the_same_talk_goes_by_links(live_site, demo, page_at):
    corpus.forget()
    page = page_at(375, java_script_enabled=False)
    page.goto(live_site.at("/chat/"))
    page.locator("#said").fill("児童手当はいくらもらえますか")
    page.get_by_role("button", name="聞く", exact=True).click()
    page.get_by_role("button", name="このやりとりを職員に渡して聞く").click()
    expect(page.get_by_role("link", name="新しい返事を見る")).to_be_visible()
    expect(page.get_by_text("いまは担当課の受付時間外です")).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_learning_office_is_readable_everywhere(live_site, demo, page_at, axe, photograph, width):
    corpus.forget()
    editions.forget()
    gaps.note(text="ドローンを飛ばしたい", language="ja", owner="child-family", key="1", at=times.now())
    entry = editions.entry(ANSWER)
    assert entry
    change = editing.save_change(entry=entry, by=an_actor(Role.EDITOR, section="child-family"), at=times.now())
    page = page_at(width)
    logged_in(page, live_site)
    for name, path in (
        ("gaps", "/desk/gaps/"), ("gap", f"/desk/gaps/{Gap.objects.get().pk}/"), ("stored", "/desk/answers/asked/"),
        ("answers", "/desk/answers/"), ("edit", f"/desk/answers/{ANSWER}/"),
        ("change", f"/desk/answers/changes/{change.pk}/?effect=1"), ("assistant", "/desk/assistant/"),
        ("questions", "/desk/questions/"),
    ):  # fmt: skip
        page.goto(live_site.at(path))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
        fits(page, width)
        photograph(page, f"learning-{name}-{width}")
