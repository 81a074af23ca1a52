"""Values no resident types: every kind of question, every address, every cookie. Never an error of ours, nothing lost."""

import pytest
from django.test import Client

from madoguchi.procedures.models import Draft
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, answers_page, begins, fills

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "script": SCRIPT,
    "attribute": "\"'><img src=x onerror=alert(1)>",
    "template": "{{ page.secret }}{% debug %}${7*7}%s%(x)s{0}",
    "formula": "=cmd|' /C calc'!A0",
    "formula in kana": "＝ＨＹＰＥＲＬＩＮＫ（”http://x”）",
    "bidi": "\u202eabc\u2066def\u2069",
    "zero width": "a\u200b\u200d\ufeffb",
    "control": "a\x01\x08\x1b[31mb\x7f",
    "line ends": "a\r\nb\rc\u2028d\u0085e",
    "encoded null": "a%00b",
    "sql": "'; DROP TABLE procedures_draft; --",
    "path": "../../../etc/passwd",
    "json": '{"$ne": null}',
    "deep": "[" * 2000,
    "number": "9" * 400,
    "not a number": "NaN",
    "exponent": "1e400",
    "superscript": "²",
    "other digits": "١٢٣",
    "minus": "-1",
    "surrogate": "\udc80".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "unassigned": "\U000e0fff\U0010ffff",
    "combining": "e" + "\u0301" * 500,
    "emoji": "👨‍👩‍👧‍👦" * 50,
    "long": "あ" * 8_000,
    "blank": " 　\t\n",
}


@pytest.fixture
def draft(browser, every_kind) -> Draft:
    begins(browser, every_kind)
    return Draft.objects.get()


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("page_id", ["you", "curtain", "helpers", "money"])
def test_no_box_of_any_page_breaks_and_nothing_typed_is_lost(browser, draft, page_id, value):
    """Everywhere at once; what comes back is what was typed, and it is text."""
    browser.get(f"/apply/{draft.pk}/pages/{page_id}/")
    if page_id == "helpers":
        browser.press(("_add", "helpers"))
    boxes = [
        c for c in browser.page.form.controls if c.kind in {"text", "textarea", "email", "tel", "number", "search"}
    ]
    sent = browser.page.form.sent() | {box.name: [value] for box in boxes}
    page = browser.post(browser.page.url, sent)
    assert page.status in {200, 422}
    assert SCRIPT not in page.html
    assert "<img src=x" not in page.html
    page = browser.get(f"/apply/{draft.pk}/pages/{page_id}/")
    assert page.status in {200, 422}
    if page.status == 422 and value.strip() and len(value) < 1000 and not set(value) & set("\r\n\u2028\u0085\t"):
        for box in boxes:
            assert page.form.sent()[box.name] == [value]
    assert browser.get(f"/apply/{draft.pk}/review/").status == 200


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_choice_and_no_hidden_box_breaks(browser, draft, value):
    for page_id in ("you", "curtain", "helpers", "money"):
        browser.get(f"/apply/{draft.pk}/pages/{page_id}/")
        sent = {name: [value, value] for name in browser.page.form.names - {"csrfmiddlewaretoken"}}
        sent |= {
            "helpers.rows": ["1", value],
            "helpers.1.child": [value],
            "helpers.1.age": [value],
            f"helpers.{value[:50]}.age": ["1"],
        }
        assert browser.post(browser.page.url, sent).status in {200, 422}
        assert browser.get(f"/apply/{draft.pk}/review/").status == 200


@pytest.mark.parametrize(
    "act", ["_add", "_drop", "_upload", "_remove", "_lookup", "_renew", "_save", "_to", "_seen", "_go"]
)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_button_breaks(browser, draft, act, value):
    browser.get(f"/apply/{draft.pk}/pages/helpers/")
    page = browser.post(browser.page.url, {act: value, "helpers.rows": ["1", "²", value[:10]]})
    assert page.status in {200, 400, 404, 422}
    assert browser.get(f"/apply/{draft.pk}/pages/helpers/").status in {200, 422}


