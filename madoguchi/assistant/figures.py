"""How the assistant does, in numbers without people: for the desk, for the public page and for whoever reads figures.

A group below the smallest that may be published is not shown, and neither is the one that could be told by subtraction:
then the two smallest are put together.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count

from madoguchi.assistant import calibration
from madoguchi.assistant.lives import GapState
from madoguchi.assistant.models import Gap, Judgement, Ticket, Turn
from madoguchi.assistant.states import LABEL, Exit
from madoguchi.kernel import clock

DAYS = 30
NOT_ASKED = frozenset({Exit.EMPTY, Exit.GREETING})
ANSWERED = frozenset({Exit.STATED})
TO_PEOPLE = frozenset({Exit.PERSON, Exit.NO_PAGE, Exit.CRISIS, Exit.PERSONAL})
OTHERS = "そのほか"
FEWEST = 2
LANGUAGE_NAMES = {"ja": "日本語", "easy": "やさしい日本語", "en": "英語", "zh-hans": "中国語", "ko": "韓国語"}
CHANNEL_NAMES = {"web": "ウェブ", "line": "LINE"}


@dataclass(frozen=True)
class Counted:
    """Turns of the last days by exit, and by language, channel and topic; `measured_wrong` is the calibration's."""

    by_exit: Counter[Exit]
    by_language: dict[str, Counter[Exit]]
    by_channel: dict[str, Counter[Exit]]
    by_topic: dict[str, Counter[Exit]]
    handed_over: int
    gaps: int
    unhelpful: int
    judged: int
    measured_wrong: float | None

    @property
    def questions(self) -> int:
        return _asked(self.by_exit)


def counted() -> Counted:
    """The last thirty days."""
    since = clock.now() - timedelta(days=DAYS)
    rows = (
        Turn.objects.filter(at__gte=since)
        .values_list("exit", "language", "conversation__channel", "conversation__topic")
        .annotate(count=Count("pk"))
        .order_by()
    )
    by_exit: Counter[Exit] = Counter()
    groups: tuple[dict[str, Counter[Exit]], ...] = ({}, {}, {})
    for exit_, language, channel, topic, count in rows:
        by_exit[Exit(exit_)] += count
        for group, name in zip(groups, (language, channel, topic or "（ページから始めたのでない）"), strict=True):
            group.setdefault(name, Counter())[Exit(exit_)] += count
    judged = Counter(Judgement.objects.filter(at__gte=since).values_list("helped", flat=True))
    measured = calibration.present()
    return Counted(
        by_exit=by_exit,
        by_language=groups[0],
        by_channel=groups[1],
        by_topic=groups[2],
        handed_over=Ticket.objects.filter(asked_at__gte=since).count(),
        gaps=Gap.objects.filter(state=GapState.OPEN.value).count(),
        unhelpful=judged[False],
        judged=judged.total(),
        measured_wrong=measured.wrong / measured.stated if measured and measured.stated else None,
    )


def rows(found: Counted) -> list[tuple[str, str]]:
    """For the desk: as they are."""
    shown = [(f"「{LABEL[way]}」", f"{found.by_exit[way]:,}") for way in Exit if found.by_exit[way]]
    return [
        (f"質問（直近{DAYS}日）", f"{found.questions:,}"),
        *shown,
        ("一つの答えを言い切った割合", _share(found.by_exit, ANSWERED)),
        ("言い切った答えの誤り（別に取っておいた質問で測定）", _percent(found.measured_wrong)),
        ("職員に渡した質問", f"{found.handed_over:,}"),
        ("答えのない質問（残り）", f"{found.gaps:,}"),
        ("「役に立たなかった」", f"{found.unhelpful:,} / {found.judged:,}"),
    ]


def groups(found: Counted) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """By language, channel and the page where the talk began; small groups are put together."""
    named = {LANGUAGE_NAMES.get(key, key): counts for key, counts in found.by_language.items()}
    channels = {CHANNEL_NAMES.get(key, key): counts for key, counts in found.by_channel.items()}
    return [
        ("言語", _lines(named)),
        ("経路", _lines(channels)),
        ("話題", _lines(found.by_topic)),
    ]


def public(found: Counted) -> list[tuple[str, str]]:
    """For everybody: nothing about fewer questions than may be published, and no count that tells a smaller one."""
    if found.questions < settings.SMALLEST_GROUP:
        return []
    answered = sum(found.by_exit[way] for way in ANSWERED)
    is_safe = answered >= settings.SMALLEST_GROUP and found.questions - answered >= settings.SMALLEST_GROUP
    lines = [("questions", f"{found.questions:,}")]
    if is_safe:
        lines.append(("answered", _share(found.by_exit, ANSWERED)))
    if found.handed_over >= settings.SMALLEST_GROUP:
        lines.append(("handed_over", f"{found.handed_over:,}"))
    return lines


def _lines(by_name: dict[str, Counter[Exit]]) -> list[tuple[str, str, str, str]]:
    return [
        (name, f"{_asked(counts):,}", _share(counts, ANSWERED), _share(counts, TO_PEOPLE))
        for name, counts in protected(by_name, settings.SMALLEST_GROUP)
    ]


def protected(by_name: dict[str, Counter[Exit]], k: int) -> Sequence[tuple[str, Counter[Exit]]]:
    """The groups of at least k, and the others together; where these are still fewer than k, the next joins them."""
    order = sorted(by_name.items(), key=lambda one: -_asked(one[1]))
    large = [one for one in order if _asked(one[1]) >= k]
    small = [one for one in order if 0 < _asked(one[1]) < k]
    while small and large and (len(small) < FEWEST or sum(_asked(counts) for _, counts in small) < k):
        small.append(large.pop())
    together: Counter[Exit] = sum((counts for _, counts in small), Counter())
    return [*large, (OTHERS, together)] if _asked(together) >= k else large


def _asked(counts: Counter[Exit]) -> int:
    return sum(count for way, count in counts.items() if way not in NOT_ASKED)


def _share(counts: Counter[Exit], ways: frozenset[Exit]) -> str:
    asked = _asked(counts)
    return _percent(sum(counts[way] for way in ways) / asked if asked else None)


def _percent(share: float | None) -> str:
    return "まだありません" if share is None else f"{share:.1%}"
