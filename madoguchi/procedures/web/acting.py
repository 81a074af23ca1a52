"""The buttons inside a page of questions: a row more or less, a document, an address by its postcode."""

from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from madoguchi.cabinet.uploads import UploadProblem
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.kernel import addresses, clock, normalise
from madoguchi.kernel.actors import Actor
from madoguchi.procedures import documents, filling
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import building
from madoguchi.publications import queries as publications

ACTS = ("_add", "_drop", "_upload", "_remove", "_lookup", "_renew", "_save")


@dataclass(frozen=True)
class Acted:
    """What is typed on the page now, what is said beside a field once, and where the page opens again."""

    typed: filling.Typed
    anchor: str
    once: dict[str, str] = field(default_factory=dict)


def pressed(request: HttpRequest) -> str:
    """The button inside the page that was pressed, if one was."""
    return next((act for act in ACTS if act in request.POST), "")


def acted(
    request: HttpRequest, draft: Draft, compiled: Compiled, page: Page, typed: filling.Typed, act: str, *, by: Actor
) -> Acted:
    """Do what the button says; nothing is judged."""
    target = request.POST.get(act, "")[:200]
    anchor = target.partition(":")[0]
    match act:
        case "_add":
            typed = _with_new_row(typed, target, draft.answers.get(target), compiled, page)
            return Acted(typed, f"{target}-{(typed.get(f'{target}.rows') or ['1'])[-1]}")
        case "_drop":
            return Acted(_without_row(typed, target), anchor.split(".")[0])
        case "_lookup":
            typed, once = _looked_up(typed, target)
            return Acted(typed, anchor, once)
        case "_remove":
            _remove(draft, compiled, target, by)
        case "_upload":
            return Acted(typed, anchor, _upload(request, draft, compiled, target, by))
    return Acted(typed, anchor)


def _with_new_row(typed: filling.Typed, group: str, kept: object, compiled: Compiled, page: Page) -> filling.Typed:
    """A row with an id of its own: one that was dropped lends neither its id nor its documents."""
    if group not in page.ask or not isinstance(compiled.procedure.data[group], GroupQuestion):
        raise Http404
    rows = typed.get(f"{group}.rows", [])
    used = [*rows, *(str(row["row"]) for row in (kept if isinstance(kept, list) else []))]
    new = str(max((int(row) for row in used if row.isdecimal() and len(row) < 9), default=0) + 1)
    return {**typed, f"{group}.rows": [*rows, new]}


def _without_row(typed: filling.Typed, target: str) -> filling.Typed:
    group, _colon, row = target.partition(":")
    rows = [kept for kept in typed.get(f"{group}.rows", []) if kept != row]
    prefix = f"{group}.{row}."
    return {**{name: v for name, v in typed.items() if not name.startswith(prefix)}, f"{group}.rows": rows}


def _looked_up(typed: filling.Typed, name: str) -> tuple[filling.Typed, dict[str, str]]:
    """The address of a postcode without scripting, or why there is none. A town that fits it stays as it was typed."""
    found = addresses_of((typed.get(f"{name}.postcode") or [""])[-1])
    if not found:
        return typed, {name: _("この郵便番号の住所が見つかりません。番号を確かめるか、住所を直接入力してください。")}
    prefecture, city, first = found[0]
    town = (typed.get(f"{name}.town") or [""])[-1].strip()
    if not any(town.startswith(known) for _prefecture, _city, known in found):
        town = first if len(found) == 1 else ""
    filled = {f"{name}.prefecture": [prefecture], f"{name}.city": [city], f"{name}.town": [town]}
    return {**typed, **filled}, {}


def addresses_of(postcode: str) -> list[tuple[str, str, str]]:
    """Prefecture, city and town; in the ward every 丁目 of its own list."""
    typed = normalise.postcode(postcode[:20])
    own = [("東京都", publications.ward().city, town.name) for town in publications.towns().for_postcode(typed)]
    return own or [(found.prefecture, found.city, found.town) for found in addresses.by_postcode(typed)]


def _remove(draft: Draft, compiled: Compiled, target: str, by: Actor) -> None:
    path, _colon, document_id = target.partition(":")
    documents.detach(draft=draft, compiled=compiled, path=path, document_id=document_id, by=by, at=clock.now())


def _upload(request: HttpRequest, draft: Draft, compiled: Compiled, path: str, by: Actor) -> dict[str, str]:
    """Take the chosen documents in; where one is not taken, the sentence for the person."""
    files = [file for file in request.FILES.getlist(path) if isinstance(file, UploadedFile)]
    try:
        documents.attach(draft=draft, compiled=compiled, path=path, files=files, by=by, at=clock.now())
    except (UploadProblem, documents.NotTaken) as problem:
        return {path: problem.message.in_(building.language(request))}
    return {}
