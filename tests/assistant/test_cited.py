"""What is read under 出どころ: names of laws and publications, no marks of the catalog."""

import re

import pytest

from madoguchi.assistant import editions
from madoguchi.assistant.web.cited import cited

pytestmark = pytest.mark.django_db
OWN_MARKS = re.compile(r"\b(MEM|WARD|SUMI|BUDGET|CODEFOR|OD:|catalog:|law:|P\d{3})|\.yaml|\.csv|\.html|docs/")


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("law: 住民基本台帳法24条", ("住民基本台帳法24条",)),
        ("WARD:02060/360.html", ("世田谷区のホームページ",)),
        (
            "law: 予防接種法5条; WARD:02015/8071.html（問い合わせ先）; SUMI",
            ("予防接種法5条", "世田谷区のホームページ"),
        ),
        ("MEM", ("担当課がこれから確かめます",)),
        ("MEM: 世田谷区印鑑条例", ("世田谷区印鑑条例", "一部は担当課がこれから確かめます")),
        ("catalog: procedures/tax-certificate", ("この窓口の手続きの案内",)),
        ("", ()),
    ],
)
def test_a_source_is_read_by_its_name(kept, read):
    assert cited(kept) == read


def test_no_answer_shows_a_mark_of_the_catalog():
    shown = {line for one in editions.entries().values() for line in cited(one.source)}
    assert shown
    assert [line for line in shown if OWN_MARKS.search(line)] == []
