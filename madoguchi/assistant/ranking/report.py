"""An evaluation as a table for people and as JSON for programs."""

import json
import resource
from collections.abc import Iterator

from madoguchi.assistant.ranking.evaluation import Evaluation


def memory() -> float:
    """The most that this process has held, in MB; the dictionary is part of it, mapped and shared."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(evaluation: Evaluation) -> str:
    return "\n".join(_lines(evaluation))


def as_json(evaluation: Evaluation) -> str:
    return json.dumps(
        {
            "learned": evaluation.learned,
            "documents": evaluation.documents,
            "questions": evaluation.questions,
            **{
                name: {"value": round(figure.value, 4), "low": round(figure.low, 4), "high": round(figure.high, 4)}
                for name, figure in evaluation.figures.items()
            },
            "precision_at_coverage": {
                str(share): {"S@1": round(first, 4), "S@3": round(third, 4)}
                for share, (first, third) in evaluation.precision.items()
            },
            "off_topic_auroc": round(evaluation.off_topic, 4),
            "gap_auroc": round(evaluation.gap, 4),
            "index_seconds": round(evaluation.seconds_to_index, 2),
            "learn_seconds": round(evaluation.seconds_to_learn, 2),
            "p50_ms": round(evaluation.milliseconds[0], 2),
            "p95_ms": round(evaluation.milliseconds[1], 2),
            "memory_mb": round(memory()),
        },
        ensure_ascii=False,
    )


def _lines(evaluation: Evaluation) -> Iterator[str]:
    how = "学習あり（5分割、似た質問は除く）" if evaluation.learned else "学習なし"
    yield f"文書 {evaluation.documents}件・質問 {evaluation.questions}問・{how}"
    yield ""
    yield f"{'':<12}{'値':>7}   95 %の幅"
    for name, figure in evaluation.figures.items():
        yield f"{name:<12}{figure.value:>8.3f}   {figure.low:.3f}–{figure.high:.3f}"
    yield ""
    for share, (first, third) in evaluation.precision.items():
        yield f"確かな順に{share:>4.0%}   S@1 {first:.3f}   S@3 {third:.3f}"
    yield ""
    yield f"関係のない質問の見分け（AUROC）   {evaluation.off_topic:.3f}"
    yield f"答えのページがない質問の見分け（AUROC）   {evaluation.gap:.3f}"
    yield f"索引 {evaluation.seconds_to_index:.1f}秒・一問 中央値{evaluation.milliseconds[0]:.1f}ミリ秒、95 %点{evaluation.milliseconds[1]:.1f}ミリ秒・記憶 {memory():.0f} MB"
