"""The sheets of an XLSForm as a definition: questions, groups, pages, checks; and everything that could not be taken over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from madoguchi.authoring.documents import Tree, built
from madoguchi.authoring.xlsform.expressions import Known, Untranslatable, translated
from madoguchi.authoring.xlsform.workbook import Row, Workbook
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import FACTS
from madoguchi.definitions.references import TAKEN
from madoguchi.definitions.rules.lexer import RESERVED
from madoguchi.kernel.refusals import Refusal

MOST_QUESTIONS = 400
MOST_ROUNDS = 2_000
LANGUAGES = {
    "ja": "ja",
    "japanese": "ja",
    "日本語": "ja",
    "en": "en",
    "english": "en",
    "zh": "zh-hans",
    "chinese": "zh-hans",
}
LANGUAGES |= {
    "zh-hans": "zh-hans",
    "中文": "zh-hans",
    "ko": "ko",
    "korean": "ko",
    "한국어": "ko",
    "easy": "easy",
    "やさしい日本語": "easy",
}
TYPES: Mapping[str, Tree] = {
    "text": {"kind": "text"},
    "string": {"kind": "text"},
    "integer": {"kind": "number"},
    "int": {"kind": "number"},
    "date": {"kind": "date"},
    "today": {"kind": "date"},
    "image": {"kind": "file"},
    "photo": {"kind": "file"},
    "file": {"kind": "file"},
    "acknowledge": {"kind": "consent"},
    "trigger": {"kind": "consent"},
    "email": {"kind": "email"},
    "phone": {"kind": "phone"},
}
ALMOST = {
    "decimal": "小数は扱わないため、文章の質問にしました",
    "time": "時刻の質問はないため、文章の質問にしました",
    "datetime": "日時の質問はないため、文章の質問にしました",
    "geopoint": "地点の質問はないため、文章の質問にしました",
    "barcode": "バーコードの質問はないため、文章の質問にしました",
}
QUIET = {"start", "end", "deviceid", "username", "audit", "simserial", "subscriberid", "phonenumber"}
# Columns read here; any other one that says something is named as not taken over.
READ = {
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
    "calculation",
}
READ_OF_CHOICES = {"list_name", "list name", "name", "value", "label"}
READ_OF_SETTINGS = {"form_title"}


@dataclass(frozen=True)
class Note:
    """Something that was not taken over, or not as it was written: where, why, and the words there."""

    cell: str
    why: str
    text: str = ""

    @property
    def as_json(self) -> dict[str, str]:
        return {"cell": self.cell, "why": self.why, "text": self.text[:300]}


@dataclass(frozen=True)
class Imported:
    """The definition, and what is to be looked at."""

    compiled: Compiled
    notes: tuple[Note, ...]


@dataclass
class _Page:
    id: str
    title: Tree
    ask: list[str] = field(default_factory=list)
    show: str = ""


@dataclass
class _Asked:
    """A question with the row it came from, so that a rule that fails can be named by its cell."""

    row: Row
    path: str
    question: Tree


def imported(book: Workbook, *, id: str, section: str, category: str) -> Imported:  # noqa: A002 -- as the definition calls it
    """The definition of a workbook; Refusal where there is nothing to take over."""
    return _Importer(book, id, section, category).imported()


class _Importer:
    def __init__(self, book: Workbook, id_: str, section: str, category: str) -> None:
        self.book, self.id, self.section, self.category = book, id_, section, category
        self.notes: list[Note] = []
        self.data: dict[str, Tree] = {}
        self.pages: list[_Page] = [_Page("page_1", {"ja": "質問"})]
        self.checks: list[tuple[Row, Tree]] = []
        self.known: dict[str, Known] = {}
        self.asked: list[_Asked] = []
        self.group: str = ""
        self.closing: list[str] = []
        self.shows: list[tuple[Row, str]] = []

    def imported(self) -> Imported:
        for row in self.book["survey"]:
            self._row(row)
        if not self.data:
            raise Refusal("取り込める質問がありません。", status=400, code="sheet")
        for sheet, read in (("survey", READ), ("choices", READ_OF_CHOICES), ("settings", READ_OF_SETTINGS)):
            for row in self.book.get(sheet, []):
                self.notes += self._unread(row, read)
        for row, _ in self.shows:
            self.note(row, "type", "終わりのないグループです")
        self._people()
        compiled = self._compiled()
        return Imported(compiled, tuple(sorted(self.notes, key=lambda note: _order(note.cell))))

    def note(self, row: Row, column: str, why: str) -> None:
        self.notes.append(Note(row.cell(column), why, row.get(column)))

    def _unread(self, row: Row, read: set[str]) -> Iterator[Note]:
        for name, text in row.values.items():
            head, _, language = name.partition("::")
            if head in read and (not language or _language(language)):
                continue
            why = "この言語は扱いません" if head in read else "この列は取り込みません"
            yield Note(row.cell(name), why, text)

    def _row(self, row: Row) -> None:  # noqa: C901 -- one line a type
        words = row.get("type").split()
        kind = " ".join(words).lower().replace("_", " ")
        match kind.split():
            case []:
                self.note(row, next(iter(row.values)), "type が空のため、取り込みません")
            case ["begin", "group"]:
                self._begin_group(row)
            case ["begin", "repeat"]:
                self._begin_repeat(row)
            case ["end", ("group" | "repeat")]:
                self._end(row)
            case ["select", ("one" | "multiple"), *_] if len(words) > 1:
                self._choice(row, "choice" if "one" in kind.split()[1] else "choices", words[-1])
            case ["note"]:
                self.note(row, "type", "読ませるだけの文は質問にしません。ページの説明に書いてください")
            case ["calculate"]:
                self.note(row, "calculation", "計算は、型と表示を決めて「決まりの式」に書いてください")
            case [one] if one in QUIET:
                self.note(row, "type", "端末の情報は集めません")
            case [one] if one in TYPES:
                self._question(row, {**TYPES[one]})
            case [one] if one in ALMOST:
                self.note(row, "type", ALMOST[one])
                self._question(row, {"kind": "text"})
            case _:
                self.note(row, "type", "この種類の質問はありません")

    def _begin_group(self, row: Row) -> None:
        self.closing.append("group")
        show = self._translated(row, "relevant") if row.get("relevant") else ""
        self.shows.append((row, show))
        if self.group:
            self.note(row, "type", "くり返しの中のグループは、分けずに取り込みました")
            return
        if self.pages[-1].ask:
            self.pages.append(_Page(f"page_{len(self.pages) + 1}", {"ja": "質問"}))
        self.pages[-1].title = _text(row, "label") or {"ja": row.get("name") or "質問"}

    def _begin_repeat(self, row: Row) -> None:
        self.closing.append("repeat")
        self.shows.append((row, ""))
        if self.group:
            self.note(row, "type", "くり返しの中のくり返しは、分けずに取り込みました")
            return
        label = _text(row, "label") or {"ja": row.get("name") or "くり返し"}
        question: Tree = {
            "kind": "group",
            "label": label,
            "row_title": label,
            "min": 0,
            "require": "none",
            "fields": {},
        }
        self.group = self._keep(row, question)
        self._show(row, question)

    def _end(self, row: Row) -> None:
        if not self.closing:
            self.note(row, "type", "始まりのない終わりです")
            return
        which = self.closing.pop()
        self.shows.pop()
        if which == "repeat" and "repeat" not in self.closing:
            self.group = ""
        elif which == "group" and not self.group and self.pages[-1].ask:
            self.pages.append(_Page(f"page_{len(self.pages) + 1}", {"ja": "質問"}))

    def _choice(self, row: Row, kind: str, name: str) -> None:
        kept: list[Tree] = []
        for one in self.book.get("choices", []):
            if self._list_of(one) == name:
                option = self._option(one)
                if option["value"] in {before["value"] for before in kept}:
                    self.note(one, "name", "同じ値の選択肢が前にあるため、取り込みません")
                else:
                    kept.append(option)
        if not kept:
            self.note(row, "type", f"choices に「{name}」の選択肢がないため、文章の質問にしました")
            self._question(row, {"kind": "text"})
            return
        values = {option["value"] for option in kept}
        self._question(
            row, {"kind": "yes_no"} if kind == "choice" and values == {"yes", "no"} else {"kind": kind, "options": kept}
        )

    def _list_of(self, row: Row) -> str:
        return row.get("list_name") or row.get("list name")

    def _option(self, row: Row) -> Tree:
        value = row.get("name") or row.get("value")
        return {"value": value or f"option_{row.number}", "label": _text(row, "label") or {"ja": value}}

    def _question(self, row: Row, question: Tree) -> None:
        question["label"] = _text(row, "label") or {"ja": row.get("name") or "（文がありません）"}
        if hint := _text(row, "hint"):
            question["help"] = hint
        if "multiline" in row.get("appearance") and question["kind"] == "text":
            question |= {"lines": 4, "max": 1000}
        elif row.get("appearance"):
            self.note(row, "appearance", "見た目の指定は取り込みません")
        self._keep(row, question)
        asked = self.asked[-1]
        self._require(row, question)
        self._show(row, question)
        if row.get("constraint"):
            self._check(row, asked.path)

    def _show(self, row: Row, question: Tree) -> None:
        """Shown while its own condition and those of the groups around it hold."""
        shows = [show for _, show in self.shows if show]
        if row.get("relevant") and (rule := self._translated(row, "relevant")):
            shows.append(rule)
        if shows:
            question["show"] = " && ".join(f"({show})" for show in shows) if len(shows) > 1 else shows[0]

    def _keep(self, row: Row, question: Tree) -> str:
        if len(self.asked) >= MOST_QUESTIONS:
            raise Refusal(f"質問が多すぎます。{MOST_QUESTIONS}個までにしてください。", status=400, code="sheet")
        taken = set(self.data[self.group]["fields"]) if self.group else set(self.data)
        id_ = _id(row.get("name"), taken)
        if id_ != row.get("name"):
            self.note(row, "name", f"idに使えない名前か、同じ名前があるため、「{id_}」にしました")
        if self.group:
            self.data[self.group]["fields"][id_] = question
            reads, path = f"row.{id_}", f"{self.group}.{id_}"
        else:
            self.data[id_] = question
            self.pages[-1].ask.append(id_)
            reads, path = id_, id_
        self.known.setdefault(row.get("name"), Known(reads, question["kind"]))
        self.asked.append(_Asked(row, path, question))
        return id_

    def _require(self, row: Row, question: Tree) -> None:
        typed = row.get("required").lower()
        if typed in {"yes", "true", "true()", "1"}:
            return
        if typed and typed not in {"no", "false", "false()", "0"} and (rule := self._translated(row, "required")):
            question["require_when"] = rule
            return
        question["require"] = "none"

    def _visible(self) -> dict[str, Known]:
        """What a rule at this place may read: `row` stands for the group at hand alone."""
        prefix = f"{self.group}."
        inside = (
            {asked.row.get("name") for asked in self.asked if asked.path.startswith(prefix)} if self.group else set()
        )
        return {name: one for name, one in self.known.items() if not one.reads.startswith("row.") or name in inside}

    def _translated(self, row: Row, column: str, own: Known | None = None) -> str:
        try:
            return translated(row.get(column), self._visible(), own)
        except Untranslatable as problem:
            self.note(row, column, f"{problem}。式を書き直してください")
            return ""

    def _check(self, row: Row, path: str) -> None:
        own = self.known[row.get("name")]
        rule = self._translated(row, "constraint", own)
        if not rule:
            return
        message = _text(row, "constraint_message") or {"ja": "内容を確かめてください。"}
        taken = {check["id"] for _, check in self.checks}
        check: Tree = {
            "id": _id(f"{path.replace('.', '_')}_check", taken),
            "fails_if": f"has({own.reads}) && !({rule})",
        }
        check |= {"level": "warn", "when": "filling", "fields": [path], "message": message, "officer": message["ja"]}
        if self.group:
            check["each"] = self.group
        self.checks.append((row, check))
        self.note(row, "constraint", "送信を止めるのは法に根拠のあるときだけのため、「知らせる」にしました")

    def _people(self) -> None:
        """Every application is somebody's: where no name is asked, one is asked first."""
        id_ = _id("applicant_name", set(self.data))
        self.applicant = id_
        self.data = {id_: {"kind": "name", "label": {"ja": "氏名"}}, **self.data}
        page = _Page("applicant", {"ja": "申請する方"}, [id_])
        ids = {one.id for one in self.pages}
        page.id = next(name for n in count() if (name := f"applicant{n or ''}") not in ids)
        self.pages = [page, *(one for one in self.pages if one.ask)]
        self.notes.append(Note("survey!A1", f"申請する方の氏名をたずねる質問「{id_}」を加えました"))

    def _compiled(self) -> Compiled:
        """Compile; a rule that the types refuse is taken out, named, and the rest tried again."""
        for _ in range(MOST_ROUNDS):
            try:
                return built(self._tree())
            except BrokenDefinition as problem:
                if not self._without(problem):
                    raise Refusal(
                        f"取り込めません：{problem.message}",
                        way_on=f"{problem.mend}（{problem.path}）",
                        status=400,
                        code="sheet",
                    ) from problem
        raise Refusal("取り込めない式が多すぎます。", status=400, code="sheet")

    def _without(self, problem: BrokenDefinition) -> bool:
        path = problem.path.split(" ")[0]
        for asked in self.asked:
            head, _, leaf = asked.path.partition(".")
            place = f"data.{head}.fields.{leaf}" if leaf else f"data.{head}"
            for kind, column in (("show", "relevant"), ("require_when", "required")):
                if path == f"{place}.{kind}" and kind in asked.question:
                    rule = asked.question.pop(kind)
                    where = column if asked.row.get(column) else "type"
                    self.notes.append(Note(asked.row.cell(where), f"{problem.message}", rule))
                    return True
        if found := re.match(r"checks\[(\d+)\]", path):
            row, check = self.checks.pop(int(found[1]))
            self.notes.append(Note(row.cell("constraint"), problem.message, check["fails_if"]))
            return True
        return self._without_empty_group(path)

    def _without_empty_group(self, path: str) -> bool:
        for id_, question in self.data.items():
            if path.startswith(f"data.{id_}") and question["kind"] == "group" and not question["fields"]:
                self.data = {key: value for key, value in self.data.items() if key != id_}
                for page in self.pages:
                    page.ask = [asked for asked in page.ask if asked != id_]
                return True
        return False

    def _tree(self) -> Tree:
        settings = next(iter(self.book.get("settings", [])), None)
        title = (settings.get("form_title") if settings else "") or self.id
        wording: Tree = {"title": f"{title}の結果", "paragraphs": ["申請の結果をお知らせします。"]}
        reason: Tree = {"id": "other", "label": "その他", "text": "内容を確かめてください。"}
        self.data = {id_: one for id_, one in self.data.items() if one["kind"] != "group" or one["fields"]}
        for page in self.pages:
            page.ask = [id_ for id_ in page.ask if id_ in self.data]
        return {
            "id": self.id,
            "title": {"ja": title},
            **{name: {"ja": ""} for name in ("summary", "who", "deadline_text", "fee_text", "result", "time")},
            "category": self.category,
            "section": self.section,
            "law": [],
            "papers": [],
            "steps": [],
            "channels": {},
            "contact": {"name": ""},
            "marks": {fact: {"verified": False} for fact in FACTS},
            "standard_days": 10,
            "minutes": max(3, len(self.asked) // 3),
            "retention": {"years": 3},
            "applicant": {"name": self.applicant},
            "data": self.data,
            "pages": [_page(page) for page in self.pages if page.ask],
            "checks": [check for _, check in self.checks],
            "handling": {
                "correction_reasons": [reason],
                "rejection_reasons": [reason],
                "approved": wording,
                "rejected": wording,
                "instruction": "",
            },
            "examples": [],
        }


def _page(page: _Page) -> Tree:
    return {"id": page.id, "title": page.title, "ask": page.ask}


def _language(written: str) -> str:
    """`Japanese (ja)` is ja."""
    inside = re.search(r"\(([^)]*)\)", written)
    for name in (inside[1] if inside else "", written.partition("(")[0]):
        if found := LANGUAGES.get(name.strip().lower()):
            return found
    return ""


def _text(row: Row, name: str) -> dict[str, Any]:
    """The words of a column in each language; without a language it is Japanese."""
    found: dict[str, str] = {}
    for column, text in row.values.items():
        head, _, language = column.partition("::")
        if head == name and (known := _language(language) if language else "ja"):
            found.setdefault(known, text)
    if not found:
        return {}
    return {
        "ja": found.get("ja") or next(iter(found.values())),
        **{key: text for key, text in found.items() if key != "ja"},
    }


def _id(name: str, taken: set[str]) -> str:
    """The name as an id: its own letters where they will do."""
    plain = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")[:50]
    plain = plain if plain[:1].isalpha() else f"q_{plain}".rstrip("_")
    plain = f"{plain}_q" if plain in TAKEN | RESERVED else plain
    if plain not in taken:
        return plain
    return next(other for n in count(2) if (other := f"{plain}_{n}") not in taken)


def _order(cell: str) -> tuple[str, int, str]:
    sheet, _, place = cell.partition("!")
    digits = "".join(one for one in place if one.isdigit())
    return sheet, int(digits or 0), place
