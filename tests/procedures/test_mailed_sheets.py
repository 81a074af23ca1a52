"""The sheets the ward mailed: a number and a birth date open what was printed on them, neither alone does."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.kernel import clock
from madoguchi.procedures import commands
from madoguchi.procedures.models import Draft, MailedSheet
from madoguchi.publications import queries as publications

NUMBER = "2600000018"
HEADER = "benefit_number,applicant_birthdate,applicant_name.family,applicant_name.given"


@pytest.fixture
def benefit(published, settings):
    settings.DEMO = True
    return publications.in_force("benefit-2026")


@pytest.fixture
def sheet(benefit, tmp_path):
    file = tmp_path / "sheets.csv"
    file.write_text(f"{HEADER}\n{NUMBER},昭和60年1月3日,髙田,𠮷郎\n", encoding="utf-8")
    call_command("mailed_sheets", "import", "benefit-2026", str(file), stdout=StringIO())
    return MailedSheet.objects.get()


def a_draft(benefit, birthdate: str) -> Draft:
    draft = commands.begin(compiled=benefit, language="ja", by=ANONYMOUS, at=clock.now()).draft
    draft.answers = {"benefit_number": NUMBER, "applicant_birthdate": birthdate}
    draft.save()
    return draft


def test_the_number_with_the_birth_date_fills_in_what_was_printed(benefit, sheet):
    draft = a_draft(benefit, "1985-01-03")
    assert commands.fill_from_letter(draft=draft, compiled=benefit, number=NUMBER, at=clock.now())
    draft.refresh_from_db()
    assert draft.answers["applicant_name"] == {"family": "髙田", "given": "𠮷郎"}
    assert draft.sources == {"applicant_name": "letter"}


def test_the_number_alone_shows_nothing(benefit, sheet):
    draft = a_draft(benefit, "1985-01-04")
    assert not commands.fill_from_letter(draft=draft, compiled=benefit, number=NUMBER, at=clock.now())
    draft.refresh_from_db()
    assert "applicant_name" not in draft.answers


def test_what_the_resident_has_answered_is_not_written_over(benefit, sheet):
    draft = a_draft(benefit, "1985-01-03")
    draft.answers |= {"applicant_name": {"family": "高田", "given": "吉郎"}}
    draft.save()
    commands.fill_from_letter(draft=draft, compiled=benefit, number=NUMBER, at=clock.now())
    assert draft.answers["applicant_name"] == {"family": "高田", "given": "吉郎"}


def test_the_number_itself_is_kept_nowhere(sheet):
    assert NUMBER not in str(MailedSheet.objects.values())


def test_lines_that_cannot_be_read_are_named_and_the_rest_is_taken(benefit, tmp_path):
    file = tmp_path / "sheets.csv"
    file.write_text(f"{HEADER}\n{NUMBER},1985-01-03,髙田,𠮷郎\n2600000019,1985-01-03,山田,花子\n", encoding="utf-8")
    with pytest.raises(CommandError, match="3行目"):
        call_command("mailed_sheets", "import", "benefit-2026", str(file), stdout=StringIO())
    assert MailedSheet.objects.count() == 1


def test_a_demo_tells_a_number_to_try(benefit):
    told = StringIO()
    call_command("demo_sheets", stdout=told)
    call_command("demo_sheets", stdout=StringIO())
    assert NUMBER in told.getvalue()
    assert MailedSheet.objects.count() > 1
