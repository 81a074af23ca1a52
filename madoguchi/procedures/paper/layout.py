"""Lays a definition out on pages: the same version in the same language always gives the same places."""

from functools import lru_cache

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import ConsentQuestion, GroupQuestion, Leaf
from madoguchi.definitions.script import script
from madoguchi.procedures.paper.boxes import Flow, flow_of
from madoguchi.procedures.paper.geometry import (
    ANSWERS_LEFT,
    BOTTOM,
    GAP,
    LEFT,
    RIGHT,
    SMALL,
    TEXT,
    TOP,
    Area,
    Sheet,
    SheetPage,
    Words,
    height_of,
)

LANGUAGES = ("ja", "easy")
USUAL_ROWS, MOST_ROWS = 2, 20
LABEL_WIDTH = ANSWERS_LEFT - LEFT - 2
OPTIONAL = {"ja": "（書かなくてもかまいません）", "easy": "（書かなくてもいいです）"}
ONLY = {"ja": "だけ書いてください。", "easy": "だけ書いてください。"}
TITLE = 8.0
# No question of any definition begins with this.
SIGNED = "_signed"
SIGNATURE = {"ja": "上のとおり申請します", "easy": "上に書いたことを申請します（おねがいします）"}
SIGNED_ON = {"ja": "記入日", "easy": "書いた日"}
NAME = {"ja": "署名", "easy": "なまえ"}


@lru_cache(maxsize=64)
def laid_out(compiled: Compiled, language: str, rows: int) -> Sheet:
    """The form of a version; `rows` is how many rows each group has room for."""
    writer = _Writer(language)
    said = script(compiled)
    for page, chapter in zip(compiled.procedure.pages, said, strict=True):
        writer.title(page.title.in_(language), chapter.only_when)
        when = {line.path: line.only_when for line in chapter.lines}
        for id_ in page.ask:
            question = compiled.procedure.data[id_]
            if isinstance(question, GroupQuestion):
                _group(writer, id_, question, when, rows)
            else:
                writer.question(question, id_, when[id_])
    writer.signature()
    return Sheet(tuple(writer.pages))


def rows_for(compiled: Compiled, answers: dict[str, object] | None = None) -> int:
    """How many rows each group needs: two, or as many as there are answers."""
    given = answers or {}
    kept = [given.get(id_) for id_, one in compiled.procedure.data.items() if isinstance(one, GroupQuestion)]
    longest = max((len(rows) for rows in kept if isinstance(rows, list)), default=0)
    return min(MOST_ROWS, max(USUAL_ROWS, longest))


def _group(writer: "_Writer", id_: str, group: GroupQuestion, when: dict[str, str], rows: int) -> None:
    writer.note(group.label.in_(writer.language), when[id_])
    for n in range(1, min(max(rows, group.min), group.max) + 1):
        writer.note(f"{group.row_title.in_(writer.language)} {n}", "")
        for leaf, question in group.fields.items():
            writer.question(question, f"{id_}.{n}.{leaf}", when[f"{id_}.{leaf}"])


class _Writer:
    """Goes down the pages."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.pages = [SheetPage(1)]
        self.y = TOP

    def title(self, text: str, only_when: str) -> None:
        """The subject of the questions that follow; never alone at the foot of a page."""
        height = TITLE + (height_of(only_when, RIGHT - LEFT, SMALL) if only_when else 0)
        self._room(height + 22)
        self.page.words.append(Words(text, LEFT, self.y + 2.2, RIGHT - LEFT, 3.9, bold=True))
        if only_when:
            self.page.words.append(Words(self._only(only_when), LEFT, self.y + TITLE, RIGHT - LEFT, SMALL))
        self.y += height
        self.page.lines.append(self.y)

    def note(self, text: str, only_when: str) -> None:
        """The heading of a group or of one of its rows."""
        words = f"{text}　{self._only(only_when)}" if only_when else text
        height = height_of(words, RIGHT - LEFT, TEXT) + 1.6
        self._room(height + 18)
        self.page.words.append(Words(words, LEFT, self.y + 1.0, RIGHT - LEFT, TEXT, bold=True))
        self.y += height
        self.page.lines.append(self.y)

    def question(self, question: Leaf, path: str, only_when: str) -> None:
        """One question: its words on the left, where to write on the right."""
        is_statement = isinstance(question, ConsentQuestion)
        flow = flow_of(question, path, self.language)
        label = "" if is_statement else question.label.in_(self.language)
        small = "\n".join(filter(None, (self._only(only_when) if only_when else "", self._optional(question))))
        label_height = height_of(label, LABEL_WIDTH, TEXT)
        needs = GAP + label_height + (height_of(small, LABEL_WIDTH, SMALL) if small else 0) + GAP
        height = max(flow.height, needs)
        self._room(height)
        self._put(flow, path, height)
        self.page.words.append(Words(label, LEFT, self.y + GAP, LABEL_WIDTH, TEXT, bold=True))
        if small:
            self.page.words.append(Words(small, LEFT, self.y + GAP + label_height, LABEL_WIDTH, SMALL))
        self.y += height
        self.page.lines.append(self.y)

    def signature(self) -> None:
        """Where the person signs: on paper this is what a confirmation is on the screen."""
        self.title(SIGNATURE[self.language], "")
        flow = Flow()
        flow.say(SIGNED_ON[self.language])
        for part, count, unit in (("year", 4, "年"), ("month", 2, "月"), ("day", 2, "日")):
            flow.cells(f"{SIGNED}.{part}", count, "digits", right_aligned=True)
            flow.say(unit)
        flow.next_line()
        flow.say(NAME[self.language], 14.0)
        flow.box(f"{SIGNED}.name", 96.0, 14.0)
        self._room(flow.height)
        self._put(flow, SIGNED, flow.height)
        self.y += flow.height
        self.page.lines.append(self.y)

    def _put(self, flow: Flow, path: str, height: float) -> None:
        slots, words = flow.moved(self.y)
        self.page.slots += slots
        self.page.words += words
        self.page.areas.append(Area(path, self.y, height))

    def _only(self, only_when: str) -> str:
        return only_when.removesuffix("は") + ONLY[self.language]

    def _optional(self, question: Leaf) -> str:
        return OPTIONAL[self.language] if question.require == "none" else ""

    @property
    def page(self) -> SheetPage:
        return self.pages[-1]

    def _room(self, height: float) -> None:
        if self.y + height > BOTTOM and self.y > TOP:
            self.pages.append(SheetPage(len(self.pages) + 1))
            self.y = TOP
