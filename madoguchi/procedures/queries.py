"""Finding drafts, receipts and procedures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from madoguchi.cabinet.models import Document
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import ids, normalise
from madoguchi.kernel.text import LANGUAGES
from madoguchi.procedures.models import Draft, Receipt
from madoguchi.publications import queries as publications


def draft(draft_id: UUID) -> Draft | None:
    """A draft by its id; who may open it decides `permissions`."""
    return Draft.objects.filter(pk=draft_id).first()


def draft_by_code(typed: str) -> Draft | None:
    """The open draft of a resume code, however it was typed."""
    return Draft.objects.filter(resume_digest=ids.digest(ids.ungrouped(typed)), sent_as=None).first()


def drafts_of(draft_ids: Iterable[UUID], account_id: str = "") -> list[Draft]:
    """Open drafts this device has begun, and those of a signed-in resident, the latest first."""
    found = Draft.objects.filter(sent_as=None, pk__in=list(draft_ids))
    if account_id:
        found = found | Draft.objects.filter(sent_as=None, account_id=account_id)
    return list(found.order_by("-saved_at")[:10])


def receipt(case_id: UUID) -> Receipt | None:
    """The receipt of an application."""
    return Receipt.objects.filter(pk=case_id).first()


def case(case_id: UUID) -> Case | None:
    """An application by its id; the code or the account opens it."""
    return Case.objects.filter(pk=case_id).first()


def cases_of(account_id: str) -> list[Case]:
    """A signed-in resident's applications, the latest first."""
    return list(Case.objects.filter(account_id=account_id).order_by("-received_at")[:50])


def documents(subject: str) -> list[Document]:
    """The documents of a draft or an application."""
    return list(Document.objects.filter(subject=subject).order_by("kept_at"))


@dataclass(frozen=True)
class Filters:
    """What the list of procedures is narrowed by."""

    words: str = ""
    category: str = ""
    life_event: str = ""


def found(filters: Filters) -> list[Compiled]:
    """The procedures in force that fit, best first: words in the title before words in the text."""
    chosen = [
        compiled
        for compiled in publications.all_in_force()
        if filters.category in {"", compiled.procedure.category}
        and (not filters.life_event or filters.life_event in compiled.procedure.life_events)
    ]
    wanted = _words(filters.words)
    if not wanted:
        return chosen
    scored = [(_score(compiled, wanted), compiled) for compiled in chosen]
    return [compiled for score, compiled in sorted(scored, key=lambda pair: -pair[0]) if score]


def _words(typed: str) -> list[str]:
    return [_folded(word) for word in normalise.one_line(typed[:200]).split(" ") if word]


def _folded(text: str) -> str:
    """Kana of either kind, any width and any case are one to a person who searches."""
    return normalise.kana(text).casefold()


def _score(compiled: Compiled, wanted: list[str]) -> int:
    """Every word must be found somewhere; a title counts more than a synonym, a synonym more than the summary."""
    title, near, far = _haystack(compiled.version, compiled)
    total = 0
    for word in wanted:
        score = 9 * (word in title) + 4 * (word in near) + (word in far)
        if not score:
            return 0
        total += score
    return total


_HAYSTACKS: dict[str, tuple[str, str, str]] = {}


def _haystack(version: str, compiled: Compiled) -> tuple[str, str, str]:
    if version not in _HAYSTACKS:
        p = compiled.procedure
        titles = " ".join(p.title.in_(language) for language in LANGUAGES)
        summary = " ".join(p.summary.in_(language) for language in LANGUAGES)
        papers = " ".join(paper.label.ja for paper in p.papers)
        texts = (titles, " ".join(p.words), f"{summary} {p.who.ja} {papers} {p.result.ja}")
        _HAYSTACKS[version] = (_folded(texts[0]), _folded(texts[1]), _folded(texts[2]))
    return _HAYSTACKS[version]


def files_kept(answers: Mapping[str, object], path: str) -> list[dict[str, object]]:
    """The documents kept for a question at `field` or `group.row.field`."""
    head, _dot, rest = path.partition(".")
    answer = answers.get(head)
    if rest and isinstance(answer, list):
        row_id, _dot, leaf = rest.partition(".")
        row: Mapping[str, object] = next((row for row in answer if row.get("row") == row_id), {})
        answer = row.get(leaf)
    return list(answer) if isinstance(answer, list) else []
