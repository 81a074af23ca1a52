"""Finding proposals, what stands in their way, and whom they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from madoguchi.authoring.models import DryRun, Proposal, Touched
from madoguchi.authoring.permissions import WARD_WIDE
from madoguchi.authoring.states import State
from madoguchi.cases import past
from madoguchi.cases.models import Case
from madoguchi.definitions.blocks import Blocks
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.differences import words_diff
from madoguchi.definitions.loader import load_blocks
from madoguchi.definitions.publishable import obstacles, unverified
from madoguchi.journal import queries as journal
from madoguchi.journal.models import Entry
from madoguchi.kernel.actors import Actor
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from madoguchi.publications.models import Publication

PAGE = 50
ENDED_SHOWN = 10
A_YEAR = timedelta(days=365)


def by_id(proposal_id: UUID) -> Proposal | None:
    """A proposal by its id; who may see it decides `permissions`."""
    return Proposal.objects.filter(pk=proposal_id).first()


def visible(by: Actor) -> list[Compiled]:
    """The procedures in force an officer may look at, by title."""
    found = [one for one in publications.all_in_force() if _may_look(by, one.procedure.section)]
    return sorted(found, key=lambda one: (one.procedure.section, one.procedure.title.ja))


def open_proposals(by: Actor) -> list[Proposal]:
    """What is being changed, the latest first."""
    open_ = Proposal.objects.filter(ended_at__isnull=True).defer("document")
    if not by.roles & WARD_WIDE:
        open_ = open_.filter(section__in=sorted({by.section, *by.sections} - {""}))
    return list(open_.order_by("-changed_at")[:200])


def of_procedure(procedure: str) -> list[Proposal]:
    """The proposals of one procedure: those open, then the last that ended."""
    mine = Proposal.objects.filter(procedure=procedure).defer("document").order_by("-changed_at")
    return [*mine.filter(ended_at__isnull=True)[:50], *mine.filter(ended_at__isnull=False)[:ENDED_SHOWN]]


def publications_of(procedures: Sequence[str]) -> list[Publication]:
    """Every version, the latest first, without the documents."""
    return list(Publication.objects.filter(procedure__in=procedures).defer("document").order_by("-number"))


def base_of(proposal: Proposal) -> Compiled | None:
    """The version it is compared with; None for a procedure that is new."""
    return publications.version(proposal.base) if proposal.base else None


def differences(proposal: Proposal) -> list[str]:
    """What changes, in words."""
    base = base_of(proposal)
    return words_diff(base, proposal.compiled) if base else []


def changes_nothing(proposal: Proposal) -> bool:
    return publications.version_in_force(proposal.procedure) == proposal.version


def follows_what_is_in_force(proposal: Proposal) -> bool:
    """Whether the version it was made from is still the one in force."""
    return (publications.version_in_force(proposal.procedure) or "") == proposal.base


def obstacles_of(proposal: Proposal, *, demo: bool) -> list[str]:
    """What keeps it from being published."""
    return obstacles(proposal.compiled, publications.situation(), demo=demo)


def unverified_of(proposal: Proposal) -> list[str]:
    """The facts no source backs yet: shown to the one who approves, also where a demo may publish them."""
    return list(unverified(proposal.compiled))


def latest_run(proposal: Proposal) -> DryRun | None:
    """The dry run of what the proposal says now; one of an earlier wording tells nothing any more."""
    return proposal.dry_runs.filter(version=proposal.version, base=proposal.base).first()


def needs_a_dry_run(proposal: Proposal) -> bool:
    """A procedure that is in force has a past to be tried on: a year of it, or most people would not be in it."""
    if not proposal.base:
        return False
    runs = proposal.dry_runs.filter(version=proposal.version, base=proposal.base, finished_at__isnull=False)
    return not any(run.until - run.since >= A_YEAR for run in runs)


@dataclass(frozen=True)
class TouchedPage:
    """A page of the people touched, and where the next begins."""

    rows: Sequence[tuple[Touched, Case]]
    after: UUID | None


def touched(run: DryRun, *, after: UUID | None = None, slight: bool = False) -> TouchedPage:
    """Those touched, in the order in which they applied."""
    mine = run.touched.filter(slight=slight).order_by("case_id")
    if after is not None:
        mine = mine.filter(case_id__gt=after)
    found = list(mine[: PAGE + 1])
    cases = past.by_ids([one.case_id for one in found[:PAGE]])
    rows = [(one, cases[one.case_id]) for one in found[:PAGE]]
    return TouchedPage(rows, found[PAGE - 1].case_id if len(found) > PAGE else None)


def history(proposal: Proposal) -> Sequence[Entry]:
    """Everything that happened to it."""
    return journal.timeline(proposal.subject)


@dataclass(frozen=True)
class DraftsCarried:
    """The open drafts begun before a version was published, and how many of them have moved to it."""

    open: int
    carried: int


def drafts_carried(proposal: Proposal) -> DraftsCarried:
    """How many open drafts were opened again under the version published."""
    if proposal.stands is not State.PUBLISHED or proposal.ended_at is None:
        return DraftsCarried(0, 0)
    before = Draft.objects.filter(
        procedure=proposal.procedure, sent_as=None, corrects=None, begun_at__lt=proposal.ended_at
    )
    return DraftsCarried(before.count(), before.filter(version=proposal.version).count())


def _may_look(by: Actor, section: str) -> bool:
    return bool(by.roles & WARD_WIDE) or by.belongs_to(section)


def catalog_file(procedure: str) -> tuple[Path, Blocks]:
    """The procedure's file in the catalog, whether it is there or not, and the blocks it may use."""
    folder = Path(settings.CATALOG)
    return folder / settings.WARD / "procedures" / f"{procedure}.yaml", load_blocks(folder / "shared" / "blocks")
