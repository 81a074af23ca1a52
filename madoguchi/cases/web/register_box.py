"""Makes the box of the case page that says what the resident register answered."""

from django.urls import reverse

from madoguchi.cases import permissions
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.web.pages import RegisterBox
from madoguchi.cases.web.words import moment
from madoguchi.definitions.reconciling import ASPECT_LABEL
from madoguchi.kernel import japanese_dates
from madoguchi.kernel.actors import Actor
from madoguchi.registers.claims import Verdict
from madoguchi.ui.components.shapes import Tag

VERDICT = {
    Verdict.YES: Tag("一致", "success"),
    Verdict.NO: Tag("不一致", "error"),
    Verdict.UNKNOWN: Tag("確認できません", "neutral"),
}


def register_box(file: CaseFile, *, by: Actor) -> RegisterBox | None:
    """The latest comparison of the case, and whether `by` may have it made again; None where the register was not asked."""
    comparison = file.comparison
    if comparison is None or comparison.snapshot.as_of is None:
        return None
    may = permissions.refusal_to_compare_again(by, file.case) is None
    return RegisterBox(
        as_of=japanese_dates.both(comparison.snapshot.as_of),
        at=moment(comparison.at),
        rows=[(ASPECT_LABEL[aspect.value].ja, VERDICT[verdict]) for aspect, verdict in comparison.told.items()],
        again_url=reverse("cases:compare_again", args=[file.case.pk]) if may else "",
    )
