"""Debian's packages: installed where we may, else the one line to run."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from house.programs import quietly
from house.telling import Trouble, step, tell


@dataclass(frozen=True)
class Need:
    """A package, why it is needed, and how to see that it is there."""

    package: str
    why: str
    is_met: Callable[[], bool]


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def line_to_run(packages: list[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def install(needs: list[Need]) -> None:
    """Bring what is missing, or say with one line how to."""
    missing = [need for need in needs if not need.is_met()]
    if not missing:
        return
    packages = [need.package for need in missing]
    if not may_install():
        reasons = "、".join(f"{need.package}（{need.why}）" for need in missing)
        raise Trouble(
            f"次のものが必要です：{reasons}\n  次の1行を実行してください（run this line）：\n  {line_to_run(packages)}"
        )
    for need in missing:
        tell(f"・Debianパッケージ {need.package} を入れます：{need.why}")
    with step("apt-get install"):
        _apt_get("update", "-qq")
        _apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)


def install_if_possible(needs: list[Need]) -> None:
    """The same for what makes things better but is not needed: never stops a start."""
    try:
        install(needs)
    except Trouble as trouble:
        tell(f"  なくても動きます（optional）：{trouble}")


def _apt_get(*words: str) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly(["apt-get", *words], otherwise=f"apt-get {words[0]} ができませんでした。", env=env)
