"""The people of a run: each with a name and birth date of their own, answering as the definition's clean example does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.procedure import Example
from madoguchi.definitions.questions import GroupQuestion, Leaf
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of
from madoguchi.kernel import ids

FAMILIES = [tuple(pair.split("/")) for pair in ["佐藤/サトウ", "鈴木/スズキ", "高橋/タカハシ", "田中/タナカ", "伊藤/イトウ", "渡辺/ワタナベ", "山本/ヤマモト", "中村/ナカムラ", "小林/コバヤシ", "加藤/カトウ", "吉田/ヨシダ", "山田/ヤマダ", "佐々木/ササキ", "山口/ヤマグチ", "松本/マツモト", "井上/イノウエ", "木村/キムラ", "林/ハヤシ", "清水/シミズ", "山崎/ヤマザキ", "森/モリ", "池田/イケダ", "橋本/ハシモト", "阿部/アベ", "石川/イシカワ", "山下/ヤマシタ", "中島/ナカジマ"]]  # fmt: skip
GIVEN = [tuple(pair.split("/")) for pair in ["花子/ハナコ", "太郎/タロウ", "美咲/ミサキ", "健一/ケンイチ", "直樹/ナオキ", "由美/ユミ", "恵子/ケイコ", "誠/マコト", "明/アキラ", "幸子/サチコ", "和子/カズコ", "学/マナブ", "進/ススム", "真由美/マユミ", "智子/トモコ", "久美子/クミコ", "隆/タカシ", "浩/ヒロシ", "京子/キョウコ", "洋子/ヨウコ"]]  # fmt: skip
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NEAR = timedelta(days=90)
BIRTHDAYS = 1_500


@dataclass(frozen=True)
class Person:
    """`wanted` is what they type, by the names of the boxes, `before` on the page before the first question, whose
    boxes may have the same names; `rows` is how many rows each group needs.
    """

    name: str
    answers: Mapping[str, object]
    before: Mapping[str, list[str]]
    wanted: Mapping[str, list[str]]
    rows: Mapping[str, int]


class Town:
    """Makes the people who apply for one procedure: the same number gives the same person."""

    def __init__(self, compiled: Compiled, at: Situation) -> None:
        self.compiled = compiled
        example = clean_example(compiled)
        answers, unread = answers_of(compiled, example, at)
        if unread:
            raise ValueError(f"{compiled.id}: {unread}")
        self.answers = {id_: _moved(answer, example.on, at.today) for id_, answer in answers.items()}

    def person(self, n: int) -> Person:
        """The n-th person."""
        answers = self._answers(n)
        name = answers[self.compiled.procedure.applicant.name]
        assert isinstance(name, Mapping)
        rows = {id_: len(answer) for id_, answer in answers.items() if isinstance(answer, list) and self._is_group(id_)}
        return Person(
            f"{name['family']} {name['given']}", answers, dict(self._before()), dict(self._wanted(answers)), rows
        )

    def _is_group(self, id_: str) -> bool:
        return isinstance(self.compiled.procedure.data[id_], GroupQuestion)

    def _answers(self, n: int) -> dict[str, object]:
        """The example's, with another person wherever the applicant stands."""
        who = self.compiled.procedure.applicant
        family, given = FAMILIES[n % len(FAMILIES)], GIVEN[n // len(FAMILIES) % len(GIVEN)]
        name, kana, birthdate = self.answers.get(who.name), self.answers.get(who.kana), self._birthdate()
        swaps: list[tuple[object, object]] = [(name, {"family": family[0], "given": given[0]})]
        swaps.append((kana, {"family": family[1], "given": given[1]}))
        if isinstance(kana, Mapping):
            swaps.append((f"{kana['family']} {kana['given']}", f"{family[1]} {given[1]}"))
        if birthdate:
            born = date.fromisoformat(birthdate) + timedelta(days=n % BIRTHDAYS - BIRTHDAYS // 2)
            swaps.append((birthdate, born.isoformat()))
        answers = {id_: _swapped(answer, swaps) for id_, answer in self.answers.items()}
        if mailed := self.compiled.procedure.mailed:
            year = str(answers[mailed.number])[:2]
            answers[mailed.number] = ids.with_check_digit(f"{year}{n:07}")
        return answers

    def _birthdate(self) -> str:
        concept = "applicant.birthdate"
        named = (id_ for id_, q in self.compiled.procedure.data.items() if q.concept == concept or "birthdate" in id_)
        return str(self.answers.get(next(named, ""), ""))

    def _before(self) -> Iterator[tuple[str, list[str]]]:
        for check in self.compiled.procedure.eligibility:
            yield check.id, [next(option.value for option in check.options if option.then == "go")]

    def _wanted(self, answers: Mapping[str, object]) -> Iterator[tuple[str, list[str]]]:
        for id_, answer in answers.items():
            question = self.compiled.procedure.data[id_]
            if not isinstance(question, GroupQuestion):
                yield from _boxes(id_, question, answer)
            elif isinstance(answer, list):
                for row in answer:
                    for leaf, asked in question.fields.items():
                        yield from _boxes(f"{id_}.{row['row']}.{leaf}", asked, row.get(leaf))


def clean_example(compiled: Compiled) -> Example:
    """The first named applicant with whom everything is in order."""
    return next(example for example in compiled.procedure.examples if example.expect.outcome == "clean")


def _boxes(path: str, question: Leaf, answer: object) -> Iterator[tuple[str, list[str]]]:
    for part, values in boxes_of(question, answer).items():
        yield (f"{path}.{part}" if part else path), values


def _moved(answer: object, then: date, now: date) -> object:
    """Days near the example's own day are moved along to today: what was nine days ago then is so now."""
    if isinstance(answer, Mapping):
        return {key: _moved(value, then, now) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_moved(value, then, now) for value in answer]
    if isinstance(answer, str) and DAY.fullmatch(answer) and abs(date.fromisoformat(answer) - then) <= NEAR:
        return (date.fromisoformat(answer) + (now - then)).isoformat()
    return answer


def _swapped(answer: object, swaps: list[tuple[object, object]]) -> object:
    for old, new in swaps:
        if answer == old:
            return new
    if isinstance(answer, Mapping):
        return {key: _swapped(value, swaps) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_swapped(value, swaps) for value in answer]
    return answer
