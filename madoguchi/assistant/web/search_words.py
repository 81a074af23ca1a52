"""The words of search and of よくある質問, in every language."""

from collections.abc import Mapping
from typing import Final

from madoguchi.kernel.passages import Kind
from madoguchi.kernel.text import Text

KINDS: Final[Mapping[Kind, Text]] = {
    Kind.PROCEDURE: Text("手続き", "手続き", "Procedure", "手续", "절차"),
    Kind.ANSWER: Text("よくある質問", "よくある質問", "Question and answer", "常见问题", "자주 묻는 질문"),
    Kind.EVENT: Text("くらしのできごと", "くらしのできごと", "Life event", "生活大事", "생활 사건"),
    Kind.CONSULTATION: Text("相談", "相談", "Consultation", "咨询", "상담"),
    Kind.FACILITY: Text("施設・場所", "場所", "Place", "设施、地点", "시설·장소"),
    Kind.SECTION: Text("担当課", "区役所の課", "Section", "主管科室", "담당 부서"),
}
WORDS: Final[Mapping[str, Text]] = {
    "top": Text("トップ", "トップ", "Top", "首页", "홈"),
    "search": Text("検索", "さがす", "Search", "搜索", "검색"),
    "ask": Text(
        "何を知りたいですか",
        "何を知りたいですか",
        "What would you like to know?",
        "您想了解什么？",
        "무엇을 알고 싶으십니까?",
    ),
    "found": Text("「{}」の検索結果", "「{}」をさがしました", "Results for “{}”", "“{}”的搜索结果", "‘{}’ 검색 결과"),
    "lead": Text(
        "手続き、よくある質問、相談、施設、担当課をまとめて探せます。",
        "手続きや、区役所のことを、さがすことができます。",
        "Searches procedures, questions and answers, consultations, places and sections.",
        "可一并搜索手续、常见问题、咨询、设施和科室。",
        "절차, 자주 묻는 질문, 상담, 시설, 부서를 한 번에 찾습니다.",
    ),
    "example": Text(
        "例：子どもの手当、引っ越し",
        "れい：子どものお金、引っ越し",
        "For example: child allowance",
        "例：儿童津贴、搬家",
        "예: 아동수당, 이사",
    ),
    "count": Text("{}件", "{}件", "{} found", "{}项", "{}건"),
    "owner": Text("担当", "担当する課", "Section", "主管科室", "담당"),
    "reviewed": Text("最後に確かめた日", "最後に調べた日", "Last checked", "最后确认日期", "마지막 확인일"),
    "unverified": Text(
        "要確認（デモ）", "要確認（デモ）", "To be confirmed (demo)", "待确认（演示）", "확인 필요(데모)"
    ),
    "unverified_text": Text(
        "この答えは、まだ担当課が確かめていません。大切なことは、窓口か電話でお確かめください。",
        "この答えは、まだ調べていません。大切なことは、電話で聞いてください。",
        "The section has not confirmed this answer yet. Please check by phone or at the counter.",
        "该回答尚未经主管科室确认，重要事项请到窗口或电话确认。",
        "이 답변은 담당 부서가 아직 확인하지 않았습니다. 중요한 내용은 창구나 전화로 확인해 주세요.",
    ),
    "not_here": Text(
        "この言語の文はまだありません。日本語で表示しています。",
        "この文は、やさしい日本語がまだありません。",
        "There is no text in English yet. The Japanese text is shown.",
        "尚无中文文本，显示日语原文。",
        "아직 한국어 문장이 없어 일본어로 표시합니다.",
    ),
    "nothing": Text("見つかりませんでした", "見つかりませんでした", "Nothing was found", "没有找到", "찾지 못했습니다"),
    "nothing_text": Text(
        "短いことばや、別の言い方で、もう一度お試しください。",
        "短いことばで、もう一度さがしてください。",
        "Please try again with fewer or other words.",
        "请用更短或其他的词语再试一次。",
        "더 짧은 말이나 다른 표현으로 다시 찾아 주세요.",
    ),
    "ways": Text("ほかの聞き方", "ほかの聞き方", "Other ways to ask", "其他咨询方式", "다른 문의 방법"),
    "chat": Text("チャットで聞く", "チャットで聞く", "Ask in the chat", "通过聊天咨询", "채팅으로 묻기"),
    "call": Text("{}に電話する（{}）", "{}に電話する（{}）", "Ring {} ({})", "致电{}（{}）", "{}에 전화하기({})"),
    "all_procedures": Text(
        "すべての手続きを見る", "手続きを全部見る", "All procedures", "查看所有手续", "모든 절차 보기"
    ),
    "all_answers": Text(
        "よくある質問を見る", "よくある質問を見る", "Questions and answers", "查看常见问题", "자주 묻는 질문 보기"
    ),
    "all_events": Text(
        "くらしのできごとから探す",
        "くらしのできごとからさがす",
        "By life event",
        "按生活大事查找",
        "생활 사건으로 찾기",
    ),
    "consultations": Text(
        "相談できるところを見る", "相談できるところを見る", "Consultations", "查看咨询处", "상담 창구 보기"
    ),
    "facilities": Text("施設を探す", "場所をさがす", "Find a place", "查找设施", "시설 찾기"),
    "answers": Text("よくある質問", "よくある質問", "Questions and answers", "常见问题", "자주 묻는 질문"),
    "answers_lead": Text(
        "区民の方からよくいただく質問に、担当課がお答えします。",
        "よくある質問に、区役所が答えます。",
        "What residents often ask, answered by the section in charge.",
        "由主管科室回答居民常问的问题。",
        "주민이 자주 묻는 질문에 담당 부서가 답합니다.",
    ),
    "topic": Text("分野", "分野", "Subject", "领域", "분야"),
    "all_of_subject": Text(
        "この分野の{}件をすべて見る",
        "{}件 全部 見る",
        "See all {} in this subject",
        "查看本领域全部{}项",
        "이 분야 {}건 모두 보기",
    ),
    "all": Text("すべて", "全部", "All", "全部", "전체"),
    "phone": Text("電話", "電話", "Phone", "电话", "전화"),
    "source": Text("出どころ", "出どころ", "Source", "依据", "출처"),
    "apply": Text("この手続きをする", "この手続きをする", "Go to the procedure", "办理该手续", "이 절차로 이동"),
    "see": Text("あわせて読まれる質問", "ほかの質問", "Related questions", "相关问题", "관련 질문"),
    "helped": Text(
        "この答えは役に立ちましたか",
        "この答えは、わかりましたか",
        "Was this answer helpful?",
        "这个回答有帮助吗？",
        "이 답변이 도움이 되었습니까?",
    ),
    "yes": Text("役に立った", "わかった", "Yes", "有帮助", "도움이 됨"),
    "no": Text("役に立たなかった", "わからなかった", "No", "没有帮助", "도움이 안 됨"),
    "thanks": Text(
        "ありがとうございます。答えを直すときの参考にします。",
        "ありがとうございます。",
        "Thank you. We use this to improve our answers.",
        "谢谢。我们会用于改进回答。",
        "감사합니다. 답변을 개선하는 데 참고하겠습니다.",
    ),
    "until_label": Text("この答えが有効な日", "この答えを使える日", "Valid until", "有效期至", "유효 기한"),
    "private": Text(
        "検索のことばは、区の記録に残しません。名前や番号は書かないでください。",
        "さがしたことばは、残しません。名前や番号は書かないでください。",
        "We keep no record of what you search for. Please do not type names or numbers.",
        "搜索词不会被记录。请勿输入姓名或号码。",
        "검색어는 기록하지 않습니다. 이름이나 번호는 적지 마세요.",
    ),
}


class Words:
    """The words in one language, by name: `{{ page.words.owner }}`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __getitem__(self, name: str) -> str:
        return WORDS[name].in_(self.language)

    def kind(self, kind: Kind) -> str:
        return KINDS[kind].in_(self.language)
