"""How a name may be read: from the dictionary, and from each kanji alone.

Everything here serves a comparison and is thrown away after it. A folded form is never stored and never shown.
"""

import re
import unicodedata
from functools import cache, lru_cache

from sudachipy.sudachipy import Dictionary

from madoguchi.kernel import normalise

# Variants in the family register that a dictionary seldom lists; from memory, for readings only.
_VARIANTS = (
    "髙高 﨑崎 嵜崎 碕崎 𠮷吉 槗橋 濵浜 濱浜 德徳 栁柳 桺柳 桒桑 "
    "邉辺 邊辺 冨富 嶋島 嶌島 澤沢 齋斎 齊斉 眞真 廣広 國国 瀨瀬 "
    "曻昇 惠恵 𡈽土 埜野 舘館 寳宝 籔薮 "
)
COMMON_FORM = {ord(pair[0]): pair[1] for pair in _VARIANTS.split()}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_OLD_KANA = str.maketrans("ヰヱヲヂヅ", "イエオジズ")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_SEPARATORS = re.compile("[ ・゠=＝]")
_REPEATED = re.compile("(.)([ヽヾ])")
_KATAKANA_ONLY = re.compile("[ァ-ヺー]+")
_VOICING = "\u3099\u309a"


def plain_form(written: str) -> str:
    """A written name with its variants in their common form and its kana in katakana."""
    common = unicodedata.normalize("NFKC", _SELECTORS.sub("", written)).translate(COMMON_FORM)
    return sounded(_SEPARATORS.sub("", normalise.kana(common)))


def sounded(kana: str) -> str:
    """Kana by sound: みすゞ is ミスズ, きみゑ is キミエ."""
    text = _REPEATED.sub(_repeat, kana)
    return text.translate(_OLD_KANA)


def softened(kana: str) -> str:
    """Without voicing and small kana, since ヤマサキ and ヤマザキ, or ハツトリ and ハットリ, are no contradiction."""
    apart = unicodedata.normalize("NFD", sounded(kana).translate(_SMALL))
    return "".join(character for character in apart if character not in _VOICING)


@lru_cache(maxsize=4096)
def surname_readings(plain: str) -> frozenset[str]:
    return frozenset(reading for reading, kind in _listed(plain) if kind == "姓")


@lru_cache(maxsize=4096)
def readings(plain: str) -> frozenset[str]:
    """Every reading the dictionary knows of this word, whatever the word is."""
    return frozenset(reading for reading, _ in _listed(plain))


def can_be_composed(plain: str, kana: str) -> bool:
    """Whether `kana` is a reading of each kanji in turn: 新 シン and 垣 カキ let 新垣 be シンガキ."""
    parts = [_sounds_of(character, plain[place - 1] if place else "") for place, character in enumerate(plain)]
    if not all(parts):
        return False
    pattern = "".join(f"(?:{'|'.join(map(re.escape, sorted(part)))})" for part in parts)
    return re.fullmatch(pattern, softened(kana)) is not None


def _sounds_of(character: str, before: str) -> frozenset[str]:
    if _KATAKANA_ONLY.fullmatch(character):
        return frozenset({"カ", "ケ", "コ"}) if character in "ヶケ" else frozenset({softened(character)})
    return frozenset(softened(reading) for reading in readings(before if character == "々" else character))


def _repeat(found: re.Match[str]) -> str:
    voiced = unicodedata.normalize("NFC", found[1] + _VOICING[0]) if found[2] == "ヾ" else found[1]
    return found[1] + (voiced if len(voiced) == 1 else found[1])


def _listed(plain: str) -> list[tuple[str, str]]:
    if any(unicodedata.category(character) == "Cs" for character in plain):
        return []
    return [
        (reading, morpheme.part_of_speech()[3])
        for morpheme in _dictionary().lookup(plain)
        if _KATAKANA_ONLY.fullmatch(reading := morpheme.reading_form())
    ]


@cache
def _dictionary() -> Dictionary:
    """Opened at the first question: its 200 MB are mapped, and shared between the processes of a machine."""
    return Dictionary()
