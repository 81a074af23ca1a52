"""Documents: judged by what they are, kept when they are chosen, taken back out again."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from madoguchi.cabinet.models import Document
from madoguchi.cabinet.queries import Weight
from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import commands, documents
from madoguchi.procedures.models import Draft
from tests.cabinet import papers
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, answers_page, begins, fills

UPLOAD = ("_upload", "proof")
GOOD = {
    "領収書.pdf": ("application/pdf", papers.pdf()),
    "領収書.jpg": ("image/jpeg", papers.picture("JPEG")),
    "領収書.png": ("image/png", papers.picture("PNG")),
}


def a_file(name: str = "領収書.pdf", content: bytes | None = None, kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.pdf() if content is None else content, content_type=kind)


@pytest.fixture
def draft(browser, every_kind) -> Draft:
    """A draft on the page that asks for the receipt."""
    begins(browser, every_kind)
    for _ in range(3):
        answers_page(browser)
    assert browser.page.path.endswith("/pages/money/")
    return Draft.objects.get()


@pytest.mark.parametrize("name", GOOD)
def test_a_real_document_is_kept_and_named_on_the_page(browser, draft, name):
    kind, content = GOOD[name]
    page = browser.press(UPLOAD, proof=a_file(name, content, kind))
    assert page.status == 200
    assert page.says(name)
    kept = Document.objects.get()
    assert (kept.subject, kept.name, kept.size) == (draft.subject, name, len(content))


def test_what_else_is_typed_on_the_page_stays(browser, draft):
    fills(browser.page.form, {**TYPED, "account.number": "12"})
    page = browser.press(UPLOAD, proof=a_file())
    assert page.form.sent()["account.number"] == ["12"]
    assert page.form.sent()["account.holder"] == ["ﾀｶﾊｼ ﾊﾅｺ"]


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as packed:
    packed.writestr("a", b"0" * 5_000_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("領収書.pdf", b"<html><script>alert(1)</script></html>"),
        ("領収書.pdf", b"MZ\x90\x00" + b"\0" * 200),
        ("領収書.pdf", b""),
        ("領収書.pdf", papers.pdf()[:60]),
        ("領収書.pdf", papers.locked_pdf(b"secret")),
        ("領収書.zip", BOMB.getvalue()),
        ("領収書.docx", papers.archive("[Content_Types].xml", "word/document.xml")),
        ("大きな絵.png", papers.png_claiming(50_000, 50_000)),
        ("領収書.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("大きい.pdf", papers.pdf() + b"%" * 11_000_000),
    ],
    ids=["html", "program", "empty", "cut off", "locked", "zip bomb", "word", "pixel bomb", "svg", "11 MB"],
)
def test_what_is_no_such_document_is_refused_beside_the_field(browser, draft, name, content):
    fills(browser.page.form, TYPED)
    page = browser.press(UPLOAD, proof=a_file(name, content))
    assert page.status == 422
    assert "#proof" in [href for href, _ in page.links]
    assert "proof" in page.ids
    assert not Document.objects.exists()
    assert page.form.sent()["account.number"] == ["1234567"]


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..\\..\\windows\\a.pdf", "\u202egnp.exe.pdf", "=cmd|' /C calc'!A0.pdf", "a" * 500 + ".pdf", "<script>alert(1)</script>.pdf", "髙橋.pdf", ".pdf", "a\x00b.pdf"])  # fmt: skip
def test_a_name_does_no_harm(browser, draft, name):
    page = browser.press(UPLOAD, proof=a_file(name))
    assert page.status in {200, 422, 400}
    assert "<script>alert(1)" not in page.html
    for kept in Document.objects.all():
        assert "/" not in kept.name
        assert "\\" not in kept.name
        assert "\u202e" not in kept.name
        assert len(kept.name) <= 255


def test_no_more_are_taken_than_may_be(browser, draft):
    for n in range(2):
        browser.press(UPLOAD, proof=a_file(f"{n}.pdf"))
    page = browser.press(UPLOAD, proof=a_file("3.pdf"))
    assert page.status == 422
    assert page.says("「領収書」のファイルは2つまでです。")
    assert Document.objects.count() == 2


def test_no_draft_holds_more_than_may_be_over_all_its_questions(browser, draft, monkeypatch):
    monkeypatch.setattr(documents, "MOST_OF_DRAFT", Weight(number=1, size=10**9))
    browser.press(UPLOAD, proof=a_file("1.pdf"))
    page = browser.press(UPLOAD, proof=a_file("2.pdf"))
    assert page.status == 422
    assert page.says("合わせて1点")
    assert Document.objects.count() == 1


def test_it_is_taken_back_out(browser, draft):
    page = browser.press(UPLOAD, proof=a_file())
    document = Document.objects.get()
    page = browser.press(("_remove", f"proof:{document.pk}"))
    assert not page.says("領収書.pdf")
    assert not Document.objects.exists()


@pytest.mark.parametrize("target", ["proof:not-an-id", "proof:00000000-0000-7000-8000-000000000000", "name:1", "nothing:1", "helpers.1.who:1", "proof", ""])  # fmt: skip
def test_a_forged_removal_removes_nothing(browser, draft, target):
    browser.press(UPLOAD, proof=a_file())
    page = browser.post(browser.page.url, {"_remove": target})
    assert page.status in {200, 400, 404}
    assert Document.objects.count() == 1


def test_somebody_elses_document_cannot_be_removed(browser, other_device, draft, every_kind):
    browser.press(UPLOAD, proof=a_file())
    mine = Document.objects.get()
    begins(other_device, every_kind)
    other_device.post(other_device.page.url.replace("/you/", "/money/"), {"_remove": f"proof:{mine.pk}"})
    assert Document.objects.filter(pk=mine.pk).exists()


@pytest.mark.parametrize("path", ["name", "nothing", "helpers", "helpers.1.who", "helpers.1.nothing", "../proof", ""])
def test_a_document_is_taken_only_where_one_is_asked_for(browser, draft, path):
    page = browser.post(browser.page.url, {"_upload": path, path or "x": a_file()})
    assert page.status == 400
    assert not Document.objects.exists()


def test_a_row_keeps_its_document_and_its_other_answers(browser, draft):
    browser.get(f"/apply/{draft.pk}/pages/helpers/")
    browser.press(("_add", "helpers"))
    browser.page.form.fill("helpers.1.who.family", "髙橋")
    page = browser.press(("_upload", "helpers.1.photo"), helpers__1__photo=a_file("一.jpg", papers.picture("JPEG")))
    assert page.says("一.jpg")
    answers_page(browser, helpers__1__who__given="一", helpers__1__child="false")
    draft.refresh_from_db()
    [row] = draft.answers["helpers"]
    assert (row["who"]["given"], row["photo"][0]["name"]) == ("一", "一.jpg")


def test_a_new_row_does_not_inherit_the_document_of_a_dropped_one(browser, draft):
    browser.get(f"/apply/{draft.pk}/pages/helpers/")
    browser.press(("_add", "helpers"))
    browser.press(("_upload", "helpers.1.photo"), helpers__1__photo=a_file("一.jpg", papers.picture("JPEG")))
    browser.press(("_drop", "helpers:1"))
    page = browser.press(("_add", "helpers"))
    assert page.form.sent()["helpers.rows"] == ["2"]
    assert not page.says("一.jpg")


def test_it_goes_with_the_application(browser, draft):
    browser.press(UPLOAD, proof=a_file())
    answers_everything(browser)
    assert browser.page.says("領収書.pdf")
    browser.press()
    assert Document.objects.get().subject == f"case/{Case.objects.get().pk}"


def test_what_hangs_on_a_dropped_row_does_not_go_with_it(browser, draft):
    browser.get(f"/apply/{draft.pk}/pages/helpers/")
    browser.press(("_add", "helpers"))
    browser.press(("_upload", "helpers.1.photo"), helpers__1__photo=a_file("一.jpg", papers.picture("JPEG")))
    browser.press(("_drop", "helpers:1"))
    answers_everything(browser)
    assert browser.press().says("申請を受け付けました")
    assert not Document.objects.exists()


def test_a_forgotten_draft_takes_its_documents_along(browser, draft):
    browser.press(UPLOAD, proof=a_file())
    at = clock.now()
    assert commands.forget_old_drafts(before=at.replace(year=2027), by=SYSTEM, at=at) == 1
    assert not Document.objects.exists()
