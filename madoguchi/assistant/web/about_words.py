"""The words of the page about the assistant, in the five languages."""

from madoguchi.kernel.text import Text


def _text(ja: str, easy: str, en: str, zh: str, ko: str) -> Text:
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh, ko=ko)


ABOUT: dict[str, Text] = {
    "figures": _text("約束と、実際の値", "約束と、ほんとうの数字", "Our promise, and what we measured", "承诺与实测值", "약속과 실제 측정값"),
    "promise": _text("約束", "約束", "Promise", "承诺", "약속"),
    "promise_value": _text("言い切った答え100のうち、まちがいは{n}まで", "100の答えのうち、まちがいは{n}まで", "At most {n} wrong of 100 answers that are stated", "每100个明确回答中，错误不超过{n}个", "단정한 답 100개 중 틀린 답은 {n}개까지"),
    "right": _text("言い切った答えが正しかった割合（95％の区間）", "正しい答えの割合", "Stated answers that were right (95 % interval)", "明确回答的正确率（95%区间）", "단정한 답이 맞은 비율(95% 구간)"),
    "stated": _text("言い切った質問", "答えた質問", "Questions answered outright", "明确回答的问题", "단정하여 답한 질문"),
    "state": _text("いまの動き", "いま", "At present", "目前", "현재"),
    "states": _text("確かなときは答え、そうでなければ三つを示します", "わかるときは答えます。わからないときは3つ見せます", "It answers when it is sure enough, and otherwise offers three pages", "把握足够时直接回答，否则给出三个选项", "확실하면 답하고, 아니면 세 가지를 보여 줍니다"),
    "offers": _text("約束を確かめられるまで、三つを示して選んでいただきます", "3つ見せます。えらんでください", "Until the promise can be shown to hold, it offers three pages to choose from", "在能证明承诺之前，提供三个选项供选择", "약속을 확인할 때까지 세 가지를 보여 드립니다"),
    "measured_on": _text("測った日", "調べた日", "Measured on", "测量日期", "측정일"),
    "not_measured": _text("まだ測っていません", "まだ調べていません", "Not measured yet", "尚未测量", "아직 측정하지 않았습니다"),
    "model": _text("言語モデル", "機械の文", "Language model", "语言模型", "언어 모델"),
    "model_on": _text("区のページの文を、言語モデルがやさしく言い換えることがあります。数字、日付、電話番号、名前が元の文にあることを確かめ、一つでもなければ元の文だけをお見せします。元の文はいつも下に出ます。", "機械が、文をかんたんにすることがあります。数字と名前がちがうときは、見せません。", "A language model may reword what is quoted. Every number, date, telephone number and name is checked against the text; if one is missing there, only the text is shown. The text always stands below.", "语言模型可能会改写引用的文字。所有数字、日期、电话和名称都会与原文核对，如有不符只显示原文。原文始终显示在下方。", "언어 모델이 인용문을 쉽게 바꿔 쓸 수 있습니다. 숫자, 날짜, 전화번호, 이름을 원문과 대조하고 하나라도 다르면 원문만 보여 줍니다. 원문은 항상 아래에 표시됩니다."),
    "model_off": _text("使っていません。答えはすべて、区のページの文です。", "使っていません。", "None is used. Every answer is the text of a page.", "未使用。所有回答均为网页原文。", "사용하지 않습니다. 모든 답은 페이지의 문장입니다."),
}  # fmt: skip

