"""Every key a catalog file may hold, written out from the types that read it, so that the page cannot go stale."""

import inspect
import types
from collections.abc import Iterator
from typing import Annotated, Literal, Union, get_args, get_origin

import msgspec

from madoguchi.definitions import faq as f
from madoguchi.definitions import life_event as e
from madoguchi.definitions import places as place
from madoguchi.definitions import procedure as p
from madoguchi.definitions import questions as q
from madoguchi.definitions import ward as w
from madoguchi.definitions.blocks import Block, Use
from madoguchi.definitions.key_names import KEY_NAMES
from madoguchi.kernel.text import Text

HEAD = """# 定義に書ける項目

このページは `bin/catalog reference` が型から書き出したものです。直すときは型を直し、
`bin/catalog reference > docs/reference/catalog.md` で書き直します（古くなるとテストが知らせます）。
はじめての方は [手続きを加える](../guides/add-a-procedure.md) からお読みください。

知らない項目があるファイルは読まれません。「既定」が空欄の項目は、必ず書きます。
"""

FILES: tuple[tuple[str, str, tuple[type[msgspec.Struct], ...]], ...] = (
    (
        "手続き",
        "`catalog/<区>/procedures/<id>.yaml`",
        (
            *(
                p.Procedure,
                p.Law,
                p.Fee,
                p.Charge,
                p.ChargeLine,
                p.Reduction,
                p.Paper,
                p.Step,
                p.Channels,
                p.Contact,
                p.Mark,
                p.Deadline,
                p.Retention,
            ),
            *(
                p.Precheck,
                p.PrecheckOption,
                p.Page,
                p.Derived,
                p.Check,
                p.Reconcile,
                p.Applicant,
                p.Handling,
                p.Reason,
                p.Wording,
            ),
            *(p.Mailed, p.Example, p.Expect),
        ),
    ),
    (
        "質問",
        "`data:` の中。`kind` が質問の種類を決めます。どの種類にも `Asked` の項目が書けます",
        (q.Asked, *get_args(q.Leaf), q.GroupQuestion, q.Option),
    ),
    ("部品", "`catalog/shared/blocks/<名前>.yaml` と、`data:` の中の `use`", (Block, Use)),
    (
        "区",
        "`catalog/<区>/ward.yaml`（Ward）、`sections.yaml`（Section の並び）、`towns.csv`（列は Town の項目）",
        (w.Ward, w.Topic, w.Announcement, w.Section, w.Town),
    ),
    (
        "ライフイベント",
        "`catalog/<区>/life_events/<id>.yaml`。`questions` には choice と yes_no だけを書きます",
        (e.LifeEvent, e.EventItem, e.EventDeadline),
    ),
    (
        "よくある質問",
        "`catalog/<区>/answers/<名前>.yaml`。1つのファイルは質問の並びです",
        (f.FaqEntry, f.Valid),
    ),
    (
        "施設と相談",
        "`catalog/<区>/facilities/<名前>.yaml`（Facility の並び）と `consultations/<名前>.yaml`（Consultation の並び）",
        (place.Facility, place.Consultation),
    ),
    ("ことば", "住民が読むものは、5つの言語で書きます", (Text,)),
)
_SIMPLE = {str: "文字", int: "整数", bool: "true・false", object: "値", type(None): "なし"}


def reference() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *(line for title, where, parts in FILES for line in _chapter(title, where, parts))])


def _chapter(title: str, where: str, parts: tuple[type[msgspec.Struct], ...]) -> Iterator[str]:
    yield f"## {title}\n\n{where}。\n"
    for part in parts:
        yield from _section(part)


def _section(part: type[msgspec.Struct]) -> Iterator[str]:
    yield f"### {_title(part)}\n\n{inspect.getdoc(part) or ''}\n"
    if part is p.Mark:
        yield f"`marks:` には {'、'.join(f'`{fact}`' for fact in p.FACTS)} のそれぞれに1つずつ書きます。\n"
    common = {field.name for field in msgspec.structs.fields(q.Asked)} if _is_kind(part) else set()
    own = [field for field in msgspec.structs.fields(part) if field.name not in common]
    if own:
        yield "| 項目 | 意味 | 型 | 既定 |\n|---|---|---|---|"
        yield from (_row(field) for field in own)
        yield ""


def _is_kind(part: type[msgspec.Struct]) -> bool:
    return issubclass(part, q.Asked) and part is not q.Asked


def _title(part: type[msgspec.Struct]) -> str:
    return f"{part.__name__}（`kind: {part.__struct_config__.tag}`）" if _is_kind(part) else part.__name__


def _row(field: msgspec.structs.FieldInfo) -> str:
    key = field.encode_name
    return f"| `{key}` | {KEY_NAMES[key]} | {_type(field.type)} | {_default(field)} |"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return ""
    value = field.default if field.default is not msgspec.NODEFAULT else None
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case None | "" | ():
            return "なし"
        case _:
            return f"`{value}`"


def _type(type_: object) -> str:
    arguments = get_args(type_)
    match get_origin(type_):
        case origin if origin is Literal:
            return "・".join(f"`{value}`" for value in arguments)
        case origin if origin is Annotated:
            bounds = arguments[1]
            return f"{_type(arguments[0])}（{bounds.ge}〜{bounds.le}）"
        case origin if origin in (Union, types.UnionType):
            return _union(arguments)
        case origin if origin is tuple:
            return f"{_type(arguments[0])} の並び"
        case origin if origin is dict:
            return f"id ごとに {_type(arguments[1])}"
        case _:
            return _SIMPLE.get(type_, _name(type_)) if isinstance(type_, type) else str(type_)


def _union(members: tuple[object, ...]) -> str:
    kinds = [member for member in members if member is not type(None)]
    if any(isinstance(kind, type) and issubclass(kind, q.Asked) for kind in kinds):
        return "質問" if q.GroupQuestion in kinds else "質問（group 以外）"
    return "・".join(_type(kind) for kind in kinds)


def _name(type_: type) -> str:
    return "日付" if type_.__name__ == "date" else f"[{type_.__name__}](#{type_.__name__.lower()})"
