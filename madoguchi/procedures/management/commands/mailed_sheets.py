"""`mailed_sheets`: register sheets that go out by mail (`import`), or number them for households (`issue`)."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.reading import read
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import commands, sheets
from madoguchi.publications import queries as publications
from madoguchi.registers import queries as registers


class Command(BaseCommand):
    """Reads a CSV whose columns are the question's id and, where it has several boxes, the box (`applicant_name.family`)."""

    help = "郵送する用紙の照会番号と、印刷する内容を登録します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        one = acts.add_parser("import", help="CSVから登録します。")
        one.add_argument("procedure")
        one.add_argument("file", type=Path)
        issued = acts.add_parser("issue", help="住民記録の世帯に照会番号を付け、印刷用のCSVを書きます。")
        issued.add_argument("procedure")
        issued.add_argument("file", type=Path, help="書くファイル（氏名と住所を含みます）")
        issued.add_argument("--households", type=Path, help="世帯番号を1行に1つ書いたファイル（省くと全世帯）")
        issued.add_argument("--prefix", default="", help="番号のはじめの数字")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        """Register sheets, naming the lines that cannot be read and taking the rest."""
        if act == "issue":
            self._issue(options["procedure"], options["file"], options["households"], options["prefix"])
            return
        self._import(options["procedure"], options["file"])

    def _issue(self, procedure: str, file: Path, households: Path | None, prefix: str) -> None:
        """Number every household named; those the register has no head of are told and left out."""
        compiled = publications.in_force(procedure)
        if compiled is None or compiled.procedure.mailed is None:
            raise CommandError(f"「{procedure}」には、照会番号の用紙がありません。")
        count, left = 0, 0
        file.touch(mode=0o600)
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            printed = csv.writer(stream)
            printed.writerow(sheets.PRINTED)
            for household in _households(households):
                sheet = sheets.issue_sheet(
                    compiled=compiled, household=household, prefix=prefix, by=SYSTEM, at=clock.now()
                )
                if sheet is None:
                    left += 1
                    continue
                printed.writerow(sheet.cells)
                count += 1
        self.stdout.write(f"{count}世帯に番号を付けました。")
        if left:
            self.stdout.write(f"{left}世帯は、住民記録に世帯主（生年月日のある方）が見つかりません。")

    def _import(self, procedure: str, file: Path) -> None:
        compiled = publications.in_force(procedure)
        if compiled is None or compiled.procedure.mailed is None:
            raise CommandError(f"「{procedure}」には、照会番号の用紙がありません。")
        count, wrong = 0, []
        with file.open(encoding="utf-8-sig", newline="") as rows:
            for line, row in enumerate(csv.DictReader(rows), start=2):
                answers, problems = _read_row(compiled, row)
                number = answers.pop(compiled.procedure.mailed.number, None)
                if problems or number is None:
                    wrong.append(f"{line}行目：{'、'.join(problems) or '照会番号がありません'}")
                    continue
                self._register(compiled, str(number), answers)
                count += 1
        self.stdout.write(f"{count}件を登録しました。")
        if wrong:
            raise CommandError("登録できなかった行があります。\n" + "\n".join(wrong[:100]))

    def _register(self, compiled: Compiled, number: str, answers: dict[str, object]) -> None:
        commands.register_sheet(compiled=compiled, number=number, answers=answers, mailed_on=clock.today(), by=SYSTEM)


def _households(file: Path | None) -> Iterable[str]:
    if file is None:
        return registers.household_numbers()
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return dict.fromkeys(line.strip() for line in lines if line.strip())


def _read_row(compiled: Compiled, row: dict[str, str]) -> tuple[dict[str, object], list[str]]:
    boxes: dict[str, dict[str, list[str]]] = {}
    for column, text in row.items():
        id_, _dot, part = (column or "").partition(".")
        boxes.setdefault(id_, {})[part] = [text or ""]
    answers: dict[str, object] = {}
    problems: list[str] = []
    for id_, given in boxes.items():
        question = compiled.procedure.data.get(id_)
        if question is None or isinstance(question, GroupQuestion):
            problems.append(f"「{id_}」という列は使えません")
            continue
        reading = read(question, given, id_, publications.situation())
        if reading.problem is not None:
            problems.append(reading.problem.message.ja)
        elif reading.answer is not None:
            answers[id_] = reading.answer
    return answers, problems
