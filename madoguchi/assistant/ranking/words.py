"""Text taken apart into the words that carry meaning: Sudachi's shortest units, in their normalised forms.

Short units because 国民健康保険料 has to be found by 保険料, and by 国保's 国民健康保険 (docs/adr/0023).
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sudachipy.sudachipy import Dictionary, SplitMode, Tokenizer

LONGEST_QUESTION = 600  # characters; whoever pastes a whole form is asking with its beginning
_PIECE = 8_000  # characters; Sudachi takes at most some 49,000 bytes at a time
_EMPTY = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_SPACES = re.compile(r"\s+")
_MEANINGFUL = re.compile(r"\w")
# Words that stand in questions of every kind and tell nothing about the matter.
_CHATTER = frozenset(
    re.findall(
        r"\S+",
        """
        為る 居る 有る 成る 遣る 出来る 言う 事 物 様 此れ 其れ 其の 此の 下さる 頂く 御 です 教える 知る 因る 付く 就く
        思う 良い 於く 私 僕 願う 場合 為 欲しい 如何 如何に どう 何 呉れる 見る 貰える 済む 聞く 分かる 質問
        the a an of to is what how do i can my for in and or it
        """,
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    form: str  # what is indexed
    surface: str
    reading: str  # in katakana


def plain(text: str) -> str:
    """NFKC, lower case, one space, without control characters and lone surrogates."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", _NOT_TEXT.sub(" ", text)).lower()).strip()


def question(text: str) -> str:
    """A question as it is analysed: the beginning of what was said."""
    return plain(text[: 4 * LONGEST_QUESTION])[:LONGEST_QUESTION]


def words(text: str) -> list[Word]:
    """The meaningful words of a plain text, in order."""
    return [
        Word(_english(form), morpheme.surface(), morpheme.reading_form())
        for piece in _pieces(text)
        for morpheme in _tokenizer().tokenize(piece, SplitMode.A)
        if not _is_empty(morpheme.part_of_speech_id())
        and (form := morpheme.normalized_form()) not in _CHATTER
        and _MEANINGFUL.search(form)
    ]


@lru_cache(maxsize=65_536)
def forms(term: str) -> tuple[str, ...]:
    """The indexed forms of a term of a vocabulary."""
    return tuple(word.form for word in words(plain(term)))


@cache
def _dictionary() -> Dictionary:
    return Dictionary()


_own = threading.local()  # a tokenizer serves one thread at a time


def _tokenizer() -> Tokenizer:
    tokenizer: Tokenizer | None = getattr(_own, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _own.tokenizer = _dictionary().tokenizer(SplitMode.A)
    return tokenizer


@cache
def _is_empty(part_of_speech: int) -> bool:
    kind = _dictionary().pos_of(part_of_speech)
    return kind is not None and kind[0] in _EMPTY


def _english(form: str) -> str:
    """The plural of an English word as its singular; enough for names of procedures."""
    if form.isascii() and form.isalpha() and len(form) > 3 and form.endswith("s") and not form.endswith("ss"):
        return form[:-3] + "y" if form.endswith("ies") else form[:-1]
    return form


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]
