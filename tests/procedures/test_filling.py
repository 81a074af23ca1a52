"""Filling in: page by page, forwards and back, with mistakes."""

import pytest

from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.procedures import commands
from madoguchi.procedures.models import Draft
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, answers_page, begins, fills


@pytest.fixture
def draft(browser, every_kind) -> Draft:
    """A draft on its first page."""
    begins(browser, every_kind)
    return Draft.objects.get()


def answers(draft: Draft):
    draft.refresh_from_db()
    return draft.answers


class TestAMistake:
    """It is told beside the field and above the page; what was typed stays."""

    def test_it_is_told_above_the_page_and_beside_the_field(self, browser, draft):
        page = answers_page(browser, phone="５４３２")
        assert page.status == 422
        message = "「電話番号」は市外局番から、数字で入力してください（例：03-5432-1111）。"
        assert page.words.count(message) == 2
        assert "phone" in page.ids
        assert "#phone" in [href for href, _ in page.links]
        assert page.words.startswith("エラー：申請する方")

    def test_everything_typed_stays_as_it_was_typed(self, browser, draft):
        page = answers_page(browser, phone="５４３２", name__given="")
        kept = page.form.sent()
        assert kept["phone"] == ["５４３２"]
        assert kept["kana.family"] == ["たかはし"]
        assert kept["birthdate.year"] == ["２"]
        assert kept["address.block"] == ["２１−２７"]

    def test_a_reload_sends_nothing_again_and_shows_the_same(self, browser, draft):
        page = answers_page(browser, phone="５４３２")
        again = browser.reload()
        assert (again.status, again.form.sent()["phone"]) == (422, ["５４３２"])
        assert again.url == page.url

    def test_it_is_gone_once_it_is_mended(self, browser, draft):
        answers_page(browser, phone="５４３２")
        assert answers_page(browser).path.endswith("/pages/curtain/")
        assert browser.get(f"/apply/{draft.pk}/pages/you/").status == 200

    def test_nothing_of_a_page_with_a_mistake_becomes_an_answer(self, browser, draft):
        answers_page(browser, phone="５４３２")
        assert answers(draft) == {}

    def test_every_link_of_the_summary_leads_somewhere(self, browser, draft):
        page = browser.press()
        anchors = {href[1:] for href, _ in page.links if href.startswith("#") and href != "#main"}
        assert {"name", "phone", "birthdate"} <= {anchor.split("-")[0] for anchor in anchors}
        assert anchors - {"content"} <= page.ids


