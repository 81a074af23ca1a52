"""What the assistant says of its own, in the five languages; everything about the ward's services is quoted instead."""

from madoguchi.assistant.states import Exit
from madoguchi.kernel.text import Text


def _text(ja: str, easy: str, en: str, zh: str, ko: str) -> Text:
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh, ko=ko)


# The first line of a reply by its exit.
LEAD: dict[Exit, Text] = {
    Exit.STATED: _text(
        "区のページに、次のように書かれています。", "区役所のページに、こう書いてあります。", "The ward's page says:", "区的网页上这样写着：",
        "구청 페이지에는 다음과 같이 쓰여 있습니다.",
    ),
    Exit.CHOICES: _text("どれに近いですか。", "どれですか？ えらんでください。", "Which of these is closest?", "与哪一项最接近？", "어느 것에 가깝습니까?"),
    Exit.PERSON: _text(
        "ここから先は、職員がお手伝いします。", "区役所の人が手伝います。", "A person can help you from here.", "接下来由工作人员为您服务。",
        "이제부터는 직원이 도와 드립니다.",
    ),
    Exit.OFF_TOPIC: _text(
        "申し訳ありません。区の手続きやくらしのこと以外は、お答えできません。", "すみません。区役所のことだけ答えることができます。",
        "Sorry, I can only help with the ward's services and procedures.", "抱歉，我只能回答与区政府服务和手续有关的问题。",
        "죄송합니다. 구청의 절차와 생활 안내만 답할 수 있습니다.",
    ),
    Exit.PERSONAL: _text(
        "あなたの申請や記録のことは、ここではお答えできません。ログインするか、担当の窓口でご本人と確かめてからお答えします。",
        "あなたの申し込みのことは、ここでは答えることができません。ログインするか、区役所に聞いてください。",
        "I cannot look into your own application or records here. Please log in, or ask the section, where we can confirm who you are.",
        "在这里无法回答您本人的申请或记录。请登录，或到主管窗口确认本人身份后查询。",
        "본인의 신청이나 기록은 여기에서 답할 수 없습니다. 로그인하거나 담당 창구에서 본인 확인 후 문의해 주세요.",
    ),
    Exit.CRISIS: _text(
        "いま、つらいこと、あぶないことがあるなら、すぐに次のところへ電話してください。人が話を聞きます。",
        "つらいとき、あぶないときは、すぐに電話してください。人が話を聞きます。",
        "If you are in danger or in distress, please call one of these numbers now. A person will listen.",
        "如果您正处于危险或痛苦之中，请立即拨打以下电话，会有人倾听您。",
        "지금 위험하거나 힘들다면 바로 아래로 전화해 주세요. 사람이 이야기를 들어 드립니다.",
    ),
    Exit.NO_PAGE: _text(
        "お答えできるページが見つかりませんでした。ご質問は、名前を付けずに担当課へ伝えます。",
        "答えのページが、ありませんでした。質問は、区役所の人に伝えます（名前は伝えません）。",
        "We have no page that answers this. Your question is passed on to the section in charge, without your name.",
        "没有找到可以回答的页面。您的问题会以匿名方式转告主管课。",
        "답할 수 있는 페이지를 찾지 못했습니다. 질문은 이름 없이 담당 부서에 전달합니다.",
    ),
    Exit.EMPTY: _text(
        "聞きたいことを、ことばで書いてください。短くてもかまいません。", "聞きたいことを書いてください。短くてもいいです。",
        "Please write what you would like to know. A few words are enough.", "请写下您想了解的内容，几个词也可以。",
        "궁금한 것을 글로 적어 주세요. 짧아도 됩니다.",
    ),
    Exit.GREETING: _text(
        "こんにちは。手続きやくらしのことを、何でもたずねてください。", "こんにちは。区役所のことを、何でも聞いてください。",
        "Hello. Ask me anything about procedures and life in the ward.", "您好。手续和生活方面的问题请随时提问。", "안녕하세요. 절차나 생활에 대해 무엇이든 물어보세요.",
    ),
}  # fmt: skip

