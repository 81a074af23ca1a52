"""The published figures as files: one line for each number, with its meaning, its months and the licence."""

import csv
import io
import json
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from madoguchi.insight.definitions import DEFINITIONS, LABELS
from madoguchi.insight.published import Piece
from madoguchi.insight.remembering import Published, published
from madoguchi.insight.shown import MEDIANS
from madoguchi.insight.spread import spread
from madoguchi.insight.web.asked import procedures_of
from madoguchi.publications import queries as publications

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
COLUMNS = ("procedure", "version_number", "version", "from", "to", "measure", "part", "value")
# What stands in the lines and is no figure of its own on the pages.
COUNTS = {
    "started": "書き始めた件数",
    "decided": "決定した件数",
    "withdrawn": "取り下げた件数",
    "requests": "補正を求めた回数",
    "reviewed": "抽出確認をした件数",
    "left_at": "そのページを終えなかった件数（partはページ。_reviewは確認と送信、_othersは少ないものの合計）",
    "left_of": "left_atを公開できた期間の、書き始めた件数",
    "received_by": "受付方法ごとの件数（partは受付方法）",
    "reasons": "補正の理由ごとの項目数（partは理由）",
}
Value = str | int | float


@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    """For spreadsheets: UTF-8 with a mark, as Japanese spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, "definition", "licence"])
    meanings = _meanings()
    for row in _rows(request, published()):
        writer.writerow([*row, meanings.get(str(row[5]), ""), LICENCE])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return response


@require_safe
def json_file(request: HttpRequest) -> HttpResponse:
    """For programs."""
    body = {
        "source": publications.ward().name.ja,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "smallest_group": settings.SMALLEST_GROUP,
        "definitions": _meanings(),
        "figures": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(request, published())],
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _meanings() -> dict[str, str]:
    named = {name: f"{LABELS[name].ja}：{text.ja}" for name, text in DEFINITIONS.items()}
    quartiles = {f"{name}_{part}": text for name, text in named.items() if name in MEDIANS for part in ("q1", "q3")}
    return {**named, **COUNTS, **quartiles}


def _rows(request: HttpRequest, found: Published) -> Iterator[tuple[Value, ...]]:
    asked = request.GET.get("procedure", "")
    if asked and asked not in procedures_of(found):
        raise Http404
    numbers = {one.version: one.number for one in found.editions}
    pieces = found.of(asked) if asked else found.pieces
    return (row for piece in pieces for row in _lines(piece, numbers.get(piece.version, 0)))


def _lines(piece: Piece, number: int) -> Iterator[tuple[Value, ...]]:
    where = (piece.procedure, number, piece.version, f"{piece.first:%Y-%m}", f"{piece.last:%Y-%m}")
    for measure, counts in sorted(piece.tally.items()):
        if measure in MEDIANS:
            found = spread(counts)
            assert found is not None  # noqa: S101 -- the base of the group was counted
            yield (*where, f"{measure}_q1", "", found.low)
            yield (*where, measure, "", found.median)
            yield (*where, f"{measure}_q3", "", found.high)
        else:
            for part, n in sorted(counts.items()):
                yield (*where, measure, part, n)
