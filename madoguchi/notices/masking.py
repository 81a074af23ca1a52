"""A name that its bearer recognises and nobody else learns: 山●花●."""

from madoguchi.kernel.names import PersonName
from madoguchi.notices.fonts import clusters

HIDDEN = "●"


def masked(name: PersonName) -> str:
    """The first character of each part; how many follow is not told. A part of one character is hidden whole."""
    return "".join(_masked(part) for part in (name.family, name.given) if part)


def _masked(part: str) -> str:
    characters = clusters(part)
    return HIDDEN if len(characters) == 1 else characters[0] + HIDDEN
