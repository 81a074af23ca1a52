"""Makes the house ready: Python's and npm's packages, fonts and reading of paper, the texts of the pages."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from house import debian, node_parts, python_parts, stamps
from house.places import PYTHON, ROOT, environment
from house.programs import quietly
from house.telling import step

NO_SECRET = {"MADOGUCHI_SECRET_KEY": "x"}  # set-up keeps nothing, so it makes no key of its own
FONTS = Path("/usr/share/fonts")
MODELS = Path("/usr/share/tesseract-ocr")


def _has_model(name: str) -> bool:
    return any(MODELS.rglob(f"{name}.traineddata"))


OFFICE_PARTS = [
    debian.Need("fonts-ipamj-mincho", "戸籍の漢字・異体字を通知書に印字", lambda: any(FONTS.rglob("ipamjm.ttf"))),
    debian.Need("tesseract-ocr", "紙の申請書の読み取り", lambda: shutil.which("tesseract") is not None),
    debian.Need("tesseract-ocr-jpn", "日本語の読み取り", lambda: _has_model("jpn")),
    debian.Need("tesseract-ocr-jpn-vert", "縦書きの読み取り", lambda: _has_model("jpn_vert")),
    debian.Need("tesseract-ocr-osd", "紙の向きの見分け", lambda: _has_model("osd")),
]


def set_up(*, testing: bool = False) -> None:
    """Everything that a fresh machine lacks. What is there already costs nothing, and needs no network."""
    with _alone():
        python_parts.prepare("test" if testing else "serve")
        node_parts.prepare(testing=testing)
        _compile_texts()
    (debian.install if testing else debian.install_if_possible)(OFFICE_PARTS)


@contextmanager
def _alone() -> Iterator[None]:
    """Two set-ups at once would trample on each other."""
    with (ROOT / "requirements" / "serve.txt").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _compile_texts() -> None:
    sources = list((ROOT / "madoguchi").glob("*/locale/*/LC_MESSAGES/*.po"))
    state = stamps.digest(sources)
    if stamps.is_done("texts", state) and all(source.with_suffix(".mo").exists() for source in sources):
        return
    with step("ことばを用意しています / compiling the texts"):
        command: list[str | Path] = [PYTHON, "manage.py", "compile_texts"]
        quietly(command, otherwise="ことばを用意できませんでした。", env=environment(**NO_SECRET))
    stamps.mark_done("texts", state)
