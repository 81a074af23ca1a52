"""A rule as one plain Japanese sentence, for officers who decide whether it says what the ward means.

A negation is carried inward until it meets a comparison, so that no sentence says 「〜ではない、ということはない」.
"""

from functools import partial

from madoguchi.definitions.rules.phrases import phrase, unit
from madoguchi.definitions.rules.rule import Rule
from madoguchi.definitions.rules.tree import (
    Call,
    Choice,
    Comparison,
    Junction,
    Listing,
    Literal,
    Macro,
    Prefix,
    Typed,
    Widened,
)
from madoguchi.definitions.rules.types import BOOL, DATE, TEXT
from madoguchi.definitions.rules.wording import Clause, Label, ValueLabel, Voice, noun, verb, written

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_OF_DATES = {"<": "より前", "<=": "以前", ">": "より後", ">=": "以後"}
_OF_TEXTS = {"<": "より前", "<=": "と同じか前", ">": "より後", ">=": "と同じか後"}
_OF_NUMBERS = {"<": "未満", "<=": "以下", ">=": "以上"}


def sentence(rule: Rule, label: Label, value_label: ValueLabel | None = None) -> str:
    """The rule as a sentence; `label` names a field by its dotted path, `value_label` a choice by path and code."""
    voice = Voice(label, value_label, _clause)
    return _clause(voice, rule.tree).final if rule.type == BOOL else phrase(voice, rule.tree)


def _clause(voice: Voice, typed: Typed, *, negated: bool = False) -> Clause:
    node, parts = typed.node, typed.parts
    match node:
        case Literal(value=value):
            return _constant(value if value is None else value is not negated)
        case Prefix():
            return _clause(voice, parts[0], negated=not negated)
        case Junction(operator=operator):
            return _junction(voice, typed, operator, negated=negated)
        case Comparison(operator="in"):
            return _membership(voice, parts[0], parts[1], negated=negated)
        case Comparison(operator=operator):
            return _comparison(voice, _OPPOSITE[operator] if negated else operator, parts[0], parts[1])
        case Choice():
            return _choice(voice, parts, negated=negated)
        case Call(function=function):
            return _call(voice, function, parts, negated=negated)
        case Macro(kind=kind):
            return _macro(voice, kind, parts, negated=negated)
        case _:
            return noun(f"{phrase(voice, typed)}が{written(not negated)}")


def _constant(value: object) -> Clause:
    if value is None:
        return verb("判断できない", "判断できず")
    return verb("常に当てはまる", "常に当てはまり") if value else verb("決して当てはまらない", "決して当てはまらず")


def _junction(voice: Voice, typed: Typed, operator: str, *, negated: bool) -> Clause:
    either = (operator == "||") is not negated
    if (one_of := _one_of(typed, "==" if operator == "||" else "!=")) is not None:
        return _among(voice, one_of[0], one_of[1], negated=not either)
    kind = "or" if either else "and"
    *others, last = (_clause(voice, part, negated=negated).within(kind) for part in typed.parts)
    opening = "".join(f"{one.final}、または" if either else f"{one.joining}、かつ" for one in others)
    return last.after(opening, kind)


def _one_of(typed: Typed, operator: str) -> tuple[Typed, tuple[Typed, ...]] | None:
    """`a == 'x' || a == 'y'` is told as one choice among values."""
    found = []
    for part in typed.parts:
        if not isinstance(part.node, Comparison) or part.node.operator != operator:
            return None
        left, right = part.parts
        if left.node != typed.parts[0].parts[0].node or not _is_value(right) or left.type == BOOL:
            return None
        found.append(right)
    return typed.parts[0].parts[0], tuple(found)


def _is_value(typed: Typed) -> bool:
    inner = typed.parts[0] if isinstance(typed.node, Widened) else typed
    return isinstance(inner.node, Literal) and inner.node.value is not None


def _value(voice: Voice, of: Typed, value: Typed) -> str:
    """A value compared with a field: a choice by its label, a number with what it counts."""
    node = value.node
    if isinstance(node, Literal) and isinstance(node.value, str) and of.path and voice.value_label and node.value:
        return f"「{voice.value_label(of.path, node.value)}」"
    return phrase(voice, value, unit(of))


def _among(voice: Voice, of: Typed, values: tuple[Typed, ...], *, negated: bool) -> Clause:
    said = [_value(voice, of, value) for value in values]
    subject = f"{phrase(voice, of)}が"
    if len(said) == 1:
        return noun(f"{subject}{said[0]}{'以外' if negated else ''}")
    listed = ("" if of.type == TEXT else "、").join(said)
    if negated:
        neither = "どちらでもな" if len(said) == 2 else "どれでもな"
        return verb(f"{subject}{listed}の{neither}い", f"{subject}{listed}の{neither}く")
    return noun(f"{subject}{'か'.join(said)}" if len(said) == 2 else f"{subject}{listed}のどれか")