class TestKeeping:
    """Every page is kept when it is sent, and stays reachable."""

    def test_a_page_is_kept_in_its_true_form(self, browser, draft):
        answers_page(browser)
        kept = answers(draft)
        assert kept["kana"] == {"family": "タカハシ", "given": "ハナコ"}
        assert kept["birthdate"] == "1990-05-10"
        assert kept["phone"] == "0354321111"
        assert kept["address"]["block"] == "21-27"
        assert kept["address"]["postcode"] == "1540017"

    def test_going_back_shows_what_was_answered(self, browser, draft):
        answers_page(browser)
        back = browser.get(browser.page.link("前のページに戻る"))
        assert back.form.sent()["name.family"] == ["髙橋"]
        assert back.form.sent()["birthdate.era"] == ["平成"]

    def test_the_address_of_the_draft_leads_to_the_first_open_page(self, browser, draft):
        answers_page(browser)
        assert browser.get(f"/apply/{draft.pk}/").path.endswith("/pages/curtain/")

    def test_an_answer_can_be_taken_away_again(self, browser, draft):
        answers_page(browser)
        browser.get(f"/apply/{draft.pk}/pages/you/")
        answers_page(browser, email="")
        assert "email" not in answers(draft)

    def test_pausing_keeps_half_a_page_without_a_word_of_reproach(self, browser, draft):
        browser.page.form.fill("name.family", "髙橋")
        browser.page.form.fill("phone", "03")
        saved = browser.press(("_save", "1"))
        assert saved.says("途中まで保存しました")
        page = browser.get(f"/apply/{draft.pk}/")
        assert page.status == 200
        assert page.form.sent()["phone"] == ["03"]

    def test_a_page_saved_by_script_is_there_after_a_crash(self, browser, draft):
        browser.page.form.fill("name.given", "花")
        answer = browser.client.post(f"/apply/{draft.pk}/pages/you/save/", browser.page.form.sent())
        assert answer.json()["saved_at"].startswith("2026-11-10T10:0")
        assert browser.get(f"/apply/{draft.pk}/").form.sent()["name.given"] == ["花"]

    def test_two_pages_sent_at_once_do_not_undo_each_other(self, browser, draft):
        """The second request has read the draft before the first one wrote."""
        stale = Draft.objects.get()
        answers_page(browser)
        commands.keep_answers(draft=stale, page="curtain", answers={"width": 3}, gone=(), heeded=(), at=clock.now())
        assert {"name", "width"} <= set(answers(draft))

    def test_what_is_typed_and_left_is_not_passed_over_at_the_end(self, browser, draft):
        answers_everything(browser)
        page = browser.get(f"/apply/{draft.pk}/pages/you/?to=review")
        page.form.fill("phone", "03-1234-5678")
        browser.client.post(f"/apply/{draft.pk}/pages/you/save/", page.form.sent())
        review = browser.get(f"/apply/{draft.pk}/review/")
        assert review.says("まだ反映していない入力があります")
        assert (f"/apply/{draft.pk}/pages/you/?to=review", "申請する方") in review.links
        assert browser.post(f"/apply/{draft.pk}/send/").path.endswith("/review/")
        browser.get(f"/apply/{draft.pk}/pages/you/?to=review")
        assert browser.press().path.endswith("/review/")
        assert answers(draft)["phone"] == "0312345678"
        assert browser.press().says("申請を受け付けました")


class TestConditions:
    """Hidden means absent."""

    def test_an_answer_brings_its_question_onto_the_page(self, browser, draft):
        answers_page(browser)
        fills(browser.page.form, {**TYPED, "plant": "other"})
        page = browser.press()
        assert "plant_other" in page.form.names
        page.form.fill("plant_other", "へちま")
        assert browser.press().path.endswith("/pages/helpers/")
        assert answers(draft)["plant_other"] == "へちま"

    def test_what_is_hidden_again_is_not_sent(self, browser, draft):
        answers_page(browser)
        answers_page(browser, plant="other")
        browser.get(f"/apply/{draft.pk}/pages/curtain/")
        answers_page(browser, plant="goya")
        review = answers_everything(browser)
        assert not review.says("へちま")
        browser.press()
        draft.refresh_from_db()
        assert "plant_other" not in _sent(draft)

    def test_an_answer_to_a_hidden_question_is_no_mistake(self, browser, draft):
        answers_page(browser)
        fills(browser.page.form, TYPED)
        forged = {**browser.page.form.sent(), "plant_other": "長" * 100}
        assert browser.post(browser.page.url, forged).path.endswith("/pages/helpers/")


def _sent(draft: Draft):
    return Case.objects.get(draft=str(draft.pk)).answers


