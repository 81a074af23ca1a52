"""A resident who goes through a procedure page by page, answering what is asked and nothing else."""

from collections.abc import Mapping

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.typed import boxes_of
from tests.procedures.browsing import Browser, Form, Page
from tests.procedures.definition import TYPED

Typed = Mapping[str, str | list[str]]
NEXT = None


def begins(browser: Browser, compiled: Compiled, **answers: str) -> Page:
    """Answer the questions that come first, each with what lets one go on unless told otherwise."""
    page = browser.get(f"/procedures/{compiled.id}/begin/")
    for precheck in compiled.procedure.eligibility:
        goes_on = next(option.value for option in precheck.options if option.then == "go")
        page.form.fill(precheck.id, answers.get(precheck.id, goes_on))
    return browser.press()


def fills(form: Form, typed: Typed) -> None:
    """Type what is asked here; what is not on the page stays unsaid."""
    for name in sorted(form.names & set(typed)):
        given = typed[name]
        form.fill(name, *([given] if isinstance(given, str) else given))


def answers_page(browser: Browser, typed: Typed = TYPED, **changes: str | list[str]) -> Page:
    """Fill in the page shown and go on. What another answer brings onto the page is answered too, as people do."""
    here = browser.page.path
    for _ in range(3):
        asked = browser.page.form.names
        fills(browser.page.form, {**typed, **{name.replace("__", "."): value for name, value in changes.items()}})
        page = browser.press()
        if page.path != here or page.form.names == asked:
            return page
    return page


def answers_everything(browser: Browser, typed: Typed = TYPED, *, pages: int = 20) -> Page:
    """On to the review page."""
    for _ in range(pages):
        if browser.page.path.endswith("/review/"):
            return browser.page
        before = browser.page.url
        page = answers_page(browser, typed)
        if page.says("念のため、確かめてください") and not page.path.endswith("/review/"):
            page = browser.press()
        assert page.url != before or page.status == 200, _what_is_wrong(page)
        assert page.status == 200, _what_is_wrong(page)
    raise AssertionError(f"never came to the review: {browser.page.url}")


def _what_is_wrong(page: Page) -> str:
    return f"{page.url}: {page.words[page.words.find('エラー') :][:400]}"


def sends(browser: Browser) -> Page:
    assert browser.page.path.endswith("/review/"), browser.page.url
    return browser.press()


def applies(browser: Browser, compiled: Compiled, typed: Typed = TYPED) -> Page:
    """From the first question to the receipt on the screen."""
    begins(browser, compiled)
    answers_everything(browser, typed)
    return sends(browser)


def typed_of(compiled: Compiled, answers: Mapping[str, object]) -> dict[str, str | list[str]]:
    """Answers as somebody types them who has them before the eyes."""
    typed: dict[str, str | list[str]] = {}
    for id_, answer in answers.items():
        question = compiled.procedure.data[id_]
        if isinstance(question, GroupQuestion):
            for n, row in enumerate(answer if isinstance(answer, list) else [], start=1):
                for leaf, asked in question.fields.items():
                    typed |= {f"{id_}.{n}.{leaf}{_dot(part)}": v for part, v in boxes_of(asked, row.get(leaf)).items()}
        else:
            typed |= {f"{id_}{_dot(part)}": values for part, values in boxes_of(question, answer).items()}
    return typed


def _dot(part: str) -> str:
    return f".{part}" if part else ""
