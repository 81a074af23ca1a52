"""How the assistant converses, as the ward decides it (`assistant.yaml`): its promise, and words with a way of their own."""

from pathlib import Path

import msgspec

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.decoding import decoded
from madoguchi.definitions.yaml_lines import line_of, read_yaml
from madoguchi.kernel.text import Text


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of 100 answers that were stated, at most so many wrong. The threshold that keeps it is measured, never typed."""

    wrong_of_100: int

    @property
    def share(self) -> float:
        return self.wrong_of_100 / 100


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A human being at the end of a number."""

    id: str
    name: Text
    phone: str
    hours: Text
    source: str
    demo: bool = False


class Crisis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words after which nothing is looked up: these lines are shown at once."""

    id: str
    lines: tuple[str, ...]
    words: tuple[str, ...]


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `benefits` are the procedures by which one gets something, in the order in which they are told."""

    promise: Promise
    examples: tuple[Text, ...]
    lines: tuple[Line, ...]
    crises: tuple[Crisis, ...]
    personal: tuple[str, ...]
    person: tuple[str, ...]
    greetings: tuple[str, ...]
    thanks: tuple[str, ...]
    off_topic: tuple[str, ...]
    commands: tuple[str, ...]
    benefits: tuple[str, ...] = ()
    benefit_words: tuple[str, ...] = ()

    def line(self, id_: str) -> Line:
        return next(line for line in self.lines if line.id == id_)


def load_guide(file: Path) -> Guide:
    """The file, or BrokenDefinition with its line."""
    try:
        guide = decoded(read_yaml(file), Guide)
        _refuse_slips(guide)
    except BrokenDefinition as problem:
        raise problem.at(file=file.name, line=problem.line or line_of(file, problem.path)) from problem
    return guide


def _refuse_slips(guide: Guide) -> None:
    if not 0 < guide.promise.wrong_of_100 < 50:
        raise BrokenDefinition("約束は1から49までにしてください。", path="promise.wrong_of_100")
    known = {line.id for line in guide.lines}
    for n, crisis in enumerate(guide.crises):
        if not crisis.lines or set(crisis.lines) - known:
            astray = "、".join(sorted(set(crisis.lines) - known)) or "なし"
            raise BrokenDefinition(
                f"lines にない電話があります（{astray}）。", path=f"crises[{n}].lines", mend="lines に足してください。"
            )
