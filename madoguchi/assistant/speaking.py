"""What the assistant says of its own while it fills in an application, in the five languages."""

from madoguchi.kernel.text import Text


def _text(ja: str, easy: str, en: str, zh: str, ko: str) -> Text:
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh, ko=ko)


HOW: dict[str, Text] = {
    "text": _text("ことばで書いてください。", "書いてください。", "Please write it in words.", "请用文字填写。", "글로 써 주세요."),
    "name": _text("姓と名の間を空けて書いてください（例：世田谷 花子）。", "みょうじと名前の間をあけて書いてください（例：世田谷 花子）。", "Family name, a space, given name (for example 世田谷 花子).", "请在姓和名之间空一格（例：世田谷 花子）。", "성과 이름 사이를 띄어 써 주세요(예: 世田谷 花子)."),
    "kana": _text("姓と名の間を空けて、かなで書いてください（例：セタガヤ ハナコ）。", "ひらがなかカタカナで、間をあけて書いてください（例：せたがや はなこ）。", "In kana, family name, a space, given name (for example セタガヤ ハナコ).", "请用假名填写，姓和名之间空一格（例：セタガヤ ハナコ）。", "가나로 성과 이름 사이를 띄어 써 주세요(예: セタガヤ ハナコ)."),
    "date": _text("年月日を書いてください（例：令和8年4月1日、2026年4月1日、きのう）。", "年・月・日を書いてください（例：2026年4月1日、きのう）。", "Write year, month and day (for example 2026-04-01, 1 April 2026, yesterday).", "请写年月日（例：2026年4月1日、昨天）。", "연월일을 써 주세요(예: 2026년 4월 1일, 어제)."),
    "number": _text("数を書いてください（例：3）。", "数を書いてください（例：3）。", "Write a number (for example 3).", "请写数字（例：3）。", "숫자를 써 주세요(예: 3)."),
    "unit": _text("数を書いてください（例：3{unit}）。", "数を書いてください（例：3{unit}）。", "Write a number ({unit}).", "请写数字（{unit}）。", "숫자를 써 주세요({unit})."),
    "money": _text("金額を書いてください（例：12,000円、5万円）。", "いくらか、書いてください（例：12,000円）。", "Write the amount in yen (for example 12,000).", "请写金额（日元，例：12,000）。", "금액을 써 주세요(엔, 예: 12,000)."),
    "choice": _text("どれか一つを押すか、番号かことばで答えてください。", "ひとつ、えらんでください。", "Press one, or answer by its number or words.", "请点选一项，或用编号、文字回答。", "하나를 누르거나 번호 또는 말로 답해 주세요."),
    "choices": _text("当てはまるものをすべて選ぶか、番号で答えてください（例：1と3）。", "あてはまるものを、全部えらんでください。", "Choose all that apply, or answer by numbers (for example 1 and 3).", "请选择所有符合的项目，或用编号回答（例：1和3）。", "해당하는 것을 모두 고르거나 번호로 답해 주세요(예: 1, 3)."),
    "yes_no": _text("どちらかを押すか、「はい」「いいえ」で答えてください。", "「はい」か「いいえ」で答えてください。", "Press one, or answer yes or no.", "请点选，或回答“是”“否”。", "누르거나 ‘예’, ‘아니요’로 답해 주세요."),
    "address": _text("郵便番号から続けて書いてください（例：154-8504 世田谷区世田谷四丁目21-27）。", "郵便番号から書いてください（例：154-8504 世田谷区世田谷四丁目21-27）。", "Begin with the postcode (for example 154-8504 世田谷区世田谷四丁目21-27).", "请从邮政编码开始填写（例：154-8504 世田谷区世田谷四丁目21-27）。", "우편번호부터 써 주세요(예: 154-8504 世田谷区世田谷四丁目21-27)."),
    "phone": _text("市外局番から書いてください（例：03-5432-1111）。", "はじめの0から書いてください（例：03-5432-1111）。", "With the area code (for example 03-5432-1111).", "请从区号开始填写（例：03-5432-1111）。", "지역번호부터 써 주세요(예: 03-5432-1111)."),
    "email": _text("メールアドレスを書いてください（例：hanako@example.jp）。", "メールアドレスを書いてください（例：hanako@example.jp）。", "Write the e-mail address (for example hanako@example.jp).", "请写电子邮箱（例：hanako@example.jp）。", "이메일 주소를 써 주세요(예: hanako@example.jp)."),
    "digits": _text("番号を数字で書いてください。", "番号を数字で書いてください。", "Write the number in digits.", "请用数字填写号码。", "번호를 숫자로 써 주세요."),
    "consent": _text("読んで、よければ「同意します」を押してください。", "読んで、よければ「同意します」を押してください。", "Please read it, and press “I agree” if you do.", "请阅读，同意的话请点“同意”。", "읽고 동의하면 ‘동의합니다’를 눌러 주세요."),
    "agree": _text("同意します", "同意します（いいです）", "I agree", "同意", "동의합니다"),
    "form": _text("大切な情報なので、ここではうかがいません。申請の画面で入力してください。ここまでの答えは入っています。", "大切なことなので、ここでは聞きません。申し込みのページで書いてください。今までの答えは、もう入っています。", "This is not asked in a chat. Please enter it on the application page; your answers so far are there.", "为保护重要信息，此处不询问。请在申请页面填写，已回答的内容会保留。", "중요한 정보이므로 여기에서는 묻지 않습니다. 신청 화면에서 입력해 주세요. 지금까지의 답은 들어 있습니다."),
}  # fmt: skip
ROWS_AT_ALL = _text("「{label}」は、ありますか。", "「{label}」は、ありますか。", "Is there anything for “{label}”?", "有“{label}”吗？", "‘{label}’이(가) 있습니까?")  # fmt: skip
MORE_ROWS = _text("「{label}」は、ほかにもありますか。", "「{label}」は、ほかにもありますか。", "Is there another for “{label}”?", "“{label}”还有其他的吗？", "‘{label}’이(가) 더 있습니까?")  # fmt: skip

