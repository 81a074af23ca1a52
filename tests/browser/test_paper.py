"""Paper at the desk in a real browser: taken in, entered beside its picture, compared, sent; axe at both widths."""

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from madoguchi.cases.models import Case
from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import drafting
from madoguchi.procedures.models import Draft, PaperApplication, ScannedPage
from madoguchi.procedures.paper import finishing, printing
from madoguchi.publications import queries as publications
from tests.browser.test_counter import logs_in
from tests.browser.test_the_whole_way import fits
from tests.procedures.paper import as_tiff, dirtied, rasterised

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_words_behind(monkeypatch) -> None:
    """The PDF one can search has tests of its own: it takes many seconds."""
    monkeypatch.setattr(finishing, "_ocrmypdf", lambda plain, done, *, turns: done.write_bytes(plain.read_bytes()))


def typed_draft(compiled: Compiled) -> Draft:
    """What a resident has typed at home."""
    answers, _ = examples.answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    return drafting.opened(compiled, "ja", answers, by=SYSTEM, at=clock.now()).draft


def scanned(draft: Draft, compiled: Compiled) -> FilePayload:
    """The printed form, dusty, and a letter that is no form of ours."""
    form = printing.of_draft(draft, compiled, "ja", at=clock.now())
    pages = [dirtied(page) for page in rasterised(form.pdf, dpi=200)]
    letter = Image.new("L", (1654, 2339), 200)
    return FilePayload(name="朝の分.tif", mimeType="image/tiff", buffer=as_tiff([*pages, letter], dpi=200))


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.usefixtures("demo", "no_words_behind")
def test_paper_is_taken_in_compared_and_sent(live_site, page_at, axe, photograph, width):
    compiled = publications.in_force("dog-registration")
    assert compiled is not None
    draft = typed_draft(compiled)
    desk: Page = page_at(width)
    logs_in(desk, live_site.url)

    def look(name: str = "") -> None:
        for picture in desk.locator("main img").all():
            if picture.is_visible():
                picture.scroll_into_view_if_needed()
        desk.wait_for_load_state("networkidle")
        broken = "all => all.filter(one => one.complete && !one.naturalWidth).map(one => one.src)"
        assert desk.locator("main img").evaluate_all(broken) == []
        axe(desk)
        fits(desk, width)
        if name:
            photograph(desk, f"{name}-{width}")

    desk.goto(live_site.at("/desk/scans/"))
    look()
    desk.get_by_role("button", name="取り込む").click()
    expect(desk.locator(".error-summary")).to_contain_text("スキャンしたファイルを選んでください。")
    look()
    desk.locator("[name=files]").set_input_files(scanned(draft, compiled))
    desk.get_by_role("button", name="取り込む").click()
    expect(desk.get_by_text("取り込みました。")).to_be_visible()
    look()
    live_site.works()
    desk.goto(live_site.at("/desk/scans/"))
    expect(desk.locator("#unread")).to_contain_text("1枚")
    look("paper-list")

    desk.locator(".unread a").click()
    look("paper-unread")
    desk.get_by_role("button", name="一覧から外す").click()
    expect(desk.locator("#unread")).to_contain_text("0枚")
    assert ScannedPage.objects.get(application=None).settled == "申請書ではない"

    desk.locator(".in-hand a").click()
    look("paper-beside")
    asked = desk.locator("[name=seen]").count()
    assert asked
    desk.get_by_role("button", name="この内容で申請を受け付ける").click()
    expect(desk.locator(".error-summary")).to_be_focused()
    expect(desk.locator(".compare .field-error")).to_have_count(asked)
    look("paper-compare")
    assert Case.objects.count() == 0
    for tile in desk.locator("label:has([name=seen]), label:has([name=agreed]), label:has([name=signed])").all():
        tile.click()
    desk.get_by_role("button", name="この内容で申請を受け付ける").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("申請を受け付けました")
    look()
    assert Case.objects.get().answers.items() >= draft.answers.items()
    assert PaperApplication.objects.get().case == Case.objects.get().pk
