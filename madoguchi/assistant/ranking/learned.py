"""What was learned from judged questions: an order of candidates and three probabilities. Kept as JSON, never pickled."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from madoguchi.assistant.ranking.chances import Chances
from madoguchi.assistant.ranking.trees import Trees

FORMAT = 2  # 2 since the features of a question tell which of its words are municipal
_FILE = Path(__file__).with_name("out_of_the_box.json")


@dataclass(frozen=True)
class Learned:
    """Without `trees` the order is the sum of the channels."""

    trees: Trees | None
    right: Chances  # the first document is right
    page: Chances  # some document answers
    topic: Chances  # a municipality is asked this
    candidate: Chances  # by a candidate's score: it answers
    questions: int = 0  # how many it was learned from

    def as_json(self) -> str:
        return msgspec.json.encode(_Kept(FORMAT, self), enc_hook=_as_list).decode()


@dataclass(frozen=True)
class _Kept:
    format: int
    learned: Learned


def loaded(text: str) -> Learned:
    """What `as_json` wrote; raises ValueError for anything else."""
    try:
        kept = msgspec.json.decode(text, type=_Kept, dec_hook=_as_array)
    except msgspec.MsgspecError as broken:
        raise ValueError("This is no learned ranker.") from broken
    if kept.format != FORMAT:
        raise ValueError("This learned ranker is of another version.")
    return kept.learned


@cache
def out_of_the_box() -> Learned:
    """The probabilities before any question of the ward has been judged, from the questions in bench/assistant."""
    return loaded(_FILE.read_text(encoding="utf-8"))


def _as_array(_kind: type, value: object) -> object:
    return np.array(value)


def _as_list(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    raise NotImplementedError(f"{type(value)} is no part of what is learned.")
