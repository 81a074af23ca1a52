"""Whether everybody is served alike: answers found and hand-overs by language, channel, script and topic.

From the masked turns of the last days, and from our own questions in five languages. Shares come with their interval;
a group below the smallest that may be shown is not, nor the one that could be told by subtraction.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import msgspec
from django.conf import settings

from madoguchi.assistant.calibration import wilson
from madoguchi.assistant.figures import CHANNEL_NAMES, DAYS, LANGUAGE_NAMES, NOT_ASKED, TO_PEOPLE
from madoguchi.assistant.models import Judgement, Turn
from madoguchi.kernel import clock
from madoguchi.publications import queries as publications

NAME = "assistant-languages.json"
HANDED_OVER = frozenset(way.value for way in TO_PEOPLE)
SCRIPT_NAMES = {"kana": "かなだけで書いた", "other": "漢字や外国の文字がある"}
# What is compared, in this order; of the first and the last, more is worse.
LABELS = ("人への引き継ぎ", "役に立った", "自前の質問の正解", "自前の質問の引き継ぎ")
MORE_IS_WORSE = (True, False, False, True)
NO_TOPIC = ""
_KANA = re.compile(r"[ぁ-ゖァ-ヺー\s\W\d]*[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺー\s\W\d]*")


@dataclass(frozen=True)
class Share:
    """So many of so many, with the 95 % interval."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.count, self.of)

    def plus(self, other: "Share") -> "Share":
        return Share(self.count + other.count, self.of + other.of)

    def minus(self, other: "Share") -> "Share":
        return Share(self.count - other.count, self.of - other.of)


NONE = Share(0, 0)


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our own questions of one language, script and topic: how many, answered among three, handed over."""

    language: str
    kana_only: bool
    topic: str
    asked: int
    right: int
    handed_over: int


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measured_on: date
    tested: tuple[Measured, ...]


@dataclass(frozen=True)
class Answered:
    """One question of our own set, as it went."""

    language: str
    kana_only: bool
    topic: str
    right: bool
    handed_over: bool


@dataclass(frozen=True)
class Group:
    """People who have one thing in common. `worse` names the shares that lie apart from everybody else's."""

    name: str
    handed_over: Share
    helped: Share
    tested: Share
    tested_handed_over: Share
    worse: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """The groups of one dimension; `hidden` were too small to show."""

    title: str
    groups: tuple[Group, ...]
    hidden: int


@dataclass(frozen=True)
class Asked:
    """Turns of one kind in the last days: counts only."""

    language: str
    channel: str
    kana_only: bool
    section: str
    to_people: Share
    judged: Share


OfTurn = Callable[[Asked], str]
OfTested = Callable[[Measured], str]


def is_kana_only(text: str) -> bool:
    """No kanji and no foreign letter."""
    return bool(_KANA.fullmatch(text)) and not re.search(r"[A-Za-z㐀-鿿가-힣]", text)


def tested(answered: Iterable[Answered]) -> list[Measured]:
    """The counts of a run over our own questions."""
    counts: dict[tuple[str, bool, str], list[Answered]] = defaultdict(list)
    for one in answered:
        counts[one.language, one.kana_only, one.topic].append(one)
    return [
        Measured(*key, len(some), sum(one.right for one in some), sum(one.handed_over for one in some))
        for key, some in sorted(counts.items())
    ]


def write(counts: Sequence[Measured], file: Path, *, on: date) -> None:
    """Keep them where `record` finds them."""
    kept = msgspec.json.encode(_Record(on, tuple(counts)))
    file.write_bytes(msgspec.json.format(kept, indent=2) + b"\n")


def brought_file() -> Path:
    return Path(settings.CATALOG) / settings.WARD / NAME


def record() -> tuple[Measured, ...]:
    """What was measured on our own questions; none where nothing was."""
    file = brought_file()
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else ()


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> tuple[Measured, ...]:
    return msgspec.json.decode(file.read_bytes(), type=_Record).tested


def asked() -> list[Asked]:
    """The turns of the last days by what matters here; their texts are looked at for their script and forgotten."""
    since = clock.now() - timedelta(days=DAYS)
    ignored = [way.value for way in NOT_ASKED]
    rows = Turn.objects.filter(at__gte=since, chosen=False).exclude(exit__in=ignored)
    helped = dict(Judgement.objects.filter(turn__at__gte=since).values_list("turn_id", "helped"))
    owners = {section.id: section.name for section in publications.catalog().sections}
    seen: dict[tuple[str, str, bool, str], tuple[Share, Share]] = defaultdict(lambda: (NONE, NONE))
    told = rows.values_list("pk", "said", "language", "exit", "conversation__channel", "reply__owner")
    for pk, said, language, way, channel, owner in told.iterator():
        key = (language, channel, is_kana_only(said), owners.get(owner or "", NO_TOPIC))
        to_people, judged = seen[key]
        to_people = to_people.plus(Share(way in HANDED_OVER, 1))
        seen[key] = (to_people, judged.plus(Share(helped[pk], 1) if pk in helped else NONE))
    return [Asked(*key, *shares) for key, shares in seen.items()]


