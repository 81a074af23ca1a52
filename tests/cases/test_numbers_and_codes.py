"""Case numbers, and the code on the receipt."""

from uuid import UUID

import pytest

from madoguchi.cases import access, numbering, queries
from tests.cases.factories import received

CASE = UUID("019a0000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    "typed",
    ["世子家-2026-000012", "世子家－２０２６－００００１２", " 世子家ー2026ー000012 ", "世子家 - 2026 - 000012"],
)
def test_a_number_is_understood_however_it_was_typed(typed):
    assert numbering.plain(typed) == "世子家-2026-000012"


def test_a_letter_is_headed_in_the_way_of_the_office():
    assert numbering.document_number("世子家-2026-000012") == "8世子家第12号"
    assert numbering.document_number("世子家-2026-1000012") == "8世子家第1000012号"
    assert numbering.document_number("something else") == "something else"


def test_a_code_opens_its_own_case_and_no_other():
    code = access.code_of(CASE)
    assert access.opens(code.lower().replace("-", " "), CASE)
    assert not access.opens(code, UUID(int=CASE.int + 1))
    assert not access.opens(code[:-1], CASE)
    assert not access.opens("", CASE)


def test_a_new_secret_leaves_codes_in_peoples_hands_valid(settings):
    code = access.code_of(CASE)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert access.code_of(CASE) != code
    assert access.opens(code, CASE)


@pytest.mark.django_db
def test_a_case_is_found_by_its_number_and_code_together():
    case, other = received(), received()
    assert queries.by_access(case.number, case.access_code()) == case
    assert queries.by_access(case.number.replace("-", "ー"), case.access_code().lower()) == case
    assert queries.by_access(case.number, other.access_code()) is None
    assert queries.by_access("世子家-2026-999999", case.access_code()) is None
    assert queries.by_access("", "") is None
