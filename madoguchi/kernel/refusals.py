"""The rules say no: an answer worded for people, which one middleware turns into a page."""


class Refusal(Exception):
    """`message` says what cannot be done and why; `way_on` says what the person can do instead."""

    def __init__(self, message: str, *, way_on: str = "", status: int = 409, code: str = "refused") -> None:
        super().__init__(message)
        self.message = message
        self.way_on = way_on
        self.status = status
        self.code = code


def refuse_if(refusal: Refusal | None) -> None:
    """Raise what a permission function returned; the page explains a button with the same value."""
    if refusal is not None:
        raise refusal
