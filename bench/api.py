"""Applications a second over the API beside whole journeys of browsers, in one run on one site, and whether any was lost.

A program keeps its connection and posts one complete application after another, each under an Idempotency-Key of its
own; then people come with browsers as in `bin/bench journeys`. The ratio is what can be compared: the load comes from
the same machine, and others may be at work on it.
"""

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from statistics import quantiles

from house import postgresql

from bench.browser import Exchange, WrongPage
from bench.crowd import Crowd, Tally
from bench.journeys import FIRST, mail_sheets, town_of, visits_of
from bench.people import Town
from bench.site import Site, cpu_by_part, running
from bench.visit import Receipt, Visit

APART = 1_000_000  # people of the API are others than those with browsers


def main() -> int:
    wanted = _arguments()
    town = town_of(wanted.procedure)
    print(
        f"{wanted.procedure}: 同時に{wanted.people}、それぞれ{wanted.seconds:g}秒、{os.cpu_count()}コア（負荷も同じコアの上）"
    )
    sound = [_measured(database, town, wanted) for database in wanted.databases]
    return 0 if all(sound) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench api", description=__doc__)
    parser.add_argument("--procedure", default="child-allowance", help="the procedure everyone applies for")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each of the two ways is measured")
    parser.add_argument("--people", type=int, default=8, help="how many send at any moment")
    parser.add_argument("--workers", type=int, default=2, help="web processes of bin/serve")
    parser.add_argument("--databases", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite"])
    return parser.parse_args()


def _measured(database: str, town: Town, wanted: argparse.Namespace) -> bool:
    cluster = postgresql.cluster(durable=True) if database == "PostgreSQL" else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as folder, cluster as url:
        with running(data=Path(folder), database_url=url, workers=wanted.workers) as site:
            mail_sheets(site, town)
            key = json.loads(site.inside("give_key", b"{}"))["key"]
            by_api = _loaded(site, _posts(town, site.host, key), wanted, "API")
            by_web = _loaded(site, visits_of(town, site.host), wanted, "ブラウザー")
        proof = json.loads(site.inside("count_channels", b"{}"))
    return _told(database, by_api, by_web, proof)


Outcome = tuple[Tally, float, float, int]


def _loaded(site: Site, visits: Iterator[Visit], wanted: argparse.Namespace, way: str) -> Outcome:
    """Warm for a moment, then count; what was warm counts in the proof all the same."""
    address = ("127.0.0.1", site.port)
    warm = Crowd(address, visits, wanted.people).run(time.perf_counter() + 1.0)
    before, began = sum(cpu_by_part(site.process.pid).values()), time.perf_counter()
    tally = Crowd(address, visits, wanted.people).run(began + wanted.seconds)
    seconds = time.perf_counter() - began
    used = sum(cpu_by_part(site.process.pid).values()) - before
    tally.errors += warm.errors
    for why, count in tally.errors.most_common(3):
        print(f"  ✗ {way} {count}回 {why}")
    return tally, seconds, used, len(warm.receipts)


def _posts(town: Town, host: str, key: str) -> Iterator[Visit]:
    for n in itertools.count(FIRST + APART):
        yield _post(town.compiled.id, town.person(n).answers, host, key, n)


def _post(procedure: str, answers: Mapping[str, object], host: str, key: str, n: int) -> Visit:
    """One application."""
    body = json.dumps({"procedure": procedure, "answers": _without_files(answers)}, ensure_ascii=False).encode()
    head = (
        f"POST /api/v1/applications HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n"
        f"Idempotency-Key: bench-{n:012}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    answer = yield Exchange("POST", head.encode() + body)
    if answer.status != 201:
        raise WrongAnswer(answer.status, answer.body)
    return Receipt("", json.loads(answer.body)["number"])


class WrongAnswer(WrongPage):
    """Not a receipt."""

    def __init__(self, status: int, body: bytes) -> None:
        Exception.__init__(self, f"{status} {body[:300].decode(errors='replace')}")


def _without_files(answers: Mapping[str, object]) -> dict[str, object]:
    """Documents are no part of this measurement, as they are none of the journeys'."""
    return {id_: answer for id_, answer in answers.items() if not _is_files(answer)}


def _is_files(answer: object) -> bool:
    return isinstance(answer, list) and any(isinstance(one, dict) and "size" in one for one in answer)


def _told(database: str, by_api: Outcome, by_web: Outcome, proof: dict[str, object]) -> bool:
    print(f"\n■ {database}")
    for name, (tally, seconds, used, _) in (("API", by_api), ("ブラウザー", by_web)):
        count = len(tally.receipts)
        if not count:
            print(f"  ✗ {name}：1件も届きませんでした。")
            return False
        print(f"  {name:<8}{count / seconds:7.1f} 件/秒（{count} 件）、CPU {used / count * 1e3:.1f} ミリ秒/件")
    cuts = quantiles(by_api[0].seconds["POST"], n=20)
    print(f"  APIの1件　p50 {cuts[9] * 1e3:.1f}、p95 {cuts[18] * 1e3:.1f} ミリ秒")
    rate = (len(by_api[0].receipts) / by_api[1]) / (len(by_web[0].receipts) / by_web[1])
    cost = (by_api[2] / len(by_api[0].receipts)) / (by_web[2] / len(by_web[0].receipts))
    print(f"  API : ブラウザー　件/秒 {rate:.1f} : 1、CPU/件 {cost:.2f} : 1")
    shown = {"api": len(by_api[0].receipts) + by_api[3], "web": len(by_web[0].receipts) + by_web[3]}
    is_sound = proof["channels"] == shown and proof["receipts"] == sum(shown.values()) and not proof["broken_link"]
    print(f"  {'✓' if is_sound else '✗'} 渡した受付票 {shown}、申請 {proof['channels']}、控え {proof['receipts']}")
    return is_sound and not by_api[0].errors and not by_web[0].errors


if __name__ == "__main__":
    sys.exit(main())
