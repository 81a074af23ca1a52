"""What may stand in an entry's detail: plain JSON without personal values."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from madoguchi.gateways import masking


def plain(detail: Mapping[str, object]) -> dict[str, object]:
    """Ids and dates as text, personal values masked. What JSON cannot say exactly is a TypeError."""
    return {key: _plain(value) for key, value in masking.masked(detail).items()}


def text(written: str) -> str:
    """PostgreSQL keeps no U+0000, and no database a half of a surrogate pair."""
    return written.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _plain(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return text(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(inner) for inner in (sorted(value) if isinstance(value, set | frozenset) else value)]
        case _:
            raise TypeError(f"the journal has no {type(value).__name__}; say it as text or as a whole number")
