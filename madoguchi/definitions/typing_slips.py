"""Slips of typing that no definition has to write a check for: a postcode of another town, a mail address of no provider.

They warn and never stop: a postcode may be newer than our list, and a domain may be somebody's own.
"""

from collections.abc import Collection, Iterator, Mapping

from madoguchi.definitions.journey import Journey
from madoguchi.definitions.problems import MAIL_SLIP, POSTCODE_DIFFERS, told
from madoguchi.definitions.procedure import Check
from madoguchi.definitions.questions import AddressQuestion, EmailQuestion, Question
from madoguchi.kernel.addresses import by_postcode, town_key
from madoguchi.kernel.mail_domains import meant
from madoguchi.kernel.text import Text


def slips(questions: Mapping[str, Question], journey: Journey, asked: Collection[str]) -> Iterator[tuple[Check, bool]]:
    """A check for each such answer, as if a definition had written it, and whether it is a slip."""
    for id_ in asked:
        question, answer = questions[id_], journey.answers.get(id_)
        if isinstance(question, AddressQuestion) and question.in_ward and isinstance(answer, Mapping):
            words = told(POSTCODE_DIFFERS, label=question.label)
            yield _check(id_, "postcode", question, words, "郵便番号と町名"), _is_of_another_town(answer)
        elif isinstance(question, EmailQuestion) and isinstance(answer, str):
            domain = answer.rpartition("@")[2]
            words = told(MAIL_SLIP, label=question.label, domain=domain, meant=meant(domain) or domain)
            yield _check(id_, "domain", question, words, "メールアドレスの@より後"), bool(meant(domain))


def _is_of_another_town(address: Mapping[str, object]) -> bool:
    """Of an unknown postcode nothing can be said; one without a town is of every place that is not listed."""
    known = by_postcode(str(address.get("postcode", "")))
    city, base = address.get("city"), town_key(str(address.get("town", ""))).base
    return bool(known) and not any(
        place.city == city and (not place.town or town_key(place.town).base == base) for place in known
    )


def _check(id_: str, what: str, question: Question, message: Text, told_officer: str) -> Check:
    return Check(
        id=f"{id_}_{what}_fits",
        fails_if="",
        level="warn",
        when="filling",
        fields=(id_,),
        message=message,
        officer=f"「{question.label.ja}」の{told_officer}が合わないようです。打ち間違いがないか確かめてください。",
    )
