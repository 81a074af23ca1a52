"""Answers read back, a row each: an application of three hundred is drawn as text, not node by node of a template."""

from collections.abc import Sequence
from html import escape
from typing import Protocol

from django.template import Library
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from madoguchi.ui.components.icons import DRAWN
from madoguchi.ui.components.markup import attributes

register = Library()


class AnswerShown(Protocol):
    """An answer in words. `personal` is a person's own text, which no reading aid may alter."""

    @property
    def label(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def personal(self) -> bool: ...


@register.simple_tag
def answer_row(
    row: AnswerShown, problem: str = "", notes: Sequence[str] = (), change_url: str = "", anchor: str = ""
) -> SafeString:
    """Question and answer inside a `summary-list`; with `change_url` the way to change it, with `problem` what is wrong."""
    label = escape(row.label)
    kind = "summary-row summary-row--problem" if problem else "summary-row"
    box = attributes(class_=kind, id=anchor, tabindex="-1" if anchor else "")
    small = "".join(f'<small class="field-note">{escape(note)}</small>' for note in notes)
    wrong = f'<span class="field-error">{DRAWN["error"]}{escape(problem)}</span>' if problem else ""
    value = attributes(class_="summary-value", data_no_ruby=row.personal)
    change = f'<dd class="summary-change"><a href="{escape(change_url)}">{_("変更")}<span class="unseen">：{label}</span></a></dd>'
    return mark_safe(  # noqa: S308 -- escaped above
        f"<div{box}><dt>{label}</dt><dd{value}>{_lines(row.value)}{small}{wrong}</dd>{change if change_url else ''}</div>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")
