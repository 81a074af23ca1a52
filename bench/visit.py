"""One person's way from the ward's home to the receipt, page by page."""

import re
from collections.abc import Generator
from dataclasses import dataclass

from bench.browser import Answer, Browser, Exchange, Page, Talk, WrongPage
from bench.people import Person

NUMBER = re.compile(r"[^\s<>]+-20\d\d-\d{6,}")
DRAFT = re.compile(r"/apply/([0-9a-f-]{36})/")
MOST_PRESSES = 80
Visit = Generator[Exchange, Answer, "Receipt"]


@dataclass(frozen=True)
class Receipt:
    """What a person leaves with."""

    draft: str
    number: str


def applies(person: Person, procedure: str, host: str) -> Visit:
    """Home, what the procedure is, is it for me, every question, everything once more, send, the receipt."""
    browser = Browser(host)
    yield from _opened(browser, "/")
    yield from _opened(browser, f"/procedures/{procedure}/")
    page = yield from _opened(browser, f"/procedures/{procedure}/begin/")
    for _ in range(MOST_PRESSES):
        if page.url.endswith("/done/"):
            return _receipt(page)
        page = yield from _goes_on(browser, page, person)
        if page.status != 200:
            raise WrongPage(page, "not shown")
    raise WrongPage(page, "never came to the end")


def _opened(browser: Browser, url: str) -> Talk:
    page = yield from browser.get(url)
    if page.status != 200:
        raise WrongPage(page, "not shown")
    return page


def _goes_on(browser: Browser, page: Page, person: Person) -> Talk:
    """Press what leads on: a row more where one is lacking, the button under an advice, else the form's own."""
    form = page.form
    for group in form.buttons("_add"):
        if len(form.hidden(f"{group}.rows")) < person.rows.get(group, 0):
            return (yield from browser.send(page, person.wanted, ("_add", group)))
    go = form.buttons("_go")
    typed = person.before if page.url.endswith("/begin/") else person.wanted
    return (yield from browser.send(page, typed, ("_go", go[0]) if go else None))


def _receipt(page: Page) -> Receipt:
    number, draft = NUMBER.search(page.text), DRAFT.search(page.url)
    if number is None or draft is None:
        raise WrongPage(page, "no receipt number")
    return Receipt(draft[1], number[0])
