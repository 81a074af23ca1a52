"""The checks of a definition applied to answers: what passes, what fails, and what nobody can tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.journey import Journey, is_shown_in_row
from madoguchi.definitions.problems import HOLDER_DIFFERS, KANA_DIFFERS, told
from madoguchi.definitions.procedure import Check
from madoguchi.definitions.questions import BankAccountQuestion, GroupQuestion, KanaQuestion, NameQuestion
from madoguchi.definitions.rules import Rule
from madoguchi.definitions.typing_slips import slips
from madoguchi.definitions.values import row_for_rules
from madoguchi.kernel.bank_accounts import holder_fits
from madoguchi.kernel.names import KanaFit, PersonName, fits_kana

# How the checks end that no definition writes; before it stands the question they point to.
UNWRITTEN = ("_fits_name", "_holder_fits", "_postcode_fits", "_domain_fits")


class Outcome(StrEnum):
    """What came of a check."""

    PASS = "pass"  # noqa: S105 — no password, a result
    FAIL = "fail"
    UNKNOWN = "cannot_tell"


@dataclass(frozen=True)
class Finding:
    """One check on one case, or on one row of it (`row` is the row's id)."""

    check: Check
    outcome: Outcome
    row: str = ""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Where on the pages it points: `field`, or `group.row.field`."""
        prefix = f"{self.check.each}."
        return tuple(
            f"{prefix}{self.row}.{field.removeprefix(prefix)}" if self.row and field.startswith(prefix) else field
            for field in self.check.fields
        )


def findings(
    compiled: Compiled, journey: Journey, *, today: date, when: Sequence[str] = (), on: Collection[str] = ()
) -> list[Finding]:
    """Every check that applies: those whose questions are shown.

    `when` picks those of some moments, `on` those that point at one of these questions (the page's own).
    """
    asked = on or compiled.procedure.data
    found: list[Finding] = []
    for check, rule in compiled.checks:
        if (not when or check.when in when) and _applies(check, journey) and _points_at(check, asked):
            found.extend(_tested(compiled, check, rule, journey, today))
    unwritten = [*readings(compiled, journey, asked), *holders(compiled, journey, asked)]
    for check, is_slip in slips(compiled.procedure.data, journey, asked):
        unwritten.append(Finding(check, Outcome.FAIL if is_slip else Outcome.PASS))
    return found + [finding for finding in unwritten if not when or finding.check.when in when]


def failures(found: Sequence[Finding]) -> list[Finding]:
    """Those that fail."""
    return [finding for finding in found if finding.outcome is Outcome.FAIL]


def _applies(check: Check, journey: Journey) -> bool:
    """Hidden means absent: a check of hidden questions has nothing to say."""
    return any(field.split(".")[0] in journey.visible for field in check.fields)


def _points_at(check: Check, asked: Collection[str]) -> bool:
    return any(field.split(".")[0] in asked for field in check.fields)


def _tested(compiled: Compiled, check: Check, rule: Rule, journey: Journey, today: date) -> Iterator[Finding]:
    if not check.each:
        outcome = _outcome(rule.outcome(journey.values, today=today))
        if outcome is not Outcome.UNKNOWN or not _reads_hidden(compiled, rule, journey):
            yield Finding(check, outcome)
        return
    group, rows = compiled.procedure.data[check.each], journey.answers.get(check.each)
    if isinstance(group, GroupQuestion) and isinstance(rows, list):
        for row in rows:
            outcome = _outcome(rule.outcome({**journey.values, ROW: row_for_rules(group, row)}, today=today))
            hidden = outcome is Outcome.UNKNOWN and (
                _reads_hidden(compiled, rule, journey)
                or _reads_hidden_in_row(compiled, rule, check.each, group, row, journey, today)
            )
            if not hidden:
                yield Finding(check, outcome, row=str(row["row"]))


def _reads_hidden(compiled: Compiled, rule: Rule, journey: Journey) -> bool:
    """What cannot be told because the question does not apply to this person is nothing for an officer to look at."""
    return any(name in compiled.procedure.data and name not in journey.visible for name in rule.names)


def _reads_hidden_in_row(
    compiled: Compiled,
    rule: Rule,
    each: str,
    group: GroupQuestion,
    row: Mapping[str, object],
    journey: Journey,
    today: date,
) -> bool:
    leaves = [path.split(".")[1] for path in rule.paths if path.startswith(f"{ROW}.")]
    return any(
        not is_shown_in_row(compiled, f"{each}.{leaf}", journey.values, group, row, today)
        for leaf in leaves
        if leaf in group.fields
    )


def _outcome(fails: object) -> Outcome:
    if fails is None:
        return Outcome.UNKNOWN
    return Outcome.FAIL if fails else Outcome.PASS


def readings(compiled: Compiled, journey: Journey, asked: Collection[str]) -> Iterator[Finding]:
    """Whether each フリガナ fits the name it stands for (`of`): a check every definition has without writing it."""
    for id_ in asked:
        question = compiled.procedure.data[id_]
        if isinstance(question, KanaQuestion) and question.of and id_ in journey.answers:
            name = journey.answers.get(question.of)
            yield Finding(_reading_check(id_, question), _fits(name, journey.answers[id_]))
        if isinstance(question, GroupQuestion):
            yield from _row_readings(id_, question, journey.answers.get(id_))


def _row_readings(id_: str, group: GroupQuestion, rows: object) -> Iterator[Finding]:
    for leaf, question in group.fields.items():
        if isinstance(question, KanaQuestion) and isinstance(group.fields.get(question.of), NameQuestion):
            for row in rows if isinstance(rows, list) else []:
                if leaf in row and question.of in row:
                    check = _reading_check(f"{id_}.{leaf}", question, each=id_)
                    yield Finding(check, _fits(row[question.of], row[leaf]), row=str(row["row"]))


def _fits(name: object, kana: object) -> Outcome:
    if not isinstance(name, Mapping) or not isinstance(kana, Mapping):
        return Outcome.UNKNOWN
    match fits_kana(_person(name), _person(kana)):
        case KanaFit.DIFFERS:
            return Outcome.FAIL
        case KanaFit.FITS:
            return Outcome.PASS
        case KanaFit.CANNOT_TELL:
            return Outcome.UNKNOWN


def _person(parts: Mapping[str, object]) -> PersonName:
    return PersonName(str(parts.get("family", "")), str(parts.get("given", "")))


@lru_cache(maxsize=1024)
def _reading_check(path: str, question: KanaQuestion, each: str = "") -> Check:
    return Check(
        id=f"{path.replace('.', '_')}_fits_name",
        fails_if="",
        level="warn",
        when="filling",
        fields=(path,),
        message=told(KANA_DIFFERS, label=question.label),
        officer=f"「{question.label.ja}」が氏名の漢字の読み方と違うようです。本人確認書類で確かめてください。",
        each=each,
    )


def holders(compiled: Compiled, journey: Journey, asked: Collection[str]) -> Iterator[Finding]:
    """Whether the holder of each account is the person named by `holder`: money goes to nobody else's account."""
    for id_ in asked:
        question = compiled.procedure.data[id_]
        if isinstance(question, BankAccountQuestion) and question.holder and id_ in journey.answers:
            outcome = _is_held_by(journey.answers[id_], journey.answers.get(question.holder))
            yield Finding(_holder_check(id_, question), outcome)


def _is_held_by(account: object, kana: object) -> Outcome:
    if not isinstance(account, Mapping) or not isinstance(kana, Mapping):
        return Outcome.UNKNOWN
    person = _person(kana)
    fits = holder_fits(str(account.get("holder", "")), f"{person.family} {person.given}")
    return Outcome.PASS if fits else Outcome.FAIL


@lru_cache(maxsize=1024)
def _holder_check(id_: str, question: BankAccountQuestion) -> Check:
    return Check(
        id=f"{id_}_holder_fits",
        fails_if="",
        level="warn",
        when="filling",
        fields=(id_,),
        message=told(HOLDER_DIFFERS, label=question.label),
        officer=f"「{question.label.ja}」の名義が、受け取る方のフリガナと違います。名義を確かめてください。",
    )
