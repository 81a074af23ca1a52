"""The words that hold a procedure's passages together, in every language, and texts put together language by language."""

from collections.abc import Callable, Iterable, Mapping

from madoguchi.definitions.life_event import EventDeadline
from madoguchi.kernel.text import LANGUAGES, Text

ABOUT = Text(
    "{}とは。だれができるか",
    "{}。だれができますか",
    "{}: what it is and who can apply",
    "{}：内容和对象",
    "{}: 내용과 대상",
)
DEADLINE = Text("{}はいつまでにするか", "{}は、いつまでですか", "{}: by when", "{}：期限", "{}: 기한")
FEES = Text("{}の手数料・費用", "{}は、いくらかかりますか", "{}: fee", "{}：手续费", "{}: 수수료")
PAPERS = Text("{}に必要なもの", "{}に、いるもの", "{}: what you need", "{}：所需物品", "{}: 필요한 것")
TIME = Text(
    "{}にかかる日数と、受け取るもの",
    "{}は、何日かかりますか",
    "{}: how long it takes",
    "{}：所需天数",
    "{}: 걸리는 기간",
)
WAYS = Text(
    "{}はどこで・どうやってするか",
    "{}は、どこでできますか",
    "{}: where and how",
    "{}：办理地点和方法",
    "{}: 어디서 어떻게",
)
STEPS = Text("{}のながれ", "{}は、どうやってしますか", "{}: the steps", "{}：流程", "{}: 절차의 흐름")
CONTACT = Text("{}の問い合わせ先", "{}のことを聞くところ", "{}: whom to ask", "{}：咨询处", "{}: 문의처")
NAMED = Text("{1}（{0}）", "{1}（{0}）", "{1} ({0})", "{1}（{0}）", "{1}({0})")
TO_DO = Text("{}ときにすること", "{}とき、すること", "{}: what to do", "{}：需要做什么", "{}: 해야 할 일")
BY = Text("受付方法：{}", "申し込みの方法：{}", "Ways to apply: {}", "受理方式：{}", "접수 방법: {}")
AMOUNT = Text("1{per}{yen}円", "1{per} {yen}円", "{yen} yen each ({per})", "每{per}{yen}日元", "1{per} {yen}엔")
ASK = Text(
    "{who}（{contact}）。電話 {phone}（{hours}）。根拠：{laws}。",
    "{who}に聞いてください。電話 {phone}（{hours}）",
    "Ask {who}, phone {phone} ({hours}).",
    "请咨询{who}，电话 {phone}（{hours}）。",
    "{who}에 문의해 주세요. 전화 {phone}({hours})",
)
CHANNELS: Mapping[str, Text] = {
    "online": Text("オンライン", "インターネット", "online", "网上", "온라인"),
    "counter": Text("窓口", "窓口", "at the counter", "窗口", "창구"),
    "post": Text("郵送", "手紙", "by post", "邮寄", "우편"),
    "phone": Text("電話", "電話", "by phone", "电话", "전화"),
    "convenience_store": Text("コンビニ", "コンビニ", "convenience store", "便利店", "편의점"),
}
_WITHIN = {
    "days": Text("{}日以内", "{}日以内", "within {} days", "{}天以内", "{}일 이내"),
    "months": Text("{}か月以内", "{}か月以内", "within {} months", "{}个月以内", "{}개월 이내"),
    "open_days": Text(
        "開庁日で{}日以内",
        "区役所が開いている日で{}日以内",
        "within {} opening days",
        "{}个工作日以内",
        "근무일 {}일 이내",
    ),
}
_BEFORE = {
    "days": Text("{}日前まで", "{}日前まで", "at least {} days before", "提前{}天", "{}일 전까지"),
    "months": Text("{}か月前まで", "{}か月前まで", "at least {} months before", "提前{}个月", "{}개월 전까지"),
    "open_days": Text(
        "開庁日で{}日前まで",
        "区役所が開いている日で{}日前まで",
        "at least {} opening days before",
        "提前{}个工作日",
        "근무일 {}일 전까지",
    ),
}
_THE_DAY = Text("当日まで", "その日まで", "by the day itself", "当天为止", "당일까지")


def until(deadline: EventDeadline) -> Text:
    """14日以内; 14日前まで."""
    if not deadline.within:
        return _THE_DAY
    table = _BEFORE if deadline.within < 0 else _WITHIN
    number = str(abs(deadline.within))
    return _each(lambda language: table[deadline.unit].in_(language).format(number))


def put_in(template: Text, *texts: Text | None) -> Text:
    """The template filled with texts, in each language that all of them have."""
    given = [text for text in texts if text is not None]
    spoken = [language for language in LANGUAGES if all(text.has(language) for text in given)]
    return _each(lambda language: template.in_(language).format(*(t.in_(language) for t in given)), spoken)


def filled(template: Text, **values: str) -> Text:
    """The template filled with values that are the same in every language."""
    return _each(lambda language: template.in_(language).format(**values))


def joined(texts: Iterable[Text | None], between: str) -> Text:
    """One after the other, in each language that all of them have; a mark alone belongs to every language."""
    given = [text for text in texts if text is not None]
    spoken = [language for language in LANGUAGES if all(text.has(language) or len(text.ja) == 1 for text in given)]
    return _each(lambda language: between.join(text.in_(language) for text in given), spoken)


def cut(text: Text, longest: int) -> Text:
    """Whole lines only, as many as fit; never less than the first. What spells out its words may be longer."""
    return _each(lambda language: _cut(text.in_(language), longest * _ROOM[language]), _spoken(text))


_ROOM = {"ja": 1, "easy": 2, "en": 3, "zh-hans": 1, "ko": 2}


def _cut(text: str, longest: int) -> str:
    lines = text.split("\n")
    while len(lines) > 1 and sum(map(len, lines)) > longest:
        lines.pop()
    return "\n".join(lines)


def _spoken(text: Text) -> list[str]:
    return [language for language in LANGUAGES if text.has(language)]


def _each(said: Callable[[str], str], languages: Iterable[str] = LANGUAGES) -> Text:
    spoken = set(languages)
    easy, en, zh_hans, ko = (said(language) if language in spoken else "" for language in LANGUAGES[1:])
    return Text(ja=said("ja"), easy=easy, en=en, zh_hans=zh_hans, ko=ko)
