"""Sheets numbered for households of the resident register: the number and the birth date fill in who lives there."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock, ids
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import commands, reconciling, sheets
from madoguchi.procedures.models import Draft, MailedSheet
from madoguchi.publications import queries as publications
from madoguchi.registers import commands as registers
from tests.registers.extracts import extract_text, kept
from tests.registers.hamada import HAMADA, ISAMU


@pytest.fixture
def benefit(published, settings):
    settings.DEMO = True
    return publications.in_force("benefit-2026")


@pytest.fixture
def register(db, tmp_path):
    text = extract_text(HAMADA, as_of="2026-11-09")
    return registers.load(file=kept(tmp_path, text), by=SYSTEM, at=clock.now())


def issued(tmp_path, *lines: str) -> list[list[str]]:
    households, printed = tmp_path / "households.txt", tmp_path / "printed.csv"
    households.write_text("\n".join(lines or [ISAMU["世帯番号"]]), encoding="utf-8")
    options = {"households": households, "prefix": "26", "stdout": StringIO()}
    call_command("mailed_sheets", "issue", "benefit-2026", str(printed), **options)
    return list(csv.reader(printed.read_text(encoding="utf-8-sig").splitlines()))


def a_draft(benefit, number: str, birthdate: str = "1985-03-03") -> Draft:
    draft = commands.begin(compiled=benefit, language="ja", by=ANONYMOUS, at=clock.now()).draft
    draft.answers = {"benefit_number": number, "applicant_birthdate": birthdate}
    draft.save()
    return draft


def test_a_household_is_numbered_and_the_printer_gets_whom_to_write_to(benefit, register, tmp_path):
    head, row = issued(tmp_path)
    assert head == list(sheets.PRINTED)
    assert row[1:] == [ISAMU["世帯番号"], "濵田　勇", "1560044", "東京都世田谷区赤堤五丁目31番5号"]
    assert row[0].startswith("26")
    assert len(row[0]) == 10
    assert ids.has_valid_check_digit(row[0])
    assert row[0] not in str(MailedSheet.objects.values())
    assert Entry.objects.filter(subject=f"household/{ISAMU['世帯番号']}", what="register_read").count() == 1


def test_the_number_with_the_birth_date_fills_in_the_household(benefit, register, tmp_path):
    number = issued(tmp_path)[1][0]
    draft = a_draft(benefit, number)
    assert commands.fill_from_letter(draft=draft, compiled=benefit, number=number, at=clock.now())
    assert draft.answers["applicant_name"] == {"family": "濵田", "given": "勇"}
    assert draft.answers["applicant_address"]["town"] == "赤堤五丁目"
    rows = draft.answers["household_members"]
    assert [row["relation"] for row in rows] == ["head", "spouse", "child", "child"]
    assert rows[3]["name"] == {"family": "濵田", "given": "花"}
    assert set(rows[0]) == {"row", "name", "kana", "birthdate", "relation"}


def test_another_birth_date_fills_in_nothing(benefit, register, tmp_path):
    number = issued(tmp_path)[1][0]
    draft = a_draft(benefit, number, "1985-03-04")
    assert not commands.fill_from_letter(draft=draft, compiled=benefit, number=number, at=clock.now())


def test_a_household_the_register_does_not_know_is_left_out(benefit, register, tmp_path):
    assert len(issued(tmp_path, "0", ISAMU["世帯番号"], ISAMU["世帯番号"], "")) == 2


def test_without_a_list_every_household_is_numbered(benefit, register, tmp_path):
    told = StringIO()
    call_command("mailed_sheets", "issue", "benefit-2026", str(tmp_path / "all.csv"), prefix="26", stdout=told)
    assert "1世帯に番号を付けました" in told.getvalue()


def test_a_procedure_without_a_sheet_has_no_numbers(benefit, register, tmp_path):
    with pytest.raises(CommandError, match="照会番号の用紙がありません"):
        call_command("mailed_sheets", "issue", "dog-registration", str(tmp_path / "x.csv"))


def test_a_number_that_could_be_guessed_is_refused(benefit, register):
    with pytest.raises(Refusal, match="長すぎます"):
        sheets.issue_sheet(compiled=benefit, household=ISAMU["世帯番号"], prefix="26000", by=SYSTEM, at=clock.now())


def test_only_the_wards_job_reads_a_household(benefit, register):
    with pytest.raises(Refusal):
        sheets.issue_sheet(compiled=benefit, household=ISAMU["世帯番号"], prefix="26", by=ANONYMOUS, at=clock.now())


def test_who_was_filled_in_from_the_sheet_is_identified_until_the_name_is_typed_over(benefit, register, tmp_path):
    number = issued(tmp_path)[1][0]
    draft = a_draft(benefit, number)
    assert reconciling.identified_as(draft, benefit) == ""
    commands.fill_from_letter(draft=draft, compiled=benefit, number=number, at=clock.now())
    first = reconciling.identified_as(draft, benefit)
    assert first.startswith("letter/")
    draft.answers = {**draft.answers, "benefit_number": "2600000018", "applicant_birthdate": "1990-01-01"}
    assert reconciling.identified_as(draft, benefit) == first
    typed = {"applicant_name": {"family": "田中", "given": "一"}}
    commands.keep_answers(draft=draft, page="head", answers=typed, gone=[], heeded=[], at=clock.now(), by=ANONYMOUS)
    assert reconciling.identified_as(draft, benefit) == ""


def test_a_run_that_is_repeated_gives_each_household_the_number_it_has(benefit, register, tmp_path):
    first, again = issued(tmp_path), issued(tmp_path)
    assert first == again
    assert MailedSheet.objects.count() == 1
    assert ISAMU["世帯番号"] not in str(MailedSheet.objects.values())


def test_a_number_of_another_household_is_never_given_again(benefit, register, tmp_path):
    [_, row] = issued(tmp_path)
    MailedSheet.objects.update(household_digest="another household")
    [_, other] = issued(tmp_path)
    assert other[0] != row[0]
    assert MailedSheet.objects.count() == 2
    assert issued(tmp_path)[1] == other


def test_a_household_is_not_numbered_anew_under_other_first_digits(benefit, register, tmp_path):
    issued(tmp_path)
    with pytest.raises(Refusal) as refused:
        sheets.issue_sheet(compiled=benefit, household=ISAMU["世帯番号"], prefix="27", by=SYSTEM, at=clock.now())
    assert refused.value.code == "numbered-otherwise"
    assert MailedSheet.objects.count() == 1
