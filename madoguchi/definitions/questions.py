"""The closed union of question kinds: what the ward can ask, and nothing else.

A new kind is added here; mypy then names every reader that must learn it (each ends in `assert_never`).
"""

from typing import Literal

import msgspec

from madoguchi.kernel.text import Text

Require = Literal["hard", "soft", "none"]
Source = Literal["resident", "letter", "eid", "register", "earlier"]
Sensitivity = Literal["plain", "personal", "special"]


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What every question has.

    `require`: hard stops sending; soft is told at review but may be sent (行政手続法7条); none is optional.
    `require_when`: a rule; the question is required only while it holds.
    `show`: a rule; while it does not hold the question is hidden, and hidden means absent.
    `concept`: what the answer is (person.name, address, …), the same over all procedures, so that it can be reused.
    """

    label: Text
    help: Text | None = None
    script: Text | None = None
    concept: str = ""
    source: Source = "resident"
    sensitivity: Sensitivity = "personal"
    show: str = ""
    require: Require = "hard"
    require_when: str = ""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One choice: `value` is kept and never changes, `label` is shown."""

    value: str
    label: Text
    hint: Text | None = None


class TextQuestion(Asked, frozen=True, tag="text", tag_field="kind"):
    """Free words. `max` counts characters as people count them; `lines` > 1 gives a larger box."""

    max: int = 100
    lines: int = 1
    autocomplete: str = ""


class NameQuestion(Asked, frozen=True, tag="name", tag_field="kind"):
    """A person's family and given name as in the register; kept code point by code point."""


class KanaQuestion(Asked, frozen=True, tag="kana", tag_field="kind"):
    """The reading of a name, セイ and メイ. `of` names the name question it must fit."""

    of: str = ""


class DateQuestion(Asked, frozen=True, tag="date", tag_field="kind"):
    """A day, typed in 和暦 or 西暦. `when` refuses days on the wrong side of today."""

    when: Literal["any", "past", "future"] = "any"
    autocomplete: str = ""


class NumberQuestion(Asked, frozen=True, tag="number", tag_field="kind"):
    """A whole number between `min` and `max`, with its `unit` (人, 枚, 頭)."""

    min: int = 0
    max: int = 1_000_000
    unit: Text | None = None


class MoneyQuestion(Asked, frozen=True, tag="money", tag_field="kind"):
    """Whole yen."""

    min: int = 0
    max: int = 1_000_000_000


class ChoiceQuestion(Asked, frozen=True, tag="choice", tag_field="kind"):
    """One of the options."""

    options: tuple[Option, ...]


class ChoicesQuestion(Asked, frozen=True, tag="choices", tag_field="kind"):
    """Any of the options, at least one when required; at most `max` (0: as many as there are)."""

    options: tuple[Option, ...]
    max: int = 0


class YesNoQuestion(Asked, frozen=True, tag="yes_no", tag_field="kind"):
    """はい or いいえ. `yes` and `no` may word the two answers."""

    yes: Text | None = None
    no: Text | None = None


class AddressQuestion(Asked, frozen=True, tag="address", tag_field="kind"):
    """An address in Japan; `in_ward` refuses one outside the ward."""

    in_ward: bool = False


class PhoneQuestion(Asked, frozen=True, tag="phone", tag_field="kind"):
    """A telephone number by which the person is reached in the daytime."""


class EmailQuestion(Asked, frozen=True, tag="email", tag_field="kind"):
    """A mail address."""


class DigitsQuestion(Asked, frozen=True, tag="digits", tag_field="kind"):
    """A number that is a name (照会番号, 鑑札番号): digits with leading zeros kept. `check_digit` tests the last one."""

    length: int = 0
    max: int = 20
    check_digit: bool = False


class BankAccountQuestion(Asked, frozen=True, tag="bank_account", tag_field="kind"):
    """An account in Japan that receives money. `holder` names the kana question it must fit."""

    holder: str = ""


class FileQuestion(Asked, frozen=True, tag="file", tag_field="kind"):
    """Documents or photographs, judged by their content."""

    max_files: int = 5
    max_megabytes: int = 10


class ConsentQuestion(Asked, frozen=True, tag="consent", tag_field="kind"):
    """A statement the person agrees to; the `label` is the statement, kept with the answer by the version."""


Leaf = (
    TextQuestion
    | NameQuestion
    | KanaQuestion
    | DateQuestion
    | NumberQuestion
    | MoneyQuestion
    | ChoiceQuestion
    | ChoicesQuestion
    | YesNoQuestion
    | AddressQuestion
    | PhoneQuestion
    | EmailQuestion
    | DigitsQuestion
    | BankAccountQuestion
    | FileQuestion
    | ConsentQuestion
)


class GroupQuestion(Asked, frozen=True, tag="group", tag_field="kind"):
    """Several alike (children, people who move): the same questions asked once per row, `min` to `max` rows."""

    fields: dict[str, Leaf]
    row_title: Text
    min: int = 1
    max: int = 20


Question = Leaf | GroupQuestion
