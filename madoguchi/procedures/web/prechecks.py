"""The eligibility questions: advice before the first field, and another way for those who need one."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from madoguchi.definitions.procedure import Precheck, Procedure
from madoguchi.procedures.web.pages import PrecheckLine
from madoguchi.ui.fields import Choice


def lines(p: Procedure, given: Mapping[str, str], lang: str, *, asked: bool) -> tuple[PrecheckLine, ...]:
    """Every question with what was answered and what follows from it."""
    return tuple(_line(precheck, given.get(precheck.id, ""), lang, asked=asked) for precheck in p.eligibility)


def _line(precheck: Precheck, value: str, lang: str, *, asked: bool) -> PrecheckLine:
    chosen = next((option for option in precheck.options if option.value == value), None)
    advises = asked and chosen is not None and chosen.then != "go" and chosen.message is not None
    question = precheck.question.in_(lang)
    return PrecheckLine(
        id=precheck.id,
        question=question,
        help=precheck.help.in_(lang) if precheck.help else "",
        options=tuple(Choice(option.value, option.label.in_(lang)) for option in precheck.options),
        value=value if chosen else "",
        error=_("「%s」に答えてください。") % question if asked and chosen is None else "",
        advice=chosen.message.in_(lang) if advises and chosen and chosen.message else "",
        stops=asked and chosen is not None and chosen.then == "stop",
        link=chosen.link if advises and chosen else "",
    )
