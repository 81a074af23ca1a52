"""SIGKILL at 50 random moments under load, web processes and senders: no receipt lost, none doubled, all mail once.

People fill in and send as in `bin/bench journeys`; whoever's line breaks presses again, as people do. Beside the
supervised sender a second one runs, started anew at once each time it was killed. At the end the site's own database
is asked: every receipt that was shown, every application once, the journal's chain, and what was to be delivered.
"""

import argparse
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from os import kill
from pathlib import Path
from signal import SIGKILL

from house import postgresql, processes
from house.places import PYTHON

from bench.crowd import Crowd, Tally
from bench.journeys import mail_sheets, town_of, visits_of
from bench.people import Town
from bench.site import Site, running

WEB, SENDER = "ウェブ", "送信係"
# The web server gives up a process that dies twice within six seconds; its supervisor waits before it starts it again.
SECONDS_EACH = 5.0
# Ten minutes of pressing again: what is asked here is whether anything is lost, not how long one waits.
MOST_TRIES = 2_400


@dataclass
class Outcome:
    """What one run saw outside, and what the database said after it."""

    database: str
    tally: Tally
    killed: Counter[str]
    proof: dict[str, object] = field(default_factory=dict)
    outbox: dict[str, object] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        wrong = (self.proof[word] for word in ("lost", "doubled", "forged", "broken_link"))
        shown = len(self.tally.receipts)
        is_whole = not any(wrong) and shown > 0 and self.proof["cases"] == self.proof["receipts"] == shown
        return is_whole and not self.tally.errors and not any(self.outbox[w] for w in ("left", "missing", "twice"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench kills", description=__doc__)
    parser.add_argument("--moments", type=int, default=50, help="how often a process is killed, on each database")
    parser.add_argument("--procedure", default="child-allowance")
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--databases", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite", "PostgreSQL"])
    wanted = parser.parse_args()
    town = town_of(wanted.procedure)
    outcomes = [_measured(database, town, wanted) for database in wanted.databases]
    return 0 if all(one.is_sound and one.killed.total() == wanted.moments for one in outcomes) else 1


def _measured(database: str, town: Town, wanted: argparse.Namespace) -> Outcome:
    cluster = postgresql.cluster(durable=True) if database == "PostgreSQL" else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as folder, cluster as url:
        with running(data=Path(folder), database_url=url, workers=2) as site, _reaper(site, wanted) as reaper:
            mail_sheets(site, town)
            crowd = Crowd(("127.0.0.1", site.port), visits_of(town, site.host), wanted.people)
            crowd.most_tries = MOST_TRIES
            reaper.begin()
            tally = crowd.run(math.inf, lambda: reaper(crowd))
            found = Outcome(database, tally, reaper.killed)
        shown = {receipt.draft: receipt.number for receipt in tally.receipts}
        found.outbox = json.loads(site.inside("deliver_all", b"{}"))
        found.proof = json.loads(site.inside("prove", json.dumps({"receipts": shown}).encode()))
    print("\n".join(_said(found)), flush=True)
    return found


@contextmanager
def _reaper(site: Site, wanted: argparse.Namespace) -> Iterator["Reaper"]:
    with ExitStack() as cleaning:
        reaper = Reaper(site, wanted.moments, random.Random(wanted.seed))
        cleaning.callback(reaper.stop)
        yield reaper


class Reaper:
    """Called all the time; at its moments it kills a web process or a sender, whichever is alive."""

    def __init__(self, site: Site, moments: int, dice: random.Random) -> None:
        self.site, self.dice, self.killed = site, dice, Counter[str]()
        times = sorted(dice.uniform(1.0, moments * SECONDS_EACH) for _ in range(moments))
        self.moments = [(at, dice.choices([WEB, SENDER], weights=[3, 2])[0]) for at in times]
        self.began = 0.0
        self.second = self._another_sender()

    def begin(self) -> None:
        """Count from now."""
        self.began = time.perf_counter()

    def __call__(self, crowd: Crowd) -> None:
        """When all is done, no more people come."""
        now = time.perf_counter()
        if self.second.poll() is not None:
            self.second = self._another_sender()
        if not self.moments:
            crowd.until = min(crowd.until, now + SECONDS_EACH)
        elif now - self.began >= self.moments[0][0]:
            self._strike(self.moments[0][1])

    def _strike(self, name: str) -> None:
        """Where nobody of this kind is alive just now, the moment is as soon as somebody is."""
        alive = self.site.web_workers() if name == WEB else [*self.site.senders(), self.second.pid]
        if alive:
            with suppress(ProcessLookupError):
                kill(self.dice.choice(alive), SIGKILL)
                self.killed[name] += 1
                self.moments.pop(0)

    def _another_sender(self) -> subprocess.Popen[bytes]:
        with (Path(self.site.env["MADOGUCHI_DATA"]) / "sender.log").open("ab") as log:
            return processes.start([PYTHON, "manage.py", "work"], env=self.site.env, output=log)

    def stop(self) -> None:
        processes.stop(self.second)


def _said(found: Outcome) -> Iterator[str]:
    proof, outbox = found.proof, found.outbox
    yield f"\n■ {found.database}：SIGKILL {found.killed.total()} 回（{'、'.join(f'{name} {n}' for name, n in found.killed.items())}）、つなぎ直した回数 {found.tally.broken_lines}"
    yield f"  渡した受付票 {len(found.tally.receipts)}、申請 {proof['cases']}、控え {proof['receipts']}、失われた {_many(proof['lost'])}、重なった {_many(proof['doubled'])}、署名の合わない {_many(proof['forged'])}、記録の鎖 {proof['journal']}件 {proof['broken_link'] or '切れ目なし'}"
    yield f"  届けたもの {outbox['delivered']}（うちメール {outbox['mails']}、2回以上試した {outbox['tried_again']}）、残った {_many(outbox['left'])}、届かなかったメール {_many(outbox['missing'])}、2通届いたメール {_many(outbox['twice'])}"
    yield from (f"  ✗ {count}回 {why}" for why, count in found.tally.errors.most_common(5))
    yield f"  {'✓ 失われたもの、重なったものはありません。' if found.is_sound else '✗ 上の数が合いません。'}"


def _many(listed: object) -> int:
    return len(listed) if isinstance(listed, list) else 0


if __name__ == "__main__":
    sys.exit(main())
