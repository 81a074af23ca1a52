"""What people typed, brought to one form for one purpose: a telephone number is not treated like a name.

There is deliberately no normalisation for names: `name` trims outer white space and leaves every code point alone,
because 髙 is not 高 and a variation selector belongs to the character before it. Nothing unknown is dropped either;
it stays, so that validation can show it to the person.
"""

import re
import unicodedata

from madoguchi.kernel.kanji_numbers import kanji_number

DASHES = "-\u00ad\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u2212\u2500\u2501\u30fc\ufe58\ufe63\uff0d\uff70"
_DASH = re.compile(f"[{re.escape(DASHES)}]")
_DASH_AND_SPACE = re.compile(rf"[\s{re.escape(DASHES)}]")
_WHITE = re.compile(r"\s+")
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HIRAGANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_HALF_WIDTH_KANA = re.compile(r"[\uff65-\uff9f]+")
_LOOSE_VOICING = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"})
_SPACE_BEFORE_VOICING = re.compile("(?<=[\u3041-\u30fa])\\s+(?=[\u3099\u309a])")
_LONG_VOWEL = re.compile(f"(?<=[\u30a1-\u30fa\u30fc])[{re.escape(DASHES)}]+")
_KANJI_NUMBER = "[〇一二三四五六七八九十百千]"
# A numeral in kanji may also begin the name of a house (三越, 一ノ瀬ビル), so it counts only where a number ends.
_NUMBER = rf"[0-9]{{1,6}}(?![0-9])|{_KANJI_NUMBER}{{1,7}}(?=\s*(?:丁目|番地?|号|の{_KANJI_NUMBER}|[{re.escape(DASHES)}]|\s|$))"
_JOINT = rf"[のノ](?=[0-9]|{_KANJI_NUMBER})|[{re.escape(DASHES)}]"
_BLOCK = re.compile(rf"\s*(?P<number>{_NUMBER})\s*(?P<unit>丁目|番地|番|号)?\s*(?P<joint>{_JOINT})?")
_FULL_WIDTH_DIGITS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}


def name(typed: str) -> str:
    """Outer white space only. Never anything else."""
    return typed.strip()


def one_line(typed: str) -> str:
    """White space to single spaces; no other code point changes."""
    return _WHITE.sub(" ", typed.strip())


def digits(typed: str) -> str:
    """Digits of any width or script, kanji digits by place (一五六 is 156), without spaces, dashes, invisible marks."""
    plain = _DASH_AND_SPACE.sub("", _without_format_marks(typed)).translate(_KANJI_DIGITS)
    return "".join(_ascii_digit(character) for character in plain)


def phone(typed: str) -> str:
    """'+81 (0)3-1234-5678' and '０３（１２３４）５６７８' are both 0312345678; other countries keep their '+'."""
    number = digits(typed.translate(_FULL_WIDTH).replace(".", " "))
    international = number.startswith("+81")
    number = number.removeprefix("+81").replace("(0)", "0") if international else number
    number = re.sub(r"[()]", "", number)
    return "0" + number.removeprefix("0") if international else number


def postcode(typed: str) -> str:
    """Seven digits, where there are seven."""
    return digits(typed.replace("〒", ""))


def email(typed: str) -> str:
    """Half width, no spaces; only the domain is put in lower case, for what stands before @ belongs to its host."""
    plain = _WHITE.sub("", _without_format_marks(typed).translate(_FULL_WIDTH))
    local, at, domain = plain.rpartition("@")
    return local + at + domain.replace("。", ".").lower()


def kana(typed: str) -> str:
    """Full-width katakana with single spaces; a dash after kana is a long vowel (ユ-コ is ユーコ)."""
    full = _HALF_WIDTH_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), typed)
    full = unicodedata.normalize("NFC", _SPACE_BEFORE_VOICING.sub("", full.translate(_LOOSE_VOICING)))
    return one_line(_LONG_VOWEL.sub(lambda found: "ー" * len(found[0]), full.translate(_HIRAGANA)))


def block_number(typed: str) -> str:
    """1丁目2番3号, １－２－３ and 一丁目二番地の三 are all 1-2-3. What follows the numbers stays as it was typed."""
    text = one_line(typed.translate(_FULL_WIDTH_DIGITS))
    numbers, end = _leading_numbers(text)
    rest = text[end:].strip()
    return " ".join(part for part in ("-".join(numbers), rest) if part)


def _leading_numbers(text: str) -> tuple[list[str], int]:
    """The numbers joined by a unit or a dash, and where they end."""
    numbers: list[str] = []
    end, joined = 0, True
    while joined and (found := _BLOCK.match(text, end)):
        numbers.append(_plain_number(found["number"]))
        end = found.end()
        joined = found["unit"] not in (None, "号") or found["joint"] is not None
    return numbers, end


def _plain_number(number: str) -> str:
    return str(int(number)) if number.isascii() else str(kanji_number(number))


def _without_format_marks(text: str) -> str:
    """Address books wrap a number in invisible direction marks (U+202D … U+202C) when it is copied."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def _ascii_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
