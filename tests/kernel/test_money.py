"""Amounts of money as people read them."""

import pytest

from madoguchi.kernel.money import yen


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "0円"), (300, "300円"), (3000, "3,000円"), (1234567, "1,234,567円"), (-500, "-500円")]
)
def test_yen_are_shown_with_thousands(amount, shown):
    assert yen(amount) == shown
