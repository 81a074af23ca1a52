"""Makes the sheet of a letter and takes it through the gate: the finished PDF, or why it may not go out."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.notices import name_gate, typesetting
from madoguchi.notices.letters import Letter
from madoguchi.notices.typesetting import NotSet, Seal, Typesetter


@dataclass(frozen=True)
class Held:
    """`because` is for the officer of the section."""

    because: str


def sheet(letter: Letter, *, seal: Seal, at: datetime, typesetter: Typesetter | None = None) -> bytes | Held:
    """Nothing leaves here that was not read back."""
    press = typesetter or typesetting.typesetter()
    lacking = name_gate.lacking(letter, press.faces)
    if lacking is not None:
        return Held(lacking.message)
    try:
        pdf = press.typeset(letter, seal=seal, at=at)
    except NotSet as problem:
        return Held(f"通知書を組み立てられませんでした。{problem}")
    mismatch = name_gate.mismatch(letter, pdf, press.faces)
    return pdf if mismatch is None else Held(mismatch.message)
