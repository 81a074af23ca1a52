"""What is wrong with a rule as it was written, told to the person who wrote it."""

import difflib
from collections.abc import Iterable


class RuleError(Exception):
    """A rule that cannot be used: what is wrong, at which character (from 1), and how to mend it."""

    def __init__(self, message: str, column: int, mend: str = "") -> None:
        super().__init__(message, column, mend)
        self.message = message
        self.column = column
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.column}文字目: {self.message}{self.mend}"


def nearest(name: str, known: Iterable[str]) -> str:
    """A mend naming the known name most like one that is not known."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"「{found[0]}」ではありませんか。" if found else ""
