"""What a hand does at a page: types, chooses, presses."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

Typed = Mapping[str, str | list[str]]


def fill_in(page: Page, typed: Typed, *, scripts: bool = True) -> None:
    """Everything asked on this page, in the order in which it stands; what an answer brings is filled in as well."""
    done: set[str] = set()
    while True:
        names = [name for name in _names(page) if name not in done and name in typed]
        if not names:
            return
        _fill(page, names[0], typed[names[0]], scripts=scripts)
        done.add(names[0])


def _names(page: Page) -> list[str]:
    script = "boxes => [...new Set(boxes.filter(b => b.type !== 'hidden' && b.type !== 'file').map(b => b.name))]"
    found: list[str] = page.locator("main form[method=post] :is(input, select, textarea)").evaluate_all(script)
    return found


def _fill(page: Page, name: str, value: str | list[str], *, scripts: bool) -> None:
    values = [value] if isinstance(value, str) else value
    box = page.locator(f'[name="{name}"]')
    kind = box.first.evaluate("box => box.type")
    if kind in {"radio", "checkbox"}:
        for one in values:
            choose(page, name, one, scripts=scripts)
    elif kind == "select-one":
        box.first.select_option(values[-1])
    else:
        box.first.fill(values[-1])


def choose(page: Page, name: str, value: str, *, scripts: bool = True) -> None:
    """By the tile, as a thumb does; where the answer decides what is asked, the page is renewed first."""
    box = page.locator(f'input[name="{name}"][value="{value}"]')
    tile = page.locator(f'label:has(input[name="{name}"][value="{value}"])')
    if box.is_checked():
        return
    renews = page.locator("form[data-madoguchi-renews]")
    if scripts and renews.count() and _head(name) in str(renews.get_attribute("data-madoguchi-renews")).split():
        with page.expect_response(lambda answer: "/pages/" in answer.url and answer.request.method == "GET"):
            tile.click()
        page.wait_for_load_state("networkidle")
        expect(box).to_be_checked()
    else:
        tile.click()


def _head(name: str) -> str:
    parts = name.split(".")
    return f"{parts[0]}.*.{parts[2]}" if len(parts) > 2 else parts[0]


def go_on(page: Page, words: str = "次へ進む") -> None:
    page.get_by_role("button", name=words).last.click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_be_visible()


def begin(page: Page, address: str, procedure: str, answers: Mapping[str, str]) -> None:
    page.goto(f"{address}/procedures/{procedure}/")
    page.get_by_role("link", name="オンラインで申請する").click()
    for name, value in answers.items():
        page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
    go_on(page)
