"""Questions typed all in kana: the words of the corpus that they sound like."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from madoguchi.assistant.ranking.words import Word, words

Readings = Mapping[str, tuple[str, ...]]

_LONGEST = 12
_SHORTEST = 2
_MOST_ALIKE = 3  # words of one sound that are asked for together
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_LETTERS = re.compile(r"\w")
_SOUND = re.compile("[ァ-ヺー]{2,12}")


def is_mostly_kana(text: str) -> bool:
    """Whether a question was typed without kanji: hardly a letter that is not kana, and more than a word of katakana."""
    letters = _LETTERS.findall(text)
    return len(letters) >= 3 and len(_KANA.findall(text)) >= 0.85 * len(letters) and bool(re.search("[ぁ-ゖ]", text))


class Hearing:
    """Gathers the words of a corpus by their sound."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, text: Iterable[Word]) -> None:
        for word in text:
            if word.form != word.reading and _SOUND.fullmatch(word.reading):
                self._counts[word.reading][word.form] += 1

    def done(self) -> Readings:
        """For each sound its words, the frequent first."""
        return {
            sound: tuple(sorted(forms, key=lambda form: (-forms[form], form))[:_MOST_ALIKE])
            for sound, forms in self._counts.items()
        }


def heard(text: str, known: Readings) -> list[Word]:
    """The words heard in a kana text: the cut into known sounds in which the sounds are longest."""
    sounds = text.translate(_TO_KATAKANA)
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(sounds) + 1):
        choice = best[end - 1]
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            piece = sounds[start:end]
            if piece in known and (worth := best[start][0] + len(piece) ** 2) > choice[0]:
                choice = (worth, [*best[start][1], piece])
        best.append(choice)
    return [Word(form, form, sound) for sound in best[-1][1] for form in known[sound]]


def also_heard(text: str, said: Sequence[Word], known: Readings) -> list[Word]:
    """What was said, and in a question of kana what was heard besides."""
    if not is_mostly_kana(text):
        return list(said)
    return [*said, *heard(text, known)]


def spoken(text: str) -> str:
    """A question as somebody would type it who uses no kanji; for measuring."""
    return "".join(word.reading for word in words(text)).translate(
        {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
    )
