"""The ten longest files: a question to their authors (how many subjects is this?), never a gate."""

from pathlib import Path

from house.places import ROOT

LONG = 500


def longest_files() -> str:
    """Ten lines, and the share of the code that lies in long files."""
    lengths = sorted(((_lines(file), file) for file in _files()), reverse=True)
    total = sum(lines for lines, _ in lengths)
    long = sum(lines for lines, _ in lengths if lines > LONG)
    rows = [f"  {lines:>5}  {file.relative_to(ROOT)}" for lines, file in lengths[:10]]
    median = lengths[len(lengths) // 2][0]
    head = f"鏡：{len(lengths)}ファイル {total}行、中央値{median}行、{LONG}行を超えるファイルの割合 {long / total:.0%}"
    return "\n".join([head, *rows])


def _files() -> list[Path]:
    return [file for file in (ROOT / "madoguchi").rglob("*.py") if "migrations" not in file.parts]


def _lines(file: Path) -> int:
    return sum(1 for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
