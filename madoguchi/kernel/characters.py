"""Which characters may stand in an answer, and how long a text is as people count.

Every ideograph of Unicode is welcome, with its variation selector: 戸籍 and 住民記録 know about 60,000 (from memory).
Unwelcome is what no person means to write and what deceives a reader or a program: control characters, marks that
turn the direction of writing, invisible marks, halves of surrogate pairs, private-use characters (a 外字 without
its font shows as something else elsewhere), and selectors that follow nothing.
"""

import regex

# A family of four with skin tones is eleven code points. Longer clusters exist only to slip past a limit on length.
LONGEST_CLUSTER = 16
_JOINERS = "\u200c\u200d"
_UNWELCOME = regex.compile(rf"(?V1)[[\p{{C}}\p{{Zl}}\p{{Zp}}]--[{_JOINERS}]]")
_LINE_ENDS = frozenset("\n\t")
_STRAY_SELECTOR = regex.compile(r"(?<!\p{Han})[\U000E0100-\U000E01EF]|(?<![^\p{Z}\p{C}\p{M}])[\uFE00-\uFE0F]")
_STRAY_JOINER = regex.compile(rf"(?<![^\p{{Z}}{_JOINERS}])[{_JOINERS}]")
_CLUSTER = regex.compile(r"\X")


def size(text: str) -> int:
    """Characters as people count them: 髙, 𠮷, 葛󠄀 and 👨‍👩‍👧 are one each."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return sum(1 for _ in _CLUSTER.finditer(text))


def unwelcome(text: str, *, lines: bool = False) -> list[str]:
    """Each code point that may not stand, once, as 'U+202E'. `lines` allows line ends and tabs."""
    allowed = _LINE_ENDS if lines else frozenset[str]()
    text = text.replace("\r\n", "\n") if lines else text
    found = [character for pattern in _PATTERNS for character in pattern.findall(text) if character not in allowed]
    return list(dict.fromkeys(named(character) for character in found + _beyond_the_longest_cluster(text)))


def is_welcome(text: str, *, lines: bool = False) -> bool:
    return not unwelcome(text, lines=lines)


def named(character: str) -> str:
    return f"U+{ord(character):04X}"


def _beyond_the_longest_cluster(text: str) -> list[str]:
    if text.isascii():
        return []
    return [cluster[LONGEST_CLUSTER] for cluster in _CLUSTER.findall(text) if len(cluster) > LONGEST_CLUSTER]


_PATTERNS = (_UNWELCOME, _STRAY_SELECTOR, _STRAY_JOINER)
