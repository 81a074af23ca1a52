"""How long officers really had a case in hand: the gaps between what they did to it, without the long ones."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from madoguchi.journal.models import Entry
from madoguchi.kernel.actors import ActorKind

# Longer than this between two acts, the officer was doing something else.
LONGEST_GAP = timedelta(minutes=15)
CHUNK = 500


def in_hand(subjects: Iterable[str]) -> dict[str, float]:
    """Minutes for each subject of the journal on which an officer did at least two things. A subject is `case/<id>`."""
    acts: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
    wanted = list(subjects)
    for start in range(0, len(wanted), CHUNK):
        entries = Entry.objects.filter(subject__in=wanted[start : start + CHUNK], who_kind=ActorKind.OFFICER.value)
        for subject, at, who in entries.order_by("seq").values_list("subject", "at", "who_id"):
            acts[subject].append((at, who))
    return {subject: _minutes(one) for subject, one in acts.items() if len(one) > 1}


def _minutes(acts: list[tuple[datetime, str]]) -> float:
    gaps = [
        later - earlier
        for (earlier, who), (later, other) in pairwise(acts)
        if who == other and later - earlier <= LONGEST_GAP
    ]
    return sum(gaps, timedelta()).total_seconds() / 60