@pytest.mark.parametrize(
    "target",
    ["helpers", "helpers:1", "name", "name:1", "money", "nothing", "helpers.1.photo", "helpers.²", "", ":", "."],
)
@pytest.mark.parametrize("act", ["_add", "_drop", "_remove", "_lookup"])
def test_a_button_of_another_page_does_nothing_bad(browser, draft, act, target):
    for page_id in ("you", "helpers", "money"):
        page = browser.post(f"/apply/{draft.pk}/pages/{page_id}/", {act: target, "helpers.rows": ["²", "1", "9" * 30]})
        assert page.status in {200, 400, 404, 422}


def test_thousands_of_rows_are_not_read(browser, draft):
    rows = [str(n) for n in range(1_500)]
    page = browser.post(
        f"/apply/{draft.pk}/pages/helpers/", {"helpers.rows": rows, **{f"helpers.{n}.age": "1" for n in rows[:300]}}
    )
    assert page.status == 422
    assert len(page.form.sent()["helpers.rows"]) <= 50


def test_unknown_boxes_are_not_kept(browser, draft):
    fills(browser.page.form, TYPED)
    sent = browser.page.form.sent() | {
        "role": ["admin"],
        "sent_as": ["1"],
        "name": ["x"],
        "name.secret": ["x"],
        "a.b.c.d.e": ["x"],
        "__class__": ["x"],
    }
    assert browser.post(browser.page.url, sent).path.endswith("/pages/curtain/")
    draft.refresh_from_db()
    assert set(draft.answers) == {"name", "kana", "birthdate", "address", "phone", "email"}
    assert draft.answers["name"] == {"family": "髙橋", "given": "花子"}


@pytest.mark.parametrize(
    "name",
    [
        "name.family" + "." * 500,
        "name." + "x" * 10_000,
        ".",
        "..",
        ".name",
        "name[]",
        "name[family]",
        "name.family.family",
    ],
)
def test_no_name_of_a_box_breaks(browser, draft, name):
    assert browser.post(browser.page.url, {name: ["x"] * 3}).status in {200, 400, 422}


class TestTooMuch:
    """More than a page of answers can be is refused before it is read; the draft stands."""

    @pytest.mark.parametrize("size", [1_100_000, 10_000_000])
    def test_a_huge_answer(self, browser, draft, size):
        answers_page(browser)
        page = browser.post(f"/apply/{draft.pk}/pages/curtain/", {"why": "x" * size})
        assert page.status in {400, 413}
        assert browser.get(f"/apply/{draft.pk}/pages/you/").form.sent()["name.family"] == ["髙橋"]

    def test_thousands_of_boxes(self, browser, draft):
        page = browser.post(f"/apply/{draft.pk}/pages/you/", {f"name.{n}": "x" for n in range(5_000)})
        assert page.status in {400, 413}

    def test_a_long_address_of_a_page(self, browser, every_kind):
        assert browser.get("/search/?q=" + "あ" * 20_000).status in {200, 400, 414}


class TestOtherWaysOfSending:
    """What is no form is no answer."""

    @pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=nonsense", "x" * 300, "髙".encode().decode("latin-1")])  # fmt: skip
    @pytest.mark.parametrize("body", [b"", b'{"name": 1}', b"\xff\xfe\x00", b"<a/>", b"name.family=%E9%AB%99%FF%00"])
    def test_it_breaks_nothing_and_takes_nothing_away(self, browser, draft, kind, body):
        fills(browser.page.form, {**TYPED, "phone": "12"})
        typed = browser.press().form.sent()
        answer = browser.client.generic("POST", f"/apply/{draft.pk}/pages/you/", body, content_type=kind)
        assert answer.status_code < 500
        if kind in {"application/json", "text/plain", "application/xml"}:
            assert answer.status_code == 415
            assert browser.get(f"/apply/{draft.pk}/pages/you/").form.sent()["phone"] == typed["phone"]

    @pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
    @pytest.mark.parametrize("path", ["/", "/procedures/", "/status/", "/resume/", "/receipts/keys.txt", "/my/"])
    def test_no_method_breaks(self, every_kind, method, path):
        answer = getattr(Client(), method)(path)
        assert answer.status_code < 500
        if method == "head" and path != "/my/":
            assert answer.status_code == 200

    def test_a_null_byte_in_a_form_is_refused(self, browser, draft):
        page = browser.post(browser.page.url, {**TYPED, "name.family": "髙\x00橋"})
        assert page.status in {400, 413}
        draft.refresh_from_db()
        assert (draft.answers, draft.unfinished) == ({}, {})


