"""What the ward's services are called in other languages, approved by staff: from a question's words to Japanese terms.

`catalog/<ward>/languages/procedure_names.yaml`; the ranking searches with the Japanese terms beside the question's own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec
import yaml

from madoguchi.assistant.ranking.words import plain
from madoguchi.definitions.broken import BrokenDefinition

LANGUAGES = ("easy", "en", "zh-hans", "ko")
PLACE = ("languages", "procedure_names.yaml")
# Kana run together have no edges: below this length a name would be found inside other words.
SHORTEST_INSIDE = 4
_ENDING = r"(?:'s|s|es|d|ed|ing)?"


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"zh_hans": "zh-hans"}):
    """One thing with its names; `ja` is what is searched for."""

    ja: tuple[str, ...]
    easy: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    zh_hans: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    approved_by: str = ""
    reviewed: date | None = None

    def names(self, language: str) -> tuple[str, ...]:
        """Its names in a language; none in one the glossary does not know."""
        found: Mapping[str, tuple[str, ...]] = {
            "easy": self.easy, "en": self.en, "zh-hans": self.zh_hans, "ko": self.ko,
        }  # fmt: skip
        return found.get(language, ())


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    approved_by: str
    reviewed: date
    concepts: tuple[Concept, ...]


@dataclass(frozen=True)
class Glossary:
    """The concepts of a ward; `translate_terms` is the ranking's hook."""

    concepts: tuple[Concept, ...] = ()
    approved_by: str = ""
    reviewed: date | None = None
    _patterns: Mapping[str, Sequence[tuple[re.Pattern[str], Concept]]] = field(default_factory=dict, repr=False)

    def translate_terms(self, question: str, language: str) -> tuple[str, ...]:
        """Japanese terms for what the question names, the longest names first counted; none for a stranger's words."""
        text = plain(question)
        found = [(match.span(), concept) for match, concept in self._matches(text, language)]
        inside = [span for span, _ in found]
        kept = [concept for span, concept in found if not any(_is_inside(span, other) for other in inside)]
        return tuple(dict.fromkeys(term for concept in kept for term in concept.ja))

    def _matches(self, text: str, language: str) -> Iterator[tuple[re.Match[str], Concept]]:
        for pattern, concept in self._patterns.get(language, ()):
            match = pattern.search(text)
            if match:
                yield match, concept


NO_GLOSSARY = Glossary()


def load(folder: Path) -> Glossary:
    """The glossary of a ward's folder; an empty one where it has none. BrokenDefinition names file and path."""
    file = folder.joinpath(*PLACE)
    if not file.is_file():
        return NO_GLOSSARY
    written = _written(file)
    for number, concept in enumerate(written.concepts):
        _refuse_empty(concept, file, number)
    patterns = {
        language: [
            (pattern, concept)
            for concept in written.concepts
            for pattern in (_pattern(name, language) for name in concept.names(language))
        ]
        for language in LANGUAGES
    }
    return Glossary(written.concepts, written.approved_by, written.reviewed, patterns)


def _written(file: Path) -> _File:
    try:
        return msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), _File)
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        mark = getattr(broken, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise BrokenDefinition("YAMLとして読めません。", file=str(file), line=line) from broken
    except msgspec.ValidationError as broken:
        raise BrokenDefinition(
            f"用語集の形が正しくありません（{broken}）。",
            file=str(file),
            mend="approved_by、reviewed と、concepts の一覧 {ja: […], en: […], zh-hans: […], ko: […]} を書きます。",
        ) from broken


def _refuse_empty(concept: Concept, file: Path, number: int) -> None:
    path = f"concepts[{number}]"
    names = [name for language in LANGUAGES for name in concept.names(language)]
    if not concept.ja or not names:
        raise BrokenDefinition(f"{path}：日本語と、ほかの言語の言い方が一つ以上いります。", file=str(file))
    if any(not plain(name) for name in (*concept.ja, *names)):
        raise BrokenDefinition(f"{path}：空のことばがあります。", file=str(file))


def _pattern(name: str, language: str) -> re.Pattern[str]:
    """English at the edges of words, with an ending; Korean and kana where a word begins, spaces aside; Chinese anywhere."""
    words = [re.escape(word) for word in plain(name).split(" ")]
    match language:
        case "en":
            return re.compile(r"\b" + r"[\s-]+".join(words) + _ENDING + r"\b")
        case "zh-hans":
            return re.compile(r"\s*".join(words))
        case _:
            free = language == "easy" and len("".join(words)) >= SHORTEST_INSIDE
            return re.compile(("" if free else r"(?:^|(?<=\s))") + r"\s*".join(words))


def _is_inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a longer name covers it: `health insurance card` is no `health insurance`."""
    return other[0] <= span[0] and span[1] <= other[1] and other != span
