"""Which answers of a printed form an officer must see on the paper before it is sent: a reading never settles it alone."""

from dataclasses import dataclass

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import ConsentQuestion, FileQuestion
from madoguchi.procedures.models import Draft, PaperApplication
from madoguchi.procedures.paper import prefilling
from madoguchi.procedures.paper.prefilling import Hint

# All of it: nothing has been read yet, so nothing is known to agree.
WHOLE = "whole"


@dataclass(frozen=True)
class ToSee:
    """One question that must be seen on the paper, and the places of it that nothing has settled."""

    path: str
    hints: tuple[Hint, ...] = ()


def to_see(application: PaperApplication, compiled: Compiled, draft: Draft) -> list[ToSee]:
    """In the order of the form. `compiled` is the version that was printed.

    A place agrees only where the reading, sure enough, says the same as an answer that did not come from this paper.
    What was written by hand is typed by an officer, who has looked; statements and documents are confirmed by themselves.
    """
    if not application.is_prefilled or not application.serial:
        return []
    if not application.readings:
        return [ToSee(WHOLE)]
    found = prefilling.hints(application, compiled, draft)
    asked = [
        path for path, one in compiled.procedure.data.items() if not isinstance(one, ConsentQuestion | FileQuestion)
    ]
    opened = [ToSee(path, _open(application, found.get(path, []))) for path in asked]
    return [one for one in opened if one.hints]


def _open(application: PaperApplication, hints: list[Hint]) -> tuple[Hint, ...]:
    """The places of a question that nothing has settled."""
    return tuple(hint for hint in hints if hint.kind != "same" or not application.is_as_printed)


def unseen(application: PaperApplication, compiled: Compiled, draft: Draft, seen: frozenset[str]) -> list[str]:
    """What of it the officer has not said to have seen; who has compared the whole paper has seen all."""
    return [] if WHOLE in seen else [one.path for one in to_see(application, compiled, draft) if one.path not in seen]