ADDRESSES = [
    "/?x=%00", "/procedures/%00/", "/procedures/a%2e%2e/", "/procedures/..%2f..%2fetc/", "/search/?q=%00", "/search/?q=%FF%FE",
    "/search/?q=%F0%9F%92%A9&category=%3Cscript%3E", "/procedures/?life_event=" + "x" * 3000, "/search/?q=" + "(" * 200 + "%5B%2A",
    "/apply/../", "/apply/0/", "/apply/01a20e5e-46a9-76f8-a14a-72fcf6aba1f9/pages/..%2f/", "/status/x/", "/receipts/..%2fkeys.txt",
    "/procedures/green-curtain/?__proto__=x", "/procedures/green-curtain/begin/?lives_here=%00", "/procedures/%E9%AB%99/", "//", "/%", "/%zz",
    "/procedures/green-curtain/begin/?lives_here=no&lives_here=yes",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_breaks(browser, every_kind, address):
    page = browser.get(address)
    assert page.status in {200, 400, 404}
    assert "<script>x" not in page.html.lower()


@pytest.mark.parametrize("name", ["draft", "drafts", "case", "madoguchi-session", "language", "furigana", "csrftoken"])
@pytest.mark.parametrize("value", [*list(HOSTILE.values())[:-2], "x" * 4000, ".".join(["0"] * 500), "0" * 32])
def test_no_cookie_breaks(every_kind, name, value):
    client = Client()
    client.cookies[name] = value.encode("utf-8", "replace").decode("latin-1")
    for path in ("/", "/my/", "/procedures/green-curtain/", "/status/", "/apply/01a20e5e-46a9-76f8-a14a-72fcf6aba1f9/"):
        assert client.get(path).status_code in {200, 302, 400, 403, 404}


def test_what_is_accepted_is_written_out_as_text(browser, every_kind):
    """Html in an answer is an answer: on the review, on the receipt, on the state page."""
    nasty = '<b onclick="x">&amp;{{ 7 }}</b>'
    begins(browser, every_kind)
    answers_everything(browser, {**TYPED, "why": nasty, "address.building": '"><i>x</i>', "name.given": "<u>花</u>"})
    for page in (browser.page, browser.press(), browser.get(f"/status/{_case()}/")):
        assert "<b onclick" not in page.html
        assert "<i>x</i>" not in page.html
        assert "<u>花" not in page.html
        assert page.says(nasty)


def _case() -> str:
    from madoguchi.cases.models import Case

    return str(Case.objects.get().pk)


@pytest.mark.parametrize("target", ["photos", "colour", "name", "nothing", "children:1", ""])
def test_a_row_is_added_only_to_what_has_rows(browser, draft, target):
    page = browser.post(f"/apply/{draft.pk}/pages/you/", {"_add": target, "csrfmiddlewaretoken": ""})
    assert page.status in {200, 403, 404}


def test_what_is_larger_than_a_page_of_documents_is_refused_unread(client, db, settings):
    settings.LARGEST_REQUEST = 1_000
    answer = client.post("/status/", {"number": "x" * 2_000})
    assert answer.status_code == 413
