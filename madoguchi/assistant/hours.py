"""When somebody of a section will look at a question: said honestly, also at night and before the holidays.

The counters' hours are those of the ward's offices (8時30分〜17時, 要確認（デモ）); the days are the ward's own calendar.
"""

from datetime import datetime, time, timedelta

from madoguchi.kernel import opening_days
from madoguchi.kernel.clock import JST
from madoguchi.kernel.text import Text

OPENS, CLOSES = time(8, 30), time(17, 0)
WEEKDAYS = "月火水木金土日"


def is_open(at: datetime) -> bool:
    """Whether officers are at their desks."""
    here = at.astimezone(JST)
    return opening_days.is_open(here.date()) and OPENS <= here.time() < CLOSES


def next_opening(at: datetime) -> datetime:
    """When they will next be there; now, where they are."""
    here = at.astimezone(JST)
    if is_open(at):
        return here
    day = here.date()
    if not (opening_days.is_open(day) and here.time() < OPENS):
        day += timedelta(days=1)
    while not opening_days.is_open(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, JST)


NOW = Text(
    ja="担当課は開いています（開庁日の8時30分から17時まで）。手のあいた職員から順に見ますので、少しお待ちください。",
    easy="区役所の人がいます。少し待ってください（17時まで）。",
    en="The office is open (8:30 to 17:00 on working days). An officer will look at your question as soon as one is free.",
    zh_hans="主管课正在办公（工作日8:30至17:00）。有空的工作人员会依次查看，请稍候。",
    ko="담당 부서가 근무 중입니다(근무일 8:30~17:00). 차례대로 확인하니 잠시 기다려 주세요.",
)
LATER = Text(
    ja="いまは担当課の受付時間外です。職員が見るのは、{day} 8時30分からです。それまで、この画面を閉じてもかまいません。",
    easy="いま区役所は休みです。{day} 8時30分から、区役所の人が見ます。この画面を閉じてもいいです。",
    en="The office is closed now. Officers will look at your question from 8:30 on {day}. You may close this page until then.",
    zh_hans="现在不在主管课的办公时间内。工作人员将从{day} 8:30起查看。在此之前可以关闭此页面。",
    ko="지금은 담당 부서의 근무 시간이 아닙니다. {day} 8:30부터 확인합니다. 그때까지 이 화면을 닫아도 됩니다.",
)


def promise(at: datetime, language: str) -> str:
    """When somebody will look, in the reader's language."""
    if is_open(at):
        return NOW.in_(language)
    day = next_opening(at)
    if language in {"ja", "easy"}:
        named = f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
    else:
        named = day.date().isoformat()
    return LATER.in_(language).replace("{day}", named)
