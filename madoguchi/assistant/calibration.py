"""What was measured on questions set aside, and the threshold that follows from the promise; never typed by hand.

A record is a small file: the one this installation measured itself, else the one the catalog brings.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import sqrt
from pathlib import Path

import msgspec
from django.conf import settings

from madoguchi.assistant import ranking
from madoguchi.kernel import ids

NAME = "assistant-calibration.json"
Z95 = 1.959964
# Of the questions that do have a page so many may be refused at each bar (anchors of the ward's own measurements).
REFUSED_AS_OFF_TOPIC = 0.02
REFUSED_AS_NO_PAGE = 0.02
FEWEST_STATED = 60
FOLDS = 5


@dataclass(frozen=True)
class Trial:
    """One question set aside: how sure the ranking was, and whether its first passage was right."""

    confidence: float
    right: bool
    on_topic: float = 1.0
    has_page: float = 1.0
    fold: int = 0


class Calibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`threshold` is None until enough was measured: then three choices are the default."""

    measured_on: date
    questions: int
    promised_wrong_of_100: int
    threshold: float | None
    stated: int
    wrong: int
    lowest_right: float
    highest_right: float
    on_topic_bar: float
    has_page_bar: float
    corpus: str = ""
    ranking: str = ""

    @property
    def share_right(self) -> float:
        return 1 - self.wrong / self.stated if self.stated else 0.0

    @property
    def share_stated(self) -> float:
        return self.stated / self.questions if self.questions else 0.0


def measured(trials: Sequence[Trial], *, wrong_of_100: int, on: date, corpus: str) -> Calibration:
    """The threshold from all trials; what it keeps is counted on each fold with the threshold of the others."""
    promise = wrong_of_100 / 100
    stated = wrong = 0
    for fold in range(FOLDS):
        bar = threshold([trial for trial in trials if trial.fold % FOLDS != fold], promise)
        kept = [trial for trial in trials if trial.fold % FOLDS == fold and bar is not None and trial.confidence >= bar]
        stated += len(kept)
        wrong += sum(not trial.right for trial in kept)
    found = threshold(trials, promise) if stated >= FEWEST_STATED and wrong / stated <= promise else None
    lowest, highest = wilson(stated - wrong, stated)
    return Calibration(
        measured_on=on,
        questions=len(trials),
        promised_wrong_of_100=wrong_of_100,
        threshold=found,
        stated=stated,
        wrong=wrong,
        lowest_right=round(lowest, 4),
        highest_right=round(highest, 4),
        on_topic_bar=_quantile([trial.on_topic for trial in trials], REFUSED_AS_OFF_TOPIC),
        has_page_bar=_quantile([trial.has_page for trial in trials], REFUSED_AS_NO_PAGE),
        corpus=corpus,
        ranking=ranking_version(),
    )


def threshold(trials: Sequence[Trial], promise: float) -> float | None:
    """The lowest confidence above which the upper 95 % bound of the share of wrong answers keeps the promise."""
    order = sorted(trials, key=lambda trial: -trial.confidence)
    found, wrong = None, 0
    for count, trial in enumerate(order, 1):
        wrong += not trial.right
        last_of_its_confidence = count == len(order) or order[count].confidence < trial.confidence
        if last_of_its_confidence and count >= FEWEST_STATED and 1 - wilson(count - wrong, count)[0] <= promise:
            found = trial.confidence
    return found


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval)."""
    if not count:
        return 0.0, 1.0
    share, z2 = right / count, Z95 * Z95
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = Z95 * sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)] if values else 0.0


def own_file() -> Path:
    """Where this installation keeps what it measured itself."""
    return Path(settings.DATA) / "assistant" / NAME


def brought_file() -> Path:
    """What the catalog brings, measured on its own questions."""
    return Path(settings.CATALOG) / settings.WARD / NAME


@lru_cache(maxsize=1)
def ranking_version() -> str:
    """What the ranking is made of: figures measured with another one say nothing of this one."""
    files = sorted(Path(str(ranking.__file__)).parent.glob("*.py"))
    return ids.digest("\n".join(file.read_text(encoding="utf-8") for file in files))[:16]


def present() -> Calibration | None:
    """The record in use, of this very ranking; read again when its file changes."""
    for file in (own_file(), brought_file()):
        try:
            found = _read(file, file.stat().st_mtime_ns)
        except OSError:
            continue
        if found.ranking == ranking_version():
            return found
    return None


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> Calibration:
    return msgspec.json.decode(file.read_bytes(), type=Calibration)


def write(calibration: Calibration, file: Path) -> None:
    """Keep a record; another process sees the old one or the new one, never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(msgspec.to_builtins(calibration), ensure_ascii=False, indent=2) + "\n"
    fresh = file.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
