"""What the guide teaches is true, and the reference says what the types say."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.loader import load_blocks, load_procedure
from madoguchi.definitions.publishable import obstacles
from madoguchi.definitions.reference import reference
from madoguchi.definitions.situation import Situation

GUIDE = Path("docs/guides/add-a-procedure.md").read_text(encoding="utf-8")
REFERENCE = Path("docs/reference/catalog.md")
BLOCKS = Path("catalog/shared/blocks")
WHOLE = GUIDE.partition("```yaml\n")[2].partition("```")[0]
MISTAKES = re.findall(r"^\| `(.+?)` → `(.+?)` \| (.+) \|$", GUIDE, re.MULTILINE)


def said_of(folder: Path, text: str, at: Situation) -> list[str]:
    """What `catalog check` says of the guide's procedure written so."""
    file = folder / "flower-seeds.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        return obstacles(load_procedure(file, load_blocks(BLOCKS)), at, demo=True)
    except BrokenDefinition as problem:
        return [str(problem)]


def test_the_guides_procedure_can_be_published_as_it_stands(tmp_path, at):
    assert said_of(tmp_path, WHOLE, at) == []


def test_the_guides_procedure_is_checked_as_the_guide_shows(tmp_path, settings):
    settings.CATALOG = shutil.copytree("catalog", tmp_path / "catalog")
    folder = tmp_path / "catalog" / "setagaya" / "procedures"
    (folder / "flower-seeds.yaml").write_text(WHOLE, encoding="utf-8")
    out = StringIO()

    call_command("catalog", "check", "flower-seeds", stdout=out, no_color=True)

    shown = GUIDE.partition("```text\n")[2].partition("\n")[0]
    begins, _, facts = shown.partition("版 …")
    assert out.getvalue().startswith(begins)
    assert facts.rpartition("  ")[0] in out.getvalue()


def test_the_guide_tells_several_mistakes():
    assert len(MISTAKES) >= 6


@pytest.mark.parametrize(("right", "wrong", "sentence"), MISTAKES)
def test_a_mistake_is_answered_as_the_guide_says(tmp_path, at, right, wrong, sentence):
    assert right in WHOLE

    found = said_of(tmp_path, WHOLE.replace(right, wrong, 1), at)

    assert any(sentence in one for one in found), found


def test_every_key_of_the_guides_procedure_is_in_the_reference():
    keys = set(re.findall(r"^ *(?:- )?\{?([a-z_]+):", WHOLE, re.MULTILINE))
    told = set(re.findall(r"^\| `([a-z-_]+)` \|", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE))

    own = {"kind", "fee", "questions", "place", "pots", "applicant_name", "applicant_kana", "applicant_address"}
    assert keys - told - own == set()


def test_the_reference_says_what_the_types_say():
    assert REFERENCE.read_text(encoding="utf-8") == reference(), (
        "run: bin/catalog reference > docs/reference/catalog.md"
    )


def test_the_command_prints_the_reference():
    out = StringIO()

    call_command("catalog", "reference", stdout=out)

    assert out.getvalue() == reference()
