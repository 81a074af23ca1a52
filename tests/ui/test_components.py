"""Component tags say what a screen reader needs, escape what people typed, and keep it."""

from html.parser import HTMLParser

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from madoguchi.ui.components.markup import attributes
from madoguchi.ui.components.shapes import Cell, KeptFile, Option, Problem, Step, SummaryRow


def drawn(source: str, request=None, **context: object) -> str:
    return engines["django"].from_string(source).render(context, request)


class Elements(HTMLParser):
    """All elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        hits = [had for name, had in self.found if name == tag and wanted.items() <= had.items()]
        assert len(hits) == 1, (tag, wanted, self.found)
        return hits[0]


def test_a_field_ties_label_help_and_error_to_its_box():
    page = Elements(
        drawn(
            '{% field "tel" "電話番号" help="日中の番号" error="番号を確かめてください" %}'
            '{% text_input "tel" "phone" help=True error=True %}{% endfield %}'
        )
    )
    box = page.one("input")
    assert page.one("label")["for"] == "tel" == box["id"]
    assert box["aria-describedby"] == "tel-help tel-error"
    assert box["aria-invalid"] == "true"
    assert page.one("div", id="tel-help")
    assert page.one("p", id="tel-error")


def test_a_field_of_several_boxes_is_a_group_that_an_error_can_point_to():
    page = Elements(
        drawn(
            '{% field "born" "生年月日" error="6月は30日までです" labelled_by_group=True %}'
            '{% date_input "born" "birthday" value error=True %}{% endfield %}',
            value={"era": "平成", "year": "31", "month": "6", "day": "31"},
        )
    )
    group = page.one("fieldset", id="born")
    assert group["aria-describedby"] == "born-error"
    assert page.one("input", name="birthday.day")["value"] == "31"
    assert page.one("option", value="平成")["selected"] is None
    assert [had["name"] for tag, had in page.found if tag in {"select", "input"}] == [
        "birthday.era",
        "birthday.year",
        "birthday.month",
        "birthday.day",
    ]


@pytest.mark.parametrize("name", ["髙橋", "𠮷野", "葛\U000e0100城", "渡邉󠄂", 'a"><script>alert(1)</script>'])
def test_a_name_comes_back_as_it_was_typed(name):
    page = Elements(drawn('{% name_input "who" "applicant" value %}', value={"family": name}))
    assert page.one("input", name="applicant.family")["value"] == name
    assert not [tag for tag, _ in page.found if tag == "script"]


def test_a_date_that_makes_no_sense_is_shown_as_it_was_typed():
    page = Elements(
        drawn('{% date_input "d" "d" value %}', value={"era": "令和", "year": "元", "month": "二", "day": ""})
    )
    assert page.one("input", name="d.year")["value"] == "元"
    assert page.one("input", name="d.month")["value"] == "二"


def test_tiles_mark_what_was_chosen_and_read_hints_aloud():
    options = [Option("a", "同居している", "住所が同じです"), Option("b", "別居している")]
    page = Elements(drawn('{% radio_tiles "h" "home" options "a" "同居していますか" %}', options=options))
    chosen = page.one("input", value="a")
    assert "checked" in chosen
    assert chosen["aria-describedby"] == "h-1-hint"
    assert "checked" not in page.one("input", value="b")
    assert page.one("fieldset", id="h")


def test_checkbox_tiles_keep_several_answers():
    options = [Option("a", "通帳"), Option("b", "保険証"), Option("c", "申立書", disabled=True)]
    page = Elements(
        drawn('{% checkbox_tiles "p" "papers" options chosen "書類" %}', options=options, chosen=["a", "b"])
    )
    assert ["checked" in had for tag, had in page.found if tag == "input"] == [True, True, False]
    assert "disabled" in page.one("input", value="c")


def test_an_address_can_be_looked_up_without_scripts():
    page = Elements(drawn('{% address_input "ad" "home" value %}', value={"postcode": "154-0017"}))
    assert page.one("button", name="_lookup")["value"] == "home"
    assert page.one("input", name="home.postcode")["value"] == "154-0017"
    names = [had["name"] for tag, had in page.found if tag == "input"]
    parts = ("postcode", "prefecture", "city", "town", "block", "building")
    assert names == [f"home.{part}" for part in parts]


def test_a_kept_document_can_be_removed_and_its_name_cannot_break_the_page():
    files = [KeptFile("7", '<b>"通帳".jpg', 1024)]
    page = Elements(drawn('{% file_upload "f" "paper" files multiple=True %}', files=files))
    assert page.one("button", name="_remove")["value"] == "paper:7"
    assert page.one("button", name="_upload")["value"] == "paper"
    assert not [tag for tag, _ in page.found if tag == "b"]


def test_a_single_document_leaves_no_place_for_a_second():
    page = Elements(drawn('{% file_upload "f" "paper" files %}', files=[KeptFile("7", "通帳.jpg", 1)]))
    assert not [had for tag, had in page.found if tag == "input"]


def test_the_error_summary_links_each_problem_to_its_field():
    page = drawn("{% error_summary problems %}", problems=[Problem("日付を確かめてください", "born")])
    assert Elements(page).one("a")["href"] == "#born"
    assert "1件" in page


def test_without_problems_there_is_no_error_summary():
    assert drawn("{% error_summary problems %}", problems=[]).strip() == ""


def test_steps_say_where_one_is():
    page = drawn(
        "{% steps items 2 %}", items=[Step("確認", "/1", done=True), Step("お子さん", "/2"), Step("送る", "/3")]
    )
    assert Elements(page).one("li", **{"aria-current": "step"})
    assert "2 / 3" in page
    assert 'href="/2"' not in page


def test_answers_read_back_show_lists_line_by_line_and_say_when_empty():
    rows = [SummaryRow("住所", ["東京都世田谷区", "けやきハイツ"], "/change"), SummaryRow("配偶者", "")]
    page = drawn("{% summary_list rows %}", rows=rows)
    assert page.count("summary-line") == 2
    assert "（入力なし）" in page
    assert Elements(page).one("a")["href"] == "/change"


def test_a_table_carries_its_column_names_for_phones():
    rows = [[Cell("SG-1", "/cases/1"), 3]]
    page = Elements(drawn("{% data_table columns rows '一覧' %}", columns=["番号", "添付"], rows=rows))
    assert page.one("th", scope="row")["data-label"] == "番号"
    assert page.one("td")["data-label"] == "添付"
    assert page.one("a")["href"] == "/cases/1"


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        drawn("{% data_table columns rows %}", columns=["番号", "添付"], rows=[["SG-1"]])


def test_pagination_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/", {"q": "児童 手当", "page": "2"})
    page = drawn("{% pagination numbers %}", request, numbers=Paginator(range(60), 20).page(2))
    assert "?q=%E5%85%90%E7%AB%A5+%E6%89%8B%E5%BD%93&amp;page=3" in page


def test_a_button_can_leave_the_form_unchecked_and_open_a_dialog():
    assert "formnovalidate" in Elements(drawn('{% button "戻る" "secondary" "_back" "1" without_checks=True %}')).one(
        "button"
    )
    assert Elements(drawn('{% button "取り下げる" opens="withdraw" %}')).one("button")["type"] == "button"


def test_labels_follow_the_language_of_the_reader_without_changing_the_question():
    with override("en"):
        page = drawn('{% field "a" "お名前" required=False %}{% endfield %}')
    assert "お名前" in page


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        drawn('{% icon "unicorn" %}')


def test_attributes_leave_out_what_is_empty_and_keep_a_zero():
    assert attributes(id="", maxlength=0, disabled=False, aria_invalid=True, hidden=True, type_="text") == (
        ' maxlength="0" aria-invalid="true" hidden type="text"'
    )
