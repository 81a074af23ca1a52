"""Words by which people say yes, no, back, later, how many and when, in the five languages."""

import re
import unicodedata
from enum import StrEnum

from madoguchi.kernel.kanji_numbers import kanji_number

_ENDS = re.compile(r"^[\s、。,.!！?？~〜…「」]+|(?:です|でお願いします)?[\s、。,.!！?？~〜…「」]*$")


class Command(StrEnum):
    """What is no answer but a wish about the talk."""

    BACK = "back"
    LEAVE = "leave"
    HELP = "help"
    LATER = "later"
    SKIP = "skip"


COMMANDS: dict[Command, frozenset[str]] = {
    Command.BACK: frozenset({"戻る", "もどる", "ひとつ前", "前の質問", "back", "go back", "返回", "上一题", "뒤로", "이전"}),
    Command.LEAVE: frozenset({"やめる", "やめます", "中止", "quit", "stop", "cancel", "放弃", "取消", "그만", "그만두기"}),
    Command.HELP: frozenset(
        {"わからない", "分からない", "わかりません", "分かりません", "help", "i don't know", "i do not know", "不知道", "不明白", "모르겠어요", "모르겠습니다", "모름"}
    ),
    Command.LATER: frozenset({"あとで", "後で", "あとにする", "later", "以后", "稍后", "나중에"}),
    Command.SKIP: frozenset({"とばす", "飛ばす", "スキップ", "skip", "跳过", "건너뛰기"}),
}  # fmt: skip
YES = frozenset(
    {"はい", "ええ", "うん", "そうです", "そう", "yes", "y", "yeah", "是", "是的", "对", "有", "네", "예", "true"}
)
NO = frozenset(
    {
        "いいえ",
        "いや",
        "ちがいます",
        "違います",
        "ちがう",
        "違う",
        "no",
        "n",
        "nope",
        "不是",
        "不",
        "否",
        "没有",
        "아니요",
        "아니오",
        "아뇨",
        "false",
    }
)
AGREED = frozenset({"同意します", "同意する", "同意", "いいです", "agree", "i agree", "同意。", "동의합니다", "동의"})
ALL = frozenset({"全部", "ぜんぶ", "すべて", "all", "全部选择", "모두", "전부"})
COUNTED = {
    "ひとり": 1, "一人": 1, "ふたり": 2, "二人": 2, "ひとつ": 1, "ふたつ": 2, "みっつ": 3, "よっつ": 4, "いつつ": 5,
    "むっつ": 6, "ななつ": 7, "やっつ": 8, "ここのつ": 9, "とお": 10, "ゼロ": 0, "いない": 0, "なし": 0,
    "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "没有": 0, "없음": 0,
}  # fmt: skip
_UNIT = re.compile(
    r"(?:円|人|名|つ|個|頭|匹|枚|歳|才|通|件|台|回|日|時間|か月|ヶ月|平米|平方メートル|㎡|yen|jpy|people|person|日元|日圆|元|个|엔|명|개|살)+$"
)
_TO_KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
_PLACES = (("億", 100_000_000), ("亿", 100_000_000), ("억", 100_000_000), ("万", 10_000), ("만", 10_000))


def plain(said: str) -> str:
    """The same word however it was typed: width, case, blanks and the signs at its ends."""
    folded = unicodedata.normalize("NFKC", said).casefold().replace("’", "'")
    return _ENDS.sub("", " ".join(folded.split()))


def command_in(said: str) -> Command | None:
    """The wish, where nothing else is said."""
    word = plain(said)
    return next((command for command, words in COMMANDS.items() if word in words), None)


def yes_or_no(said: str) -> bool | None:
    """はい or いいえ, also with a few words after it; None where it is neither."""
    word = plain(said)
    first = re.split(r"[、,。.\s]", word, maxsplit=1)[0]
    if word in YES or word in AGREED or first in YES:
        return True
    if word in NO or first in NO:
        return False
    return None


def number_in(said: str) -> str:
    """三人, 12,000円 and 5万3千円 as digits; what is no number stays as it was said, so that the form's words answer."""
    word = plain(said).replace(",", "").replace("、", "").replace(" ", "").removeprefix("約")
    if word in COUNTED:
        return str(COUNTED[word])
    bare = _UNIT.sub("", word.removeprefix("¥").removeprefix("\\"))
    if bare.isascii() and bare.isdigit():
        return bare
    number = _by_places(bare)
    return str(number) if number is not None else said


def _by_places(word: str) -> int | None:
    total, rest = 0, word.replace("천", "千").replace("백", "百").translate(_TO_KANJI)
    for sign, worth in _PLACES:
        head, found, tail = rest.partition(sign)
        if found:
            many = _kanji(head)
            if many is None:
                return None
            total, rest = total + many * worth, tail
    if not rest:
        return total or None
    small = _kanji(rest)
    return None if small is None else total + small


def _kanji(text: str) -> int | None:
    try:
        return kanji_number(text.lstrip("〇") or "〇") if text else None
    except ValueError:
        return None
