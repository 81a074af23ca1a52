"""What a run of journeys says on the screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.journeys import Run

# 490,000 households within an hour.
AIM = 136
KINDS = ("home", "procedure", "begin", "question", "review", "send", "done")


def heading(procedure: str, pages: int, people: int, seconds: float) -> str:
    return (
        f"{procedure}: {pages}ページの様式、同時に{people}人、{seconds:g}秒、{os.cpu_count()}コア（負荷も同じコアの上）"
    )


def is_sound(run: Run) -> bool:
    """Nothing lost, nothing doubled, nothing forged, the journal whole, and nobody turned away."""
    proof = run.proof
    is_whole = not (proof["lost"] or proof["doubled"] or proof["forged"] or proof["broken_link"])
    complete = len(run.tally.receipts)
    return is_whole and complete > 0 and not run.tally.errors and proof["cases"] == proof["receipts"] == complete


def of_run(run: Run) -> str:
    if not complete(run):
        return "\n".join(["", f"■ {run.database}", *_soundness(run)])
    # What killed processes had used is lost with them.
    figures = [*_times(run)] if run.killed else [*_against_the_aim(run), *_times(run), *_cost(run)]
    return "\n".join(["", f"■ {run.database}", *_speed(run), *figures, *_soundness(run)])


def complete(run: Run) -> int:
    """Journeys that ended within the measured time."""
    return len(run.tally.seconds["send POST"])


def rate(run: Run) -> float:
    return complete(run) / run.seconds


def ours(run: Run) -> float:
    """CPU seconds of the whole site, without the load generator."""
    return sum(run.cpu.values())


def _speed(run: Run) -> Iterator[str]:
    yield f"  {rate(run):6.1f} 件/秒（{complete(run)} 件、{run.tally.requests / run.seconds:.0f} リクエスト/秒、1件 {run.tally.requests / complete(run):.1f} リクエスト）"


def _against_the_aim(run: Run) -> Iterator[str]:
    cores = os.cpu_count() or 1
    each = ours(run) / complete(run)
    yield f"  目標 {AIM} 件/秒 に対して {rate(run) / AIM:.0%}、負荷の分を除くと {cores / each:.1f} 件/秒・{cores / each / AIM:.0%}（{cores}コアすべてが窓口のものなら）"


def _times(run: Run) -> Iterator[str]:
    yield f"  {'ページ':<12}{'回':>7}{'p50':>8}{'p95':>8}{'最大':>7}  ミリ秒"
    kinds = sorted(run.tally.seconds, key=lambda kind: (KINDS.index(kind.split()[0]), kind))
    for kind in kinds:
        times = sorted(run.tally.seconds[kind])
        cuts = quantiles(times, n=20) if len(times) > 1 else times * 19
        yield f"  {kind:<15}{len(times):>7}{cuts[9] * 1e3:>8.1f}{cuts[18] * 1e3:>8.1f}{times[-1] * 1e3:>9.1f}"


def _cost(run: Run) -> Iterator[str]:
    parts = "、".join(
        f"{part} {seconds / complete(run) * 1e3:.1f}" for part, seconds in run.cpu.items() if seconds > 0.05
    )
    share = run.load / (ours(run) + run.load)
    yield f"  CPU {ours(run) / complete(run) * 1e3:.1f} ミリ秒/件（{parts}）、負荷をかける側 {run.load / complete(run) * 1e3:.1f} ミリ秒/件（{share:.0%}）"
    yield f"  ほかのプログラムが使ったCPU {run.others / run.seconds / (os.cpu_count() or 1):.0%}"
    for n, memory in enumerate(run.memory, start=1):
        yield f"  ウェブのプロセス{n}：RSS {memory['Rss'] / 1024:.0f} MiB、PSS {memory['Pss'] / 1024:.0f} MiB"


def _soundness(run: Run) -> Iterator[str]:
    proof, tally = run.proof, run.tally
    yield (
        f"  {'✓' if is_sound(run) else '✗'} 渡した受付票 {len(tally.receipts)}、申請 {proof['cases']}、控え {proof['receipts']}、"
        f"失われた {_count(proof['lost'])}、重なった {_count(proof['doubled'])}、署名の合わない {_count(proof['forged'])}、"
        f"記録の鎖 {proof['journal']}件 {proof['broken_link'] or '切れ目なし'}"
    )
    if run.killed:
        yield f"  SIGKILLしたプロセス {run.killed}、つなぎ直した回数 {tally.broken_lines}"
    for why, count in tally.errors.most_common(5):
        yield f"  ✗ {count}回 {why}"


def _count(found: object) -> int:
    return len(found) if isinstance(found, list) else 0


def compared(first: Run, second: Run) -> str:
    """Ratios of one run on this machine; absolute figures differ from machine to machine."""
    speed = rate(first) / rate(second)
    cost = (ours(first) / complete(first)) / (ours(second) / complete(second))
    return f"\n{first.database} : {second.database}  件/秒 {speed:.2f} : 1、CPU/件 {cost:.2f} : 1"
