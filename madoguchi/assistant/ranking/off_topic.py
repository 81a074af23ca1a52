"""Questions that no municipality is asked. Those KNOWN teach what is off topic; those for MEASURING never do."""

from pathlib import Path

_HERE = Path(__file__).parent


def _lines(name: str) -> tuple[str, ...]:
    return tuple(line for line in (_HERE / name).read_text(encoding="utf-8").splitlines() if line.strip())


KNOWN = _lines("off_topic_known.txt")
MEASURING = _lines("off_topic_measuring.txt")
