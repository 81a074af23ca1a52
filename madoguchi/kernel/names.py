"""Names of people, and whether a name and its ふりがな can belong together.

A name is kept exactly as it was given. The comparison is for a hint, never for a decision: a given name may be read
as its parents chose, so an unusual reading of one is never called different.
"""

import re
from enum import StrEnum

import msgspec

from madoguchi.kernel import readings

# The longest readings of one kanji in a name are five kana (志 こころざし, 詔 みことのり); two may share one (希空 is
# ノア). One more is left for what nobody here has met.
_MOST_KANA_PER_KANJI = 6
_TOO_LONG_TO_COMPARE = 40
_PIECES = re.compile(r"(?P<gap>[ヶケ])|(?P<kana>[ァ-ヺー]+?(?=[ヶケ]|[^ァ-ヺー]|$))|(?P<other>[^ァ-ヺー]+)")
_KANA_ONLY = re.compile("[ァ-ヺー]+")
_KANJI = re.compile("[々〆㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")
_LATER_SOUNDS = str.maketrans("ハヒフヘホ", "ワイウエオ")


class PersonName(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Also used for the ふりがな of one. Somebody with a single name has it as `family`."""

    family: str = ""
    given: str = ""

    @property
    def full(self) -> str:
        between = " " if (self.family + self.given).isascii() else "\u3000"
        return between.join(part for part in (self.family, self.given) if part)


class KanaFit(StrEnum):
    FITS = "fits"
    CANNOT_TELL = "cannot_tell"
    DIFFERS = "differs"


def fits_kana(name: PersonName, kana: PersonName) -> KanaFit:
    found = {family_fits(name.family, kana.family), given_fits(name.given, kana.given)}
    if KanaFit.DIFFERS in found:
        return KanaFit.DIFFERS
    return KanaFit.FITS if found == {KanaFit.FITS} else KanaFit.CANNOT_TELL


def family_fits(written: str, kana: str) -> KanaFit:
    """DIFFERS when the dictionary knows the surname, and neither it nor the kanji one by one allow the reading.

    A surname of one kanji is as often Korean or Chinese (李 イ, 王 ワン), which the dictionary reads in Japanese only.
    Rare Japanese readings remain (月見里 is ヤマナシ for some), so this is worth a second look and never an error.
    """
    plain, sound = _plain(written), _plain(kana)
    if (fit := _fit_of_shape(plain, sound)) is not None:
        return fit
    known = readings.surname_readings(plain) if len(plain) > 1 else frozenset[str]()
    if _is_among(sound, known | readings.readings(plain)):
        return KanaFit.FITS
    if readings.can_be_composed(plain, sound):
        return KanaFit.CANNOT_TELL if known else KanaFit.FITS
    return KanaFit.DIFFERS if known else KanaFit.CANNOT_TELL


def given_fits(written: str, kana: str) -> KanaFit:
    """DIFFERS only where kana contradict kana, or the length is beyond any reading."""
    plain, sound = _plain(written), _plain(kana)
    if (fit := _fit_of_shape(plain, sound)) is not None:
        return fit
    usual = _is_among(sound, readings.readings(plain)) or readings.can_be_composed(plain, sound)
    return KanaFit.FITS if usual else KanaFit.CANNOT_TELL


def _plain(text: str) -> str:
    return readings.plain_form(text[: 4 * _TOO_LONG_TO_COMPARE])


def _fit_of_shape(plain: str, sound: str) -> KanaFit | None:
    """What the shapes alone tell; None when they allow the reading and kanji must say more."""
    if max(len(plain), len(sound)) > _TOO_LONG_TO_COMPARE:
        return KanaFit.CANNOT_TELL
    if plain == sound:
        return KanaFit.FITS
    if not plain or not sound:
        return KanaFit.DIFFERS
    if not _KANA_ONLY.fullmatch(sound):
        return KanaFit.CANNOT_TELL
    if not _shape_allows(plain, sound):
        return KanaFit.CANNOT_TELL if _shape_allows(_later(plain), _later(sound)) else KanaFit.DIFFERS
    return None if _KANJI.search(plain) else KanaFit.CANNOT_TELL


def _shape_allows(plain: str, sound: str) -> bool:
    pattern = "".join(_pattern_of(piece) for piece in _PIECES.finditer(plain))
    return re.fullmatch(pattern, sound) is not None


def _pattern_of(piece: re.Match[str]) -> str:
    if piece["gap"]:
        return "[カガケゲコゴヶヵ]"
    if piece["kana"]:
        return re.escape(piece["kana"])
    if _KANJI.fullmatch(piece["other"]):
        kanji = len(piece["other"])
        return f"[ァ-ヺー]{{{-(-kanji // 2)},{kanji * _MOST_KANA_PER_KANJI}}}"
    return "[ァ-ヺー]+"


def _later(kana: str) -> str:
    """かほり may be read カオリ: ハ行 inside a word, as it came to be spoken."""
    return kana[:1] + kana[1:].translate(_LATER_SOUNDS)


def _is_among(sound: str, known: frozenset[str]) -> bool:
    return readings.softened(sound) in {readings.softened(reading) for reading in known}
