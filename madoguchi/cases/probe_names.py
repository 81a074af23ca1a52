"""Names for 見本案件: an officer who knows the definition's examples would know a planted case by its applicant."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import person
from madoguchi.kernel.bank_accounts import holder_fits, holder_for_bank
from madoguchi.kernel.names import PersonName
from madoguchi.registers.sample import names


@dataclass(frozen=True)
class Renaming:
    """The example's applicant and who stands in: name and reading. Relatives take the family name along."""

    name: tuple[PersonName, PersonName]
    kana: tuple[PersonName, PersonName]

    def of(self, answer: object) -> object:
        """The answer with the other name wherever the applicant's stood: in rows, as a head, as an account's holder."""
        if isinstance(answer, list):
            return [self.of(one) for one in answer]
        if not isinstance(answer, Mapping):
            return answer
        if "holder" in answer and holder_fits(str(answer["holder"]), _spoken(self.kana[0])):
            return {**answer, "holder": holder_for_bank(_spoken(self.kana[1]))}
        if "family" in answer:
            return self._named(answer)
        return {id_: self.of(one) for id_, one in answer.items()}

    def _named(self, answer: Mapping[str, object]) -> dict[str, object]:
        given = person(answer)
        for before, after in (self.name, self.kana):
            if given == before:
                return {**answer, "family": after.family, "given": after.given}
            if given.family == before.family:
                return {**answer, "family": after.family}
        return dict(answer)


def renamed(compiled: Compiled, answers: Mapping[str, object], seed: str) -> dict[str, object]:
    """The answers of another invented person, the same for the same seed."""
    who = compiled.procedure.applicant
    name, kana = person(answers.get(who.name)), person(answers.get(who.kana))
    if not (name.family and name.given and kana.family and kana.given):
        return dict(answers)
    by = random.Random(seed)  # noqa: S311 -- an invented person; nothing is kept secret by it
    family = by.choices(names.SURNAMES, names.SURNAME_WEIGHTS)[0]
    given = by.choice(_given_like(kana.given, answers.get(who.birthdate)))
    other = Renaming((name, PersonName(family[0], given[0])), (kana, PersonName(family[1], given[1])))
    return {id_: other.of(answer) for id_, answer in answers.items()}


def _given_like(kana: str, born: object) -> list[names.Spelled]:
    """Names of those years, and of women or men as the example's own name is."""
    era = names.era_of(date.fromisoformat(born).year) if isinstance(born, str) else names.ERAS[2]
    alike = [given for given in names.GIVEN.values() if any(kana in dict(one).values() for one in given.values())]
    return [spelled for given in alike or list(names.GIVEN.values()) for spelled in given[era]]


def _spoken(kana: PersonName) -> str:
    return f"{kana.family} {kana.given}"