SPOKEN: dict[str, Text] = {
    "getting_title": _text("何がもらえるか調べる", "もらえるものを調べる", "What can I get?", "查询可以领取什么", "무엇을 받을 수 있나요"),
    "getting_lead": _text("いくつかの質問に答えると、もらえそうな手当や助成が分かります。答えは保存しません。決めるのは担当課です。", "質問に答えると、もらえるお金や助けが分かります。答えは残しません。決めるのは区役所の人です。", "Answer a few questions to see allowances and help you may get. Answers are not kept. The section in charge decides.", "回答几个问题即可了解可能领取的津贴和补助。回答不会保存。最终由主管课决定。", "몇 가지 질문에 답하면 받을 수 있는 수당과 지원을 알 수 있습니다. 답은 저장하지 않습니다. 결정은 담당 부서가 합니다."),
    "next": _text("次へ", "次へ", "Next", "下一步", "다음"),
    "again": _text("はじめから調べる", "はじめから調べる", "Start again", "重新查询", "처음부터 다시"),
    "not_sure": _text("わからない", "わからない", "I don't know", "不清楚", "모르겠어요"),
    "so_far": _text("分かったこと", "分かったこと", "What we know so far", "目前的结果", "지금까지의 결과"),
    "likely": _text("もらえそう", "もらえそう", "You may get this", "可能可以领取", "받을 수 있을 것 같음"),
    "ask": _text("窓口で確認", "区役所で聞く", "Please ask us", "请到窗口确认", "창구에서 확인"),
    "not": _text("もらえない", "もらえない", "Not for you", "不能领取", "받을 수 없음"),
    "not_text": _text("この手続きは対象外です。", "この手続きはできません。", "This procedure does not apply.", "不适用此手续。", "이 절차는 대상이 아닙니다."),
    "ask_text": _text("答えだけでは決められません。担当課に確かめてください。", "区役所の人に聞いてください。", "This cannot be said from your answers. Please ask the section.", "仅凭回答无法判断，请向主管课确认。", "답만으로는 알 수 없습니다. 담당 부서에 확인해 주세요."),
    "likely_text": _text("答えの内容では、対象になりそうです。", "もらえるかもしれません。", "From your answers it seems to apply.", "根据您的回答，可能符合条件。", "답을 보면 대상이 될 것 같습니다."),
    "closed": _text("いまは受付をしていません。", "今は申し込めません。", "Not taken at present.", "目前不受理。", "현재 접수하지 않습니다."),
    "source": _text("出どころ", "書いてあるページ", "Source", "出处", "출처"),
    "checked": _text("確認日", "確認した日", "Checked", "确认日期", "확인일"),
    "demo": _text("要確認（デモ）", "確認がいります（デモ）", "Not yet confirmed (demo)", "待确认（演示）", "확인 필요(데모)"),
    "apply_here": _text("ここで申請をはじめる", "ここで申し込む", "Apply here", "在此开始申请", "여기서 신청 시작"),
    "top": _text("トップ", "トップ", "Home", "首页", "홈"),
    "chat": _text("区のことを、たずねる", "区役所のことを聞く", "Ask the ward", "向区政府提问", "구청에 물어보기"),
    "begin_title": _text("ここで申請をはじめる：{title}", "ここで申し込む：{title}", "Apply here: {title}", "在此申请：{title}", "여기서 신청: {title}"),
    "begin_lead": _text("一つずつうかがいます。答えはそのまま申請書に入り、いつでも申請の画面に移れます。送る前に、全部を見直せます。", "ひとつずつ聞きます。答えは申し込みの紙に入ります。送る前に、全部見ることができます。", "I ask one question at a time. Your answers go straight into the form; you can move to the form at any time and review everything before sending.", "我会逐一提问。回答会直接填入申请表，您可随时转到申请页面，发送前可全部确认。", "하나씩 여쭙니다. 답은 그대로 신청서에 들어가며 언제든 신청 화면으로 옮길 수 있고, 보내기 전에 모두 확인할 수 있습니다."),
    "before": _text("はじめる前に", "はじめる前に", "Before you begin", "开始之前", "시작하기 전에"),
    "begin": _text("はじめる", "はじめる", "Begin", "开始", "시작"),
    "go_on": _text("このまま、はじめる", "このまま、はじめる", "Begin anyway", "继续开始", "그대로 시작"),
    "choose_all": _text("すべての質問に答えてください。", "全部の質問に答えてください。", "Please answer every question.", "请回答所有问题。", "모든 질문에 답해 주세요."),
    "to_procedure": _text("手続きの説明を見る", "手続きの説明を見る", "About this procedure", "查看手续说明", "절차 안내 보기"),
    "about": _text("あと{count}問くらい", "あと{count}つくらい", "About {count} to go", "大约还有{count}个问题", "약 {count}개 남음"),
    "ward": _text("区の案内", "区役所の案内", "The ward", "区政府向导", "구청 안내"),
    "you": _text("あなた", "あなた", "You", "您", "나"),
    "answers": _text("ここまでの答え", "今までの答え", "Your answers so far", "目前的回答", "지금까지의 답"),
    "change": _text("直す", "直す", "Change", "修改", "고치기"),
    "reply": _text("答え", "答え", "Your answer", "回答", "답"),
    "reply_words": _text("または、ことばで答える", "または、書いて答える", "Or answer in words", "或者用文字回答", "또는 글로 답하기"),
    "send": _text("答える", "答える", "Answer", "回答", "답하기"),
    "help": _text("わからない", "わからない", "I don't know", "不明白", "모르겠어요"),
    "no_help": _text("この質問の説明は、ほかにありません。そのままにして先へ進むか、お電話でおたずねください（{phone}）。", "説明は、ほかにありません。電話で聞くこともできます（{phone}）。", "There is no further explanation. You may go on, or call us ({phone}).", "没有更多说明。可以先跳过，或打电话询问（{phone}）。", "다른 설명이 없습니다. 넘어가거나 전화로 문의해 주세요({phone})."),
    "back": _text("戻る", "戻る", "Back", "返回", "뒤로"),
    "skip": _text("とばす", "とばす", "Skip", "跳过", "건너뛰기"),
    "later": _text("あとで続ける", "あとで続ける", "Later", "以后继续", "나중에 계속"),
    "later_text": _text("ここまでの答えは保存してあります。ほかの端末で続けるときは、次の番号を使ってください。", "今までの答えは残っています。ほかのスマホなどで続けるときは、この番号を使います。", "Your answers are kept. To go on from another device, use this code.", "您的回答已保存。在其他设备继续时请使用此代码。", "지금까지의 답은 저장되어 있습니다. 다른 기기에서 계속하려면 이 번호를 사용하세요."),
    "resume": _text("番号を入れて続けるページ", "番号を入れるページ", "Page to enter the code", "输入代码的页面", "번호 입력 페이지"),
    "leave": _text("やめる", "やめる", "Stop", "放弃", "그만두기"),
    "left": _text("申請はやめました。ここまでの答えは送られていません。続けたくなったら、申請の画面から続けられます。", "やめました。答えは送っていません。続けるときは、申し込みのページを見てください。", "You stopped. Nothing was sent. You can go on from the application page.", "已停止。尚未发送任何内容。想继续时可从申请页面继续。", "그만두었습니다. 아무것도 보내지 않았습니다. 계속하려면 신청 화면에서 이어갈 수 있습니다."),
    "to_form": _text("申請の画面で続ける", "申し込みのページで続ける", "Go on in the form", "在申请页面继续", "신청 화면에서 계속"),
    "to_review": _text("内容を見直して送る", "全部を見て、送る", "Review and send", "确认并发送", "확인하고 보내기"),
    "finished": _text("ここでの質問は終わりました。まだ何も送っていません。内容を見直してから送ってください。", "質問は終わりました。まだ送っていません。全部見てから、送ってください。", "That is all I ask here. Nothing has been sent yet: please review and send.", "这里的问题已经问完。尚未发送，请确认内容后发送。", "여기에서 여쭐 것은 끝났습니다. 아직 보내지 않았으니 확인한 뒤 보내 주세요."),
    "open": _text("申請の画面で入力するもの", "申し込みのページで書くもの", "To be entered in the form", "需在申请页面填写的项目", "신청 화면에서 입력할 것"),
}  # fmt: skip


class Spoken(dict[str, str]):
    """All of it in one language, for a template."""

    def __init__(self, language: str, **parts: str) -> None:
        filled = {key: text.in_(language) for key, text in SPOKEN.items()}
        for name, part in parts.items():
            filled = {key: text.replace(f"{{{name}}}", part) for key, text in filled.items()}
        super().__init__(filled)
        self.language = language
