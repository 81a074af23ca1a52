"""When finding no example is a proof that there is none."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from madoguchi.definitions.rules.points import ABOUT_TEXT, LONGEST_CHAIN, Meeting, meetings_of
from madoguchi.definitions.rules.rule import Rule, walk
from madoguchi.definitions.rules.tree import Macro
from madoguchi.definitions.rules.types import TEXT

# What a few representative values cannot stand for: values mixed by calculation, or counted by a calendar.
_MIXING = frozenset({"arithmetic", "nfkc", "sum", "business_days"})
_KINDS_OF_ROW = 2


def are_decisive(rules: Iterable[Rule]) -> bool:
    """Whether the representatives of points.py miss nothing for these rules, taken together.

    They miss nothing where each comparison has one field and no mixing, or stands between two fields alone; where a
    text judged by a pattern, a part or its script is judged in no other way (a pattern and a length agree); and where
    the rows of a group are asked after in no more ways than they are varied.
    """
    rules = list(rules)
    meetings = {meeting for rule in rules for meeting in meetings_of(rule.tree, date.min)}
    paired = {field for meeting in meetings if len(meeting.fields) > 1 for field in meeting.fields}
    asked = Counter(path for path, _ in {question for rule in rules for question in _questions(rule)})
    return (
        all(map(_is_plain, meetings))
        and all(_is_judged_once(field, meetings) for meeting in meetings for field in meeting.fields)
        and len(paired) <= LONGEST_CHAIN
        and sum(kind == TEXT for _, kind in paired) <= 2
        and all(count <= _KINDS_OF_ROW for count in asked.values())
    )


def _is_plain(meeting: Meeting) -> bool:
    if len(meeting.fields) <= 1:
        return not meeting.functions & _MIXING
    return len(meeting.fields) == 2 and not meeting.functions


def _is_judged_once(field: object, meetings: set[Meeting]) -> bool:
    own = [meeting for meeting in meetings if field in meeting.fields]
    judging = [meeting for meeting in own if meeting.functions & ABOUT_TEXT]
    if not judging or len(own) == 1:
        return True
    others = [meeting for meeting in own if "size" not in meeting.functions]
    return len(others) == 1 and "matches" in others[0].functions


def _questions(rule: Rule) -> list[tuple[str, Macro]]:
    return [(part.path, part.node) for part in walk(rule.tree) if isinstance(part.node, Macro) and part.path]
