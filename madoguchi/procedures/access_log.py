"""Who looked at what I entrusted to the ward, read from the journal over all my applications, drafts and mandates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from madoguchi.accounts import mandates
from madoguchi.accounts.models import Account, Officer
from madoguchi.cases.models import Case
from madoguchi.journal.models import Entry
from madoguchi.journal.words import Word
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications

PAGE = 30
MOST_CASES = 200
MOST_DRAFTS = 50
LOOKS = frozenset(
    {
        Word.VIEWED,
        Word.DOCUMENT_OPENED,
        Word.LISTED,
        Word.EXPORTED,
        Word.STATUS_SHOWN,
        Word.NOTICE_READ,
        Word.REGISTER_READ,
        Word.REGISTER_COMPARED,
    }
)


@dataclass(frozen=True)
class Looked:
    """One page of the log: its entries, the title of each subject, posts by account, and where the next page begins."""

    entries: Sequence[Entry]
    titles: Mapping[str, str]
    posts: Mapping[str, str]
    before: int | None


def looked(account: Account, *, lang: str, everything: bool = False, before: int | None = None) -> Looked:
    """The latest first, without what the person did. The same number of queries however much there is."""
    titles = _titles(account, lang)
    mine = str(account.pk)
    found = Entry.objects.filter(subject__in=[*titles, account.subject]).exclude(who_kind="resident", who_id=mine)
    if not everything:
        found = found.filter(what__in=sorted(LOOKS))
    if before is not None:
        found = found.filter(seq__lt=before)
    entries = list(found.order_by("-seq")[: PAGE + 1])
    shown = entries[:PAGE]
    more = shown[-1].seq if len(entries) > PAGE else None
    return Looked(shown, titles, _posts(shown), more)


def _titles(account: Account, lang: str) -> dict[str, str]:
    """Everything of theirs that the journal may speak of, by its name there."""
    mine = str(account.pk)
    cases = Case.objects.filter(account_id=mine).order_by("-received_at").values_list("pk", "version", "number")
    drafts = Draft.objects.filter(account_id=mine).order_by("-saved_at").values_list("pk", "version")
    titles = {f"case/{id_}": f"{_title(version, lang)}（{number}）" for id_, version, number in cases[:MOST_CASES]}
    titles |= {f"draft/{id_}": _title(version, lang) for id_, version in drafts[:MOST_DRAFTS]}
    return titles | {mandate.subject: mandate.proxy_name for mandate in mandates.given_by(account)}


def _title(version: str, lang: str) -> str:
    return publications.version(version).procedure.title.in_(lang)


def _posts(entries: Sequence[Entry]) -> dict[str, str]:
    """The post an officer holds today; who has left is shown by the section alone."""
    ids = {int(entry.who_id) for entry in entries if entry.who_kind == "officer" and entry.who_id.isdecimal()}
    rows = Officer.objects.filter(account__in=ids).values_list("account_id", "post") if ids else []
    return {str(id_): post for id_, post in rows}
