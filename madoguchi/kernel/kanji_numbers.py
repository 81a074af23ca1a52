"""Whole numbers written in kanji, as in 二十三番 or 令和八年."""

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_LONGEST = 7  # 九千九百九十九
_PLACES = {"十": 10, "百": 100, "千": 1000}


def kanji_number(text: str) -> int:
    """二十三 and 二三 are both 23; ValueError for anything that is no number below ten thousand."""
    if not 1 <= len(text) <= _LONGEST or any(
        character not in DIGITS and character not in _PLACES for character in text
    ):
        raise ValueError(f"no number in kanji: {text!r}")
    if not any(character in _PLACES for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    return _by_places(text)


def _by_places(text: str) -> int:
    total, waiting = 0, None
    for character in text:
        if character in _PLACES:
            total += (1 if waiting is None else waiting) * _PLACES[character]
            waiting = None
        else:
            waiting = DIGITS[character] if waiting is None else waiting * 10 + DIGITS[character]
    return total + (waiting or 0)