def _membership(voice: Voice, item: Typed, items: Typed, *, negated: bool) -> Clause:
    if isinstance(items.node, Listing) and items.parts:
        return _among(voice, item, items.parts, negated=negated)
    whole = f"{phrase(voice, items)}に{_value(voice, items, item)}が"
    return verb(f"{whole}含まれない", f"{whole}含まれず") if negated else verb(f"{whole}含まれる", f"{whole}含まれ")


def _comparison(voice: Voice, operator: str, left: Typed, right: Typed) -> Clause:
    if isinstance(left.node, Literal) and not isinstance(right.node, Literal):
        return _comparison(voice, _MIRRORED[operator], right, left)
    if operator not in ("==", "!="):
        return _ordering(voice, operator, left, right)
    same = operator == "=="
    if isinstance(right.node, Literal):
        return _equal_to(voice, left, right, right.node, same=same)
    both = f"{phrase(voice, left)}と{phrase(voice, right)}が"
    return Clause(f"{both}同じ", f"{both}同じで", f"{both}同じ") if same else verb(f"{both}違う", f"{both}違い")


def _equal_to(voice: Voice, left: Typed, right: Typed, literal: Literal, *, same: bool) -> Clause:
    if literal.value is None:
        subject, known = (phrase(voice, left), left.path is not None)
        if same:
            return verb(
                f"{subject}{'に答えがない' if known else 'が分からない'}",
                f"{subject}{'に答えがなく' if known else 'が分からず'}",
            )
        return verb(
            f"{subject}{'に答えがある' if known else 'が分かる'}", f"{subject}{'に答えがあり' if known else 'が分かり'}"
        )
    if isinstance(literal.value, bool) and left.path is None:
        return _clause(voice, left, negated=literal.value is not same)
    return _among(voice, left, (right,), negated=not same)


def _ordering(voice: Voice, operator: str, left: Typed, right: Typed) -> Clause:
    subject, limit = f"{phrase(voice, left)}が", _value(voice, left, right)
    if left.type == DATE:
        return noun(f"{subject}{limit}{_OF_DATES[operator]}")
    if left.type == TEXT:
        return noun(f"文字の順で、{subject}{limit}{_OF_TEXTS[operator]}")
    if operator == ">":
        return verb(f"{subject}{limit}を超える", f"{subject}{limit}を超え")
    within = operator == "<=" and unit(left) in ("日", "か月") and _is_value(right)
    return noun(f"{subject}{limit}{'以内' if within else _OF_NUMBERS[operator]}")


def _choice(voice: Voice, parts: tuple[Typed, ...], *, negated: bool) -> Clause:
    condition = _clause(voice, parts[0]).attributive
    then = _clause(voice, parts[1], negated=negated).within("choice").final
    otherwise = _clause(voice, parts[2], negated=negated).within("choice")
    return otherwise.after(f"{condition}ときは{then}、それ以外のときは", "choice")


def _call(voice: Voice, function: str, parts: tuple[Typed, ...], *, negated: bool) -> Clause:
    said = phrase(voice, parts[0])
    if function == "has":
        return (
            verb(f"{said}に答えがない", f"{said}に答えがなく")
            if negated
            else verb(f"{said}に答えがある", f"{said}に答えがあり")
        )
    if function == "kana":
        other = f"{said}にカタカナでない文字があ"
        return verb(f"{other}る", f"{other}り") if negated else noun(f"{said}がすべて全角カタカナ")
    value = phrase(voice, parts[1])
    if function == "matches":
        form = f"{said}が決められた形（{value.removeprefix('「').removesuffix('」')}）"
        return verb(f"{form}ではない", f"{form}ではなく") if negated else noun(form)
    stem, yes, no = {
        "startsWith": (f"{said}が{value}で始ま", "る り", "らない らず"),
        "endsWith": (f"{said}が{value}で終わ", "る り", "らない らず"),
        "contains": (f"{said}に{value}が含まれ", "る ", "ない ず"),
    }[function]
    return verb(*(stem + ending for ending in (no if negated else yes).split(" ")))


def _macro(voice: Voice, kind: str, parts: tuple[Typed, ...], *, negated: bool) -> Clause:
    over = phrase(voice, parts[0])
    if isinstance(parts[0].node, Macro):
        over = f"「{over}」"
    body = partial(_clause, voice, parts[1])
    if kind == "all" and not negated:
        inside = body()
        return inside.after(f"{over}のすべてについて、", "all" if inside.kind else "")
    one = f"{over}の中に、{body(negated=kind == 'all').attributive}ものが"
    if kind == "exists_one":
        return (
            verb(f"{one}ちょうど1件ではない", f"{one}ちょうど1件ではなく")
            if negated
            else verb(f"{one}1件だけある", f"{one}1件だけあり")
        )
    exists = (kind == "exists") is not negated
    return verb(f"{one}ある", f"{one}あり") if exists else verb(f"{one}ない", f"{one}なく")
