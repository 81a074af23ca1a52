"""The pages about paying: the payer's below the application, the desk's, and the address for the card company."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.payments import commands
from madoguchi.payments.models import CardEvent, Difference, Payment
from madoguchi.payments.states import State
from madoguchi.ui.languages import LANGUAGES
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer, approves, received
from tests.payments.priced import PRICED, priced

pytestmark = pytest.mark.django_db


@pytest.fixture
def payer(case) -> Client:
    """Somebody who typed number and code of the receipt."""
    cache.clear()
    browser = Client()
    answer = browser.post("/status/", {"number": case.number, "code": case.access_code()})
    assert answer.status_code == 302
    return browser


@pytest.fixture
def url(case, payment) -> str:
    return f"/status/{case.pk}/pay/{payment.pk}/"


@pytest.fixture
def desk() -> Client:
    return desk_of(an_officer(Role.REVIEWER, Role.DECIDER))


def queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def message(browser: Client, company, document, **headers):
    body, signature = company.signed(document)
    return browser.post(
        "/payments/webhook/", body, content_type="application/json", headers={"Stripe-Signature": signature, **headers}
    )


def test_the_way_to_pay_from_the_application_to_the_receipt(payer, case, payment, url, company):
    assert "600円" in text_of(payer.get(f"/status/{case.pk}/"))
    page = text_of(payer.get(url))
    for words in (
        "300円 × 2個",
        "見守り用品支給要綱 第8条",
        "コンビニエンスストアでの納付は行っていません",
        "お渡しの前なら全額",
    ):
        assert words in page
    answer = payer.post(f"{url}card/")
    assert answer.headers["Location"].startswith(company.address)
    back = company.presses(answer.headers["Location"], "pay")
    assert back == f"http://testserver{url}back/"
    assert payer.get(f"{url}back/").headers["Location"] == url
    assert "お支払いが済みました" in text_of(payer.get(url))
    assert "領-2026-000001" in text_of(payer.get(f"{url}receipt/"))
    assert json.loads(payer.get(f"{url}receipt.json").content)["receipt"]["yen"] == 600
    assert "お支払いを受け取りました" in text_of(payer.get(f"/status/{case.pk}/"))


def test_the_card_companys_page_may_be_left_and_the_card_refused(payer, payment, url, company):
    page = payer.post(f"{url}card/").headers["Location"]
    company.presses(page, "decline")
    assert message(Client(), company, company.messages[0]).json() == {"outcome": "declined"}
    assert "お金は引き落とされていません" in text_of(payer.get(url))
    company.presses(page, "stop")
    payer.get(f"{url}back/")
    assert payer.post(f"{url}card/").headers["Location"] == page


def test_a_form_may_lead_to_the_card_company_and_nowhere_else(payer, url, company):
    assert f"form-action 'self' {company.address};" in payer.get(url).headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_every_language_reads_it(payer, url, company, language):
    payer.cookies["language"] = language
    page = text_of(payer.get(url))
    words = {
        "ja": "カードで支払う",
        "ja-easy": "カードで払う",
        "en": "Pay by card",
        "zh-hans": "用银行卡支付",
        "ko": "카드로 결제하기",
    }
    assert words[language] in page


def test_strangers_and_other_applications_are_kept_out(payer, case, payment, url):
    assert Client().get(url).status_code == 403
    assert Client().post(f"{url}card/").status_code == 403
    other = received(compiled=PRICED)
    theirs = Payment.objects.get(subject=other.subject)
    assert payer.get(f"/status/{case.pk}/pay/{theirs.pk}/").status_code == 404
    assert payer.get(f"/status/{other.pk}/pay/{theirs.pk}/").status_code == 403
    assert payer.get(f"/status/{case.pk}/pay/{case.pk}/").status_code == 404
    assert (
        payer.get("/status/00000000-0000-7000-8000-000000000000/pay/00000000-0000-7000-8000-000000000000/").status_code
        == 404
    )


def test_a_forged_way_back_proves_nothing(payer, payment, url, company):
    payer.post(f"{url}card/")
    payer.get(f"{url}back/?checkout=cs_test_forged&paid=1")
    payment.refresh_from_db()
    assert payment.stands is State.STARTED
    assert payer.get(f"{url}receipt/").status_code == 404


def test_where_no_cards_are_taken_the_counter_is_named(payer, url, settings):
    settings.STRIPE_SECRET_KEY = ""
    page = text_of(payer.get(url))
    assert "区の窓口でも" in page
    assert "カードで支払う" not in page
    assert payer.post(f"{url}card/").status_code == 409


def test_a_card_company_that_is_away_is_said_and_nothing_is_lost(payer, payment, url, company):
    company.program.key = "another"
    answer = payer.post(f"{url}card/")
    assert answer.status_code == 503
    assert "お金は引き落とされていません" in text_of(answer)
    company.program.key = "sk_test_between_two_tests"
    assert payer.post(f"{url}card/").status_code == 302


def test_how_often_the_payers_page_asks(payer, url, company):
    payer.get(url)
    assert queries(lambda: payer.get(url)) == 2


def test_how_often_the_desk_asks(desk, payment):
    desk.get("/desk/payments/")
    assert queries(lambda: desk.get("/desk/payments/")) <= 13
    assert queries(lambda: desk.get(f"/desk/payments/{payment.pk}/")) <= 6


def test_the_desk_takes_money_and_prints_the_receipt(desk, payment, case):
    assert "600円" in text_of(desk.get(f"/desk/cases/{case.pk}/"))
    page = text_of(desk.get(f"/desk/payments/{payment.pk}/"))
    assert "窓口で受け取る" in page
    answer = desk.post(f"/desk/payments/{payment.pk}/take/", {"way": "cash", "number": "レジ1-25", "yen": "６００円"})
    assert answer.status_code == 302
    assert "収納を記録しました" in text_of(desk.get(answer.headers["Location"]))
    assert "領-2026-000001" in text_of(desk.get(f"/desk/payments/{payment.pk}/receipt/"))
    page = text_of(desk.get("/desk/payments/"))
    assert re.search(r"現金\s+1件\s+600円", page)
    closed = desk.post(
        "/desk/payments/close/", {"day": clock.today().isoformat(), "way": "cash", "counted": "600", "words": ""}
    )
    assert "日計を締めました" in text_of(desk.get(closed.headers["Location"]))


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("{payment}/take/", {"way": "cash", "number": "1", "yen": "abc"}, 400),
        ("{payment}/take/", {"way": "cash", "number": "1", "yen": "1" * 40}, 400),
        ("{payment}/take/", {}, 400),
        ("{payment}/take/", {"way": "x", "number": "1", "yen": "600"}, 400),
        ("{payment}/waive/", {"reason": ""}, 400),
        ("{payment}/refund/", {"yen": "600", "reason": "理由"}, 409),
        ("close/", {"day": "2026-13-45", "way": "cash", "counted": "1"}, 400),
        ("close/", {"day": "2099-01-01", "way": "cash", "counted": "1"}, 400),
        ("close/", {"day": "2026-11-16", "way": "card", "counted": "1"}, 400),
        ("close/", {"day": "2026-11-16", "way": "cash", "counted": "-5"}, 400),
        ("differences/999/", {"words": "x"}, 404),
    ],
)
def test_bad_input_at_the_desk_is_refused_in_words(desk, payment, path, form, status):
    answer = desk.post(f"/desk/payments/{path.format(payment=payment.pk)}", form)
    assert answer.status_code == status
    payment.refresh_from_db()
    assert payment.stands is State.DUE


def test_another_section_sees_nothing(payment):
    other = desk_of(an_officer(Role.DECIDER, section=OTHER_SECTION))
    for path in ("", "receipt/"):
        assert other.get(f"/desk/payments/{payment.pk}/{path}").status_code == 403
    assert other.post(f"/desk/payments/{payment.pk}/take/", {}).status_code == 403
    assert Client().get("/desk/payments/").status_code == 302


def test_differences_are_shown_put_right_and_a_day_is_downloaded(desk, payment, opened, company):
    company.presses(opened, "pay")
    commands.look_at_card(payment=payment, gateway=company.client(), at=clock.now())
    commands.reconcile(day=clock.today(), gateway=company.client(), by=SYSTEM, at=clock.now())
    Difference.objects.create(
        kind="missing_here", reference="pi_1", day=clock.today(), theirs_yen=500, found_at=clock.now()
    )
    page = text_of(desk.get("/desk/payments/"))
    assert "区の記録にない" in page
    assert "一致1" in page
    answer = desk.post(f"/desk/payments/differences/{Difference.objects.get().pk}/", {"words": "別の課の入金"})
    assert "差を処理しました" in text_of(desk.get(answer.headers["Location"]))
    file = desk.get(f"/desk/payments/days/{clock.today()}.csv")
    assert file.content.decode("utf-8-sig").startswith("決済の番号,")
    assert desk.get("/desk/payments/days/2020-01-01.csv").status_code == 404
    assert desk.get("/desk/payments/days/x.csv").status_code == 400


def test_an_officer_asks_for_what_was_counted_on_the_case_page(desk):
    case, by = received(compiled=priced(due="decision", settled_by="officer")), an_actor()
    cases.begin_review(case=case, by=by, at=clock.now())
    approves(case=case, by=by, at=clock.now())
    assert "数えた額の納付を求める" in text_of(desk.get(f"/desk/cases/{case.pk}/"))
    assert desk.post(f"/desk/cases/{case.pk}/counted/", {"count": "12枚"}).status_code == 400
    assert desk.post(f"/desk/cases/{case.pk}/counted/", {"count": "１２"}).status_code == 302
    assert Payment.objects.get(subject=case.subject).due_yen == 3_600


def test_messages_are_taken_once_and_forged_ones_refused(payment, opened, company):
    company.presses(opened, "pay")
    browser = Client(enforce_csrf_checks=True)
    assert browser.get("/payments/webhook/").status_code == 405
    assert message(browser, company, company.messages[0]).json() == {"outcome": "paid"}
    assert message(browser, company, company.messages[0]).json() == {"outcome": "known"}
    body, _ = company.signed(company.messages[0])
    forged = browser.post("/payments/webhook/", body, content_type="application/json")
    assert (forged.status_code, forged.json()["code"]) == (400, "forged-message")
    assert CardEvent.objects.count() == 1


def test_a_message_of_no_interest_is_taken_and_changes_nothing(payment, opened, company):
    other = {"id": "evt_1", "object": "event", "type": "customer.created", "livemode": False, "data": {"object": {}}}
    assert message(Client(), company, other).json() == {"outcome": "nothing"}


def test_without_cards_no_message_is_taken(settings):
    settings.STRIPE_SECRET_KEY = ""
    assert Client().post("/payments/webhook/", b"{}", content_type="application/json").status_code == 404


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
SESSION = st.fixed_dictionaries(
    {"object": st.just("checkout.session")},
    optional={
        "id": st.text(max_size=30) | st.none() | st.integers(),
        "status": st.sampled_from(["open", "complete", "expired", "?", None, 5]),
        "payment_status": st.sampled_from(["paid", "unpaid", None, 1]),
        "amount_total": st.integers() | st.none() | st.text(max_size=5),
        "currency": st.sampled_from(["jpy", "usd", None, 3]),
        "client_reference_id": st.text(max_size=40) | st.none() | st.integers(),
        "payment_intent": st.text(max_size=20) | st.none() | JSON,
        "url": JSON,
    },
)
EVENT = st.fixed_dictionaries(
    {"object": st.just("event"), "type": st.sampled_from(["checkout.session.completed", "checkout.session.expired", "payment_intent.payment_failed", "x"])},
    optional={"id": st.text(max_size=200) | JSON, "livemode": st.just(False), "data": st.fixed_dictionaries({"object": SESSION | JSON}) | JSON},
)  # fmt: skip


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(document=EVENT | JSON)
def test_whatever_is_signed_is_answered_in_words_and_pays_nothing(payment, company, document):
    body = json.dumps(document)
    try:
        body.encode()
    except UnicodeEncodeError:
        return
    answer = message(Client(), company, document)
    assert answer.status_code in {200, 400}
    payment.refresh_from_db()
    assert payment.paid_yen == 0


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=300),
    signature=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=80),
)
def test_whatever_is_not_signed_is_refused(company, body, signature):
    answer = Client().post(
        "/payments/webhook/", body, content_type="application/json", headers={"Stripe-Signature": signature}
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_message_that_is_a_form_is_refused_and_breaks_nothing(kind):
    answer = Client().post("/payments/webhook/", b"{}", content_type=kind)
    assert answer.status_code in {400, 415}
