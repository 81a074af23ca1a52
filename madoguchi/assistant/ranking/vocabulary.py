"""Other words for what a question says: the ward's and the municipality's own, and a general dictionary of synonyms.

`catalog/shared/vocabulary/*.yaml` and `catalog/<ward>/vocabulary/*.yaml` are lists of groups. A group is a list of
terms that may stand for each other, or `{said: […], meant: […]}` where only the first lead to the second.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import msgspec
import yaml

from madoguchi.assistant.ranking.words import Word, forms, plain
from madoguchi.definitions.broken import BrokenDefinition

Terms = tuple[str, ...]
Translator = Callable[[str, str], Sequence[str]]

_ROOT = Path(__file__).parents[3]
_CATALOG = _ROOT / "catalog"
_GENERAL = _ROOT / "node_modules" / "sudachi-synonyms-dictionary" / "sudachi-synonyms-dictionary.json"
_LONGEST = 5  # words in a term that is looked for
_MOST = 8  # terms that one general group may add


class Leading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: tuple[str, ...]
    meant: tuple[str, ...]


def _untranslated(_question: str, _language: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Vocabulary:
    """`own` is keyed by the forms of a term, `general` by its text. `translate_terms` gives Japanese terms for a
    question in another language."""

    own: Mapping[Terms, tuple[str, ...]] = field(default_factory=dict)
    general: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    translate_terms: Translator = _untranslated

    def beside(self, said: Sequence[Word]) -> tuple[list[str], list[str]]:
        """Other terms for stretches of these words: our own, and general ones."""
        own: dict[str, None] = {}
        general: dict[str, None] = {}
        for start in range(len(said)):
            for end in range(start + 1, min(len(said), start + _LONGEST) + 1):
                stretch = said[start:end]
                own.update(dict.fromkeys(self.own.get(tuple(word.form for word in stretch), ())))
                general.update(dict.fromkeys(self.general.get("".join(word.surface for word in stretch), ())))
                if len(stretch) == 1:
                    general.update(dict.fromkeys(self.general.get(stretch[0].form, ())))
        return list(own), [term for term in general if term not in own]

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """In how many of our own terms each word stands."""
        return Counter(form for terms in self.own for form in terms)

    def spoken_for(self, said: Sequence[Word]) -> set[int]:
        """The places of the words that are part of a term of our own."""
        forms_said = [word.form for word in said]
        stretches = (
            range(start, end)
            for start in range(len(said))
            for end in range(start + 1, min(len(said), start + _LONGEST) + 1)
            if tuple(forms_said[start:end]) in self.own
        )
        return {place for stretch in stretches for place in stretch}

    def speaking(self, translate_terms: Translator) -> "Vocabulary":
        return replace(self, translate_terms=translate_terms)


NO_VOCABULARY = Vocabulary()


def load(folders: Iterable[Path], *, general: Path | None = None) -> Vocabulary:
    """The vocabulary of these folders; raises BrokenDefinition naming file and line."""
    beside: dict[Terms, dict[str, None]] = defaultdict(dict)
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            for said, meant in _groups(file):
                for term in said:
                    beside[forms(term)].update(dict.fromkeys(other for other in meant if other != term))
    beside.pop((), None)
    own = {terms: tuple(others) for terms, others in beside.items()}
    return Vocabulary(own=own, general=_general(general) if general and general.is_file() else {})


def at_hand(ward: str = "") -> Vocabulary:
    """What this installation knows: the general dictionary, the municipal words, and those of a ward."""
    folders = [_CATALOG / place / "vocabulary" for place in ("shared", ward) if place]
    return load(folders, general=_GENERAL)


def _groups(file: Path) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        mark = getattr(broken, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise BrokenDefinition("YAMLとして読めません。", file=str(file), line=line) from broken
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise BrokenDefinition("ことばの組の一覧ではありません。", file=str(file), line=1)
    for node in root.value:
        yield _group(node, file)


def _group(node: yaml.Node, file: Path) -> tuple[Sequence[str], Sequence[str]]:
    line = node.start_mark.line + 1
    value = yaml.SafeLoader("").construct_document(node)
    try:
        if isinstance(value, list):
            together = msgspec.convert(value, tuple[str, ...])
            _refuse_few(together, file, line)
            return together, together
        leading = msgspec.convert(value, Leading)
    except msgspec.ValidationError as broken:
        raise BrokenDefinition(
            f"ことばの組が正しくありません（{broken}）。",
            file=str(file),
            line=line,
            mend="[ことば, ことば] か {said: [ことば], meant: [ことば]} と書きます。",
        ) from broken
    if not leading.said or not leading.meant:
        raise BrokenDefinition("said と meant には、ことばが一つ以上いります。", file=str(file), line=line)
    return leading.said, leading.meant


def _refuse_few(terms: Sequence[str], file: Path, line: int) -> None:
    if len(terms) < 2:
        raise BrokenDefinition("ことばの組には、二つ以上のことばがいります。", file=str(file), line=line)
    for before, after in pairwise(sorted(terms)):
        if before == after:
            raise BrokenDefinition(f"同じことば「{before}」が二度あります。", file=str(file), line=line)


class _Entry(msgspec.Struct):
    midashi: str
    expandControl: int = 0  # noqa: N815 -- the dictionary's own name
    vocabularyNumber: int | None = None  # noqa: N815


class _Group(msgspec.Struct):
    items: tuple[_Entry, ...]


def _general(file: Path) -> dict[str, tuple[str, ...]]:
    """Sudachi's synonym dictionary as its npm package carries it: term → other terms of its groups."""
    beside: dict[str, dict[str, None]] = defaultdict(dict)
    for group in msgspec.json.decode(file.read_bytes(), type=tuple[_Group, ...]):
        usable = [entry for entry in group.items if entry.expandControl != 2]
        terms = list(dict.fromkeys(plain(entry.midashi) for entry in usable))
        leading = {plain(entry.midashi) for entry in usable if entry.expandControl == 0}
        for term in leading:
            beside[term].update(dict.fromkeys([other for other in terms if other != term][:_MOST]))
    return {term: tuple(others) for term, others in beside.items() if others}
