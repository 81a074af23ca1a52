"""Deadlines as a calendar file (iCalendar, RFC 5545): whole days, each with a reminder three days before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75


@dataclass(frozen=True)
class Entry:
    """One day to remember."""

    uid: str
    day: date
    title: str
    text: str


def written(name: str, entries: Sequence[Entry], *, at: datetime) -> bytes:
    """The file, its lines ended and folded as the format asks: at 75 bytes, never inside a character."""
    return b"".join(_folded(line) for line in _lines(name, entries, at))


def _lines(name: str, entries: Sequence[Entry], at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Madoguchi//life events//JA", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{_escaped(name)}"
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for entry in entries:
        yield from ("BEGIN:VEVENT", f"UID:{entry.uid}@madoguchi", f"DTSTAMP:{stamp}")
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(entry.title)}"
        yield f"DESCRIPTION:{_escaped(entry.text)}"
        yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D")
        yield from (f"DESCRIPTION:{_escaped(entry.title)}", "END:VALARM", "END:VEVENT")
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Continuation lines begin with a space, which counts."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
