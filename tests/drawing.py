"""Keeps the draw of clean cases out of tests that are about something else: a draw of 3 % would fail one in thirty."""

import pytest

from madoguchi.cases import sampling


@pytest.fixture(autouse=True)
def nobody_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clean case is drawn for full review; a test of the draw puts its own answer in this place."""
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: False)
