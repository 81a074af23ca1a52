"""All component tags and filters as one library; a builtin, so that templates need not load it."""

from django.template import Library

from madoguchi.ui.components import (
    answers,
    bank_account,
    buttons,
    choices,
    compound,
    dates,
    fields,
    frame,
    icons,
    messages,
    navigation,
    question,
    reading,
)

register = Library()
for subject in (
    answers,
    bank_account,
    buttons,
    choices,
    compound,
    fields,
    frame,
    icons,
    messages,
    navigation,
    question,
    reading,
):
    register.tags.update(subject.register.tags)
register.filters.update(dates.register.filters)
