"""Holding the row while it changes, so that two people never decide on what neither has seen."""

from django.db import transaction

from madoguchi.cases import probes
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.kernel.announcing import announce
from madoguchi.kernel.refusals import Refusal


def hold(case: Case, seen: int | None) -> None:
    """Lock the row and bring `case` up to date; Refusal when it changed since the caller, or the screen, saw it."""
    expected = case.changes if seen is None else seen
    try:
        case.refresh_from_db(from_queryset=Case.with_probes.select_for_update())
    except Case.DoesNotExist:
        raise probes.refusal_of_settled(case.pk) or Refusal("この申請は見つかりません。", status=404) from None
    if case.changes != expected:
        raise Refusal(
            "画面を開いたあとに、この申請は更新されました。",
            way_on="申請の画面を開き直し、いまの内容を確かめてから、もう一度操作してください。",
            code="changed-meanwhile",
        )


def keep(case: Case) -> None:
    """Save what an act has changed, counted as one more change. What a person has begun to look at waits no longer."""
    case.changes += 1
    if case.stands is not State.RECEIVED or case.to_look_at or case.full_review:
        case.clean_since = None
    case.save()


def announce_when_kept(event: object) -> None:
    """Wake the listeners after the commit. One that fails does not undo what was decided; the failure is logged."""
    # Named by Django in its log when a listener fails: a partial has no name.
    transaction.on_commit(lambda: announce(event), robust=True)
