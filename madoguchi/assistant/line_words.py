"""What the assistant says on LINE alone, in the five languages."""

from madoguchi.kernel.text import Text

LINE_WORDS: dict[str, Text] = {
    "welcome": Text(
        ja="区の手続きやくらしのことを、ここでたずねられます。自動でお答えします。名前、住所、マイナンバーは書かないでください。ことばを選べます。",
        easy="区役所のことを、ここで聞くことができます。機械が答えます。名前・住所・番号は、書かないでください。ことばを えらんでください。",
        en="Ask about the ward's services here. Answers are automatic. Please do not write names, addresses or personal numbers. Choose your language below.",
        zh_hans="可以在这里询问区政府的手续和服务，由系统自动回答。请不要写姓名、住址和个人编号。请选择语言。",
        ko="구청의 절차와 생활에 대해 여기에서 물어볼 수 있습니다. 자동으로 답합니다. 이름, 주소, 개인번호는 쓰지 마세요. 언어를 선택하세요.",
    ),
    "speaking": Text(
        ja="日本語でお答えします。聞きたいことを書いてください。", easy="やさしい日本語で答えます。聞きたいことを書いてください。",
        en="I will answer in English. What would you like to know?", zh_hans="将用中文回答。请写下您想了解的内容。",
        ko="한국어로 답하겠습니다. 궁금한 것을 적어 주세요.",
    ),
    "only_text": Text(
        ja="ありがとうございます。写真、スタンプ、音声は読めません。聞きたいことを、文字で送ってください。",
        easy="写真やスタンプは読むことができません。文字で書いてください。",
        en="Thank you. I cannot read pictures, stickers or voice. Please send your question as text.",
        zh_hans="谢谢。我无法读取图片、贴图和语音，请用文字提问。",
        ko="감사합니다. 사진, 스티커, 음성은 읽을 수 없습니다. 글로 보내 주세요.",
    ),
    "busy": Text(
        ja="続けてたくさんの質問をいただきました。1分ほどたってから、もう一度送ってください。お急ぎなら、お電話でどうぞ。",
        easy="たくさん質問がありました。1分待って、もう一度送ってください。急いでいるときは、電話してください。",
        en="You have sent many messages in a short time. Please try again in about a minute, or call us if it is urgent.",
        zh_hans="短时间内消息较多，请约1分钟后再发送。紧急时请打电话。",
        ko="짧은 시간에 메시지가 많았습니다. 1분쯤 뒤에 다시 보내 주세요. 급하면 전화해 주세요.",
    ),
    "long_talk": Text(
        ja="長いやりとりになったので、新しく始めます。もう一度、送ってください。", easy="長くなりました。新しく始めます。もう一度送ってください。",
        en="This talk has become long; we start a new one. Please send your question again.", zh_hans="对话已较长，将重新开始。请再发送一次。",
        ko="대화가 길어져 새로 시작합니다. 다시 한번 보내 주세요.",
    ),
    "gone": Text(
        ja="選んだ答えは、いまはお見せできません。もう一度、ことばで聞いてください。", easy="この答えは、いまありません。もう一度、書いてください。",
        en="That answer can no longer be shown. Please ask again in words.", zh_hans="该回答目前无法显示，请再用文字提问。",
        ko="그 답변은 지금 보여 드릴 수 없습니다. 다시 글로 물어봐 주세요.",
    ),
}  # fmt: skip
LANGUAGE_NAMES = {"ja": "日本語", "easy": "やさしい日本語", "en": "English", "zh-hans": "简体中文", "ko": "한국어"}
