"""Money of a case: asking for what was counted, and knowing that nothing is open any more."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from madoguchi.cases import charging, permissions
from madoguchi.cases.commands.holding import hold
from madoguchi.cases.models import Case
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import queries as payments
from madoguchi.publications import queries as publications

MOST = 100_000


@transaction.atomic
def ask_counted(*, case: Case, counted: Sequence[int], by: Actor, at: datetime) -> None:
    """Ask for what an officer counted, a number for each line. Counted again while unpaid, the amount is changed."""
    hold(case, None)
    refuse_if(permissions.refusal_to_ask_counted(by, case))
    compiled = publications.version(case.version)
    charge = compiled.procedure.charge
    if charge is None or charge.settled_by != "officer":
        raise Refusal("この手続きの額は、申請の内容から決まります。", status=400, code="not-counted")
    if len(counted) != len(charge.lines) or not all(0 <= number <= MOST for number in counted):
        raise Refusal(f"数は、0から{MOST:,}までの整数で入力してください。", status=400, code="not-a-number")
    charging.ask_when((charge.due,), case, compiled, by=by, at=at, counted=counted)


def note_settled(payload: Mapping[str, object]) -> None:
    """A payment was made, waived or dropped: the case waits for money no longer, if nothing else is open."""
    subject = str(payload["subject"])
    kind, _, pk = subject.partition("/")
    if kind == "case" and not payments.holds_up(subject):
        Case.objects.filter(pk=pk, unpaid=True).update(unpaid=False)
