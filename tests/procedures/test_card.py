"""The card at step 0, and what it says in the form: shown, named as the card's, and correctable."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.cases.models import Case
from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.gateways.eid.card_address import address_of
from madoguchi.gateways.eid.reading import CardReading, reading_of
from madoguchi.kernel import clock
from madoguchi.kernel.addresses import Address
from madoguchi.kernel.names import PersonName
from madoguchi.procedures import prefill
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.eid import reads_card
from tests.procedures.publishing import from_the_catalog
from tests.procedures.walking import answers_everything, answers_page, begins, sends, typed_of

FROM_THE_CARD = ("applicant_name", "applicant_kana", "applicant_address", "applicant_birthdate", "applicant_sex")


@pytest.fixture
def procedure(db) -> Compiled:
    return from_the_catalog("child-allowance")


def begin_url(compiled: Compiled) -> str:
    return f"/procedures/{compiled.id}/begin/"


def reads(browser, eid, card: str, compiled: Compiled):
    browser.send_cookies("/")
    response = reads_card(browser.client, eid, card, begin_url(compiled), f"/procedures/{compiled.id}/")
    browser.jar |= {(name, "/"): morsel.value for name, morsel in browser.client.cookies.items()}
    return response


def goes_to(browser, title: str) -> None:
    """On to the page that asks for the applicant."""
    draft = Draft.objects.get()
    browser.get(f"/apply/{draft.pk}/pages/{title}/")


def test_the_page_before_the_first_question_offers_the_card(browser, procedure, eid):
    page = browser.get(begin_url(procedure))

    assert page.says("カードがなくても申請できます")
    preflight = browser.get(page.link("マイナンバーカードを使う"))
    assert preflight.says("先に確かめてください")
    assert preflight.says("引っ越しや氏名の変更をしましたか")
    assert preflight.link("カードを使わずに続ける") == begin_url(procedure)
    assert preflight.link("窓口や郵送で手続きする") == f"/procedures/{procedure.id}/"


def test_without_a_provider_nobody_is_offered_what_is_not_there(browser, procedure):
    assert not browser.get(begin_url(procedure)).says("マイナンバーカード")


@pytest.mark.parametrize("card", ["moved", "expired", "locked", "child"])
def test_a_card_that_is_dead_is_found_out_before_question_one(browser, procedure, eid, card):
    response = reads(browser, eid, card, procedure)

    page = browser.get(response.headers["Location"])
    assert Draft.objects.count() == 0
    assert page.link("カードを使わずに続ける") == begin_url(procedure)
    browser.get(begin_url(procedure))
    begins(browser, procedure)
    assert Draft.objects.get().answers == {}


def test_the_card_fills_in_name_reading_birth_date_sex_and_address(browser, procedure, eid):
    assert reads(browser, eid, "old-characters", procedure).headers["Location"] == begin_url(procedure)
    assert browser.get(begin_url(procedure)).says("読み取ったカードの内容")
    begins(browser, procedure)

    answers = Draft.objects.get().answers
    assert answers["applicant_name"] == {"family": "髙﨑", "given": "𠮷郎"}
    assert answers["applicant_kana"] == {"family": "タカサキ", "given": "ヨシロウ"}
    assert answers["applicant_birthdate"] == "1985-01-20"
    address = answers["applicant_address"]
    assert (address["town"], address["block"], address["building"]) == ("赤堤一丁目", "2-3", "𠮷川荘１０１")


def test_what_the_card_filled_in_is_shown_as_such_and_can_be_changed(browser, procedure, eid):
    reads(browser, eid, "old-characters", procedure)
    begins(browser, procedure)
    goes_to(browser, "applicant")

    assert browser.page.says("マイナンバーカードから：")
    example = typed_of(procedure, _answers(procedure, procedure.procedure.examples[0]))
    others = {name: value for name, value in example.items() if not name.startswith(FROM_THE_CARD)}
    answers_page(browser, others, applicant_name__family="高崎")
    draft = Draft.objects.get()
    assert draft.answers["applicant_name"] == {"family": "高崎", "given": "𠮷郎"}
    assert not prefill.from_card(draft, "applicant_name")
    assert prefill.from_card(draft, "applicant_kana")


def test_everything_from_the_card_is_read_once_more_before_it_is_sent(browser, procedure, eid):
    example = procedure.procedure.examples[0]
    reads(browser, eid, "old-characters", procedure)
    begins(browser, procedure)
    typed = {
        name: value
        for name, value in typed_of(procedure, _answers(procedure, example)).items()
        if not name.startswith(FROM_THE_CARD)
    }
    page = answers_everything(browser, typed)

    assert page.says("マイナンバーカードから")
    assert page.says("髙﨑 𠮷郎") or page.says("髙﨑　𠮷郎")
    assert Case.objects.count() == 0
    sends(browser)
    assert Case.objects.get().applicant_name == "髙﨑　𠮷郎"


def _answers(compiled, example):
    return examples.answers_of(compiled, example, publications.situation())[0]


def test_a_foreign_residents_name_is_filled_in_without_the_alias(browser, procedure, eid):
    reads(browser, eid, "alias", procedure)
    begins(browser, procedure)

    assert Draft.objects.get().answers["applicant_name"] == {"family": "NGUYEN", "given": "VAN ANH"}


def test_what_cannot_be_told_apart_stands_in_the_boxes_for_the_person_to_complete(browser, procedure, eid):
    draft = _draft(browser, procedure)
    _fill(draft, procedure, CardReading(name="スカルノ", address="どこか", birthdate=date(1990, 5, 10)))

    assert "applicant_name" not in draft.answers
    assert draft.answers["applicant_birthdate"] == "1990-05-10"
    goes_to(browser, "applicant")
    assert browser.page.form.sent()["applicant_name.family"] == ["スカルノ"]
    assert browser.page.form.sent()["applicant_birthdate.day"] == ["10"]
    assert browser.page.status == 200


def test_what_was_answered_already_stays(browser, procedure):
    draft = _draft(browser, procedure)
    draft.answers = {"applicant_birthdate": "2000-01-01"}
    draft.save()
    _fill(draft, procedure, CardReading(name="世田谷　花子", birthdate=date(1990, 5, 10)))

    assert draft.answers["applicant_birthdate"] == "2000-01-01"
    assert draft.answers["applicant_name"] == {"family": "世田谷", "given": "花子"}


def test_an_address_outside_the_ward_is_left_for_the_person_to_put_right(browser, procedure):
    draft = _draft(browser, procedure)
    _fill(draft, procedure, CardReading(name="北沢　健太", address="東京都杉並区阿佐谷北一丁目１番１号"))

    assert "applicant_address" not in draft.answers
    goes_to(browser, "applicant")
    assert browser.page.form.sent()["applicant_address.city"] == ["杉並区"]


def _draft(browser, procedure) -> Draft:
    browser.get(begin_url(procedure))
    begins(browser, procedure)
    return Draft.objects.get()


def _fill(draft, procedure, reading) -> None:
    prefill.fill_from_card(
        draft=draft,
        compiled=procedure,
        reading=reading,
        situation=publications.situation(),
        by=ANONYMOUS,
        at=clock.now(),
    )


def test_the_page_before_the_first_question_asks_the_database_once_for_who_has_read_a_card(browser, procedure, eid):
    browser.get(begin_url(procedure))
    with CaptureQueriesContext(connection) as captured:
        browser.get(begin_url(procedure))
    assert len(captured.captured_queries) == 0
    reads(browser, eid, "healthy", procedure)
    browser.get(begin_url(procedure))
    with CaptureQueriesContext(connection) as captured:
        browser.get(begin_url(procedure))
    assert len(captured.captured_queries) <= 2


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("東京都世田谷区世田谷四丁目２１番２７号", ("東京都", "世田谷区", "世田谷四丁目", "２１番２７号", "")),
        ("東京都世田谷区赤堤１丁目２番３号 コーポ赤堤 １０１", ("東京都", "世田谷区", "赤堤一丁目", "２番３号", "コーポ赤堤 １０１")),
        ("東京都杉並区阿佐谷北一丁目１番１号", ("東京都", "杉並区", "阿佐谷北一丁目", "１番１号", "")),
        ("京都府京都市中京区寺町通御池上る上本能寺前町４８８", ("京都府", "京都市中京区", "寺町通御池上る上本能寺前町", "４８８", "")),
        ("北海道札幌市中央区北一条西２丁目", ("北海道", "札幌市中央区", "北一条西２丁目", "", "")),
        ("神奈川県足柄下郡箱根町湯本２５６", ("神奈川県", "足柄下郡箱根町", "湯本", "２５６", "")),
        ("千葉県市川市八幡一丁目１番１号", ("千葉県", "市川市", "八幡一丁目", "１番１号", "")),
        ("", ("", "", "", "", "")),
        ("どこか", ("", "", "どこか", "", "")),
    ],
)  # fmt: skip
def test_an_address_of_a_card_is_told_apart(line, parts):
    found = address_of(line, publications.towns())
    assert found == Address(**dict(zip(("prefecture", "city", "town", "block", "building"), parts, strict=True)))


@pytest.mark.parametrize(
    ("claims", "reading"),
    [
        ({}, CardReading()),
        ({"name": 5, "address": [], "birthdate": {}, "gender": None}, CardReading()),
        ({"name": "世田谷　花子", "gender": "2"}, CardReading(name="世田谷　花子", sex="female")),
        ({"gender": "3"}, CardReading()),
        ({"birthdate": "0000-05-10"}, CardReading()),
        ({"birthdate": "1990-02-30"}, CardReading()),
        ({"address": "東京都"}, CardReading(address="東京都")),
        ({"address": {"formatted": "東京都"}}, CardReading(address="東京都")),
        ({"name": "LI HUA（山本　華）"}, CardReading(name="LI HUA", alias="山本　華")),
        ({"name": "（通称だけ）"}, CardReading(name="（通称だけ）")),
        ({"name": "a\0b"}, CardReading(name="ab")),
        ({"name": "長" * 500}, CardReading(name="長" * 300)),
    ],
)
def test_a_userinfo_answer_is_read_with_care(claims, reading):
    assert reading_of(claims) == reading


def test_a_name_is_told_apart_at_its_first_space():
    assert CardReading(name="NGUYEN VAN ANH").person == PersonName("NGUYEN", "VAN ANH")
    assert CardReading(name="スカルノ").person == PersonName("スカルノ", "")


@pytest.mark.parametrize(
    ("born", "under"),
    [(date(2011, 11, 10), False), (date(2011, 11, 11), True), (date(1990, 1, 1), False), (None, False)],
)
def test_fifteen_is_reached_on_the_birthday(born, under):
    assert CardReading(birthdate=born).is_under_15(date(2026, 11, 10)) == under
