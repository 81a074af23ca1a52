"""What keeps a definition from being published, in sentences its author can act on."""

from collections.abc import Iterator

from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import FACTS
from madoguchi.definitions.proof import dead_ends
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.texts import missing_texts

FACT_NAMES = {
    "section": "担当課",
    "law": "根拠法令",
    "who": "対象の方",
    "deadline": "期限",
    "fee": "手数料",
    "papers": "必要なもの",
    "questions": "たずねる項目",
    "checks": "確認事項",
    "result": "結果",
    "time": "かかる日数",
    "channels": "受付方法",
    "windows": "窓口",
}


def obstacles(compiled: Compiled, at: Situation, *, demo: bool) -> list[str]:
    """Everything in the way of publishing; in demo mode unverified facts may be shown, marked as such."""
    found = [*examples.failures(compiled, at), *dead_ends(compiled, at), *missing_texts(compiled.procedure)]
    return found if demo else [*found, *unverified(compiled)]


def unverified(compiled: Compiled) -> Iterator[str]:
    """The facts no source backs yet."""
    for fact in FACTS:
        mark = compiled.procedure.marks.get(fact)
        if mark is None or not mark.verified:
            yield f"「{FACT_NAMES[fact]}」の裏付けがありません（要確認）。担当課が確かめ、marks に出典と日付を入れてください。"
