"""A procedure as the ward defines it: identity and law, data, asking, rules, handling, examples."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from madoguchi.definitions.questions import Question
from madoguchi.kernel.text import Text


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Every part of a definition: frozen, unknown keys refused, defaults left out of the canonical document."""


class Law(Part, frozen=True):
    """A legal basis: 児童手当法 第7条."""

    name: str
    article: str = ""


class Fee(Part, frozen=True):
    """What it costs from a day on (手数料), in yen per `per` (通, 件, 頭); the latest one that has begun applies.

    `id` names one of several fees; rules read the amount in force on the day as `fees.<id>`.
    """

    since: date
    yen: int
    per: str = "件"
    note: Text | None = None
    id: str = ""


class ChargeLine(Part, frozen=True):
    """One line of what is to be paid: `price` (a rule, in yen) times `count` (a rule; 1 where it is left out)."""

    label: Text
    price: str
    count: str = ""
    unit: Text | None = None
    law: str = ""


Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Reduction(Part, frozen=True):
    """減額・免除: where `when` holds, `percent` of what is left, or `amount` (a rule, in yen). In the order written."""

    id: str
    when: str
    text: Text
    percent: Percent = 0
    amount: str = ""
    law: str = ""


class Charge(Part, frozen=True):
    """What is to be paid for one application. `due`: before it is taken up, after the decision, or on collection.

    `days` is how long one has to pay. `settled_by`: the rules say the amount, or an officer counts it (copies).
    """

    lines: tuple[ChargeLine, ...]
    due: Literal["sending", "decision", "collection"]
    ways: tuple[Literal["card", "counter"], ...]
    refund: Text
    reductions: tuple[Reduction, ...] = ()
    days: int = 14
    settled_by: Literal["rules", "officer"] = "rules"


class Paper(Part, frozen=True):
    """Something to have at hand or to send along."""

    label: Text
    note: Text | None = None


class Step(Part, frozen=True):
    """One step of what happens, in order, as the procedure's page tells it."""

    title: Text
    text: Text | None = None


class Channels(Part, frozen=True):
    """By which ways the ward takes it today, whatever Madoguchi offers."""

    online: bool = True
    counter: bool = True
    post: bool = False
    phone: bool = False
    convenience_store: bool = False


class Contact(Part, frozen=True):
    """Who answers questions."""

    name: str
    phone: str = ""
    hours: str = "平日 8時30分〜17時"


class Mark(Part, frozen=True):
    """Whether a fact is backed by a source. An unverified one is shown as 要確認（デモ） and cannot be published."""

    verified: bool = False
    checked: date | None = None
    source: str = ""


FACTS = (
    "section",
    "law",
    "who",
    "deadline",
    "fee",
    "papers",
    "questions",
    "checks",
    "result",
    "time",
    "channels",
    "windows",
)


class Deadline(Part, frozen=True):
    """The machine's form of a deadline: so many days after a date that was answered. `at_stake` says what is lost."""

    field: str
    days: int
    at_stake: Text | None = None


class Retention(Part, frozen=True):
    """How long the file is kept after the fiscal year of the decision (文書の保存年限)."""

    years: int
    class_name: str = ""


class PrecheckOption(Part, frozen=True):
    """An answer to an eligibility question: go on, go on with advice, or another way is right for this person."""

    value: str
    label: Text
    then: Literal["go", "advise", "stop"] = "go"
    message: Text | None = None
    link: str = ""


class Precheck(Part, frozen=True):
    """An eligibility question before the first field. It advises; nothing of it is kept."""

    id: str
    question: Text
    options: tuple[PrecheckOption, ...]
    help: Text | None = None


class Page(Part, frozen=True):
    """One subject a page. `ask` names the questions in their order; `show` hides the whole page."""

    id: str
    title: Text
    ask: tuple[str, ...]
    lead: Text | None = None
    show: str = ""


class Derived(Part, frozen=True):
    """A value computed from answers (`value`, a rule); `show_to` says who sees it."""

    label: Text
    type: Literal["int", "money", "date", "text", "bool"]
    value: str
    show_to: Literal["everyone", "officer"] = "everyone"
    unit: Text | None = None


