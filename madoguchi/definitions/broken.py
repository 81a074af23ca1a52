"""A definition that cannot be loaded: said with file, line, path and mend, never half-used."""


class BrokenDefinition(Exception):
    """`path` is where in the file (`data.children.fields.birthdate`), `mend` what the author can do."""

    def __init__(self, message: str, *, file: str = "", line: int = 0, path: str = "", mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.path = path
        self.mend = mend

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, str(self.line) if self.line else "") if part)
        where = f"{place} {self.path}".strip()
        mend = f" → {self.mend}" if self.mend else ""
        return f"{where}: {self.message}{mend}" if where else f"{self.message}{mend}"

    def at(self, *, file: str, line: int = 0) -> "BrokenDefinition":
        """The same, with the place it was found."""
        return BrokenDefinition(self.message, file=file, line=line or self.line, path=self.path, mend=self.mend)
