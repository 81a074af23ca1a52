"""The words of the public pages in the five languages, and of each number its exact meaning in plain words."""

from dataclasses import dataclass

from madoguchi.insight.definitions import DEFINITIONS, LABELS
from madoguchi.kernel.text import Text


def _text(ja: str, easy: str, en: str, zh: str, ko: str) -> Text:
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh, ko=ko)


FRAME: dict[str, Text] = {
    "top": _text("トップ", "トップ", "Home", "首页", "홈"),
    "heading": _text("手続きの数字", "手続きの数字", "Figures of our procedures", "手续统计", "절차 통계"),
    "lead": _text(
        "手続きが、どれだけ正しく、早く進んでいるかを、様式の版ごとに公開しています。",
        "手続きが、どれくらい正しく、はやくすすんでいるかを、数字で見せています。",
        "How correctly and how quickly each procedure goes, by version of its form.",
        "按表格版本公布各项手续办理的正确率和速度。",
        "절차가 얼마나 정확하고 빠르게 진행되는지 서식 버전별로 공개합니다.",
    ),
    "protect": _text(
        "{k}件に満たない月は次の月と合わせ、少ない内訳は合わせて示します。だれのことかは、引き算をしても分かりません。今月の分は、月が終わってから載せます。",
        "{k}より少ない数字は、ほかとあわせて出します。だれのことか、わかりません。今月の数字は、来月のせます。",
        "A month with fewer than {k} cases is joined to the next, and small parts are put together, so that nobody can be identified, not even by subtraction. The current month follows when it is over.",
        "少于{k}件的月份与下月合并，较少的分项合并显示，即使相减也无法识别个人。本月数据在月末后公布。",
        "{k}건 미만인 달은 다음 달과 합치고 적은 항목은 묶어 표시하므로 빼기를 해도 누구인지 알 수 없습니다. 이번 달은 달이 끝난 뒤 공개합니다.",
    ),
    "empty": _text(
        "公開できる数字は、まだありません", "数字は、まだありません", "There are no figures yet", "尚无可公布的数据",
        "아직 공개할 수 있는 숫자가 없습니다",
    ),
    "empty_text": _text(
        "月が終わり、件数が{k}件になると、ここに並びます。",
        "月がおわって、{k}件になると、ここに出ます。",
        "They appear once a month is over and {k} cases have come together.",
        "月末后且满{k}件时将显示在此处。",
        "한 달이 끝나고 {k}건이 모이면 여기에 표시됩니다.",
    ),
    "all": _text("すべての手続き", "ぜんぶの手続き", "All procedures", "所有手续", "모든 절차"),
    "procedure": _text("手続き", "手続き", "Procedure", "手续", "절차"),
    "measure": _text("数字", "数字", "Figure", "指标", "항목"),
    "value": _text("値", "値", "Value", "数值", "값"),
    "month": _text("月", "月", "Month", "月份", "월"),
    "months": _text("月で絞り込む", "月をえらぶ", "By month", "按月份筛选", "월별"),
    "every_month": _text("直近13か月", "13か月ぜんぶ", "Last 13 months", "最近13个月", "최근 13개월"),
    "page": _text("ページ", "ページ", "Page", "页面", "페이지"),
    "channel": _text("受付方法", "申しこみかた", "Channel", "受理方式", "접수 방법"),
    "reason": _text("補正の理由", "なおす理由", "Reason", "补正理由", "보정 이유"),
    "cases": _text("件数", "件数", "Cases", "件数", "건수"),
    "sort": _text("並べ替え", "ならべかえ", "sort", "排序", "정렬"),
    "standard": _text("標準", "きまり", "standard", "标准", "표준"),
    "by_month": _text(
        "正しく届いた割合（決定した月ごと）", "正しくとどいたわりあい（月ごと）", "Arrived correct, by month of decision",
        "正确送达率（按决定月份）", "정확히 도착한 비율(결정 월별)",
    ),
    "by_month_text": _text(
        "棒が高いほど、直しがいらない申請が多い月です。",
        "ぼうが高い月は、なおしが少ない月です。",
        "The higher the bar, the fewer applications needed anything from the applicant.",
        "柱越高，表示无需补正的申请越多。",
        "막대가 높을수록 고칠 필요가 없었던 신청이 많은 달입니다.",
    ),
    "left_at": _text(
        "どのページで送らずに終わったか", "どのページでやめたか", "On which page people stopped", "在哪一页停止填写",
        "어느 페이지에서 멈췄는가",
    ),
    "left_at_text": _text(
        "開始{n}件のうち、そのページを終えなかった割合です。質問ごとではなく、ページごとに数えています。",
        "はじめた{n}件のうち、そのページでやめたわりあいです。",
        "Of {n} begun, the share that did not get past the page. Counted by page, not by question.",
        "在{n}件已开始的申请中，未完成该页的比例。按页面而非按问题统计。",
        "시작한 {n}건 중 해당 페이지를 마치지 못한 비율입니다. 질문이 아닌 페이지별로 셉니다.",
    ),
    "review": _text("確認と送信", "かくにんと送信", "Review and send", "确认并提交", "확인 및 제출"),
    "others": _text("少ないもの（合計）", "少ないもの（あわせて）", "Small ones together", "较少项合计", "적은 항목 합계"),
    "versions": _text("版による違い", "版のちがい", "Before and after each version", "版本前后比较", "버전 전후 비교"),
    "before": _text("前の版", "まえの版", "Before", "之前", "이전"),
    "after": _text("この版", "この版", "After", "之后", "이후"),
    "difference": _text("差（95％信頼区間）", "ちがい", "Difference (95 % interval)", "差异（95%置信区间）", "차이(95% 신뢰구간)"),
    "says": _text("言えること", "わかること", "What can be said", "结论", "말할 수 있는 것"),
    "better": _text("よくなりました", "よくなりました", "Better", "有所改善", "좋아졌습니다"),
    "worse": _text("悪くなりました", "わるくなりました", "Worse", "有所恶化", "나빠졌습니다"),
    "none": _text(
        "差があるとは言えません", "ちがうとは言えません", "No difference can be claimed", "不能认为有差异",
        "차이가 있다고 할 수 없습니다",
    ),
    "one_version": _text(
        "比べられる版は、まだ1つです。", "版は、まだ1つです。", "There is only one version with figures so far.",
        "目前只有一个版本有数据。", "비교할 수 있는 버전이 아직 하나뿐입니다.",
    ),
    "cause": _text(
        "同じ時期に変わったほかのこと（季節、制度、窓口）も混じります。差の原因が版とは限りません。",
        "ほかの理由で、かわることもあります。",
        "Other things changed in the same time too (season, law, counters): a difference need not come from the version.",
        "同期发生的其他变化（季节、制度、窗口）也会有影响，差异未必由版本引起。",
        "같은 시기의 다른 변화(계절, 제도, 창구)도 섞여 있어 차이의 원인이 버전이라고 단정할 수 없습니다.",
    ),
    "meaning": _text("数字の意味", "数字のいみ", "What the numbers mean", "指标说明", "숫자의 의미"),
    "download": _text("データ", "データ", "Data", "数据", "데이터"),
    "licence": _text(
        "このデータは、クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）で自由に使えます。出典：",
        "このデータは、自由に使えます（CC BY 4.0）。つくった人：",
        "Free to use under Creative Commons Attribution 4.0 International (CC BY 4.0). Source: ",
        "本数据依照知识共享署名4.0国际（CC BY 4.0）许可自由使用。来源：",
        "이 데이터는 크리에이티브 커먼즈 저작자표시 4.0 국제(CC BY 4.0)로 자유롭게 이용할 수 있습니다. 출처: ",
    ),
    "since": _text("第{number}版（{day}から）", "第{number}版（{day}から）", "Version {number} (since {day})",
                   "第{number}版（{day}起）", "제{number}판({day}부터)"),
    "to_procedure": _text("この手続きを見る", "この手続きを見る", "To this procedure", "查看该手续", "이 절차 보기"),
    "minutes": _text("{n}分", "{n}分", "{n} min", "{n}分钟", "{n}분"),
    "opening_days": _text("{n}開庁日", "{n}日", "{n} working days", "{n}个工作日", "{n}개청일"),
    "n_cases": _text("{n}件", "{n}件", "{n}", "{n}件", "{n}건"),
    "n_visits": _text("{n}回", "{n}回", "{n}", "{n}次", "{n}회"),
    "n_sheets": _text("{n}枚", "{n}まい", "{n} sheets", "{n}张", "{n}장"),
    "percent": _text("{n}％", "{n}％", "{n} %", "{n}%", "{n}%"),
    "from_to": _text("{a}〜{b}", "{a}から{b}", "{a} to {b}", "{a}～{b}", "{a}~{b}"),
    "reached": _text("{hit}／{all}件", "{all}件のうち{hit}件", "{hit} of {all}", "{hit}／{all}件", "{hit}/{all}건"),
}  # fmt: skip

