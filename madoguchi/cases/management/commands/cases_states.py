"""Writes the state diagram of a case into the reference; a test fails while it is stale."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from madoguchi.cases.states import LABEL, NEXT, OWNER, RESIDENT_LABEL, Owner, State, diagram

DOCUMENT = Path(settings.ROOT) / "docs" / "reference" / "cases-states.md"
OWNER_LABEL = {Owner.OFFICE: "the office", Owner.RESIDENT: "the resident", Owner.NOBODY: "nobody"}


def document() -> str:
    """The page: the diagram, and each state with its words and who must act next."""
    rows = [
        f"| `{state}` | {LABEL[state]} | {RESIDENT_LABEL[state].ja} | {OWNER_LABEL[OWNER[state]]} | {_next(state)} |"
        for state in State
    ]
    return "\n".join(
        [
            "# The life of a case",
            "",
            "Generated from `madoguchi/cases/states.py` by `manage.py cases_states`; do not edit.",
            "",
            "```mermaid",
            diagram(),
            "```",
            "",
            "| state | officers read | residents read | who must act | may become |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _next(state: State) -> str:
    return "、".join(LABEL[to] for to in State if to in NEXT[state]) or "―"


class Command(BaseCommand):
    """`manage.py cases_states`."""

    help = "Writes docs/reference/cases-states.md."

    def handle(self, *_: object, **__: object) -> None:
        DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
        DOCUMENT.write_text(document(), encoding="utf-8")
