"""The codebase as the tests of this folder read it."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "madoguchi"
NOT_OURS = {".git", ".venv", "node_modules", "data", "__pycache__"}


@cache
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def layers() -> list[list[str]]:
    """The import order from the top to the bottom; neighbours stand in one list, without the brackets of the unbuilt."""
    written = pyproject()["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip().strip("()") for name in layer.split("|")] for layer in written]


def depth(package: str) -> int:
    return next(number for number, layer in enumerate(layers()) if package in layer)


def capabilities() -> list[str]:
    return sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())


def python_files(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")) if is_ours(file)]


def templates() -> list[Path]:
    return sorted(file for file in PACKAGE.glob("*/templates/**/*") if file.is_file())


def template_name(file: Path) -> str:
    return str(file.relative_to(PACKAGE / owner(file) / "templates"))


def owner(file: Path) -> str:
    """The capability a file belongs to."""
    return file.relative_to(PACKAGE).parts[0]


def is_ours(file: Path) -> bool:
    """Written by people of this project: not installed, not generated, not a tool's notebook."""
    parts = file.relative_to(ROOT).parts
    hidden = any((part.startswith(".") and part.endswith("_cache")) or part == ".hypothesis" for part in parts)
    return not hidden and not NOT_OURS & set(parts)


def our_texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the repository with its content."""
    kinds = {".py", ".html", ".md", ".toml", ".yaml", ".txt", ".in", ".js", ".css", ".json", ".typ", ".csv", ".po", ""}
    for file in sorted(ROOT.rglob("*")):
        if is_ours(file) and file.is_file() and file.suffix in kinds and file.stat().st_size < 2_000_000:
            yield file, file.read_text(encoding="utf-8")


def table_rows(document: Path) -> list[list[str]]:
    """The rows of the Markdown tables in a document, without heads and rules."""
    lines = [line for line in document.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not re.fullmatch(r"[-: ]+", row[0])]


def in_backticks(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)
