"""The statements only the applicant can agree to: an officer reads them out or shows them, and never ticks them unasked."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from madoguchi.cases.authorship import leaves
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.journey import Journey, is_required, is_shown_in_row
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import ConsentQuestion, GroupQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.values import row_for_rules
from madoguchi.procedures.filling import Typed


@dataclass(frozen=True)
class Consent:
    """A statement that applies, by its path; `given` once the applicant has agreed."""

    path: str
    question: ConsentQuestion
    required: bool
    given: bool


def asked(compiled: Compiled, journey: Journey, at: Situation) -> Iterator[Consent]:
    """Every statement of this application, in the order of asking."""
    for id_ in (id_ for page in journey.pages for id_ in page.ask if id_ in journey.visible):
        question, answer = compiled.procedure.data[id_], journey.answers.get(id_)
        if isinstance(question, ConsentQuestion):
            required = is_required(compiled, id_, journey.values, at.today)
            yield Consent(id_, question, required, answer is True)
        elif isinstance(question, GroupQuestion):
            for row in answer if isinstance(answer, list) else []:
                yield from _in_row(compiled, journey, id_, question, row, at)


def _in_row(
    compiled: Compiled, journey: Journey, id_: str, group: GroupQuestion, row: Mapping[str, object], at: Situation
) -> Iterator[Consent]:
    within = {**journey.values, ROW: row_for_rules(group, row)}
    for leaf, question in group.fields.items():
        path = f"{id_}.{leaf}"
        if isinstance(question, ConsentQuestion) and is_shown_in_row(
            compiled, path, journey.values, group, row, at.today
        ):
            required = is_required(compiled, path, within, at.today)
            yield Consent(f"{id_}.{row['row']}.{leaf}", question, required, row.get(leaf) is True)


def is_consent(compiled: Compiled, path: str) -> bool:
    """Whether the question at `field` or `group.row.field` is a statement to agree to."""
    head, _dot, rest = path.partition(".")
    question = compiled.procedure.data.get(head)
    if rest and isinstance(question, GroupQuestion):
        return isinstance(question.fields.get(rest.rpartition(".")[2]), ConsentQuestion)
    return isinstance(question, ConsentQuestion)


def as_agreed(compiled: Compiled, answers: Mapping[str, object], agreed: Collection[str]) -> dict[str, object]:
    """The answers with exactly these statements agreed to."""
    kept: dict[str, object] = {}
    for id_, answer in answers.items():
        question = compiled.procedure.data.get(id_)
        if isinstance(question, GroupQuestion) and isinstance(answer, list):
            kept[id_] = [_row_as_agreed(id_, question, row, agreed) for row in answer]
        elif not isinstance(question, ConsentQuestion):
            kept[id_] = answer
    singles = (path for path in agreed if isinstance(compiled.procedure.data.get(path), ConsentQuestion))
    return kept | dict.fromkeys(singles, True)


def _row_as_agreed(
    id_: str, group: GroupQuestion, row: Mapping[str, object], agreed: Collection[str]
) -> dict[str, object]:
    leaves = {leaf for leaf, question in group.fields.items() if isinstance(question, ConsentQuestion)}
    kept = {leaf: value for leaf, value in row.items() if leaf not in leaves}
    return kept | {leaf: True for leaf in leaves if f"{id_}.{row.get('row')}.{leaf}" in agreed}


def as_kept(compiled: Compiled, page: Page, typed: Typed, answers: Mapping[str, object]) -> Typed:
    """What an officer's form said, with the statements as they stand: neither given nor taken back by an officer."""
    without = {name: values for name, values in typed.items() if not is_consent(compiled, name)}
    here = {id_: answers[id_] for id_ in page.ask if id_ in answers}
    given = {path: ["true"] for path, value in leaves(here) if value is True and is_consent(compiled, path)}
    return {**without, **given}