WORDS: dict[str, Text] = {
    "thanks": _text("お役に立てたなら、うれしいです。ほかにもあれば、どうぞ。", "よかったです。ほかにも聞いてください。", "Glad to help. Is there anything else?", "很高兴能帮到您。还有其他问题吗？", "도움이 되었다면 기쁩니다. 더 궁금한 것이 있으면 물어보세요."),
    "masked": _text("個人の番号や連絡先は消しました。ここには書かないでください。", "番号や住所は消しました。ここに書かないでください。", "I removed your number or contact details. Please do not write them here.", "已删除您的号码或联系方式。请不要写在这里。", "번호나 연락처는 지웠습니다. 여기에는 쓰지 말아 주세요."),
    "masked_secret": _text("番号は消しました。ここには書かないでください。番号が要る手続きは、窓口か、本人確認のできる申請ページで行います。", "番号は消しました。ここに書かないでください。番号がいる手続きは、窓口か申し込みのページでします。", "I removed the number. Please do not write it here. Where a number is needed, it is handled at the counter or on the application page.", "已删除号码。请不要写在这里。需要号码的手续请在窗口或申请页面办理。", "번호는 지웠습니다. 여기에는 쓰지 말아 주세요. 번호가 필요한 절차는 창구나 신청 페이지에서 처리합니다."),
    "shortened": _text("長い文章だったので、はじめの部分だけを読みました。短く書き直すと、見つかりやすくなります。", "文が長いので、はじめだけ読みました。短く書いてください。", "Your text was long, so I read only the beginning. A shorter question works better.", "内容较长，只读取了开头部分。缩短后更容易找到。", "글이 길어 앞부분만 읽었습니다. 짧게 쓰면 더 잘 찾을 수 있습니다."),
    "fallback": _text("この答えは日本語のページにしかありません。", "この答えは、日本語だけです。", "This answer exists in Japanese only.", "此回答只有日语。", "이 답변은 일본어로만 제공됩니다."),
    "cut": _text("（一部を抜き出しています）", "（一部です）", "(an excerpt)", "（节选）", "(일부 발췌)"),
    "chosen": _text("選んだこと", "えらんだこと", "You chose", "您选择了", "선택한 항목"),
    "near": _text("ほかに近いもの", "ほかのページ", "Other pages close to this", "其他相近内容", "그 밖에 비슷한 것"),
    "none_fits": _text("どれでもない", "どれもちがいます", "None of these", "都不是", "해당 없음"),
    "title": _text("区のことを、たずねる", "区役所のことを聞く", "Ask the ward", "向区政府提问", "구청에 물어보기"),
    "lead": _text("手続き、制度、窓口のことを、いつでもたずねられます。答えは区のページの文章を、そのまま引いてお見せします。", "手続きのことを、いつでも聞くことができます。区役所のページの文で答えます。", "Ask about procedures, services and offices at any hour. Answers are quoted from the ward's own pages.", "手续、制度、窗口等问题随时可以提问。回答直接引用区政府网页的内容。", "절차, 제도, 창구에 대해 언제든지 물어볼 수 있습니다. 답변은 구청 페이지의 문장을 그대로 인용합니다."),
    "automatic": _text("自動の応答です。", "機械が答えます。", "This is an automatic service.", "这是自动应答。", "자동 응답입니다."),
    "about": _text("しくみと正確さ", "このページについて", "How it works", "工作方式与准确度", "작동 방식과 정확도"),
    "examples": _text("たとえば", "たとえば", "For example", "例如", "예를 들어"),
    "about_page": _text("このことについて", "これについて", "About", "关于", "관련"),
    "conversation": _text("やりとり", "やりとり", "Conversation", "对话", "대화"),
    "you": _text("あなた", "あなた", "You", "您", "나"),
    "ward": _text("区の案内", "区役所の案内", "The ward", "区政府向导", "구청 안내"),
    "question": _text("聞きたいこと", "聞きたいこと", "Your question", "您的问题", "질문"),
    "question_help": _text("名前、住所、マイナンバーなどは書かないでください。", "名前・住所・番号は、書かないでください。", "Please leave out names, addresses and personal numbers.", "请不要写姓名、住址或个人号码。", "이름, 주소, 개인번호는 쓰지 마세요."),
    "send": _text("聞く", "聞く", "Ask", "提问", "묻기"),
    "source": _text("出どころ", "書いてあるページ", "Source", "出处", "출처"),
    "reviewed": _text("確認日", "確認した日", "Reviewed", "确认日期", "확인일"),
    "demo": _text("要確認（デモ）", "確認がいります（デモ）", "Not yet confirmed (demo)", "待确认（演示）", "확인 필요(데모)"),
    "apply": _text("この手続きへ進む", "この手続きをする", "Go to this procedure", "前往此手续", "이 절차로 이동"),
    "apply_here": _text("ここで申請をはじめる", "ここで申し込む", "Apply here", "在此开始申请", "여기서 신청 시작"),
    "benefits": _text("もらえるものを調べる", "もらえるものを調べる", "See what you can get", "查询可以领取的补助", "받을 수 있는 것 알아보기"),
    "read_aloud": _text("読み上げる", "声で聞く", "Read aloud", "朗读", "소리 내어 읽기"),
    "stop_reading": _text("読み上げを止める", "止める", "Stop reading", "停止朗读", "읽기 중지"),
    "reworded": _text("わかりやすく言い換えた文（言語モデルによる。数字と名前は下の原文と照らして確かめています）", "かんたんに言いかえた文（機械が書きました。数字と名前は、下の文と同じです）", "Reworded by a language model; numbers and names were checked against the text below", "由语言模型改写，数字和名称已与下面的原文核对", "언어 모델이 바꿔 쓴 글(숫자와 이름은 아래 원문과 대조했습니다)"),
    "person": _text("人に聞く", "人に聞く", "Ask a person", "问工作人员", "사람에게 묻기"),
    "person_text": _text("お電話でもお答えします。", "電話でも聞くことができます。", "You can also call us.", "也可以打电话询问。", "전화로도 문의할 수 있습니다."),
    "open_now": _text("受付中", "いま電話できます", "Open now", "正在受理", "접수 중"),
    "closed_now": _text("受付時間外", "いまは電話できません", "Closed now", "非受理时间", "접수 시간 외"),
    "login": _text("ログインして申請の状況を見る", "ログインして見る", "Log in and see your applications", "登录查看申请情况", "로그인하여 신청 상황 보기"),
    "status": _text("受付番号で申請の状況を見る", "受付番号で見る", "Check an application by its number", "用受理编号查询申请情况", "접수번호로 신청 상황 보기"),
    "search": _text("ことばで探す", "ことばで探す", "Search the site", "搜索", "검색하기"),
    "home": _text("すべての手続きを見る", "手続きを全部見る", "See all procedures", "查看所有手续", "모든 절차 보기"),
    "forget": _text("この会話を消す", "この会話を消す", "Delete this conversation", "删除此对话", "이 대화 삭제"),
    "forgotten": _text("会話を消しました。", "会話を消しました。", "The conversation was deleted.", "对话已删除。", "대화를 삭제했습니다."),
    "kept": _text("会話は番号などを伏せて{days}日間だけ保存し、そのあと消します。", "会話は{days}日たつと消えます。番号は残しません。", "Conversations are kept for {days} days with personal numbers removed, then deleted.", "对话在去除个人号码后保存{days}天，之后删除。", "대화는 개인번호 등을 지운 채 {days}일간 보관한 뒤 삭제합니다."),
    "busy_title": _text("少しだけお待ちください", "少し待ってください", "One moment, please", "请稍候", "잠시만 기다려 주세요"),
    "busy": _text("続けてたくさんの質問をいただきました。1分ほどたってから、もう一度「聞く」を押してください。書いた文は残っています。お急ぎなら、お電話でどうぞ。", "たくさん質問がありました。1分待って、もう一度押してください。急いでいるときは、電話してください。", "You have asked many questions in a short time. Please wait about a minute and press “Ask” again; your text is still here. If it is urgent, please call.", "短时间内提问较多。请等待约1分钟后再次点击“提问”，您写的内容仍保留。紧急时请打电话。", "짧은 시간에 질문이 많았습니다. 1분쯤 뒤에 ‘묻기’를 다시 눌러 주세요. 쓰신 글은 그대로 있습니다. 급하면 전화해 주세요."),
    "waiting": _text("調べています…", "調べています…", "Looking it up…", "正在查找…", "찾고 있습니다…"),
    "trouble": _text("うまく送れませんでした。もう一度「聞く」を押してください。", "送れませんでした。もう一度押してください。", "It could not be sent. Please press “Ask” again.", "发送失败，请再次点击“提问”。", "보내지 못했습니다. ‘묻기’를 다시 눌러 주세요."),
    "open_demo": _text("番号・時間は要確認（デモ）", "番号・時間は確認がいります（デモ）", "number and hours not yet confirmed (demo)", "号码和时间待确认（演示）", "번호·시간 확인 필요(데모)"),
    "top": _text("トップ", "トップ", "Home", "首页", "홈"),
}  # fmt: skip


def word(key: str, language: str) -> str:
    """One of WORDS in a language."""
    return WORDS[key].in_(language)


class Words(dict[str, str]):
    """All words in one language, for a template: `{{ page.words.send }}`."""

    def __init__(self, language: str) -> None:
        super().__init__({key: text.in_(language) for key, text in WORDS.items()})
        self.language = language