class TestChecks:
    """They explain; they stop only where the definition says so."""

    def test_a_warning_is_told_once_and_then_let_go(self, browser, draft):
        answers_page(browser)
        page = answers_page(browser, width="15")
        assert page.path.endswith("/pages/curtain/")
        assert page.status == 200
        assert page.says("10メートルを超える幅です。お確かめください。")
        assert browser.press().path.endswith("/pages/helpers/")

    def test_a_reading_that_does_not_fit_is_told_once_and_then_let_go(self, browser, draft):
        page = answers_page(browser, kana__family="スズキ")
        assert page.says("氏名の読み方と違うようです")
        assert browser.press().path.endswith("/pages/curtain/")
        assert answers(draft)["kana"] == {"family": "スズキ", "given": "ハナコ"}

    def test_a_check_that_blocks_stops_on_its_page(self, browser, draft):
        answers_page(browser)
        page = answers_page(browser, cost="0")
        assert page.status == 422
        assert page.words.count("費用がかかっていない場合は、申請できません。") == 2

    def test_a_check_at_the_end_that_warns_does_not_stop(self, browser, draft):
        answers_everything(browser, {**TYPED, "cost": "600000"})
        review = browser.page
        assert review.says("費用が50万円を超えています")
        assert "review-cost" in review.ids
        assert "#review-cost" in [href for href, _ in review.links]
        assert browser.press().says("申請を受け付けました")

    def test_a_check_at_the_end_that_blocks_stops(self, browser, draft):
        answers_page(browser)
        answers_page(browser)
        browser.press(("_add", "helpers"))
        answers_page(
            browser,
            helpers__1__who__family="髙橋",
            helpers__1__who__given="一",
            helpers__1__child="true",
            helpers__1__age="40",
        )
        review = answers_everything(browser)
        assert review.says("18歳未満と答えた方の年齢が、18歳以上です。")
        assert review.says("まだ送信できません")
        assert browser.post(f"/apply/{draft.pk}/send/").path.endswith("/review/")

    def test_what_may_follow_later_is_told_and_may_be_missing(self, browser, draft):
        review = answers_everything(browser, {**TYPED, "why": ""})
        assert review.says("「育てたい理由」を入力してください。")
        assert review.says("そろっていなくても申請できます。")
        assert browser.press().says("申請を受け付けました")

    def test_a_missing_answer_is_shown_at_the_end_where_it_belongs(self, browser, draft):
        page = browser.get(f"/apply/{draft.pk}/review/")
        assert page.says("「氏名」を入力してください。")
        assert page.says("まだ送信できません")
        anchors = {href[1:] for href, _ in page.links if href.startswith("#review-")}
        assert anchors
        assert anchors <= page.ids


@pytest.mark.parametrize(
    ("era", "year", "month", "day", "kept"),
    [
        ("平成", "2", "5", "10", "1990-05-10"),
        ("令和", "元", "5", "1", "2019-05-01"),
        ("昭和", "６４", "１", "７", "1989-01-07"),
        ("西暦", "1990", "5", "10", "1990-05-10"),
        ("西暦", "１９９０", "０５", "１０", "1990-05-10"),
    ],
)  # fmt: skip
def test_a_day_is_understood_in_either_calendar(browser, draft, era, year, month, day, kept):
    page = answers_page(browser, birthdate__era=era, birthdate__year=year, birthdate__month=month, birthdate__day=day)
    assert page.path.endswith("/pages/curtain/"), page.words
    assert answers(draft)["birthdate"] == kept


@pytest.mark.parametrize(("year", "month", "day"), [("99", "1", "1"), ("2", "2", "30"), ("a", "b", "c"), ("2", "", "")])
def test_a_day_that_does_not_exist_is_told(browser, draft, year, month, day):
    page = answers_page(browser, birthdate__year=year, birthdate__month=month, birthdate__day=day)
    assert page.status == 422
    assert page.says("「生年月日」の日付を確かめてください。")


@pytest.mark.parametrize("name", ["髙", "𠮷田", "﨑", "葛\U000e0100", "辻󠄁", "Nguyễn", "ｱﾝﾅ", "ﾊﾝｶｸ", "㐂"])
def test_a_name_arrives_code_point_by_code_point(browser, draft, name):
    answers_everything(browser, {**TYPED, "name.family": name})
    assert browser.press().says(f"{name}　花子")
    draft.refresh_from_db()
    assert _sent(draft)["name"] == {"family": name, "given": "花子"}


@pytest.mark.parametrize(
    ("bank", "branch"), [("0001", "001"), ("みずほ", "東京営業部"), ("みずほ銀行", "001"), ("００01", "東京営業部")]
)
def test_a_bank_is_understood_by_its_name_or_its_code(browser, draft, bank, branch):
    for _ in range(3):
        answers_page(browser)
    page = answers_page(browser, account__bank=bank, account__branch=branch)
    assert page.path.endswith("/review/"), page.words
    account = answers(draft)["account"]
    assert (account["bank"], account["branch"]) == ("0001", "001")
    assert page.says("みずほ銀行 東京営業部")
