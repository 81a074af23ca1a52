"""The pages: the public check, one notice, the mailbox."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from madoguchi.accounts import queries as accounts
from madoguchi.gateways.models import KeptMail
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.notices import codes, queries
from madoguchi.notices import commands as notices
from madoguchi.notices.web.verify import WRONG_CODES
from tests.notices.conftest import EDITOR, LETTER, NEIGHBOUR, OFFICER, OTHER_SECTION, TARO, to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counter() -> None:
    cache.clear()


@pytest.fixture
def signed_in(monkeypatch):
    """As `accounts.queries` answers for somebody who has logged in; logging in itself is tested there."""

    def sign_in(who: Actor) -> None:
        monkeypatch.setattr(accounts, "actor_of", lambda _request: who)
        monkeypatch.setattr(accounts, "is_signed_in", lambda _request: True)

    return sign_in


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# The public check.


def test_the_printed_address_is_the_address_of_the_page():
    assert reverse("notices:verify") == codes.VERIFY_PAGE


def test_a_genuine_notice_is_recognised_without_telling_whose_it_is(client, issued):
    notice = issued()
    response = client.get(codes.VERIFY_PAGE, {"code": ids.grouped(codes.code_of(notice.pk))})
    said = words(response)
    assert "世田谷区が発行したものです" in said
    for told in (
        "児童手当 認定通知書",
        "8世子家第12号",
        "2026年11月24日（令和8年）",
        "子ども家庭課",
        notice.pdf_sha256,
    ):
        assert told in said
    assert "髙●𠮷● 様" in said
    for hidden in ("髙田", "𠮷郎", "世田谷四丁目", "25,000"):
        assert hidden not in said
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_address_in_the_qr_code_opens_the_answer(client, issued):
    notice = issued()
    scanned = codes.seal_of(notice.pk).scanned
    assert "発行したものです" in words(client.get(scanned.removeprefix("http://localhost:8000")))


@pytest.mark.parametrize("change", [str.lower, lambda code: f" {code[:4]} {code[4:8]}　{code[8:]} ", ids.grouped])
def test_a_code_may_be_typed_as_people_type(client, issued, change):
    typed = change(codes.code_of(issued().pk))
    assert "発行したものです" in words(client.get(codes.VERIFY_PAGE, {"code": typed}))


@pytest.mark.parametrize("code", ["K7QM-3RT9-XFWD", "あ", "<script>", "A" * 5000, "' OR 1=1 --", "\U000e0100"])
def test_a_wrong_code_is_answered_beside_the_field(client, issued, code):
    issued()
    response = client.get(codes.VERIFY_PAGE, {"code": code})
    assert response.status_code == 200
    assert "この番号の通知書は見つかりません" in words(response)
    assert b"<script>" not in response.content.replace(b'<script type="module"', b"")
    assert len(response.content) < 30_000


def test_an_empty_code_is_asked_for_and_a_first_visit_is_not_scolded(client):
    assert "確認番号を入力してください" in words(client.get(codes.VERIFY_PAGE, {"code": " "}))
    assert "確認番号を入力してください" not in words(client.get(codes.VERIFY_PAGE))


def test_a_notice_that_was_never_issued_is_not_genuine(client, prepared):
    notice = prepared()
    assert "見つかりません" in words(client.get(codes.VERIFY_PAGE, {"code": codes.code_of(notice.pk)}))


def test_who_guesses_too_often_waits_and_others_do_not(client, issued):
    code = codes.code_of(issued().pk)
    for _ in range(WRONG_CODES.tries):
        assert client.get(codes.VERIFY_PAGE, {"code": "K7QM3RT9XFWD"}).status_code == 200
    assert client.get(codes.VERIFY_PAGE, {"code": code}).status_code == 429
    assert client.get(codes.VERIFY_PAGE, {"code": code}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_checking_many_genuine_notices_is_no_guessing(client, issued):
    code = codes.code_of(issued().pk)
    for _ in range(WRONG_CODES.tries + 2):
        assert client.get(codes.VERIFY_PAGE, {"code": code}).status_code == 200


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (lambda pdf: pdf, "同じファイルです"),
        (lambda pdf: pdf + b" ", "違うファイルです"),
        (lambda _: b"", "違うファイルです"),
        (lambda pdf: pdf * 200, "ファイルが大きすぎます"),
    ],
)
def test_without_javascript_a_file_is_sent_and_compared(client, issued, change, answer):
    notice = issued()
    sheet = SimpleUploadedFile("../../x.pdf", change(queries.sheet_of(notice)))
    response = client.post(codes.VERIFY_PAGE, {"code": codes.code_of(notice.pk), "sheet": sheet})
    shown = re.sub(
        r"(?s)<div data-part=\"\w+\" hidden>.*?</div>\s*</div>\s*</div>\s*</div>", "", response.content.decode()
    )
    assert answer in shown


def test_forgetting_to_choose_a_file_is_said(client, issued):
    response = client.post(codes.VERIFY_PAGE, {"code": codes.code_of(issued().pk)})
    assert "比べるファイルが選ばれていません" in words(response)


def test_the_browser_gets_what_it_needs_to_compare_by_itself(client, issued):
    notice = issued()
    page = client.get(codes.VERIFY_PAGE, {"code": codes.code_of(notice.pk)}).content.decode()
    assert f'data-madoguchi-compares="{notice.pdf_sha256}"' in page
    assert "notices/js/compare_pdf" in page


def test_the_check_asks_once_for_the_notice_and_counts_the_try(client, issued, django_assert_num_queries):
    code = codes.code_of(issued().pk)
    client.get(codes.VERIFY_PAGE, {"code": code})
    with django_assert_num_queries(6):  # counted in a transaction, found, taken back
        client.get(codes.VERIFY_PAGE, {"code": code})


# One notice.


def test_the_addressee_reads_the_notice_and_keeps_the_pdf(client, issued, signed_in):
    notice = issued(to("葛\U000e0100城", "𠮷郎"))
    signed_in(TARO)
    said = words(client.get(reverse("notices:notice", args=[notice.pk])))
    for told in (
        "葛\U000e0100城",
        "𠮷郎",
        "25,000円",
        "児童手当法第4条第1項第1号",
        "審査請求",
        "通知書をPDFで保存する",
    ):
        assert told in said
    notice.refresh_from_db()
    assert notice.read_at is not None
    response = client.get(reverse("notices:pdf", args=[notice.pk]))
    assert response.content == queries.sheet_of(notice)
    assert response.headers["Content-Type"] == "application/pdf"
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("who", [NEIGHBOUR, OTHER_SECTION, EDITOR, Actor(kind=ActorKind.RESIDENT, id="", name="")])
@pytest.mark.parametrize("page", ["notices:notice", "notices:pdf"])
def test_somebody_else_does_not(client, issued, signed_in, who, page):
    notice = issued()
    signed_in(who)
    response = client.get(reverse(page, args=[notice.pk]))
    assert response.status_code == 403
    assert "髙田" not in response.content.decode()


@pytest.mark.parametrize("page", ["notices:notice", "notices:pdf"])
def test_who_is_not_logged_in_is_led_to_the_log_in(client, issued, page):
    response = client.get(reverse(page, args=[issued().pk]))
    assert response.status_code == 302
    assert "next=" in response.headers["Location"]


def test_a_notice_that_does_not_exist_is_not_found(client, signed_in):
    signed_in(TARO)
    response = client.get(reverse("notices:notice", args=["0194f2a0-0000-7000-8000-00000000dead"]))
    assert response.status_code == 404


def test_an_officer_sees_why_it_is_held_and_has_it_made_again(client, prepared, signed_in, monkeypatch, at):
    notice = prepared(to("髙田", "א"))
    notices.issue(notice_id=notice.pk, at=at)
    signed_in(OFFICER)
    monkeypatch.setattr("madoguchi.accounts.web.access._led_away", lambda _request: None)
    page = reverse("notices:notice", args=[notice.pk])
    said = words(client.get(page))
    assert "この通知書は発行を保留しています" in said
    assert "「א」（U+05D0）" in said
    assert "もう一度作成する" in said
    assert client.post(reverse("notices:release", args=[notice.pk])).status_code == 302
    assert "この通知書は作成中です" in words(client.get(page))


def test_html_in_a_letter_is_shown_and_not_obeyed(client, issued, signed_in):
    notice = issued(to("<b>太郎", ""))
    signed_in(TARO)
    assert b"<b>" not in client.get(reverse("notices:notice", args=[notice.pk])).content


# The mailbox.


@pytest.fixture
def kept(at) -> None:
    KeptMail.objects.create(
        key="a", to="a@example.jp", subject="古いメール", body="http://localhost:8000/x/ へ", kept_at=at
    )
    KeptMail.objects.create(key="b", to="b@example.jp", subject="新しいメール", body="<b>本文</b>", kept_at=at)


def test_in_a_demonstration_everybody_sees_the_mails_newest_first(client, kept, settings):
    settings.DEMO, settings.MAIL_SERVER = True, ""
    page = client.get(reverse("notices:mailbox")).content.decode()
    assert page.index("新しいメール") < page.index("古いメール")
    assert '<a href="http://localhost:8000/x/"' in page
    assert "<b>" not in page
    only = client.get(reverse("notices:mailbox"), {"to": "a@example.jp"}).content.decode()
    assert "新しいメール" not in only


def test_with_a_mail_server_there_is_no_mailbox(client, kept, settings):
    settings.DEMO, settings.MAIL_SERVER = True, "smtp+plain://mail.example:25"
    assert client.get(reverse("notices:mailbox")).status_code == 404


@pytest.mark.parametrize("who", [TARO, OFFICER, Actor(kind=ActorKind.RESIDENT, id="", name="")])
def test_outside_a_demonstration_the_mailbox_is_closed_to_all_but_administrators(
    client, kept, settings, signed_in, who
):
    settings.DEMO, settings.MAIL_SERVER = False, ""
    signed_in(who)
    response = client.get(reverse("notices:mailbox"))
    assert response.status_code == 403
    assert "新しいメール" not in response.content.decode()
    signed_in(Actor(kind=ActorKind.OFFICER, id="1", name="管理", roles=frozenset({"administrator"})))
    assert "新しいメール" in client.get(reverse("notices:mailbox")).content.decode()


def test_an_empty_mailbox_says_what_will_come(client, settings):
    settings.DEMO, settings.MAIL_SERVER = True, ""
    assert "まだメールはありません" in words(client.get(reverse("notices:mailbox")))


def test_a_letter_and_its_page_say_the_same(client, issued, signed_in):
    notice = issued()
    signed_in(TARO)
    said = words(client.get(reverse("notices:notice", args=[notice.pk]))).replace(" ", "")
    for paragraph in LETTER.paragraphs:
        assert paragraph in said
