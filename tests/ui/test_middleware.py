"""Every answer is guarded, and every failure is a page that says how to go on."""

import pytest
from django.test import Client

PAGES = "tests.ui.pages_that_fail"
FORM = "application/x-www-form-urlencoded"

pytestmark = pytest.mark.urls(PAGES)


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def strict_reader() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize("address", ["/plain/", "/refuses/", "/missing/", "/breaks/", "/nowhere/"])
def test_every_answer_carries_the_security_headers(reader, address):
    headers = reader.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_only_what_is_marked_may_be_kept_by_a_browser(reader):
    assert reader.get("/plain/").headers["Cache-Control"] == "no-store"
    assert reader.get("/kept/").headers["Cache-Control"] == "max-age=60"


def test_a_site_behind_tls_tells_browsers_to_stay_there(settings):
    settings.SECURE_HSTS_SECONDS = 300

    assert Client().get("/plain/").headers["Strict-Transport-Security"] == "max-age=300"


def test_a_refusal_is_a_page_with_its_reason_and_the_way_on(reader):
    response = reader.get("/refuses/")

    assert response.status_code == 409
    page = response.content.decode()
    assert "この申請は取り下げられません。" in page
    assert "担当課にお電話ください。" in page


@pytest.mark.parametrize(
    ("address", "accept"), [("/api/refuses/", "*/*"), ("/refuses/", "application/json")], ids=["api", "accept"]
)
def test_a_program_is_told_of_a_refusal_as_problem_json(reader, address, accept):
    response = reader.get(address, headers={"accept": accept})

    assert response.status_code == 409
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["title"] == "この申請は取り下げられません。"
    assert problem["detail"] == "担当課にお電話ください。"
    assert problem["code"] == "already-decided"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/suspicious/", 400, "読み取れませんでした"),
        ("/forbidden/", 403, "このページを見ることはできません"),
        ("/missing/", 404, "見つかりませんでした"),
        ("/nowhere/", 404, "見つかりませんでした"),
        ("/breaks/", 500, "ただいまページを表示できません"),
    ],
)
def test_each_failure_has_a_page_in_plain_words(reader, address, status, words):
    response = reader.get(address)

    assert response.status_code == status
    assert words in response.content.decode()
    assert 'lang="ja"' in response.content.decode()


@pytest.mark.parametrize(
    ("address", "status"), [("suspicious", 400), ("forbidden", 403), ("missing", 404), ("breaks", 500)]
)
def test_each_failure_is_problem_json_for_programs(reader, address, status):
    response = reader.get(f"/api/{address}/")

    assert response.status_code == status
    assert response.json()["status"] == status


@pytest.mark.parametrize(
    "sent",
    [
        {"path": "/plain/%00"},
        {"path": "/plain/", "query_params": {"q": "a\0b"}},
        {"path": "/plain/?q=%00"},
        {"path": "/plain/", "headers": {"cookie": 'madoguchi-session="a\\000b"'}},
    ],
    ids=["path", "query", "raw query", "cookie"],
)
def test_a_null_byte_outside_a_form_is_refused_before_anything_reads_it(reader, sent):
    assert reader.get(**sent).status_code == 400


@pytest.mark.parametrize("body", ["answer=%00", "an%00swer=1"])
def test_a_null_byte_in_a_form_is_refused_before_a_view_sees_it(reader, body):
    assert reader.post("/typed/", body, content_type=FORM).status_code == 400


def test_a_null_byte_in_a_multipart_form_is_refused(reader):
    assert reader.post("/typed/", {"answer": "a\0b"}).status_code == 400


def test_a_form_in_an_encoding_that_smuggles_half_characters_is_refused(reader):
    content_type = "multipart/form-data; boundary=x; charset=unicode_escape"

    assert reader.post("/typed/", b"--x--", content_type=content_type).status_code == 400


def test_a_form_in_utf_8_says_so_and_passes(reader):
    response = reader.post("/typed/", "answer=%E4%B8%96", content_type=f"{FORM}; charset=UTF-8")

    assert response.content.decode() == "世"


def test_a_form_that_is_too_large_is_told_so(reader):
    response = reader.post("/typed/", "answer=" + "a" * 1_100_000, content_type=FORM)

    assert response.status_code == 413
    assert "大きすぎる" in response.content.decode()


def test_a_form_with_too_many_fields_is_told_so(reader):
    assert reader.post("/typed/", "&".join(f"a{n}=1" for n in range(2_100)), content_type=FORM).status_code == 413


def test_a_broken_multipart_form_is_a_bad_request(reader):
    assert reader.post("/typed/", b"nonsense", content_type="multipart/form-data; boundary=").status_code == 400


def test_a_request_for_another_host_is_a_bad_request(reader):
    assert reader.get("/plain/", headers={"host": "evil.example"}).status_code == 400


class TestAStalePage:
    def test_keeps_what_was_typed_on_our_own_page_and_offers_to_send_it_again(self, strict_reader):
        response = strict_reader.post("/typed/", {"answer": "髙田<b>"}, headers={"origin": "http://testserver"})

        page = response.content.decode()
        assert response.status_code == 403
        assert '<input type="hidden" name="answer" value="髙田&lt;b&gt;">' in page
        assert 'action="/typed/"' in page

        again = {"answer": "髙田<b>", "csrfmiddlewaretoken": token_in(page)}
        assert strict_reader.post("/typed/", again).content.decode() == "髙田<b>"

    @pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
    def test_never_offers_again_what_another_site_sent(self, strict_reader, origin):
        headers = {"origin": origin} if origin else {}
        response = strict_reader.post("/typed/", {"answer": "forged"}, headers=headers)

        assert response.status_code == 403
        assert "forged" not in response.content.decode()
        assert "読み込み直して" in response.content.decode()

    def test_never_writes_a_password_into_a_page(self, strict_reader):
        sent = {"login": "a@example.jp", "password": "open sesame"}
        response = strict_reader.post("/typed/", sent, headers={"origin": "http://testserver"})

        assert "open sesame" not in response.content.decode()


def token_in(page: str) -> str:
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
