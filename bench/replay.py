"""A changed rule over a hundred thousand past cases: how long until every one has been read again, on SQLite."""

import argparse
import atexit
import json
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime, timedelta

import django

# Its own installation, gone at the end.
DATA = tempfile.mkdtemp(prefix="madoguchi-bench-")
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ.update(MADOGUCHI_DATA=DATA, MADOGUCHI_DATABASE_URL="", MADOGUCHI_DEMO="1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 — Django first

from madoguchi.authoring import commands as authoring  # noqa: E402
from madoguchi.authoring.commands import replaying  # noqa: E402
from madoguchi.authoring.documents import built  # noqa: E402
from madoguchi.cases.models import Case  # noqa: E402
from madoguchi.definitions.compiled import Compiled  # noqa: E402
from madoguchi.definitions.examples import answers_of  # noqa: E402
from madoguchi.kernel import clock  # noqa: E402
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind  # noqa: E402
from madoguchi.publications import commands as publishing  # noqa: E402
from madoguchi.publications import queries as publications  # noqa: E402

AIM = 60.0
PROCEDURE, SECTION = "school-aid", "school-affairs"
# What is said of it, and the words of the definition that change: a limit, and a check.
CHANGES = (
    ("所得の限度額", "1000000 +", "999000 +"),
    ("確認の条件", "income_total > income_limit", "income_total > income_limit - 2000"),
)
PORTION = 2_000
BY = Actor(
    ActorKind.OFFICER, "1", "桑原", SECTION, roles=frozenset({"editor", "decider"}), sections=frozenset({SECTION})
)


def main() -> int:
    """1 where one of the changes takes longer than it may."""
    parser = argparse.ArgumentParser(prog="bin/bench replay", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    wanted = parser.parse_args()
    call_command("migrate", verbosity=0)
    compiled = publications.catalog().procedures[PROCEDURE]
    publishing.publish(compiled=compiled, by=SYSTEM, at=clock.now(), demo=True)
    _fill(compiled, wanted.cases)
    print(f"就学援助の{Case.objects.count():,}件、SQLite、{os.cpu_count()}コアのうち1つ", flush=True)
    return 0 if max([_replayed(compiled, *change) for change in CHANGES]) <= AIM else 1


def _fill(compiled: Compiled, count: int) -> None:
    """Households that differ by what they earn, around the limit."""
    answers, _ = answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    text, came = json.dumps(answers, ensure_ascii=False), clock.now() - timedelta(days=1)
    for first in range(0, count, PORTION):
        Case.objects.bulk_create(
            _case(compiled, text, n, n / count, came) for n in range(first, min(first + PORTION, count))
        )


def _case(compiled: Compiled, text: str, n: int, share: float, came: datetime) -> Case:
    answers = json.loads(text)
    answers["members"][0]["income"] = 2_000_000 + int(share * 2_000_000)
    return Case(
        number=f"bench-{n}",
        procedure=compiled.id,
        version=compiled.version,
        title=compiled.procedure.title.ja,
        section=SECTION,
        channel="web",
        answers=answers,
        answered_at=came,
        applicant_name="山田　花子",
        idempotency_key=f"bench-{n}",
        received_at=came,
        due_on=came.date(),
    )


def _replayed(compiled: Compiled, what: str, old: str, new: str) -> float:
    document = compiled.document.decode()
    if old not in document:
        raise RuntimeError(f"the definition does not say {old!r} any more")
    changed = built(json.loads(document.replace(old, new)))
    proposal = authoring.propose(compiled=changed, title=what, why="", by=BY, at=clock.now())
    began = time.perf_counter()
    run = authoring.try_out(proposal=proposal, by=BY, at=clock.now())
    while not run.is_finished:
        run = replaying.go_on(run, seconds=replaying.SECONDS_AT_A_TIME)
    spent = time.perf_counter() - began
    print(
        f"  {what}：{run.total:,}件、結果の変わる人 {run.changed:,}、{spent:.1f}秒（目標 {AIM:.0f}）、"
        f"1件 {spent / max(1, run.total) * 1e3:.2f} ミリ秒",
        flush=True,
    )
    return spent


if __name__ == "__main__":
    sys.exit(main())
