"""`GET /healthz`: whether this node can serve, and whether what works beside it does. For machines; no session."""

import hashlib
from functools import cache
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from madoguchi import __version__
from madoguchi.config.models import Heartbeat
from madoguchi.gateways import queries as outbox
from madoguchi.handover import queries as handover
from madoguchi.kernel import clock

# A letter takes a second or two and ten are set between two signs of life.
SECONDS_UNTIL_SILENT = 60
SECONDS_UNTIL_LATE = 300

Answer = dict[str, object]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while this node can answer residents, 503 when it cannot.

    A silent worker is told but is no reason to take the web nodes away too: a load balancer asks `/healthz`,
    a monitor that wants to be woken for anything asks `/healthz?strict=1`.
    """
    found = _findings()
    can_serve = found["database"] == "ok" and found["migrations"] == "applied"
    is_well = (
        can_serve and found.get("worker") == "alive" and found.get("outbox") == "ok" and found.get("handover") == "ok"
    )
    status = "ok" if is_well else "impaired" if can_serve else "down"
    is_good = is_well if request.GET.get("strict") == "1" else can_serve
    return JsonResponse({"status": status, **found, **_code()}, status=200 if is_good else 503)


def _findings() -> Answer:
    try:
        if not _migrations_are_applied():
            return {"database": "ok", "migrations": "missing"}
        return {"database": "ok", "migrations": "applied", **_worker(), **_outbox(), **_handover()}
    except DatabaseError:
        connection.close()
        return {"database": "unreachable", "migrations": "unknown"}


_applied: set[Literal["all"]] = set()


def _migrations_are_applied() -> bool:
    """Reading the plan takes long, and what is applied stays applied; the database is asked every time all the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _applied:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _applied.add("all")
    return True


def _worker() -> Answer:
    last = Heartbeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    if last is None:
        return {"worker": "never seen"}
    seconds = max(0, round((clock.now() - last).total_seconds()))
    return {"worker": "alive" if seconds <= SECONDS_UNTIL_SILENT else "silent", "worker_seconds": seconds}


def _outbox() -> Answer:
    seconds, stuck = outbox.seconds_late(at=clock.now()), len(outbox.stuck())
    state = "late" if seconds > SECONDS_UNTIL_LATE else "stuck" if stuck else "ok"
    return {"outbox": state, "outbox_seconds": seconds, "outbox_stuck": stuck}


def _handover() -> Answer:
    """A file the core system has not confirmed in time may be a file it never had."""
    found = handover.standing(clock.now())
    late = len(found.not_made) + found.not_written
    return {"handover": "late" if late else "no receipt" if found.without_receipt else "ok"}


@cache
def _code() -> Answer:
    """The version, and a hash of the code itself: nodes that run different code can be told apart."""
    found = hashlib.sha256()
    for file in sorted((settings.ROOT / "madoguchi").rglob("*.py")):
        found.update(file.read_bytes())
    return {"version": __version__, "code": found.hexdigest()[:12]}
