"""From what was read to what an officer sees: a hint beside each question; typed in only where print is known to be print."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import ConsentQuestion, FileQuestion, GroupQuestion
from madoguchi.procedures.models import Draft, PaperApplication
from madoguchi.procedures.paper.geometry import Sheet, Slot
from madoguchi.procedures.paper.layout import laid_out
from madoguchi.procedures.paper.printing import written_of
from madoguchi.publications import queries as publications

# Below this not even print is typed in for the officer: it is only shown.
SURE = 85
Readings = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Hint:
    """What the paper says of one question, in words. `kind`: same, unsure, differs, unclear, read."""

    kind: str
    words: str
    place: str = ""


def put_typed(application: PaperApplication) -> None:
    """Where our own print is read and its draft is gone, it is typed in for the officer: typed, not accepted.

    Handwriting never is. Whether a sheet was printed its signed code says, not the look of the letters.
    """
    draft = application.draft
    if draft is None or not application.is_prefilled or draft.answers or draft.unfinished:
        return
    compiled = publications.version(application.version)
    typed = typed_of(compiled, laid_out(compiled, application.language, application.rows), application.readings)
    for page in compiled.procedure.pages:
        here = {name: values for name, values in typed.items() if name.partition(".")[0] in page.ask}
        if here:
            draft.unfinished = {**draft.unfinished, page.id: {"typed": here, "told": False, "once": {}, "new": []}}
    draft.save(update_fields=["unfinished"])


def typed_of(compiled: Compiled, sheet: Sheet, readings: Readings) -> dict[str, list[str]]:
    """The boxes of the web form as the print fills them; statements and documents stay the officer's to see."""
    found: dict[str, list[str]] = {}
    for _page, slot in sheet.slots():
        head = slot.name.partition(".")[0]
        question = compiled.procedure.data.get(head)
        if question is None or isinstance(question, ConsentQuestion | FileQuestion):
            continue
        text = _certain(slot, readings)
        if text:
            found.setdefault(slot.name, []).append(text)
            if isinstance(question, GroupQuestion):
                row = slot.name.split(".")[1]
                rows = found.setdefault(f"{head}.rows", [])
                if row not in rows:
                    rows.append(row)
    return found


def _certain(slot: Slot, readings: Readings) -> str:
    if slot.shape == "square":
        return slot.value if readings.get(f"{slot.name}={slot.value}", {}).get("look") == "ticked" else ""
    reading = readings.get(slot.name, {})
    return str(reading.get("text", "")) if _sure(reading) >= SURE else ""


def _sure(reading: Mapping[str, object]) -> int:
    sure = reading.get("sure", 0)
    return sure if isinstance(sure, int) else 0


def hints(application: PaperApplication, compiled: Compiled, draft: Draft) -> dict[str, list[Hint]]:
    """Beside each question, place by place, what the paper says against what stands in the draft."""
    if not application.serial or not application.readings:
        return {}
    sheet = laid_out(compiled, application.language, application.rows)
    written = written_of(compiled, draft.answers)
    found: dict[str, list[Hint]] = {}
    for name, slots in _by_name(sheet).items():
        hint = _hint(slots, application.readings, written.get(name, []))
        if hint is None and application.is_prefilled and written.get(name):
            hint = Hint("unclear", "この欄のあるページを読み取っていません。写真で確かめてください。")
        if hint is not None:
            found.setdefault(name.partition(".")[0], []).append(replace(hint, place=name))
    return found


def _by_name(sheet: Sheet) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = {}
    for _page, slot in sheet.slots():
        if slot.name and (slot.shape != "square" or slot.value):
            found.setdefault(slot.name, []).append(slot)
    return found


def _hint(slots: list[Slot], readings: Readings, written: list[str]) -> Hint | None:
    """None where neither the paper nor the draft says anything."""
    if slots[0].shape == "square":
        return _of_squares(slots, readings, written)
    reading = readings.get(slots[0].name)
    if reading is None:
        return None
    text, look = str(reading.get("text", "")), reading.get("look")
    kept = "".join(written)
    if look == "empty":
        return Hint("differs", f"入力は「{kept}」、紙では空欄です。") if kept else None
    if look == "unclear":
        return Hint("unclear", "読み取れません。写真で確かめてください。")
    sure = _sure(reading)
    if kept and plain(text) == plain(kept):
        said = f"紙も「{kept}」と読めます"
        return Hint("same", f"{said}。") if sure >= SURE else Hint("unsure", f"{said}が、確かさは{sure}です。")
    if kept:
        return Hint("differs", f"入力は「{kept}」、紙は「{text}」と読めます（確かさ {sure}）。")
    return Hint("read", f"紙は「{text}」と読めます（確かさ {sure}）。")


def _of_squares(slots: list[Slot], readings: Readings, written: list[str]) -> Hint | None:
    looks = {slot.value: readings.get(f"{slot.name}={slot.value}", {}).get("look") for slot in slots}
    ticked = [value for value, look in looks.items() if look == "ticked"]
    if not any(looks.values()):
        return None
    if "unclear" in looks.values():
        return Hint("unclear", "しるしが付いているか、はっきりしません。写真で確かめてください。")
    if not ticked and not written:
        return None
    if set(ticked) == set(written):
        return Hint("same", "紙のしるしも同じです。")
    return Hint("differs" if written else "read", f"紙のしるし：{'、'.join(ticked) or 'なし'}")


def plain(text: str) -> str:
    """What print and its reading must have in common: no blanks, one width, one kind of dash."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_SAME.get(character, character) for character in folded if not character.isspace())


_SAME = dict.fromkeys("‐‑–—−ｰ－", "-")
