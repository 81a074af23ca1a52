"""What residents read about paying, in the languages of the ward."""

from madoguchi.kernel.text import Text

TITLE = Text("お支払い", "お金を払う", "Payment", "缴费", "납부")
WHAT = Text("納める額", "払うお金", "Amount to pay", "应缴金额", "납부할 금액")
TOTAL = Text("合計", "全部", "Total", "合计", "합계")
LINES = Text("内訳", "どうしてこの金額か", "How it comes about", "明细", "내역")
DUE_ON = Text("納期限", "いつまでに払うか", "Pay by", "缴费期限", "납부 기한")
STATE = Text("状態", "今どうなっているか", "State", "状态", "상태")
REFUND = Text("返金のきまり", "お金を返すときの決まり", "Refunds", "退款规定", "환불 규정")
LAW = Text("根拠", "決まりの名前", "Legal basis", "依据", "근거")
CARD = Text("カードで支払う", "カードで払う", "Pay by card", "用银行卡支付", "카드로 결제하기")
CARD_NOTE = Text(
    "カード会社の画面に移ります。カード番号は、区には届きません。支払いが済むと、このページに戻ります。",
    "カードの会社の画面に行きます。区役所はカードの番号を見ません。払った後で、このページにもどります。",
    "You go to the card company's page. We never receive your card number. Afterwards you come back here.",
    "将转到银行卡公司的页面。区政府不会收到您的卡号。支付后会返回本页面。",
    "카드사 화면으로 이동합니다. 구청은 카드 번호를 받지 않습니다. 결제가 끝나면 이 페이지로 돌아옵니다.",
)
COUNTER = Text(
    "区の窓口でも、現金か券売機で納められます。受付番号をお伝えください。",
    "区役所の窓口でも払うことができます。受付番号を言ってください。",
    "You may also pay at our counter, in cash or at the machine. Please tell us your application number.",
    "也可在区政府窗口用现金或售票机缴纳，请告知受理编号。",
    "구청 창구에서 현금이나 발매기로도 납부할 수 있습니다. 접수번호를 알려 주세요.",
)
NO_CONVENIENCE = Text(
    "コンビニエンスストアでの納付は行っていません。",
    "コンビニでは払うことができません。",
    "Payment at convenience stores is not offered.",
    "不提供便利店缴费。",
    "편의점 납부는 제공하지 않습니다.",
)
WAITS = Text(
    "納付を確かめてから、審査の結果を決めます。",
    "お金を受け取ってから、結果を決めます。",
    "We decide once the payment has arrived.",
    "确认缴费后作出决定。",
    "납부를 확인한 뒤 결과를 결정합니다.",
)
STARTED_NOTE = Text(
    "途中でやめたときや、払ったのに「納付済み」にならないときは、もう一度「カードで支払う」を押してください。二重に引き落とされることはありません。",
    "途中でやめた人は、もう一度「カードで払う」を押してください。2回払うことにはなりません。",
    "If you stopped half-way, or paid and still see this, press “Pay by card” again. You are never charged twice.",
    "如中途停止，或已支付但仍显示此状态，请再次点击“用银行卡支付”。不会重复扣款。",
    "도중에 그만두었거나 결제했는데 이 표시가 나오면 ‘카드로 결제하기’를 다시 눌러 주세요. 이중으로 청구되지 않습니다.",
)
FAILED_NOTE = Text(
    "お金は引き落とされていません。ほかのカードを使うか、窓口で納めてください。",
    "お金は払われていません。ほかのカードを使うか、窓口で払ってください。",
    "Nothing was charged. Please use another card, or pay at the counter.",
    "没有扣款。请使用其他银行卡，或到窗口缴纳。",
    "청구되지 않았습니다. 다른 카드를 쓰거나 창구에서 납부해 주세요.",
)
RECEIPT = Text("領収書を見る", "領収書を見る", "See the receipt", "查看收据", "영수증 보기")
RECEIPT_TITLE = Text("領収書", "領収書（お金を受け取ったしるし）", "Receipt", "收据", "영수증")
RECEIPT_NUMBER = Text("領収番号", "領収書の番号", "Receipt number", "收据编号", "영수 번호")
APPLICATION = Text("受付番号", "受付番号（申し込みの番号）", "Application number", "受理编号", "접수번호")
PAYER = Text("納めた方", "払った人", "Paid by", "缴纳人", "납부자")
PAID_ON = Text("納めた日", "払った日", "Paid on", "缴费日期", "납부일")
WAY = Text("納めた方法", "払い方", "Way of payment", "缴费方式", "납부 방법")
REFUNDED = Text("返した額", "返したお金", "Refunded", "退款金额", "환불 금액")
FILE = Text(
    "署名付きの領収書をダウンロード",
    "本物のしるしがある領収書をもらう",
    "Download the signed receipt",
    "下载带签名的收据",
    "서명된 영수증 내려받기",
)
PRINT = Text(
    "この画面を印刷して、控えにできます。",
    "この画面は紙に印刷できます。",
    "You may print this page for your records.",
    "可打印本页面留存。",
    "이 화면을 인쇄해 보관할 수 있습니다.",
)
BACK = Text(
    "申請の状況に戻る", "申し込みのページにもどる", "Back to the application", "返回申请状态", "신청 현황으로 돌아가기"
)
GO = Text("お支払いへ進む", "お金を払うページに行く", "Go on to the payment", "前往缴费", "납부하러 가기")
NONE = Text(
    "いま納めていただくものはありません。",
    "今、払うお金はありません。",
    "There is nothing to pay at the moment.",
    "目前没有需要缴纳的费用。",
    "지금 납부할 것이 없습니다.",
)
ESTIMATE = Text(
    "目安です。実際の額は、決定のあとにお知らせします。",
    "だいたいの金額です。本当の金額は、後で知らせます。",
    "A rough figure; the true amount follows with the decision.",
    "此为估算，实际金额在决定后通知。",
    "기준 금액입니다. 실제 금액은 결정 후 알려 드립니다.",
)
WHEN = {
    "sending": Text(
        "申請を送ったあとに納めます。カードか、区の窓口で納められます。",
        "申し込みを送った後で払います。カードか、区役所の窓口で払います。",
        "You pay after sending, by card or at our counter.",
        "提交后缴纳，可用银行卡或到窗口缴纳。",
        "신청을 보낸 뒤 카드나 창구에서 납부합니다.",
    ),
    "decision": Text(
        "決定のあとに納めます。カードか、区の窓口で納められます。",
        "結果が決まった後で払います。カードか、区役所の窓口で払います。",
        "You pay after the decision, by card or at our counter.",
        "决定后缴纳，可用银行卡或到窗口缴纳。",
        "결정 후 카드나 창구에서 납부합니다.",
    ),
    "collection": Text(
        "受け取るときに、区の窓口で納めます。",
        "受け取るときに、区役所の窓口で払います。",
        "You pay at the counter when you collect it.",
        "领取时在窗口缴纳。",
        "받으실 때 창구에서 납부합니다.",
    ),
}
WAYS = {
    "card": Text("カード", "カード", "Card", "银行卡", "카드"),
    "cash": Text("現金（窓口）", "現金（窓口）", "Cash at the counter", "现金（窗口）", "현금(창구)"),
    "machine": Text("券売機（窓口）", "券売機（窓口）", "Machine at the counter", "售票机（窗口）", "발매기(창구)"),
}
