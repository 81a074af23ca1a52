"""Where things lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"


def environment(**more: str) -> dict[str, str]:
    """What the programs we start see: our environment, the package on the path, our own Python first."""
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])
    packages = os.pathsep.join([str(ROOT), str(ROOT / "bin")])
    return {**os.environ, "PATH": path, "PYTHONPATH": packages, "PYTHONUNBUFFERED": "1", **more}
