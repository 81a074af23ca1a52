"""What the machine tells us: environment variables with their defaults, read in one place."""

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from madoguchi.kernel import secret_files
from madoguchi.kernel.clock import JST

ROOT = Path(__file__).resolve().parent.parent.parent
YEAR = timedelta(days=365)


class SettingProblem(Exception):
    """An environment variable is missing or cannot be read; says which, and how to mend it."""


def text(name: str, default: str = "") -> str:
    """The variable as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """The variable as yes or no: 1/true/yes/on, or 0/false/no/off."""
    typed = text(name).strip().lower()
    if not typed:
        return default
    if typed in {"1", "true", "yes", "on"}:
        return True
    if typed in {"0", "false", "no", "off"}:
        return False
    raise SettingProblem(f"{name}={typed!r}: use 1 or 0.")


def day(name: str) -> datetime | None:
    """The variable as the first moment of a day, such as 2027-04-01."""
    typed = text(name).strip()
    try:
        return datetime.combine(date.fromisoformat(typed), time(), tzinfo=JST) if typed else None
    except ValueError as problem:
        raise SettingProblem(f"{name}={typed!r}: use a day such as 2027-04-01.") from problem


def ending(since: str, ends: str) -> tuple[datetime | None, datetime | None]:
    """The days from which something is deprecated and on which it ends: what is promised is at least a year between."""
    first, last = day(since), day(ends)
    if last and (first is None or last - first < YEAR):
        raise SettingProblem(f"{ends}: set {since} too, at least a year before it.")
    return first, last


def folder(name: str, default: Path) -> Path:
    """The variable as a folder."""
    return Path(text(name) or default).resolve()


def database(url: str, data: Path) -> dict[str, object]:
    """Django's database settings from an address such as `postgresql://user:password@host:5432/name`.

    Without an address the embedded default: SQLite in WAL mode. Every transaction is IMMEDIATE, so that two writers
    wait for each other instead of failing half-way, and FULL synchronous, so that what was acknowledged is on disk.
    """
    if not url:
        return {
            "ENGINE": "madoguchi.config.sqlite",
            "NAME": str(data / "madoguchi.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                    " PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingProblem(f"MADOGUCHI_DATABASE_URL begins with {parts.scheme!r}: use postgresql://…")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": None,
        "OPTIONS": query,
    }


def secret_key(data: Path, *, name: str = "MADOGUCHI_SECRET_KEY") -> str:
    """The installation's secret: from the environment, else a file only its owner may read, made at first start."""
    given = text(name)
    if given:
        return given
    return secret_files.kept(data / "secret-key", lambda: os.urandom(48).hex())
