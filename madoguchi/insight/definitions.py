"""What each published number is: its name and its exact meaning, in the five languages (docs/guides/figures.md)."""

from madoguchi.kernel.text import Text

# What one sheet of a paper form holds; an assumption, told beside the number: 要確認（デモ）.
QUESTIONS_PER_SHEET = 20


def _text(ja: str, easy: str, en: str, zh: str, ko: str) -> Text:
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh, ko=ko)


LABELS: dict[str, Text] = {
    "received": _text("受け付けた件数", "うけつけた数", "Received", "受理件数", "접수 건수"),
    "sent": _text("送信まで進んだ割合", "さいごまですすんだわりあい", "Finished and sent", "完成提交率", "제출 완료율"),
    "fill": _text("記入にかかる時間", "書く時間", "Time to fill in", "填写时间", "작성 시간"),
    "correct": _text("正しく届いた割合", "正しくとどいたわりあい", "Arrived correct", "正确送达率", "정확히 도착한 비율"),
    "corrected": _text("補正を求めた割合", "なおしたわりあい", "Correction was asked for", "要求补正的比例", "보정 요청 비율"),
    "corrections": _text("補正の回数（100件あたり）", "なおした回数（100件で）", "Corrections per 100", "补正次数（每100件）", "보정 횟수(100건당)"),
    "days": _text("決定までの日数", "きまるまでの日数", "Days to the decision", "作出决定的天数", "결정까지의 일수"),
    "in_time": _text("標準処理期間内の割合", "きまりの日までにおわったわりあい", "Within the standard period", "在标准期限内的比例", "표준 처리 기간 내 비율"),
    "together": _text("個別に見ずに決定した割合", "まとめてきめたわりあい", "Decided straight through", "直通决定率", "일괄 결정 비율"),
    "duplicates": _text("重複を止めた件数", "2回目の申しこみを止めた数", "Duplicates stopped", "阻止的重复申请", "중복 차단 건수"),
    "missed": _text("自動確認の見落とし", "きかいの見おとし", "Overlooked by the checks", "自动检查的遗漏", "자동 확인 누락"),
    "handling": _text("1件の処理にかかる時間", "1件をしらべる時間", "Time to handle one", "每件处理时间", "건당 처리 시간"),
    "visits": _text("減らした来庁", "へらした来庁", "Visits avoided", "减少的到访", "줄인 방문"),
    "sheets": _text("減らした紙", "へらした紙", "Paper avoided", "减少的纸张", "줄인 종이"),
}  # fmt: skip

