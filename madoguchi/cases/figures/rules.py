"""How each check of a definition does: what it passes and stops, how often it was right, what it overlooks, what it costs.

Sources, and what they leave out: everything but the full reviews is read from the applications of a version that came in
this time, and where there are more than MOST_READ, from the latest ones alone. Passes are counted in the findings they
have now (a corrected one counts with its corrected answers); fails and unknowns are every doubt they ever had; a verdict is an officer's click, or a correction that made the check
pass. Probes are in none of these (ADR 0010).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db import connection
from django.db.models import Case as Case_
from django.db.models import Count, Exists, F, OuterRef, When

from madoguchi.cases.figures.intervals import Interval, wilson
from madoguchi.cases.figures.minutes import in_hand
from madoguchi.cases.models import Case, Doubt, SampleReview, Verdict
from madoguchi.definitions import reconciling
from madoguchi.definitions.check import Outcome
from madoguchi.definitions.procedure import Procedure
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.publications import queries as publications

# Fewer doubts than this say nothing about a rule.
ENOUGH = 20
# Handling time is measured on the latest cases; more of them change the median little and cost much.
MOST_MEASURED = 300
# Taking apart the findings of a million applications would take seconds; how a rule does is as plain in these.
MOST_READ = 1_000
SAYS_UNWRITTEN = {
    "_fits_name": "「{label}」が、氏名の漢字の読み方と合うか",
    "_holder_fits": "「{label}」の名義が、受け取る方のフリガナと合うか",
    "_postcode_fits": "「{label}」の郵便番号が、町のものか",
    "_domain_fits": "「{label}」の@より後が、よくあるものの打ち間違いでないか",
}

PASSES = {
    "postgresql": "SELECT f ->> 'check', count(*) FROM read, jsonb_array_elements(read.findings) f"
    " WHERE f ->> 'outcome' = %s GROUP BY 1",
    "sqlite": "SELECT json_extract(f.value, '$.check'), count(*) FROM read, json_each(read.findings) f"
    " WHERE json_extract(f.value, '$.outcome') = %s GROUP BY 1",
}
READ = """WITH read AS (SELECT findings FROM cases_case WHERE procedure = %s AND version = %s AND received_at >= %s
    AND received_at < %s AND probe_id IS NULL)"""


@dataclass(frozen=True)
class Rule:
    """One check of one version. Minutes are None where nothing was measured."""

    version: str
    check: str
    says: str
    passes: int
    fails: int
    unknowns: int
    confirmed: int
    mended: int
    false_alarms: int
    unsettled: int
    missed: int
    sampled: int
    missed_share: Interval
    minutes_each: float | None
    mistake_minutes: int

    @property
    def doubts(self) -> int:
        return self.fails + self.unknowns

    @property
    def right(self) -> int:
        """How often it was right: an officer said so, or the applicant mended it."""
        return self.confirmed + self.mended

    @property
    def cost(self) -> float | None:
        """The minutes officers spent on what it stopped."""
        return None if self.minutes_each is None else self.minutes_each * self.doubts

    @property
    def saved(self) -> int:
        """The minutes its catches spared, by the ward's own estimate for one wrong decision."""
        return self.right * self.mistake_minutes

    @property
    def costs_more_than_it_saves(self) -> bool:
        return self.doubts >= ENOUGH and self.cost is not None and self.cost > self.saved


@dataclass(frozen=True)
class Drawn:
    """The full reviews of one version: how many, in how many something was overlooked, and how sure that is."""

    version: str
    reviewed: int
    missed: int
    share: Interval


def of_procedure(procedure: str, *, since: datetime, until: datetime) -> list[Rule]:
    """Every check that was tested in this time, by version; what stops most comes first."""
    windows = _windows(procedure, since, until)
    passes, doubts = _passes(procedure, windows, until), _doubts(procedure, windows, until)
    drawn = {one.version: one for one in samples(procedure, since=since, until=until)}
    places, minutes = _places(procedure, since, until), _minutes_of(procedure, since, until)
    keys = sorted({*passes, *doubts})
    found = [_rule(key, passes[key], doubts[key], drawn.get(key[0]), places, minutes) for key in keys]
    return sorted(found, key=lambda rule: -rule.doubts)


def samples(procedure: str, *, since: datetime, until: datetime) -> list[Drawn]:
    """What the full reviews of drawn cases found, by version: the error of all the rules together."""
    found = SampleReview.objects.filter(case__procedure=procedure, at__gte=since, at__lt=until, case__probe=None)
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for version, agrees, count in found.values_list("case__version", "agrees").annotate(count=Count("pk")).order_by():
        counts[version][agrees] += count
    return [
        Drawn(version, count.total(), count[False], wilson(count[False], count.total()))
        for version, count in sorted(counts.items())
    ]


