"""The box of the case page about money: what was asked and paid, and counting what only an officer can count."""

from django.urls import reverse

from madoguchi.cases import charging, permissions
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.web.pages import MoneyBox
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.money import yen
from madoguchi.payments.web.shown import desk_lines


def money_box(file: CaseFile, *, by: Actor) -> MoneyBox | None:
    """None where the procedure costs nothing: then nothing is looked up."""
    charge = file.compiled.procedure.charge
    if charge is None:
        return None
    found = charging.charge_of(file.case, file.compiled)
    lines = desk_lines(file.case.subject)
    counts = charge.settled_by == "officer" and permissions.refusal_to_ask_counted(by, file.case) is None
    total = yen(found.total) if found else ""
    last = lines[-1] if lines else None
    differs = bool(last and not last.is_open and total and charge.settled_by == "rules" and last.yen != total)
    return MoneyBox(
        payments=lines,
        estimate=total,
        differs=f"補正のあとの額は{total}です。納めた額との差を、返金か追加の納付で調整してください。"
        if differs
        else "",
        count_url=reverse("cases:ask_counted", args=[file.case.pk]) if counts else "",
        count_labels=[f"{one.label.ja}（{one.unit.ja if one.unit else '数'}）" for one in charge.lines],
    )
