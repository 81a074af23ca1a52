"""Whether a model's words say nothing that the cited passage does not: every number, date, amount, telephone number,
address and name must stand there, and no condition may be turned round. Where in doubt, the quotation stands alone.
"""

import re
import unicodedata

LONGEST_TIMES = 3
LEAST_ALIKE = 0.4
_WORD = re.compile(r"[A-Za-z]{2,}")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ가-힣]")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_UNIT = r"[%°々㐀-鿿ァ-ヺ가-힣]|(?:days?|weeks?|months?|years?|yen|hours?|minutes?|people|persons?|[ap]\.?m)\b"
_WITH_UNIT = re.compile(rf"\d+(?:[.,:/-]\d+)*\s*(?:{_UNIT})")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十百千]+\s*[年月日時分円万億歳才人回件通週割階]")
_KATAKANA = re.compile(r"[ァ-ヺ][ァ-ヺー・]+")
_KANJI = re.compile(r"[々〆㐀-鿿]{2,}")
_HANGUL = re.compile(r"[가-힣]+")
_NAME = re.compile(r"\b[A-Z][A-Za-z'’-]+")
_LINK = re.compile(r"(?:https?:|www\.|//)[^\s]*|[\w.+-]+@[\w.-]+|\b[\w-]+\.(?:jp|com|net|org|go|lg)\b")
_MARKUP = re.compile(r"[<>{}`]|\]\(|^\s*#|\*\*", re.MULTILINE)
_NOT = re.compile(
    r"ません|ない(?!よう)|なく|ず、|不要|できま?せ|\b(?:not|no|never|cannot|can't|without|don't|doesn't|isn't|won't)\b"
    r"|[不没無无]|없|않|아니|못"
)
_NUMBERS_IN_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred"
    r"|thousand|million|half|double|twice|first|second|third|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january"
    r"|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# Days of the week, eras and halves are facts as well, though they are one sign.
_SINGLE_FACTS = re.compile(
    r"[月火水木金土日]曜|(?:午前|午後|平日|休日|祝日|毎日|毎月|毎年|半額|全額|無料|有料|令和|平成|昭和)"
)
# Words that carry no fact: a rewording may use them though the quotation does not.
PLAIN = frozenset(
    [
        "場合",
        "必要",
        "方法",
        "確認",
        "利用",
        "相談",
        "案内",
        "説明",
        "手続",
        "区役所",
        "窓口",
        "担当",
        "電話",
        "内容",
        "書類",
        "質問",
        "回答",
        "下記",
        "以下",
        "次",
        "詳細",
        "対象",
        "可能",
    ]
)
STARTS = frozenset(["The", "A", "An", "If", "You", "Your", "We", "Our", "Please", "To", "In", "On", "At", "For", "It", "This", "That", "These", "Those", "When", "Where", "How", "And", "But", "Or", "So", "There", "Here", "As", "By", "With", "From", "Contact", "See", "Call"])  # fmt: skip


def stands_in(wording: str, passage: str) -> bool:
    """Whether the wording may be shown in place of the passage."""
    said, source = _plain(wording), _plain(passage)
    if not said or len(said) > LONGEST_TIMES * len(source) + 100:
        return False
    return not _astray(said, source)


def _astray(said: str, source: str) -> str:
    """The first kind of thing in what is said that the source does not hold; empty where there is none."""
    checks = {
        "markup": bool(_MARKUP.search(said)),
        "link": any(link not in source for link in _LINK.findall(said)),
        "number": bool(set(_NUMBER.findall(said)) - set(_NUMBER.findall(source))),
        "unit": bool(_units(said) - _units(source)),
        "kanji number": any(hit not in source for hit in _KANJI_NUMBER.findall(said)),
        "number in words": bool(_folded(_NUMBERS_IN_WORDS, said) - _folded(_NUMBERS_IN_WORDS, source)),
        "fact": any(hit not in source for hit in _SINGLE_FACTS.findall(said)),
        "katakana": any(hit not in source for hit in _KATAKANA.findall(said)),
        "kanji": any(not _covered(hit, source) for hit in _KANJI.findall(said)),
        "hangul": any(not _hangul_stands(hit, source) for hit in _HANGUL.findall(said)),
        "name": bool({name for name in _NAME.findall(said) if name not in source} - STARTS),
        "letters": not _is_latin(source) and any(hit not in source for hit in _WORD.findall(said)),
        "another subject": _likeness(said, source) < LEAST_ALIKE,
        "negation": bool(_NOT.search(said)) != bool(_NOT.search(source)),
    }
    return next((kind for kind, wrong in checks.items() if wrong), "")


def _plain(text: str) -> str:
    """One width, no thousands commas, one kind of dash, single blanks."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[‐‑‒–—―−]", "-", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return re.sub(r"[ \t\r\f\v]+", " ", text).strip()


def _is_latin(text: str) -> bool:
    return len(_WORD.findall(text)) > 3 and not _JAPANESE.search(text)


def _likeness(said: str, source: str) -> float:
    """How much of what is said stands in the source: pairs of signs, or words where words are written apart."""
    if _is_latin(source):
        words = [word.casefold() for word in _WORD.findall(said)]
        return sum(word in source.casefold() for word in words) / len(words) if words else 0.0
    pairs = [said[n : n + 2] for n in range(len(said) - 1)]
    return sum(pair in source for pair in pairs) / len(pairs) if pairs else 0.0


def _units(text: str) -> set[str]:
    return {re.sub(r"\s", "", hit) for hit in _WITH_UNIT.findall(text)}


def _folded(pattern: re.Pattern[str], text: str) -> set[str]:
    return {hit.casefold() for hit in pattern.findall(text)}


def _covered(run: str, source: str) -> bool:
    """The run of kanji is made of pieces of two or more that stand in the source or carry no fact."""
    ends = [0]
    for end in range(2, len(run) + 1):
        pieces = (run[start:end] for start in ends if end - start >= 2)
        if any(piece in source or piece in PLAIN for piece in pieces):
            ends.append(end)
    return ends[-1] == len(run)


def _hangul_stands(word: str, source: str) -> bool:
    """Korean bends the ends of words: their first two syllables must stand in the source."""
    return len(word) < 3 or word[:2] in source
