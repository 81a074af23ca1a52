"""Complete applications a second, as browsers send them, on SQLite and on PostgreSQL, and whether any was lost.

A person opens the ward's home and the procedure, answers what is asked beforehand, fills in page by page, looks at
everything once more, sends it and sees the receipt: every GET, every POST, every redirect, with cookies and the token
of the form. Scripting is off and static files are not fetched. The load comes from the same machine.
"""

import argparse
import itertools
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from house import postgresql
from house.places import ROOT

from bench import report
from bench.crowd import Crowd, Tally
from bench.people import Town
from bench.site import Site, busy_of_machine, cpu_by_part, memory_of, running
from bench.visit import Visit, applies
from madoguchi.definitions.loader import load_catalog
from madoguchi.definitions.situation import Situation
from madoguchi.kernel import clock
from madoguchi.kernel.addresses import TownIndex

SHEETS = 12_000
# The demo has mailed the first numbers to people of its own.
FIRST = 1_000_000
SECONDS_BETWEEN_KILLS = 5.0


@dataclass
class Run:
    """One run on one database: what was seen outside, what it cost inside, and what the database says."""

    database: str
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    load: float = 0.0
    others: float = 0.0
    memory: list[dict[str, int]] = field(default_factory=list)
    killed: int = 0
    proof: dict[str, object] = field(default_factory=dict)


def main() -> int:
    wanted = _arguments()
    town = town_of(wanted.procedure)
    print(report.heading(wanted.procedure, len(town.compiled.procedure.pages), wanted.people, wanted.seconds))
    runs = [_measured(database, town, wanted) for database in wanted.databases]
    if len(runs) == 2 and not wanted.kill and all(map(report.complete, runs)):
        print(report.compared(runs[0], runs[1]))
    return 0 if all(report.is_sound(run) for run in runs) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench journeys", description=__doc__)
    parser.add_argument("--procedure", default="benefit-2026", help="the procedure everyone applies for")
    parser.add_argument("--seconds", type=float, default=25.0, help="how long people come, on each database")
    parser.add_argument("--people", type=int, default=16, help="how many are inside at any moment")
    parser.add_argument("--workers", type=int, default=2, help="web processes of bin/serve")
    parser.add_argument("--databases", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite", "PostgreSQL"])
    parser.add_argument("--kill", action="store_true", help="SIGKILL web workers at random during the run")
    return parser.parse_args()


def town_of(procedure: str) -> Town:
    catalog = load_catalog(ROOT / "catalog", "setagaya")
    if procedure not in catalog.procedures:
        sys.exit(f"{procedure}?  {' '.join(sorted(catalog.procedures))}")
    compiled, today = catalog.procedures[procedure], clock.today()
    p = compiled.procedure
    if (p.opens and today < p.opens) or (p.closes and today > p.closes):
        sys.exit(f"{procedure} is not taken today; try --procedure child-allowance")
    return Town(compiled, Situation(today=today, towns=TownIndex(catalog.towns)))


def _measured(database: str, town: Town, wanted: argparse.Namespace) -> Run:
    cluster = postgresql.cluster(durable=True) if database == "PostgreSQL" else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as folder, cluster as url:
        with running(data=Path(folder), database_url=url, workers=wanted.workers) as site:
            mail_sheets(site, town)
            run = _loaded(database, site, town, wanted)
            run.memory = [memory_of(pid) for pid in site.web_workers()]
        shown = {receipt.draft: receipt.number for receipt in run.tally.receipts}
        run.proof = json.loads(site.inside("prove", json.dumps({"receipts": shown}).encode()))
    print(report.of_run(run), flush=True)
    return run


def mail_sheets(site: Site, town: Town) -> None:
    """Where a procedure begins with a mailed sheet, every household has got its own."""
    p = town.compiled.procedure
    if p.mailed is None:
        return
    known = {*p.mailed.fills, *(id_ for page in p.pages if p.mailed.number in page.ask for id_ in page.ask)}
    sheets = []
    for n in range(FIRST, FIRST + SHEETS):
        answers = town.person(n).answers
        kept = {id_: answers[id_] for id_ in known - {p.mailed.number} if id_ in answers}
        sheets.append({"number": answers[p.mailed.number], "answers": kept})
    said = {"procedure": p.id, "day": clock.today().isoformat(), "sheets": sheets}
    site.inside("mail_sheets", json.dumps(said).encode())


def _loaded(database: str, site: Site, town: Town, wanted: argparse.Namespace) -> Run:
    """Warm every page once, then let people come and count from there."""
    people = visits_of(town, site.host)
    warm = Crowd(("127.0.0.1", site.port), people, wanted.people).run(time.perf_counter() + 1.5)
    before, ours, machine, began = cpu_by_part(site.process.pid), _own_cpu(), busy_of_machine(), time.perf_counter()
    postgres = _cpu_of_postgres()
    crowd = Crowd(("127.0.0.1", site.port), people, wanted.people)
    tally = crowd.run(began + wanted.seconds, _Killer(site) if wanted.kill else lambda: None)
    run = Run(database, tally, time.perf_counter() - began, killed=site.killed)
    after = cpu_by_part(site.process.pid)
    run.cpu = {part: after[part] - before.get(part, 0.0) for part in after}
    if database == "PostgreSQL":
        run.cpu["PostgreSQL"] = _cpu_of_postgres() - postgres
    run.load = _own_cpu() - ours
    run.others = busy_of_machine() - machine - sum(run.cpu.values()) - run.load
    tally.receipts += warm.receipts
    tally.errors += warm.errors
    return run


class _Killer:
    """Called all the time; kills every five seconds or so."""

    def __init__(self, site: Site) -> None:
        self.site, self.next = site, time.perf_counter() + SECONDS_BETWEEN_KILLS

    def __call__(self) -> None:
        if time.perf_counter() >= self.next:
            self.site.kill_one_worker()
            self.next = time.perf_counter() + SECONDS_BETWEEN_KILLS * random.uniform(0.5, 1.5)


def visits_of(town: Town, host: str) -> Iterator[Visit]:
    for n in itertools.count(FIRST):
        yield applies(town.person(n), town.compiled.id, host)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _cpu_of_postgres() -> float:
    return cpu_by_part(os.getpid()).get("PostgreSQL", 0.0)


if __name__ == "__main__":
    sys.exit(main())
