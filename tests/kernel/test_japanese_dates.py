"""Dates as people type them and as offices print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.kernel.japanese_dates import GREGORIAN_FROM, DateProblem, both, era_of, parse, parse_parts, wareki

APRIL_FIRST = date(2026, 4, 1)
DAYS = st.dates(min_value=GREGORIAN_FROM, max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "令和8年4月1日",
        "令和８年４月１日",
        "令和八年四月一日",
        "㋿8年4月1日",
        " 令和 8 年 4 月 1 日 ",
        "R8.4.1",
        "r8/4/1",
        "Ｒ８－４－１",
        "R.8.4.1",
        "R080401",
        "令8.4.1",
        "2026-04-01",
        "2026/4/1",
        "2026.4.1",
        "2026 4 1",
        "2026ー4ー1",
        "２０２６年４月１日",
        "西暦2026年4月1日",
        "20260401",
        "2026年4月1日（水）",
        "2026年4月1日（令和8年）",
        "令和8年（2026年）4月1日",
    ],
)
def test_one_day_is_understood_however_it_is_typed(typed):
    assert parse(typed) == APRIL_FIRST


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和60年1月3日", date(1985, 1, 3)),
        ("S60-1-3", date(1985, 1, 3)),
        ("S600103", date(1985, 1, 3)),
        ("昭和二十年八月十五日", date(1945, 8, 15)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("明治45年7月30日", date(1912, 7, 30)),
        ("M6.1.1", date(1873, 1, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("令和6年2月29日", date(2024, 2, 29)),
    ],
)
def test_each_era_is_understood_to_its_first_and_last_day(typed, day):
    assert parse(typed) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("8.4.1", "年号の年か西暦の年か分かりません"),
        ("60/1/3", "年号の年か西暦の年か分かりません"),
        ("080401", "年号の年か西暦の年か分かりません"),
        ("元.5.1", "年号の年か西暦の年か分かりません"),
        ("H31.5.1", "令和元年5月1日ではありませんか"),
        ("平成38年4月1日", "令和8年4月1日ではありませんか"),
        ("R1.4.30", "平成31年4月30日ではありませんか"),
        ("昭和64年1月8日", "平成元年1月8日ではありませんか"),
        ("平成元年1月7日", "昭和64年1月7日ではありませんか"),
        ("昭和元年12月24日", "大正15年12月24日ではありませんか"),
        ("T1.7.29", "明治45年7月29日ではありませんか"),
        ("明治5年12月3日", "旧暦"),
        ("1600年10月21日", "旧暦"),
        ("令和0年1月1日", "元年から始まります"),
        ("2026年2月29日", "2026年2月に29日はありません（28日までです）"),
        ("令和8年4月31日", "令和8年4月に31日はありません（30日までです）"),
        ("2026年13月1日", "13月という月はありません"),
        ("2026年0月1日", "0月という月はありません"),
        ("令和7年（2026年）4月1日", "合いません"),
        ("2026年4月1日（平成8年）", "合いません"),
        ("R99999.1.1", "年を数字で"),
        ("2026年4月", "読み取れませんでした"),
        ("あした", "読み取れませんでした"),
        ("", "読み取れませんでした"),
        ("2026-04-01\0", "読み取れませんでした"),
        ("X8.4.1", "読み取れませんでした"),
    ],
)
def test_what_cannot_be_one_day_is_refused_with_a_way_on(typed, said):
    with pytest.raises(DateProblem) as problem:
        parse(typed)
    assert said in problem.value.message


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("令和", "8", "4", "1"), APRIL_FIRST),
        (("R", "８", "４", "１"), APRIL_FIRST),
        (("昭和", "60年", "1月", "3日"), date(1985, 1, 3)),
        (("令和", "元", "5", "1"), date(2019, 5, 1)),
        (("西暦", "2026", "04", "01"), APRIL_FIRST),
        (("", "2026", "4", "1"), APRIL_FIRST),
    ],
)
def test_four_boxes_make_a_day(parts, day):
    assert parse_parts(*parts) == day


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("", "8", "4", "1"), "年号の年か西暦の年か"),
        (("慶応", "3", "4", "1"), "年号は"),
        (("令和", "", "4", "1"), "年を数字で"),
        (("令和", "8", "四月一日", "1"), "月を数字で"),
        (("令和", "8", "4", "-1"), "日を数字で"),
        (("西暦", "9" * 5, "4", "1"), "年を数字で"),
        (("平成", "9999", "4", "1"), "年をお確かめください"),
    ],
)
def test_four_boxes_that_make_no_day_are_refused(parts, said):
    with pytest.raises(DateProblem) as problem:
        parse_parts(*parts)
    assert said in problem.value.message


@pytest.mark.parametrize(
    ("day", "printed", "in_both"),
    [
        (APRIL_FIRST, "令和8年4月1日", "2026年4月1日（令和8年）"),
        (date(2019, 5, 1), "令和元年5月1日", "2019年5月1日（令和元年）"),
        (date(2019, 4, 30), "平成31年4月30日", "2019年4月30日（平成31年）"),
        (date(1989, 1, 7), "昭和64年1月7日", "1989年1月7日（昭和64年）"),
        (date(1926, 12, 25), "昭和元年12月25日", "1926年12月25日（昭和元年）"),
        (date(1912, 7, 30), "大正元年7月30日", "1912年7月30日（大正元年）"),
        (date(1873, 1, 1), "明治6年1月1日", "1873年1月1日（明治6年）"),
    ],
)
def test_days_are_printed_in_either_way_of_counting(day, printed, in_both):
    assert wareki(day) == printed
    assert both(day) == in_both


def test_a_day_of_the_old_calendar_has_no_era_year_here():
    with pytest.raises(DateProblem):
        era_of(date(1872, 12, 31))


@given(DAYS)
def test_what_is_printed_is_understood_again(day):
    assert parse(wareki(day)) == parse(both(day)) == parse(day.isoformat()) == day