DEFINITIONS: dict[str, Text] = {
    "received": _text(
        "その月に受け付けた申請の数です。郵送は入力した日に数えます。見本の案件は入りません。",
        "その月にとどいた申しこみの数です。",
        "Applications taken in during the month; a letter counts on the day it was entered. Test cases are not among them.",
        "当月受理的申请数。邮寄按录入日计算，不含测试案件。",
        "그 달에 접수한 신청 수입니다. 우편은 입력한 날로 셉니다. 시험용 건은 포함하지 않습니다.",
    ),
    "sent": _text(
        "送信した数を、書き始めた数で割ったものです。どちらもその月の数なので、月をまたいで書いた申請は、別々の月に入ります。",
        "おくった数を、書きはじめた数でわったものです。",
        "Sent, divided by begun. Both are counted in the month they happened, so one written over the end of a month counts in two.",
        "提交数除以开始填写数。均按发生月份计算，跨月填写的申请会计入两个月。",
        "제출한 수를 작성을 시작한 수로 나눈 것입니다. 각각 일어난 달로 세므로 달을 넘긴 신청은 두 달에 나뉩니다.",
    ),
    "fill": _text(
        "書き始めてから送信までのうち、続けて書いていた時間の中央値です（かっこ内は四分位）。保存と保存の間が15分を超えた休みは除きます。",
        "書いていた時間のまんなかです。15分より長い休みは入れません。",
        "Median time of work from beginning to sending (quartiles in brackets). Pauses of more than 15 minutes between two savings are left out.",
        "从开始到提交期间实际填写时间的中位数（括号内为四分位数）。两次保存间超过15分钟的间隔不计入。",
        "시작부터 제출까지 실제로 작성한 시간의 중앙값입니다(괄호는 사분위수). 저장 사이 15분이 넘는 휴식은 뺍니다.",
    ),
    "correct": _text(
        "決定した申請のうち、届いたときにすべての自動確認に適合し、補正を求められず、抽出確認でも見落としがなかったものの割合です。自動確認の誤検知があったものは、正しく届いた数に入れません。",
        "きまった申しこみのうち、とどいたときから正しく、なおさなくてよかったもののわりあいです。",
        "Of those decided, the share that passed every automatic check on arrival, was never returned for correction, and in which a full review, if drawn, found nothing. One that a check stopped wrongly does not count as correct.",
        "在已决定的申请中，送达时通过全部自动检查、未被要求补正且抽查未发现遗漏的比例。被误判的不计为正确。",
        "결정된 신청 중 도착 시 모든 자동 확인에 적합하고 보정 요청이 없었으며 표본 확인에서도 누락이 없었던 비율입니다. 오탐이 있던 것은 포함하지 않습니다.",
    ),
    "corrected": _text(
        "決定した申請のうち、1回でも補正を求めたものの割合です。取り消した依頼は数えません。",
        "きまった申しこみのうち、なおしてもらったもののわりあいです。",
        "Of those decided, the share for which a correction was asked at least once. Requests taken back are not counted.",
        "在已决定的申请中，至少要求过一次补正的比例。撤回的要求不计。",
        "결정된 신청 중 한 번이라도 보정을 요청한 비율입니다. 취소한 요청은 세지 않습니다.",
    ),
    "corrections": _text(
        "決定した申請100件あたりの、補正を求めた回数です。理由は、直す項目ごとに数えます。",
        "100件で、なおしてもらった回数です。",
        "How often a correction was asked for, per 100 decided. Reasons are counted by the answer to be mended.",
        "每100件已决定申请中要求补正的次数。理由按需补正的项目计算。",
        "결정된 신청 100건당 보정을 요청한 횟수입니다. 이유는 고칠 항목별로 셉니다.",
    ),
    "days": _text(
        "届いた日の翌日から決定の日までの開庁日の中央値です。補正を待った日は除きます。取下げは入りません。",
        "とどいてからきまるまでの日数のまんなかです。役所が休みの日と、なおしをまった日は入れません。",
        "Median opening days of the office from the day after arrival to the decision, without the days of waiting for a correction.",
        "自送达次日至决定日的工作日中位数，不含等待补正的日数及撤回的申请。",
        "도착 다음 날부터 결정일까지의 개청일 중앙값입니다. 보정을 기다린 날과 취하는 제외합니다.",
    ),
    "in_time": _text(
        "決定した申請のうち、標準処理期間（補正を待った日は延びます）の内に決定したものの割合です。",
        "きまりの日までに、きまったわりあいです。",
        "Of those decided, the share decided within the standard period, which is prolonged by the days of a correction.",
        "在标准处理期限内（补正期间顺延）作出决定的比例。",
        "표준 처리 기간(보정 대기일만큼 연장) 안에 결정한 비율입니다.",
    ),
    "together": _text(
        "決定した申請のうち、すべての自動確認に適合し、職員が個別に開かずに、まとめて承認したものの割合です。",
        "きまった申しこみのうち、1つずつ見ないで、まとめてきめたわりあいです。",
        "Of those decided, the share that passed every check and was approved together with others, without being opened one by one.",
        "通过全部检查、无需逐件打开而一并批准的比例。",
        "모든 확인에 적합하여 개별로 열지 않고 함께 승인한 비율입니다.",
    ),
    "duplicates": _text(
        "1回だけできる申請を、2回目に送ろうとしたため受け付けなかった数です。同じ書きかけは1回と数えます。",
        "1回だけの申しこみを、もう1回おくろうとした数です。",
        "How often a second application was not taken because there may be only one. One draft counts once.",
        "因只能申请一次而未受理的第二次申请数，同一草稿只计一次。",
        "한 번만 가능한 신청을 두 번째로 보내려 하여 받지 않은 수입니다. 같은 초안은 한 번으로 셉니다.",
    ),
    "missed": _text(
        "自動確認に適合した申請から無作為に選んで職員がすべて読み直し、見落としがあった割合です。かっこ内は95％信頼区間です。",
        "えらんだ申しこみを人がよみなおして、見おとしがあったわりあいです。",
        "Of clean applications drawn at random and read in full, the share in which something had been overlooked, with its 95 % interval.",
        "从通过检查的申请中随机抽取并全文复查，发现遗漏的比例（括号内为95%置信区间）。",
        "적합한 신청 중 무작위로 뽑아 전부 다시 읽었을 때 누락이 있던 비율입니다(괄호는 95% 신뢰구간).",
    ),
    "handling": _text(
        "個別に処理した申請で、最初に開いてから決定までのうち、職員が続けて操作していた時間の中央値です。操作の間が15分を超えた時間は除きます。まとめて承認したものは入りません。",
        "役所の人が、1件をしらべた時間のまんなかです。",
        "For those handled one by one: median time an officer had it in hand from the first look to the decision, without gaps of more than 15 minutes.",
        "逐件处理的申请中，从首次打开到决定期间职员连续操作时间的中位数，不含超过15分钟的间隔。",
        "개별 처리한 신청에서 처음 연 때부터 결정까지 직원이 이어서 조작한 시간의 중앙값입니다. 15분이 넘는 공백은 뺍니다.",
    ),
    "visits": _text(
        "オンラインと電話の申請1件を、来庁1回を減らしたと数えます（仮定・要確認（デモ））。受付方法を分けて公開できた分だけです。",
        "オンラインと電話の申しこみ1件で、来庁が1回へったと考えます。",
        "Assumption: each application online or by telephone spares one visit. Only where the channel could be published.",
        "假设：每件网上或电话申请减少一次到访。仅计可按受理方式公布的部分。",
        "온라인·전화 신청 1건이 방문 1회를 줄인다고 가정합니다. 접수 방법을 나누어 공개할 수 있는 분만 셉니다.",
    ),
    "sheets": _text(
        "オンラインと電話の申請1件を、質問20個につき紙1枚を減らしたと数えます（仮定・要確認（デモ））。",
        "しつもん20こで、紙1まいと考えます。",
        "Assumption: each application online or by telephone spares one sheet for every 20 questions.",
        "假设：每件网上或电话申请每20个问题减少一张纸。",
        "온라인·전화 신청 1건이 질문 20개당 종이 1장을 줄인다고 가정합니다.",
    ),
}
