"""基幹システムへの引渡し: which decided or received cases a core system gets each day, in which file, with which columns."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import DERIVED_TYPES, FEES, ROW, Compiled
from madoguchi.definitions.decoding import decoded
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.rules import (
    ABSENT,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    RECORD,
    TEXT,
    Rule,
    RuleError,
    Type,
    compile_rule,
)
from madoguchi.definitions.values import type_of
from madoguchi.definitions.yaml_lines import line_of, read_yaml
from madoguchi.kernel import opening_days

CASE = "case"
CASE_TYPE = RECORD(
    {
        "number": TEXT,
        "procedure": TEXT,
        "section": TEXT,
        "channel": TEXT,
        "state": TEXT,
        "received_on": DATE,
        "decided_on": DATE,
        "approved": BOOL,
    }
)
# What fits into one cell; a list or a record has to be taken apart by the expression.
IN_A_CELL: tuple[Type, ...] = (TEXT, INT, DATE, BOOL, DECIMAL)
LONGEST_WAIT = 24 * 31
# The first three columns of every file: line, kind and number of the case.
LEADING_NAMES = frozenset({"行", "区分", "受付番号", "line", "kind", "number"})
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_TOKENS = ("{system}", "{sequence}", "{day}")


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One column: its header, the expression of its value, and whether it may carry what the law calls special."""

    header: str
    value: str
    special: bool = False