def _windows(procedure: str, since: datetime, until: datetime) -> dict[str, datetime]:
    """Since when each version is read: its latest MOST_READ applications in this time."""
    arrived = Case.objects.filter(procedure=procedure, received_at__gte=since, received_at__lt=until)
    found = {}
    for edition in publications.editions(procedure):
        latest = arrived.filter(version=edition.version).order_by("-received_at").values_list("received_at", flat=True)
        found[edition.version] = next(iter(latest[MOST_READ - 1 : MOST_READ]), since)
    return found


def _passes(procedure: str, windows: Mapping[str, datetime], until: datetime) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    with connection.cursor() as cursor:
        for version, since in windows.items():
            bounds = [connection.ops.adapt_datetimefield_value(moment) for moment in (since, until)]
            cursor.execute(f"{READ} {PASSES[connection.vendor]}", [procedure, version, *bounds, Outcome.PASS.value])
            found.update({(version, str(check)): int(count) for check, count in cursor.fetchall()})
    return found


def _doubts(
    procedure: str, windows: Mapping[str, datetime], until: datetime
) -> defaultdict[tuple[str, str], Counter[str]]:
    """Of each check: outcomes, verdicts, and `mended` for what nobody settled and new answers have replaced."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for version, since in windows.items():
        read = Case.objects.filter(
            procedure=procedure, version=version, received_at__gte=since, received_at__lt=until
        ).values("pk")
        doubts = Doubt.objects.filter(case__in=read).annotate(now=F("case__answered_at"))
        doubts = doubts.annotate(replaced=Case_(When(now__gt=F("answered_at"), then=True), default=False))
        rows = doubts.order_by().values_list("check_id", "outcome", "verdict", "replaced")
        for check, outcome, verdict, replaced, count in rows.annotate(count=Count("pk")):
            found[version, check][outcome] += count
            found[version, check][verdict or ("mended" if replaced else "unsettled")] += count
    return found


def _places(procedure: str, since: datetime, until: datetime) -> Counter[tuple[str, str]]:
    """What was overlooked, by version and by the question or check it was at."""
    missed = SampleReview.objects.filter(
        case__procedure=procedure, agrees=False, at__gte=since, at__lt=until, case__probe=None
    )
    return Counter((version, place) for version, place in missed.values_list("case__version", "place"))


def _minutes_of(procedure: str, since: datetime, until: datetime) -> dict[tuple[str, str], float]:
    """The median minutes a doubt of each check took: a case's minutes are shared among all its doubts."""
    decided = Case.objects.filter(procedure=procedure, decided_at__gte=since, decided_at__lt=until)
    doubted = decided.filter(Exists(Doubt.objects.filter(case=OuterRef("pk"))))
    ids = list(doubted.order_by("-decided_at").values_list("pk", flat=True)[:MOST_MEASURED])
    hands = in_hand(f"case/{pk}" for pk in ids)
    of_case: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for case, version, check in Doubt.objects.filter(case__in=ids).values_list("case", "version", "check_id"):
        of_case[f"case/{case}"].append((version, check))
    shares: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for subject, minutes in hands.items():
        for key in of_case[subject]:
            shares[key].append(minutes / len(of_case[subject]))
    return {key: median(each) for key, each in shares.items()}


def _unwritten(procedure: Procedure, check: str) -> str:
    """The checks every definition has without writing them."""
    end = next((end for end in SAYS_UNWRITTEN if check.endswith(end)), "")
    field = check.removesuffix(end)
    return SAYS_UNWRITTEN.get(end, check).format(label=_label_of(procedure, field))


def _label_of(procedure: Procedure, field: str) -> str:
    """The question's own words; one in a group is named `group_leaf`."""
    if field in procedure.data:
        return procedure.data[field].label.ja
    for id_, question in procedure.data.items():
        leaf = field.removeprefix(f"{id_}_")
        if isinstance(question, GroupQuestion) and leaf in question.fields:
            return f"{question.label.ja}の{question.fields[leaf].label.ja}"
    return field


def _rule(
    key: tuple[str, str],
    passes: int,
    doubts: Counter[str],
    drawn: Drawn | None,
    places: Counter[tuple[str, str]],
    minutes: dict[tuple[str, str], float],
) -> Rule:
    version, check = key
    procedure = publications.version(version).procedure
    compared = reconciling.checks_of(procedure)
    written = next((one for one in procedure.checks if one.id == check), compared.get(check))
    meant = {check, *(field.split(".")[0] for field in (written.fields if written else ()))}
    missed = sum(places[version, place] for place in meant)
    reviewed = drawn.reviewed if drawn else 0
    return Rule(
        version=version,
        check=check,
        says=written.officer if written else _unwritten(procedure, check),
        passes=passes,
        fails=doubts[Outcome.FAIL.value],
        unknowns=doubts[Outcome.UNKNOWN.value],
        confirmed=doubts[Verdict.CONFIRMED.value],
        mended=doubts["mended"],
        false_alarms=doubts[Verdict.FALSE_ALARM.value],
        unsettled=doubts["unsettled"],
        missed=missed,
        sampled=reviewed,
        missed_share=wilson(missed, reviewed),
        minutes_each=minutes.get(key),
        mistake_minutes=procedure.handling.mistake_minutes,
    )
