"""What a resident typed, made readable: cleaned of what no person types, masked, and its language recognised by its script."""

import re
import unicodedata
from dataclasses import dataclass

from madoguchi.kernel import masking
from madoguchi.kernel.masking import Kind, Masked

LONGEST_READ = 4000
LONGEST_KEPT = 600
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\ufe00-\ufe0f\u20e3]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")
# ١٢٣ is a number of somebody as 123 is.
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_TAG = re.compile(r"<[^<>]{0,400}>")
_WHITE = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W_]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_ALL_KANA = re.compile(r"[ぁ-ゖー\s、。！？!?・~〜]{6,}")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")
_HAN = re.compile(r"[㐀-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
# Simplified forms that Japanese does not write, and words of a Chinese question.
_CHINESE = re.compile(
    r"[们这么吗呢办证医请问谁给话费应该险儿岁养护疗补钱厅时间处领缴现开没几从确认该还让实费怎哪您你想我是的了丢]"
)


@dataclass(frozen=True)
class Said:
    """`text` may be kept; `question` is what is searched with, in memory only; `language` is the question's own."""

    text: str
    question: str
    language: str
    kinds: tuple[Kind, ...] = ()
    shortened: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing that could be a word: blanks, signs, emoji."""
        return not _LETTER.search(self.question)

    @property
    def has_secret(self) -> bool:
        return Masked(self.text, self.kinds).has_secret


def read(typed: str, *, language: str) -> Said:
    """The typed text as it may be kept and searched; `language` is the reader's, for scripts that leave it open.

    It is cut only after masking, so that no half of a number is left at the end.
    """
    head = unicodedata.normalize("NFKC", typed[:LONGEST_READ])
    plain = _WHITE.sub(" ", _TAG.sub(" ", _CONTROL.sub(" ", _INVISIBLE.sub("", head)))).strip()
    plain = _FOREIGN_DIGIT.sub(lambda hit: str(int(hit[0])), plain)
    found = masking.masked(plain, said=True)
    kept = found.text[:LONGEST_KEPT]
    question = kept
    for kind in Kind:
        question = question.replace(kind.value, " ")
    shortened = len(typed) > LONGEST_READ or len(found.text) > LONGEST_KEPT
    return Said(kept, question.strip(), language_of(question, reader=language), found.kinds, shortened)


def language_of(text: str, *, reader: str) -> str:
    """By its script: Hangul is Korean, kana Japanese, Chinese known by its own signs.

    Who writes without a single kanji is answered in やさしい日本語, whatever the page speaks.
    """
    japanese = "easy" if reader == "easy" or _ALL_KANA.fullmatch(text) else "ja"
    if _HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return japanese
    if _HAN.search(text):
        return "zh-hans" if _CHINESE.search(text) or reader == "zh-hans" else japanese
    if _LATIN.search(text):
        return "en"
    return reader