class Check(Part, frozen=True):
    """Something that may be wrong. `fails_if` is a rule: true means it fails, unknown means nobody can tell.

    `level`: block stops sending (an explicit legal choice), warn explains and lets go on, note only informs the officer.
    `when`: filling (on the page), submit (at review), desk (only the officer). `each` names a group: the rule is tested
    for every row, called `row`.
    """

    id: str
    fails_if: str
    level: Literal["block", "warn", "note"]
    when: Literal["filling", "submit", "desk"]
    fields: tuple[str, ...]
    message: Text
    officer: str
    law: str = ""
    each: str = ""


class Reconcile(Part, frozen=True):
    """An aspect of the applicant compared with the resident register, yes or no. `fields` are the questions it rests on.

    household takes a group of people; account and account_holder take a bank account; householder asks whether the
    applicant is the head. Left out, the words are those every procedure uses. It warns and never stops.
    """

    aspect: Literal["name", "kana", "birthdate", "address", "household", "householder", "account_holder", "account"]
    fields: tuple[str, ...]
    message: Text | None = None
    officer: str = ""
    law: str = ""


class Applicant(Part, frozen=True):
    """Which answers say who applies; the file, the queue and the notice are named by them."""

    name: str
    kana: str = ""
    birthdate: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""


class Reason(Part, frozen=True):
    """A typed reason an officer chooses; `text` is what the resident reads, `law` what it rests on."""

    id: str
    label: str
    text: str
    law: str = ""


class Wording(Part, frozen=True):
    """The words of a notice. `{field}` and `{derived}` stand for what was answered; one string a paragraph."""

    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[str, ...] = ()


# Drawing none would leave the error of the rules unknown, drawing many would take away what they save.
SamplePercent = Annotated[int, msgspec.Meta(ge=1, le=5)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=600)]


class Handling(Part, frozen=True):
    """What the office does with it. `instruction` is the 教示: where and until when one may object (行政不服審査法82条).

    `together`: those that pass every check are decided in one act; `sample_percent` of them are drawn for full review.
    `mistake_minutes` is the ward's estimate of the work a wrong decision makes, by which a rule is weighed.
    """

    correction_reasons: tuple[Reason, ...]
    rejection_reasons: tuple[Reason, ...]
    approved: Wording
    rejected: Wording
    instruction: str
    checklist: tuple[str, ...] = ()
    together: bool = True
    sample_percent: SamplePercent = 3
    mistake_minutes: Minutes = 30


class Mailed(Part, frozen=True):
    """A sheet the ward mailed: `number` is the question holding the printed 照会番号, `fills` what is known from it."""

    number: str
    fills: tuple[str, ...]
    explanation: Text


class Expect(Part, frozen=True):
    """What must come of an example. Only what is named is compared."""

    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    problems: dict[str, str] = {}
    findings: tuple[str, ...] = ()
    derived: dict[str, int | bool | str] = {}
    outcome: Literal["clean", "look", "stopped"] = "clean"


class Example(Part, frozen=True):
    """A named applicant: on this day, with these answers (as a person would type them), this must come of it."""

    name: str
    on: date
    answers: dict[str, object]
    expect: Expect


class Procedure(Part, frozen=True):
    """One procedure, whole."""

    id: str
    title: Text
    summary: Text
    category: str
    section: str
    law: tuple[Law, ...]
    who: Text
    deadline_text: Text
    fee_text: Text
    papers: tuple[Paper, ...]
    result: Text
    time: Text
    steps: tuple[Step, ...]
    channels: Channels
    contact: Contact
    marks: dict[str, Mark]
    standard_days: int
    minutes: int
    retention: Retention
    applicant: Applicant
    data: dict[str, Question]
    pages: tuple[Page, ...]
    handling: Handling
    examples: tuple[Example, ...]
    windows: Text | None = None
    words: tuple[str, ...] = ()
    national_id: str = ""
    life_events: tuple[str, ...] = ()
    fees: tuple[Fee, ...] = ()
    charge: Charge | None = None
    deadline: Deadline | None = None
    eligibility: tuple[Precheck, ...] = ()
    derived: dict[str, Derived] = {}
    checks: tuple[Check, ...] = ()
    reconcile: tuple[Reconcile, ...] = ()
    unique_by: tuple[str, ...] = ()
    unique_message: Text | None = None
    mailed: Mailed | None = None
    opens: date | None = None
    closes: date | None = None
