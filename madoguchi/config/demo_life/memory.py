"""What the play must remember from one day to the next: its seed, its last day, and what people would have said."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from madoguchi.config.demo_life.townspeople import Answers


@dataclass
class Memory:
    """Kept beside the database of the demo, for the next `--again`; everything else is asked of the database itself.

    `right` holds, by the number of an application, the answers its applicant would give if asked again.
    """

    seed: int
    last_day: str = ""
    right: dict[str, Answers] = field(default_factory=dict)

    def right_of(self, number: str) -> Answers:
        """The answers that were wrong, as they should have been."""
        return self.right.get(number, {})

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.last_day) if self.last_day else None

    def keep(self, file: Path) -> None:
        """Written whole or not at all; for the demo's user alone, as its data is."""
        beside = file.with_suffix(".new")
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(asdict(self), ensure_ascii=False))
        beside.replace(file)


def recalled(file: Path) -> Memory | None:
    """What was kept; None where nothing was."""
    return Memory(**json.loads(file.read_text())) if file.exists() else None
