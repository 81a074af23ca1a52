"""What a resident reads while people have the question, in the five languages."""

from madoguchi.kernel.text import Text


def _text(ja: str, easy: str, en: str, zh: str, ko: str) -> Text:
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh, ko=ko)


TALK: dict[str, Text] = {
    "hand_over": _text("このやりとりを職員に渡して聞く", "区役所の人に聞く", "Hand this talk to an officer", "把对话转给工作人员", "이 대화를 직원에게 넘기기"),
    "hand_over_text": _text("ここまでのやりとりを、担当課の職員がそのまま読みます。名前はいりません。", "区役所の人が、このやりとりを読みます。名前はいりません。", "An officer of the section reads the talk as it is. No name is needed.", "主管课的工作人员会阅读以上对话，无需姓名。", "담당 부서의 직원이 지금까지의 대화를 그대로 읽습니다. 이름은 필요 없습니다."),
    "waiting": _text("職員に渡しました（{section}）", "区役所の人に伝えました（{section}）", "Handed to an officer ({section})", "已转交工作人员（{section}）", "직원에게 넘겼습니다({section})"),
    "taken": _text("職員が対応しています（{section}）", "区役所の人が答えます（{section}）", "An officer is here ({section})", "工作人员正在接待（{section}）", "직원이 응대 중입니다({section})"),
    "taken_text": _text("書いたことは、自動の応答ではなく職員に届きます。", "書いたことは、区役所の人が読みます。", "What you write now goes to the officer, not to the automatic service.", "您写的内容会直接送达工作人员，而不是自动应答。", "지금 쓰시는 글은 자동 응답이 아니라 직원에게 전달됩니다."),
    "answered": _text("職員が答えました（{section}）", "区役所の人が答えました（{section}）", "The officer has answered ({section})", "工作人员已答复（{section}）", "직원이 답했습니다({section})"),
    "answered_text": _text("続けて書くと、同じ職員に届きます。", "もっと聞きたいときは、書いてください。同じ人が読みます。", "If you write more, it goes to the same officer.", "继续填写会送达同一位工作人员。", "이어서 쓰시면 같은 직원에게 전달됩니다."),
    "closed": _text("職員とのやりとりは終わりました", "区役所の人との話は終わりました", "The talk with the officer has ended", "与工作人员的对话已结束", "직원과의 대화가 끝났습니다"),
    "look": _text("新しい返事を見る", "返事を見る", "Look for a reply", "查看新回复", "새 답변 보기"),
    "watch": _text("20秒ごとに自動で確かめる（書きかけの文は消えます）", "20秒ごとに確かめる（書いている文は消えます）", "Check every 20 seconds (unsent text is lost)", "每20秒自动查看（未发送的文字会消失）", "20초마다 자동 확인(작성 중인 글은 사라집니다)"),
    "officer": _text("{section}の職員", "{section}の人", "Officer, {section}", "{section}的工作人员", "{section} 직원"),
    "you": _text("あなた（職員へ）", "あなた", "You (to the officer)", "您（致工作人员）", "나(직원에게)"),
    "contact": _text("返事を受け取る方法", "返事の方法", "How to hear the answer", "接收答复的方式", "답변 받는 방법"),
    "contact_change": _text("返事をほかの方法で受け取る", "ほかの方法で返事を聞く", "Hear the answer another way", "用其他方式接收答复", "다른 방법으로 답변 받기"),
    "contact_help": _text("連絡先はやりとりと分けて保管し、担当の職員だけが見ます。終わってから{days}日で消します。", "連絡先は、答える人だけが見ます。終わったら{days}日で消します。", "Kept apart from the talk, seen only by the officer, deleted {days} days after the end.", "联系方式与对话分开保存，仅主管人员可见，结束{days}天后删除。", "연락처는 대화와 따로 보관하며 담당 직원만 봅니다. 끝나고 {days}일 뒤에 지웁니다."),
    "here": _text("この画面で待つ", "この画面で待つ", "Wait on this page", "在此页面等待", "이 화면에서 기다리기"),
    "mail": _text("メールで受け取る", "メール", "By e-mail", "电子邮件", "이메일"),
    "phone": _text("電話をかけてもらう", "電話", "A telephone call", "电话回复", "전화 받기"),
    "none": _text("返事はいらない", "返事はいりません", "No answer needed", "不需要答复", "답변 필요 없음"),
    "address": _text("メールアドレスか電話番号", "メールか電話番号", "E-mail address or telephone number", "电子邮箱或电话号码", "이메일 또는 전화번호"),
    "address_help": _text("メールか電話を選んだときだけ書いてください。", "メールか電話のときだけ書いてください。", "Only for e-mail or telephone.", "仅选择邮件或电话时填写。", "이메일이나 전화를 골랐을 때만 써 주세요."),
    "save": _text("この方法にする", "これにする", "Use this", "使用此方式", "이 방법으로"),
    "chosen": _text("返事：{way}", "返事：{way}", "Answer: {way}", "答复：{way}", "답변: {way}"),
    "withdraw": _text("職員への質問を取りやめる", "やめる", "I no longer need an officer", "取消提问", "직원 문의 취소"),
    "helped": _text("役に立ちましたか", "わかりましたか", "Was this helpful?", "有帮助吗？", "도움이 되었습니까?"),
    "yes": _text("役に立った", "わかりました", "Yes", "有帮助", "예"),
    "no": _text("役に立たなかった", "わかりません", "No", "没有帮助", "아니요"),
    "judged": _text("ありがとうございます。答えの改善に使います。", "ありがとうございます。", "Thank you. It helps us improve.", "谢谢，我们会用于改进。", "감사합니다. 개선에 쓰겠습니다."),
}  # fmt: skip


class TalkWords(dict[str, str]):
    """All of them in one language, filled in: `{{ live.words.look }}`."""

    def __init__(self, language: str, **filled: object) -> None:
        super().__init__({key: _filled(text.in_(language), filled) for key, text in TALK.items()})
        self.language = language


def _filled(text: str, filled: dict[str, object]) -> str:
    for name, value in filled.items():
        text = text.replace("{" + name + "}", str(value))
    return text
