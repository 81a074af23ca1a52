"""The virtual environment and the locked Python packages in it."""

import sys
from importlib.util import find_spec

from house import debian, stamps
from house.places import PYTHON, ROOT, VENV
from house.programs import quietly
from house.telling import step

# What testing locks contains what serving locks, in the same versions.
CONTAINED = {"serve": ["serve"], "test": ["test", "serve"]}


def prepare(purpose: str) -> None:
    """Make the environment and install `requirements/<purpose>.txt`, when it is not there as it is."""
    if not PYTHON.exists():
        _make_environment()
    state = _state(purpose)
    if stamps.is_done(f"python-{purpose}", state):
        return
    with step(f"Pythonの部品を入れています（初回は1〜3分） / installing requirements/{purpose}.txt"):
        _install(purpose)
    for contained in CONTAINED[purpose]:
        stamps.mark_done(f"python-{contained}", _state(contained))


def _state(purpose: str) -> str:
    return stamps.digest([ROOT / "requirements" / f"{purpose}.txt"])


def _make_environment() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    module = debian.Need(f"python{version}-venv", "Pythonの仮想環境", lambda: find_spec("ensurepip") is not None)
    debian.install([module])
    with step("仮想環境 .venv を作っています / making the virtual environment"):
        quietly([sys.executable, "-m", "venv", VENV], otherwise="仮想環境 .venv を作れませんでした。")


def _install(purpose: str) -> None:
    options = ["--require-hashes", "--disable-pip-version-check", "--no-input", "--quiet", "--progress-bar=off"]
    quietly(
        [PYTHON, "-m", "pip", "install", *options, "--root-user-action=ignore", "-r", f"requirements/{purpose}.txt"],
        otherwise="Pythonの部品を入れられませんでした。インターネットへの接続を確かめてください。",
    )
