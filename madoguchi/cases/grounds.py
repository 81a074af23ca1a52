"""Why: what was asked to be corrected, and what a decision rests on, as typed values kept with the case."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from madoguchi.definitions.procedure import Reason
from madoguchi.kernel import characters
from madoguchi.kernel.refusals import Refusal

LONGEST_WORDS = 2000


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One typed reason as it was worded that day: what the resident reads, and the law it rests on."""

    id: str
    text: str
    law: str = ""


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What the resident is asked to mend: the reasons, the officer's own words, and the questions meant."""

    grounds: tuple[Ground, ...]
    words: str
    fields: tuple[str, ...] = ()
    by: str
    at: datetime


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What was decided, on what grounds and on what facts of this case (理由の提示, 行政手続法8条)."""

    approved: bool
    grounds: tuple[Ground, ...] = ()
    facts: str = ""
    by: str
    at: datetime


def chosen(reasons: Sequence[Reason], ids: Sequence[str]) -> tuple[Ground, ...]:
    """The grounds of the reasons chosen, in the order of the definition; at least one, and none unknown."""
    if not ids or not set(ids) <= {reason.id for reason in reasons}:
        raise Refusal("理由を一覧から選んでください。", status=400, code="reason-unknown")
    return tuple(Ground(reason.id, reason.text, reason.law) for reason in reasons if reason.id in ids)


def in_own_words(typed: str) -> str:
    """The officer's own words: something, and not more than a letter can carry."""
    words = typed.strip()
    if not words:
        raise Refusal("この申請についての具体的な説明を入力してください。", status=400, code="words-missing")
    if characters.size(words) > LONGEST_WORDS:
        raise Refusal(f"説明は{LONGEST_WORDS}文字以内で入力してください。", status=400, code="words-too-long")
    return words
