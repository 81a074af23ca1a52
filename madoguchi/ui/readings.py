"""How Japanese text is read: each run of kanji with its reading in hiragana, everything else as it stands."""

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml
from sudachipy.sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

WARD_READINGS = Path(__file__).with_name("readings.yaml")
MOST_WORDS_JOINED = 5
# The analyser takes 49,149 bytes at once; a sentence never needs that.
LONGEST_SENTENCE = 4_000

KANJI = "々〆㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
HAS_KANJI = re.compile(f"[{KANJI}]")
# ヶ and ヵ are read with the kanji they stand between: 三ヶ月. Figures go with the counter the dictionary joined: 1人.
RUNS = re.compile(rf"((?:[{KANJI}]|(?<=[{KANJI}])[ヶヵ]|[0-9０-９]+(?=[{KANJI}]))+)")
READABLE = re.compile(r"[ぁ-ゖー]+")
SENTENCE = re.compile(r"[^。\n]*[。\n]?")
HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

_one_at_a_time = threading.Lock()


class Part(NamedTuple):
    """A piece of text; without a reading it is shown as it is."""

    text: str
    reading: str = ""


class Word(NamedTuple):
    """A word and its reading in hiragana; `parts` are its own words where they add up to the same reading."""

    surface: str
    reading: str
    parts: tuple[tuple[str, str], ...] = ()


def read_aloud(text: str) -> Iterator[Part]:
    """The text in order and complete: joining the parts gives the text back."""
    for sentence in SENTENCE.findall(text):
        if not HAS_KANJI.search(sentence) or len(sentence) > LONGEST_SENTENCE:
            yield Part(sentence)
            continue
        for word in _words(sentence):
            for surface, reading in word.parts or ((word.surface, word.reading),):
                yield from _split(surface, reading)


def _words(sentence: str) -> list[Word]:
    with _one_at_a_time:
        words = [_word(morpheme) for morpheme in _tokenizer().tokenize(sentence, SplitMode.C)]
    return list(_as_read_in_context(list(_as_the_ward_reads(words))))


def _word(morpheme: Morpheme) -> Word:
    surface = morpheme.surface()
    if not HAS_KANJI.search(surface):
        return Word(surface, "")
    reading = _hiragana(morpheme.reading_form())
    parts = tuple((part.surface(), _hiragana(part.reading_form())) for part in morpheme.split(SplitMode.A))
    # 会社 alone is かいしゃ, but 株式会社 is かぶしきがいしゃ: parts that do not add up are not shown.
    adds_up = len(parts) > 1 and "".join(part for _, part in parts) == reading
    return Word(surface, reading, parts if adds_up else ())


def _as_the_ward_reads(words: list[Word]) -> Iterator[Word]:
    """Replace what the ward reads otherwise: the longest run of whole words that is in its list."""
    known = _ward_readings()
    position = 0
    while position < len(words):
        for count in range(min(MOST_WORDS_JOINED, len(words) - position), 0, -1):
            joined = "".join(word.surface for word in words[position : position + count])
            if joined in known:
                yield Word(joined, known[joined])
                position += count
                break
        else:
            yield _with_known_parts(words[position], known)
            position += 1


def _with_known_parts(word: Word, known: dict[str, str]) -> Word:
    if not any(surface in known for surface, _ in word.parts):
        return word
    return word._replace(parts=tuple((surface, known.get(surface, reading)) for surface, reading in word.parts))


def _as_read_in_context(words: list[Word]) -> Iterator[Word]:
    """Words whose reading hangs on their neighbours, as official pages use them."""
    for before, word, after, second in zip(
        ["", *(word.surface for word in words)],
        words,
        [*(word.surface for word in words[1:]), ""],
        [*(word.surface for word in words[2:]), "", ""],
        strict=False,
    ):
        if word.surface == "方" and before and not (after == "が" and second[:1] in {"い", "よ", "良"}):
            yield Word("方", "かた")  # 転入した方: a person, except in 〜した方がよい
        elif word.surface.startswith("行っ") and before == "を":
            yield Word(word.surface, "おこなっ")
        elif word.surface == "日" and before == "1":
            yield Word("日", "")  # ついたち or いちにち: no reading can stand over 日 alone
        else:
            yield word


@lru_cache(maxsize=20_000)
def _split(surface: str, reading: str) -> tuple[Part, ...]:
    """Put the reading over the kanji only: 申し込む becomes 申(もう) し 込(こ) む."""
    runs = RUNS.split(surface)
    if len(runs) == 1 or not READABLE.fullmatch(reading):
        return (Part(surface),)
    pattern = "".join(f"({'.+?'})" if at % 2 else re.escape(_hiragana(run)) for at, run in enumerate(runs))
    match = re.fullmatch(pattern, reading)
    if match is None:
        return (Part(surface, reading),)
    parts = (Part(run, match[at // 2 + 1]) if at % 2 else Part(run) for at, run in enumerate(runs) if run)
    return tuple(parts)


def _hiragana(katakana: str) -> str:
    return katakana.translate(HIRAGANA)


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="core").tokenizer()


@cache
def _ward_readings() -> dict[str, str]:
    return dict(yaml.safe_load(WARD_READINGS.read_text(encoding="utf-8")))