def report(turns: Sequence[Asked], counts: Sequence[Measured]) -> tuple[Comparison, ...]:
    """One comparison for each thing that must not matter."""
    topics = {one.id: one.title.ja for one in publications.ward().categories}
    dimensions: tuple[tuple[str, OfTurn | None, OfTested | None], ...] = (
        ("言語", lambda one: LANGUAGE_NAMES.get(one.language, one.language), lambda one: LANGUAGE_NAMES[one.language]),
        ("経路", lambda one: CHANNEL_NAMES.get(one.channel, one.channel), None),
        ("書き方", lambda one: _script(kana_only=one.kana_only), lambda one: _script(kana_only=one.kana_only)),
        ("担当課", lambda one: one.section, None),
        ("話題", None, lambda one: topics.get(one.topic, one.topic)),
    )
    return tuple(_compared(title, turns, counts, of_turn, of_tested) for title, of_turn, of_tested in dimensions)


def _script(*, kana_only: bool) -> str:
    return SCRIPT_NAMES["kana" if kana_only else "other"]


def _compared(
    title: str, turns: Sequence[Asked], counts: Sequence[Measured], of_turn: OfTurn | None, of_tested: OfTested | None
) -> Comparison:
    shares: dict[str, list[Share]] = defaultdict(lambda: [NONE] * len(LABELS))
    if of_turn:
        for turn in turns:
            _add(shares[of_turn(turn)], (turn.to_people, turn.judged, NONE, NONE))
    if of_tested:
        for one in counts:
            given = (NONE, NONE, Share(one.right, one.asked), Share(one.handed_over, one.asked))
            _add(shares[of_tested(one)], given)
    shares.pop(NO_TOPIC, None)
    visible = _suppressed({name: tuple(some) for name, some in shares.items()})
    groups = [_group(name, visible) for name in visible]
    shown = sorted((one for one in groups if _size(one)), key=lambda one: -_size(one))
    return Comparison(title, tuple(shown), len(shares) - len(shown))


def _add(shares: list[Share], more: Sequence[Share]) -> None:
    shares[:] = [one.plus(other) for one, other in zip(shares, more, strict=True)]


def _suppressed(shares: Mapping[str, tuple[Share, ...]]) -> dict[str, tuple[Share, ...]]:
    """Each column without its small groups; where a single one is hidden, the next smallest goes with it.

    Our own questions are nobody's: their columns are only kept from telling much by little.
    """
    columns = [dict(zip(shares, column, strict=True)) for column in zip(*shares.values(), strict=True)]
    hidden = [_too_small(column) for column in columns]
    return {
        name: tuple(NONE if name in away else column[name] for column, away in zip(columns, hidden, strict=True))
        for name in shares
    }


def _too_small(column: Mapping[str, Share]) -> set[str]:
    order = sorted((name for name in column if column[name].of), key=lambda name: column[name].of)
    small = [name for name in order if column[name].of < settings.SMALLEST_GROUP]
    return set(order[:2]) if len(small) == 1 else set(small)


def _group(name: str, visible: Mapping[str, tuple[Share, ...]]) -> Group:
    mine = visible[name]
    others = [
        _total(column).minus(share) for column, share in zip(zip(*visible.values(), strict=True), mine, strict=True)
    ]
    worse = tuple(
        label
        for label, share, rest, more in zip(LABELS, mine, others, MORE_IS_WORSE, strict=True)
        if _is_worse(share, rest, more=more)
    )
    to_people, helped, measured, measured_to_people = mine
    return Group(name, to_people, helped, measured, measured_to_people, worse)


def _total(shares: Iterable[Share]) -> Share:
    total = NONE
    for share in shares:
        total = total.plus(share)
    return total


def _is_worse(share: Share, rest: Share, *, more: bool) -> bool:
    """Apart from all others by more than chance: the intervals do not meet."""
    if not share.of or not rest.of:
        return False
    return share.interval[0] > rest.interval[1] if more else share.interval[1] < rest.interval[0]


def _size(group: Group) -> int:
    return group.handed_over.of + group.helped.of + group.tested.of
