"""The small procedure of the cases' tests, with a price: 300円 a piece from 2026, free for some, to be paid first."""

from typing import Any

from madoguchi.definitions.compiled import Compiled
from tests.cases.definition import compiled_definition, text

FEES = [
    {"id": "piece", "since": "2026-04-01", "yen": 300, "per": "個"},
    {"id": "piece", "since": "2027-04-01", "yen": 350, "per": "個"},
]
CHARGE: dict[str, Any] = {
    "due": "sending",
    "ways": ["card", "counter"],
    "lines": [
        {
            "label": text("用品の費用"),
            "price": "fees.piece",
            "count": "pieces",
            "unit": text("個"),
            "law": "見守り用品支給要綱 第8条",
        }
    ],
    "reductions": [
        {"id": "tag", "when": "kind == 'tag'", "percent": 50, "text": text("位置タグの減額"), "law": "同要綱 第9条"}
    ],
    "refund": text("お渡しの前なら全額をお返しします。"),
}


def priced(**changes: object) -> Compiled:
    return compiled_definition(fees=FEES, charge={**CHARGE, **changes})


PRICED = priced()
