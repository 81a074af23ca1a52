"""A secret that is made once and kept in a file only its owner may read, also when several processes start at once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(file: Path, make: Callable[[], str]) -> str:
    """The secret in the file; made at the first call.

    It appears whole or not at all: written beside, brought to disk, then linked under its name. Whoever comes second
    finds the first one's.
    """
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=file.parent)  # readable by its owner alone
        try:
            with os.fdopen(descriptor, "w") as out:
                out.write(make())
                out.flush()
                os.fsync(out.fileno())
            os.link(beside, file)
        except FileExistsError:
            pass
        finally:
            Path(beside).unlink()
    return file.read_text().strip()
