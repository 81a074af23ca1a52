"""Pairs and single characters of kanji and katakana: what two texts share when their words are cut differently.

Hiragana is left out, since its endings and particles would drown the rest (docs/adr/0023). Hangul is cut the same way.
"""

import re

_RUNS = re.compile("[一-鿿㐀-䶿々〆ヶ\U00020000-\U0003ffff]+|[ァ-ヴー]+|[가-힣]+|[a-z]{2,}|[0-9]+")


def grams(text: str) -> list[str]:
    """Of a plain text. Latin words and numbers stay whole."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if run[0].isascii():
            found.append(run)
            continue
        found.extend(run)
        found.extend(run[place : place + 2] for place in range(len(run) - 1))
    return found
