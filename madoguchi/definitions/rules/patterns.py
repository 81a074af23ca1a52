"""The safe part of RE2's patterns, read into a tree: what `matches` accepts.

Characters, classes, `.`, groups, `|`, and the four repetitions; `^` and `$` at the two ends only. As in CEL a pattern
may match anywhere unless it is anchored. Back references, look-around, lazy and possessive repetition are no part of
it, so a pattern is a regular language and can be matched in time linear in the text (automaton.py).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import regex

LONGEST_PATTERN = 200
MOST_REPEATS = 200
DEEPEST_GROUP = 20

SAMPLES = {
    "Han": "亜",
    "Hiragana": "あ",
    "Katakana": "ア",
    "Latin": "a",
    "L": "a",
    "Lu": "A",
    "Ll": "a",
    "N": "1",
    "Nd": "1",
}
_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": "\t\n\f\r "}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_COUNTS = re.compile(r"\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}")


class PatternError(Exception):
    """What is wrong with a pattern, in Japanese."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One character out of a set."""

    ranges: tuple[tuple[str, str], ...]
    properties: tuple[str, ...] = ()
    negated: bool = False

    def has(self, character: str) -> bool:
        inside = any(low <= character <= high for low, high in self.ranges) or any(
            _property(name).fullmatch(character) for name in self.properties
        )
        return inside is not self.negated

    def sample(self) -> str | None:
        """Some character of the set."""
        likely = [low for low, _ in self.ranges] + [SAMPLES[name] for name in self.properties]
        return next((one for one in [*likely, *"aA1あア亜ー-_ "] if self.has(one)), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    parts: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    part: "Shape"
    least: int
    most: int | None


Shape: TypeAlias = Characters | Sequence | Alternatives | Repeat


@dataclass(frozen=True, slots=True)
class Anchored:
    """A whole pattern; `shape` is None where it is empty."""

    shape: Shape | None
    begins: bool
    ends: bool


@cache
def _property(name: str) -> "regex.Pattern[str]":
    return regex.compile(rf"\p{{{name}}}")


def read(pattern: str) -> Anchored:
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"パターンが長すぎます（{LONGEST_PATTERN}文字まで）。")
    begins = pattern.startswith("^")
    inside = pattern[1:] if begins else pattern
    unescaped = inside.replace("\\\\", "")
    ends = inside.endswith("$") and not unescaped.endswith("\\$")
    inside = inside[:-1] if ends else inside
    if not inside:
        return Anchored(None, begins, ends)
    alternatives = _Reader(inside).whole()
    if len(alternatives) > 1 and (begins or ends):
        raise PatternError("「^」や「$」と「|」を使うときは「^(a|b)$」のように括弧で囲んでください。")
    return Anchored(_either(alternatives), begins, ends)


def _either(alternatives: list[Shape]) -> Shape:
    return alternatives[0] if len(alternatives) == 1 else Alternatives(tuple(alternatives))


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0

    def whole(self) -> list[Shape]:
        alternatives = self.alternatives()
        if self.at < len(self.pattern):
            raise PatternError("「)」が余っています。")
        return alternatives

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        character = self.peek()
        if not character:
            raise PatternError("パターンが途中で終わっています。")
        self.at += 1
        return character

    def alternatives(self) -> list[Shape]:
        parts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        return parts

    def sequence(self) -> Shape:
        parts: list[Shape] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        if not parts:
            raise PatternError("「|」や括弧の中が空です。省いてよい部分は「(…)?」と書いてください。")
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def repeated(self, part: Shape) -> Shape:
        sign = self.peek()
        if sign not in ("*", "+", "?", "{") or not sign:
            return part
        if sign == "{":
            least, most = self.counts()
        else:
            self.at += 1
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        if self.peek() in ("*", "+", "?", "{") and self.peek():
            raise PatternError(f"「{sign}」の後に「{self.peek()}」は重ねられません。")
        return Repeat(part, least, most)

    def counts(self) -> tuple[int, int | None]:
        found = _COUNTS.match(self.pattern, self.at)
        if found is None:
            raise PatternError("「{」の後は「{3}」「{1,4}」「{2,}」のように書いてください。")
        self.at = found.end()
        least = int(found[1])
        most = least if found[2] is None else int(found[3]) if found[3] else None
        if max(least, most or 0) > MOST_REPEATS or (most is not None and (most < least or most == 0)):
            raise PatternError(f"「{found[0]}」の回数は使えません（{MOST_REPEATS}回まで）。")
        return least, most

    def atom(self) -> Shape:
        character = self.take()
        if character == "(":
            return self.group()
        if character == "[":
            return self.charset()
        if character == ".":
            return Characters((("\n", "\n"),), negated=True)
        if character == "\\":
            return Characters(*self.escaped())
        if character in "^$*+?{":
            raise PatternError(f"「{character}」は、この場所では使えません。文字そのものは「\\{character}」です。")
        return Characters(((character, character),))

    def group(self) -> Shape:
        self.depth += 1
        if self.depth > DEEPEST_GROUP:
            raise PatternError("括弧の入れ子が深すぎます。")
        if self.peek() == "?":
            if not self.pattern.startswith("?:", self.at):
                raise PatternError("「(?…)」のうち使えるのは「(?:…)」だけです。")
            self.at += 2
        inside = _either(self.alternatives())
        if self.take() != ")":
            raise PatternError("「)」が足りません。")
        self.depth -= 1
        return inside

    def escaped(self) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        character = self.take()
        if character in _CLASSES:
            return _Reader(_CLASSES[character] + "]").charset_parts()
        if character in _CONTROLS:
            return ((_CONTROLS[character], _CONTROLS[character]),), ()
        if character == "p":
            found = re.match(r"\{(\w+)\}", self.pattern[self.at :])
            if found is None or found[1] not in SAMPLES:
                raise PatternError(f"「\\p」の後は {'・'.join(f'{{{name}}}' for name in SAMPLES)} のどれかです。")
            self.at += found.end()
            return (), (found[1],)
        if character.isalnum():
            raise PatternError(f"「\\{character}」は使えません。")
        return ((character, character),), ()

    def charset(self) -> Characters:
        negated = self.peek() == "^"
        self.at += negated
        ranges, properties = self.charset_parts()
        return Characters(ranges, properties, negated)

    def charset_parts(self) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        ranges: list[tuple[str, str]] = []
        properties: list[str] = []
        while (character := self.take()) != "]" or not (ranges or properties):
            if character == "\\":
                some, names = self.escaped()
                ranges += some
                properties += names
            elif self.peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("", "]"):
                self.at += 1
                ranges.append((character, self.upper(character)))
            else:
                ranges.append((character, character))
        return tuple(ranges), tuple(properties)

    def upper(self, low: str) -> str:
        high = self.take()
        if high in "\\[" or high < low:
            raise PatternError(f"「{low}-{high}」という範囲は使えません。")
        return high
