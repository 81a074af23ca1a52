"""What people read: answers, facts, tables, figures, events and codes."""

from collections.abc import Iterable, Mapping, Sequence

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from madoguchi.ui.components.shapes import Cell, Column, Table

register = Library()


def columns_of(columns: Iterable[str | Column]) -> list[Column]:
    """Columns, whichever way they were written."""
    return [Column(column) if isinstance(column, str) else column for column in columns]


def cells_of(row: Sequence[object], columns: Sequence[Column]) -> list[tuple[Column, object]]:
    """Each cell with its column; plain texts become cells."""
    return [
        (column, Cell(cell) if isinstance(cell, str) else cell if hasattr(cell, "text") else Cell(str(cell)))
        for column, cell in zip(columns, row, strict=True)
    ]


def table_of(columns: Iterable[str | Column], rows: Iterable[Sequence[object]]) -> dict[str, object]:
    """The parts a table's template shows."""
    heads = columns_of(columns)
    return {"columns": heads, "rows": [cells_of(row, heads) for row in rows]}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Sequence[object], *, dense: bool = False) -> dict[str, object]:
    """Answers read back, each with its way to change it. A value that is a list is shown line by line."""
    return {"rows": [(row, lines(getattr(row, "value", ""))) for row in rows], "dense": dense}


def lines(value: object) -> list[object]:
    """A value as lines."""
    if isinstance(value, list | tuple):
        return list(value)
    return [value] if value not in {None, ""} else []


@register.inclusion_tag("components/data_table.html")
def data_table(
    columns: Iterable[str | Column],
    rows: Iterable[Sequence[object]],
    caption: str = "",
    *,
    dense: bool = False,
    row_headers: bool = True,
) -> dict[str, object]:
    """A table that turns into cards on a phone. Cells: a text, or an object with .text and perhaps .url and .kind."""
    return {**table_of(columns, rows), "caption": caption, "dense": dense, "row_headers": row_headers}


@register.inclusion_tag("components/key_facts.html")
def key_facts(items: Iterable[tuple[str, object]] | Mapping[str, object]) -> dict[str, object]:
    """The facts one looks for first, as (label, value) pairs: fee, days, who may."""
    return {"items": list(items.items()) if isinstance(items, Mapping) else list(items)}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Sequence[object], *, dense: bool = False) -> dict[str, object]:
    """What happened, in order: objects with .at .what .who .detail, and perhaps .kind."""
    return {"events": events, "dense": dense}


@register.simple_block_tag
def chart_frame(content: str, title: str, description: str = "", table: Table | None = None) -> SafeString:
    """A figure with its SVG inside and the same numbers as a table below."""
    parts = table_of(table.columns, table.rows) if table else {}
    return render_to_string(
        "components/chart_frame.html",
        {"content": content, "title": title, "description": description, "caption": title, **parts},
    )


@register.inclusion_tag("components/code_block.html")
def code_block(text: str, label: str = "", *, copy: bool = True, spaced: bool = False) -> dict[str, object]:
    """A number or code to write down, large, with a button that copies it."""
    return {"text": text, "label": label, "copy": copy, "spaced": spaced}