PARTS: dict[str, Text] = {
    "web": _text("オンライン", "オンライン", "Online", "网上", "온라인"),
    "counter": _text("窓口", "まどぐち", "Counter", "窗口", "창구"),
    "paper": _text("郵送", "ゆうびん", "By post", "邮寄", "우편"),
    "phone": _text("電話", "電話", "Telephone", "电话", "전화"),
    "api": _text("連携システム", "ほかのシステム", "Other systems", "联动系统", "연계 시스템"),
    "incomplete": _text("不足", "たりない", "Something is missing", "缺少", "부족"),
    "wrong": _text("誤り", "まちがい", "Something is wrong", "错误", "오류"),
    "expired": _text("期限切れ", "期限がすぎた", "Out of date", "过期", "기한 만료"),
    "whole": _text("申請全体", "ぜんぶ", "The whole application", "整份申请", "신청 전체"),
}
ALL: dict[str, Text] = {**FRAME, **PARTS, **LABELS}


@dataclass(frozen=True)
class Words:
    """The words in one language: `words["heading"]`, in a template `page.words.heading`."""

    language: str

    def __getitem__(self, name: str) -> str:
        return ALL[name].in_(self.language)

    def with_(self, name: str, **given: object) -> str:
        """The words with what belongs into them."""
        return self[name].format(**given)

    def definition(self, name: str) -> str:
        """The exact meaning of a measure, in plain words."""
        return DEFINITIONS[name].in_(self.language)