class CoreSystem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One core system and the file it gets each day.

    `each` names a group: one line for each of its rows (`row.name`), else one line for each case. `since` is the first
    day whose cases are handed over. `lacking` is the rule for characters the encoding lacks: `hold` keeps the case
    back; `jis-twins` first takes the other code point of the same JIS character (〜 and ～). `instead` are letters the
    ward has agreed with the receiver.
    """

    id: str
    name: str
    section: str
    procedures: tuple[str, ...]
    event: Literal["received", "decided", "approved"]
    columns: tuple[Column, ...]
    since: date
    at: str
    format: Literal["csv", "json"] = "csv"
    encoding: Literal["utf-8", "utf-8-bom", "cp932"] = "utf-8-bom"
    lacking: Literal["hold", "jis-twins"] = "hold"
    instead: dict[str, str] = {}
    dates: Literal["iso", "compact"] = "iso"
    each: str = ""
    file_name: str = "{system}-{sequence}-{day}"
    receipt_within_hours: int = 0
    verified: bool = False
    source: str = ""

    @property
    def time(self) -> time:
        """When the day's file is made."""
        return time.fromisoformat(self.at)

    def file_name_of(self, sequence: int, day: date) -> str:
        """The name of one file."""
        name = self.file_name.replace("{system}", self.id).replace("{sequence}", f"{sequence:06}")
        return f"{name.replace('{day}', f'{day:%Y%m%d}')}.{self.format}"


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns compiled for one version of a procedure."""

    system: CoreSystem
    compiled: Compiled
    rules: tuple[Rule, ...]


def columns_of(system: CoreSystem, compiled: Compiled) -> Columns:
    """The columns for one version; BrokenDefinition where it does not have what they read."""
    return _columns(msgspec.json.encode(system), compiled)


@lru_cache(maxsize=256)
def _columns(document: bytes, compiled: Compiled) -> Columns:
    system = msgspec.json.decode(document, type=CoreSystem)
    return Columns(system, compiled, tuple(_rule(system, n, compiled) for n in range(len(system.columns))))


def load_systems(
    folder: Path, procedures: Mapping[str, Compiled], sections: Collection[str]
) -> tuple[dict[str, CoreSystem], list[BrokenDefinition]]:
    """Every core system whose file is right, and what is wrong with the others."""
    found: dict[str, CoreSystem] = {}
    broken: list[BrokenDefinition] = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            found[file.stem] = load_system(file, procedures, sections)
        except BrokenDefinition as problem:
            broken.append(problem.at(file=file.name, line=problem.line or line_of(file, problem.path)))
    return found, broken


def load_system(file: Path, procedures: Mapping[str, Compiled], sections: Collection[str]) -> CoreSystem:
    """One file, decoded and checked against the procedures it hands over."""
    system = decoded(read_yaml(file), CoreSystem)
    if system.id != file.stem:
        raise _broken(f"id「{system.id}」がファイル名とちがいます。", "id", f"「{file.stem}」にしてください。")
    if system.section not in sections:
        raise _broken(
            f"「{system.section}」という課はありません。", "section", "sections.yaml の id を書いてください。"
        )
    _refuse_odd_settings(system)
    if not system.procedures or not system.columns:
        raise _broken("手続きと列を1つ以上書いてください。", "procedures")
    for n, id_ in enumerate(system.procedures):
        if id_ not in procedures:
            raise _broken(
                f"「{id_}」という手続きは読み込めません。", f"procedures[{n}]", "手続きの id を書いてください。"
            )
        columns_of(system, procedures[id_])
    return system


def _refuse_odd_settings(system: CoreSystem) -> None:
    if not _TIME.fullmatch(system.at):
        raise _broken(f"「{system.at}」は時刻として読めません。", "at", '"19:30" の形で書いてください。')
    rest = system.file_name
    for token in _TOKENS:
        rest = rest.replace(token, "x")
    if "{sequence}" not in system.file_name or not _NAME.fullmatch(rest) or rest.startswith("."):
        mend = "英数字と - _ . に、{system}、{sequence}（必ず）、{day} を組み合わせてください。"
        raise _broken("ファイル名の形が正しくありません。", "file_name", mend)
    if not 0 <= system.receipt_within_hours <= LONGEST_WAIT:
        raise _broken("受領の期限は0〜744時間で書いてください（0は受領を待たない）。", "receipt_within_hours")
    headers = [column.header for column in system.columns]
    if len(set(headers)) != len(headers) or not all(headers):
        raise _broken("見出しが空か、同じ見出しが2つあります。", "columns", "列ごとに違う見出しにしてください。")
    if taken := sorted(set(headers) & LEADING_NAMES):
        raise _broken(
            f"見出し「{taken[0]}」は、どのファイルにも先頭にあります。", "columns", "別の見出しにしてください。"
        )
    try:
        "".join(headers).encode("cp932" if system.encoding == "cp932" else "utf-8")
    except UnicodeEncodeError as problem:
        raise _broken("見出しに、文字コードにない文字があります。", "columns") from problem
    for letter in system.instead:
        if len(letter) != 1:
            raise _broken(
                f"「{letter}」は1文字ではありません。", "instead", "「元の1文字: 代わりの文字」と書いてください。"
            )


def _rule(system: CoreSystem, n: int, compiled: Compiled) -> Rule:
    column, path = system.columns[n], f"columns[{n}].value"
    scope = _scope(system, compiled)
    problem: RuleError | None = None
    for expects in IN_A_CELL:
        try:
            rule = compile_rule(column.value, scope, expects=expects, is_open=opening_days.is_open)
        except RuleError as found:
            problem = problem or found
        else:
            _refuse_unnamed_special(column, rule, system, compiled, n)
            if rule.type == ABSENT:
                raise _broken("いつも空の列になります。", path)
            return rule
    mend = "文字・数・日付・はいいいえのどれかになる式にしてください。"
    raise _broken(f"{compiled.id}：{problem}（{column.value}）", path, mend)


def _scope(system: CoreSystem, compiled: Compiled) -> dict[str, Type]:
    p = compiled.procedure
    scope: dict[str, Type] = {id_: type_of(question) for id_, question in p.data.items()}
    scope |= {id_: DERIVED_TYPES[derived.type] for id_, derived in p.derived.items()}
    if named := {fee.id: INT for fee in p.fees if fee.id}:
        scope[FEES] = RECORD(dict(named))
    if CASE in scope:
        raise _broken(f"{compiled.id} に「case」という質問があり、申請の事実と区別できません。", "procedures")
    scope[CASE] = CASE_TYPE
    if system.each:
        group = p.data.get(system.each)
        if not isinstance(group, GroupQuestion):
            raise _broken(f"{compiled.id} に「{system.each}」という繰り返しはありません。", "each")
        scope[ROW] = RECORD({leaf: type_of(asked) for leaf, asked in group.fields.items()})
    return scope


def _refuse_unnamed_special(column: Column, rule: Rule, system: CoreSystem, compiled: Compiled, n: int) -> None:
    """要配慮個人情報 leaves only where the column says so."""
    if column.special:
        return
    for path in sorted(rule.paths):
        for question in _read(path, system, compiled):
            if compiled.question(question).sensitivity == "special":
                mend = "渡す必要があるときだけ、special: true を書いてください。"
                raise _broken(f"「{question}」は要配慮の項目です。", f"columns[{n}]", mend)


def _read(path: str, system: CoreSystem, compiled: Compiled) -> list[str]:
    """The questions a path reads: of a whole group, each of them; a derived value is no question."""
    head, _, rest = path.partition(".")
    if head == ROW and system.each:
        return [f"{system.each}.{rest.partition('.')[0]}"] if rest else []
    question = compiled.procedure.data.get(head)
    if question is None:
        return []
    leaves = [f"{head}.{leaf}" for leaf in question.fields] if isinstance(question, GroupQuestion) else []
    return [head, *leaves]


def _broken(message: str, path: str, mend: str = "") -> BrokenDefinition:
    return BrokenDefinition(message, path=path, mend=mend)
