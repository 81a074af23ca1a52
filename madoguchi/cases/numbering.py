"""Case numbers (受付番号): one unbroken series per section and fiscal year, whoever asks at the same moment."""

import re
import unicodedata
from datetime import date

from django.db import connection

# One statement, the same on both databases: it makes the row or locks it until the transaction ends, so no two
# applications share a number, and one that is not kept gives its number back.
NEXT_SERIAL = """
    INSERT INTO cases_numbersequence (section, fiscal_year, last) VALUES (%s, %s, 1)
    ON CONFLICT (section, fiscal_year) DO UPDATE SET last = cases_numbersequence.last + 1
    RETURNING last
"""
DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff70]")
NUMBER = re.compile(r"(?P<short>.+)-(?P<year>\d{4})-(?P<serial>\d{6,})")


def fiscal_year(day: date) -> int:
    """年度: from April to March."""
    return day.year - (day.month < 4)


def next_number(*, section: str, short: str, day: date) -> str:
    """The next number of the section, such as 世子家-2026-000012. Only inside a transaction."""
    year = fiscal_year(day)
    with connection.cursor() as cursor:
        cursor.execute(NEXT_SERIAL, [section, year])
        (serial,) = cursor.fetchone()
    return number(short, year, serial)


def number(short: str, year: int, serial: int) -> str:
    """世子家-2026-000012."""
    return f"{short}-{year}-{serial:06d}"


def plain(typed: str) -> str:
    """A number as it was typed, the way it is kept: full width, spaces and any kind of dash are all the same."""
    return DASHES.sub("-", "".join(unicodedata.normalize("NFKC", typed).split()))


def document_number(case_number: str) -> str:
    """The same as it heads a letter, in the way of 文書番号: 8世子家第12号."""
    found = NUMBER.fullmatch(case_number)
    if found is None:
        return case_number
    return f"{int(found['year']) - 2018}{found['short']}第{int(found['serial'])}号"
