"""The words of the pages of places and of their passages, in every language."""

from collections.abc import Mapping
from typing import Final

from madoguchi.kernel.text import Text

WORDS: Final[Mapping[str, Text]] = {
    "top": Text("トップ", "トップ", "Top", "首页", "홈"),
    "facilities": Text("施設", "区の建物", "Facilities", "设施", "시설"),
    "facilities_lead": Text(
        "区役所の窓口、まちづくりセンター、図書館などの場所と時間です。",
        "区役所の窓口、図書館などの場所と時間です。",
        "Where the ward's counters, community centres and libraries are, and when they are open.",
        "区政府窗口、社区营造中心、图书馆等的地点和时间。",
        "구청 창구, 마치즈쿠리 센터, 도서관 등의 장소와 시간입니다.",
    ),
    "consultations": Text("相談", "相談", "Consultations", "咨询", "상담"),
    "consultations_lead": Text(
        "困ったときに相談できるところです。どれも区が行っています。",
        "困ったときに話を聞いてくれるところです。",
        "Where to turn when you are in difficulty; all are held by the ward.",
        "遇到困难时可以咨询的地方，均由区政府开设。",
        "어려울 때 상담할 수 있는 곳입니다. 모두 구청이 운영합니다.",
    ),
    "sections": Text(
        "担当課の電話と受付時間",
        "区役所の課の電話と時間",
        "Sections: phone and hours",
        "各科室电话和受理时间",
        "부서별 전화와 시간",
    ),
    "waste": Text(
        "ごみと資源の収集日", "ごみを出す日", "Collection days for waste", "垃圾和资源收集日", "쓰레기·재활용 수거일"
    ),
    "waste_lead": Text(
        "お住まいの町を探してください。朝8時までに出します。",
        "住んでいる町をさがしてください。ごみは、朝8時までに出します。",
        "Look for your town. Put waste out by 8:00.",
        "请查找您居住的町。请在早上8点前拿出。",
        "사시는 동네를 찾아 주세요. 아침 8시까지 내놓습니다.",
    ),
    "all": Text("すべて", "全部", "All", "全部", "전체"),
    "kind": Text("種類", "種類", "Kind", "种类", "종류"),
    "region": Text("地域", "場所", "Region", "地区", "지역"),
    "topic": Text("分野", "分野", "Subject", "领域", "분야"),
    "address": Text("所在地", "場所", "Address", "地址", "주소"),
    "phone": Text("電話", "電話", "Phone", "电话", "전화"),
    "hours": Text("時間", "時間", "Hours", "时间", "시간"),
    "closed": Text("休み", "休みの日", "Closed", "休息日", "휴무"),
    "note": Text("案内", "大切なこと", "Note", "说明", "안내"),
    "owner": Text("担当", "担当する課", "Section", "主管科室", "담당"),
    "reviewed": Text("最後に確かめた日", "最後に調べた日", "Last checked", "最后确认日期", "마지막 확인일"),
    "about": Text("相談できること", "相談できること", "You can ask about", "咨询内容", "상담 내용"),
    "who_answers": Text("答える人", "話を聞く人", "Who answers", "解答人", "상담원"),
    "where": Text("場所", "場所", "Where", "地点", "장소"),
    "days": Text("曜日", "曜日", "Days", "日期", "요일"),
    "booking": Text("予約", "予約", "Booking", "预约", "예약"),
    "who": Text("相談できる方", "相談できる人", "For whom", "对象", "대상"),
    "online": Text("ほかの方法", "ほかの方法", "Other ways", "其他方式", "다른 방법"),
    "cost": Text("費用", "お金", "Cost", "费用", "비용"),
    "unverified": Text(
        "要確認（デモ）", "要確認（デモ）", "To be confirmed (demo)", "待确认（演示）", "확인 필요(데모)"
    ),
    "unverified_text": Text(
        "まだ担当課が確かめていない内容があります。お出かけの前に、お電話でお確かめください。",
        "まだ調べていないことがあります。行く前に、電話で聞いてください。",
        "Some of this has not been confirmed yet. Please ring before you go.",
        "部分内容尚未确认。前往之前请电话咨询。",
        "아직 확인되지 않은 내용이 있습니다. 방문 전에 전화로 확인해 주세요.",
    ),
    "area": Text("町", "町", "Town", "町", "동네"),
    "burnable": Text("可燃ごみ", "燃やすごみ", "Burnable", "可燃垃圾", "타는 쓰레기"),
    "resources": Text(
        "資源（古紙・びん・缶）", "資源（紙・びん・かん）", "Recyclables", "资源（纸、瓶、罐）", "재활용(종이·병·캔)"
    ),
    "nonburnable": Text("不燃ごみ", "燃えないごみ", "Non-burnable", "不可燃垃圾", "타지 않는 쓰레기"),
    "pet": Text("ペットボトル", "ペットボトル", "PET bottles", "塑料瓶", "페트병"),
    "office": Text("清掃事務所", "清掃事務所", "Cleaning office", "清扫事务所", "청소사무소"),
    "waste_note": Text(
        "「月2 月4」は、第2・第4月曜日です。",
        "「月2 月4」は、2番目と4番目の月曜日です。",
        "月火水木金土 are Monday to Saturday; 月2 月4 means the second and fourth Monday.",
        "月火水木金土依次为周一至周六；“月2 月4”为第2、第4个周一。",
        "月火水木金土는 월요일부터 토요일입니다. ‘月2 月4’는 둘째·넷째 월요일입니다.",
    ),
    "count": Text("{}件", "{}件", "{} found", "{}项", "{}건"),
    "nothing": Text("見つかりませんでした", "見つかりませんでした", "Nothing was found", "没有找到", "찾지 못했습니다"),
    "nothing_text": Text(
        "種類や地域を「すべて」に戻して、もう一度お探しください。",
        "「全部」を おして、もう一度 さがしてください。",
        "Go back to “All” and look again.",
        "请选择“全部”后再次查找。",
        "‘전체’를 선택하여 다시 찾아 주세요.",
    ),
    "nothing_town": Text(
        "町の名前だけを、漢字で入れてください（例：赤堤）。",
        "町の名前だけを、漢字で 書いてください（れい：赤堤）。",
        "Type only the name of the town, in kanji (for example 赤堤).",
        "请只输入町名的汉字（例：赤堤）。",
        "동네 이름만 한자로 입력해 주세요(예: 赤堤).",
    ),
    "search_town": Text("町の名前", "町の名前", "Town", "町名", "동네 이름"),
}

