"""「何がもらえる？」: the definitions' own eligibility questions over several procedures, each asked once and only while needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from madoguchi.assistant import recognising
from madoguchi.definitions.procedure import Precheck, PrecheckOption, Procedure

# What somebody answers who cannot tell. No option of a definition has this value.
NOT_SURE = "?"
Given = Mapping[str, str]


class Chance(StrEnum):
    """What the definition's own rules say of somebody with these answers. The section alone decides."""

    LIKELY = "likely"
    ASK = "ask"
    NOT = "not"


@dataclass(frozen=True)
class Judged:
    """One procedure: what is likely, and the options whose messages say why."""

    procedure: Procedure
    chance: Chance
    because: tuple[PrecheckOption, ...] = ()


def is_asked_in(said: str) -> bool:
    """Whether somebody asks what there is to get."""
    folded = said.casefold()
    return any(word.casefold() in folded for word in recognising.guide().benefit_words)


def name_of(procedure: Procedure, precheck: Precheck) -> str:
    """The name of the question over all procedures."""
    return f"{procedure.id}.{precheck.id}"


def given_for(procedure: Procedure, given: Given, procedures: Sequence[Procedure]) -> dict[str, str]:
    """The answers to this procedure's questions, also where another one has asked the same."""
    names = _names(procedures)
    found = {check.id: given.get(names[_key(check)], "") for check in procedure.eligibility if _key(check) in names}
    return {id_: value for id_, value in found.items() if value}


def judged(procedure: Procedure, answers: Given) -> Judged | None:
    """By the answers to its own questions; None while one that is needed is open. One that stops needs no other."""
    chosen = [_chosen(check, answers.get(check.id, "")) for check in procedure.eligibility]
    stops = tuple(option for option in chosen if option is not None and option.then == "stop")
    if stops:
        return Judged(procedure, Chance.NOT, stops)
    unsure = [answers.get(check.id) == NOT_SURE for check in procedure.eligibility]
    if any(option is None and not open_ for option, open_ in zip(chosen, unsure, strict=True)):
        return None
    advice = tuple(option for option in chosen if option is not None and option.then == "advise")
    return Judged(procedure, Chance.ASK if advice or any(unsure) else Chance.LIKELY, advice)


def next_round(procedures: Sequence[Procedure], given: Given) -> list[tuple[str, Precheck]]:
    """The next question of every procedure that is still open; what two of them ask alike stands once."""
    names, found = _names(procedures), {}
    for procedure in procedures:
        answers = given_for(procedure, given, procedures)
        if judged(procedure, answers) is None:
            check = next(one for one in procedure.eligibility if not _is_answered(one, answers.get(one.id, "")))
            found[names[_key(check)]] = check
    return list(found.items())


def known(procedures: Sequence[Procedure], given: Given) -> dict[str, str]:
    """Of what was sent only what answers a question: nothing else is carried along."""
    checks = {name_of(procedure, check): check for procedure in procedures for check in procedure.eligibility}
    return {name: value for name, value in given.items() if name in checks and _is_answered(checks[name], value)}


def _names(procedures: Sequence[Procedure]) -> dict[tuple[object, ...], str]:
    names: dict[tuple[object, ...], str] = {}
    for procedure in procedures:
        for check in procedure.eligibility:
            names.setdefault(_key(check), name_of(procedure, check))
    return names


def _key(check: Precheck) -> tuple[object, ...]:
    """The same words with the same answers are the same question, whatever follows from it in each procedure."""
    return (check.question.ja, *((option.value, option.label.ja) for option in check.options))


def _chosen(check: Precheck, value: str) -> PrecheckOption | None:
    return next((option for option in check.options if option.value == value), None)


def _is_answered(check: Precheck, value: str) -> bool:
    return value == NOT_SURE or _chosen(check, value) is not None