PARAGRAPHS: tuple[tuple[Text, tuple[Text, ...]], ...] = (
    (
        _text("自動の応答です", "機械が答えます", "It is automatic", "这是自动应答", "자동 응답입니다"),
        (
            _text("職員が書いているのではなく、質問に近い区のページを機械が探し、その文をそのまま引いています。出どころと、担当課が確認した日を必ず付けます。確認の期限を過ぎたページは使いません。", "人ではなくて、機械がさがして、区役所のページの文を見せます。古いページは使いません。", "No officer writes here. A program finds the page nearest to your question and quotes it, always with its source and the day the section reviewed it. Pages past their date are not used.", "这里不是工作人员在书写，而是程序查找最接近的网页并直接引用，始终注明出处和主管课确认日期。过期页面不会使用。", "직원이 쓰는 것이 아니라, 프로그램이 질문에 가까운 페이지를 찾아 그대로 인용하며 출처와 담당 부서의 확인일을 반드시 표시합니다. 기한이 지난 페이지는 사용하지 않습니다."),
        ),
    ),
    (
        _text("できること、できないこと", "できること・できないこと", "What it can and cannot do", "能做与不能做的事", "할 수 있는 것과 없는 것"),
        (
            _text("できること：手続き、持ち物、手数料、窓口の場所と時間、相談先の案内。5つの言葉でたずねられます。", "できること：手続き、いる物、お金、場所と時間を答えます。5つのことばで聞けます。", "It can: procedures, what to bring, fees, places and hours, where to get advice; in five languages.", "能：手续、所需物品、费用、地点和时间、咨询处的介绍，支持五种语言。", "가능: 절차, 준비물, 수수료, 장소와 시간, 상담처 안내. 다섯 언어로 물어볼 수 있습니다."),
            _text("できないこと：あなた個人の申請や記録への回答、法律の判断、医療の判断、区の仕事でないこと。", "できないこと：あなたの申し込みのこと、法律や病気のこと、区役所でないこと。", "It cannot: answer about your own records, decide legal or medical matters, or speak of what is not the ward's.", "不能：回答您个人的申请或记录、法律或医疗判断、与区政府无关的事。", "불가능: 본인의 신청이나 기록에 대한 답변, 법률·의료 판단, 구청 업무가 아닌 것."),
        ),
    ),
    (
        _text("まちがえないための約束", "約束", "The promise", "承诺", "약속"),
        (
            _text("言い切った答え100のうち、まちがいは{wrong}までと決めています。その線は、別に取り分けた質問で測って決まります。線に届かないときは言い切らず、三つを示します。", "100のうち、まちがいは{wrong}までです。わからないときは、3つ見せます。", "Of 100 answers that are stated at most {wrong} may be wrong. The line follows from questions set aside and is measured, not chosen. Below it nothing is stated; three pages are offered.", "每100个明确回答中错误不得超过{wrong}个。界线由另外留出的问题测量得出。低于界线时不作明确回答，而给出三个选项。", "단정한 답 100개 중 틀린 답은 {wrong}개까지로 정했습니다. 기준선은 따로 떼어 둔 질문으로 측정합니다. 기준에 못 미치면 세 가지를 보여 드립니다."),
            _text("いまの値は、区が書いた「たずね方」を一つずつ伏せて測ったものです。実際の質問での値とは異なることがあります。", "この数字は、区役所が書いた質問で調べました。", "The present figures come from ways of asking written by the ward, each set aside in turn; with residents' real questions they may differ.", "目前的数值是用区政府编写的提问方式逐一留出测得的，与实际提问可能不同。", "현재 값은 구청이 쓴 질문 방식을 하나씩 떼어 측정한 것으로, 실제 질문에서는 다를 수 있습니다."),
        ),
    ),
    (
        _text("質問はどこへ行くか", "質問はどうなるか", "Where your question goes", "您的问题去哪里", "질문은 어디로 가는지"),
        (
            _text("区のサーバーだけで扱い、外へは送りません（区が言語モデルを置いた場合は、番号などを消した文だけをそこへ渡します）。", "区役所の機械だけで使います。", "It stays on the ward's own server (where the ward has set up a language model, only the masked text goes there).", "仅在区政府服务器内处理（如区政府设置了语言模型，只传送已去除号码的文字）。", "구청 서버에서만 처리합니다(언어 모델을 둔 경우 번호를 지운 글만 전달합니다)."),
            _text("マイナンバー、電話、住所、カードや口座の番号は、保存する前に消します。会話は最後のことばから{days}日で消えます。「この会話を消す」ですぐに消すこともできます。名前は記録しません。", "番号や住所は、残しません。会話は{days}日で消えます。すぐに消すこともできます。", "My Number, telephone, address, card and account numbers are removed before anything is stored. Conversations are deleted {days} days after the last word, or at once when you press the button. No name is recorded.", "个人编号、电话、住址、银行卡和账号在保存前删除。对话在最后一句的{days}天后删除，也可立即删除。不记录姓名。", "마이넘버, 전화, 주소, 카드·계좌 번호는 저장하기 전에 지웁니다. 대화는 마지막 말에서 {days}일 뒤 삭제되며 바로 지울 수도 있습니다. 이름은 기록하지 않습니다."),
        ),
    ),
)  # fmt: skip