CLOSED_DAYS_TITLE: Final = Text(
    "区役所の窓口が開いている日と休みの日",
    "区役所が休みの日",
    "When the ward office is open and closed",
    "区政府的开放日和休息日",
    "구청이 여는 날과 쉬는 날",
)
CLOSED_DAYS: Final = Text(
    "区役所の窓口は、土曜日・日曜日・祝日と、12月29日から1月3日までお休みです。それ以外の日は開いています。",
    "区役所は、土曜日・日曜日・祝日と、12月29日から1月3日まで休みです。ほかの日は開いています。",
    "The ward office is closed on Saturdays, Sundays, national holidays and from 29 December to 3 January.",
    "区政府在周六、周日、节假日以及12月29日至1月3日休息，其他日子开放。",
    "구청은 토요일, 일요일, 공휴일과 12월 29일부터 1월 3일까지 쉽니다. 그 밖의 날은 엽니다.",
)
CLOSED_DAYS_ASKED: Final = (
    "区役所は何時まで",
    "今日やってますか",
    "土曜日に手続きできる",
    "日曜日は開いてる",
    "年末年始いつから休み",
    "祝日の区役所",
)
SECTION_TITLE: Final = Text(
    "{}の電話と受付時間", "{}の電話と時間", "{}: phone and hours", "{}：电话和受理时间", "{}: 전화와 시간"
)
SECTION_BODY: Final = Text(
    "{department} {name}。電話 {phone}。受付時間は{hours}です。",
    "{department} {name}。電話は {phone} です。時間は{hours}です。",
    "{department} {name}. Phone {phone} ({hours}).",
    "{department} {name}。电话 {phone}（{hours}）。",
    "{department} {name}. 전화 {phone}({hours}).",
)
WASTE_TITLE: Final = Text(
    "{}のごみと資源の収集日", "{}のごみの日", "{}: collection days for waste", "{}：垃圾收集日", "{}: 쓰레기 수거일"
)
WASTE_BODY: Final = Text(
    "可燃ごみは{burnable}、資源は{resources}、不燃ごみは{nonburnable}、ペットボトルは{pet}です。{office}が集めます。",
    "燃やすごみは{burnable}、資源は{resources}、燃えないごみは{nonburnable}、ペットボトルは{pet}です。",
    "Burnable: {burnable}; recyclables: {resources}; non-burnable: {nonburnable}; PET bottles: {pet}.",
    "可燃垃圾：{burnable}；资源：{resources}；不可燃垃圾：{nonburnable}；塑料瓶：{pet}。",
    "타는 쓰레기: {burnable}, 재활용: {resources}, 타지 않는 쓰레기: {nonburnable}, 페트병: {pet}.",
)


class Words:
    """The words in one language, by name: `{{ page.words.hours }}`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __getitem__(self, name: str) -> str:
        return WORDS[name].in_(self.language)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)
