"""Why a file cannot be taken in, worded for the person who chose it."""

from madoguchi.kernel.text import Text


class UploadProblem(Exception):
    """`message` stands beside the field, in the reader's language."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.ja)
        self.message = message
