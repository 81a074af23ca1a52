"""Why: what was asked to be corrected, and what a decision rests on, as typed values kept with the case."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from madoguchi.definitions.procedure import Reason
from madoguchi.kernel import characters
from madoguchi.kernel.refusals import Refusal

LONGEST_WORDS = 2000
LONGEST_WORDS_OF_ITEM = 300


class Fault(StrEnum):
    """What is wrong with one answer. The values are kept and never change."""

    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    EXPIRED = "expired"


FAULT_LABEL = {Fault.INCOMPLETE: "不足", Fault.WRONG: "誤り", Fault.EXPIRED: "期限切れ"}


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One typed reason as it was worded that day: what the resident reads, and the law it rests on."""

    id: str
    text: str
    law: str = ""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One answer to mend, at `field`, `group`, `group.row` or `group.row.field`.

    Without the officer's own `words` the resident reads a sentence made of the question's name, the reason and the
    message of `check`, in their own language.
    """

    path: str
    reason: Fault
    words: str = ""
    check: str = ""


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What the resident is asked to mend: typed reasons, the officer's own words, and each answer meant.

    Without items the whole application is given back; `fields` were hints in corrections asked before there were items.
    """

    grounds: tuple[Ground, ...] = ()
    words: str = ""
    fields: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    by: str
    at: datetime

    @property
    def paths(self) -> tuple[str, ...]:
        """What alone may change; nothing where the whole application was given back."""
        return tuple(item.path for item in self.items)


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
    words = short_enough(typed)
    if not words:
        raise Refusal("この申請についての具体的な説明を入力してください。", status=400, code="words-missing")
    return words


def short_enough(typed: str, longest: int = LONGEST_WORDS) -> str:
    """Words that may be missing, and are printable and not more than a letter can carry."""
    words = typed.strip()
    if characters.size(words) > longest:
        raise Refusal(f"説明は{longest}文字以内で入力してください。", status=400, code="words-too-long")
    if unwelcome := characters.unwelcome(words, lines=True):
        raise Refusal(f"使えない文字（{unwelcome[0]}）が含まれています。", status=400, code="words-unwelcome")
    return words
