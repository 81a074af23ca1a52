"""Documents that cannot lie: what they list is what the code has."""

import inspect
import re
from enum import Enum
from importlib import import_module
from types import ModuleType

import pytest
from django.apps import apps

from tests.architecture.codebase import (
    PACKAGE,
    ROOT,
    capabilities,
    in_backticks,
    our_texts,
    python_files,
    table_rows,
)

VARIABLE = re.compile(r"MADOGUCHI_[A-Z0-9_]+[A-Z0-9]")
DECISION = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
GLOSSARY = ROOT / "docs" / "glossary.md"
# Spelled in pieces, so that this file does not contain what it looks for.
MACHINES = re.compile(
    "|".join(["/wo" + "rk/", "/ro" + r"ot/(?!\.)", "/ho" + "me/[a-z]", "--(extra-)?index-" + "url", "pypi" + r"\.org"])
)
REGISTRIES = re.compile(
    "|".join(["regis" + r"try\.npmjs", "files\\.python" + "hosted", "artifact" + "ory", '"resol' + 'ved"'])
)


def decisions() -> list[str]:
    return sorted(file.name for file in (ROOT / "docs" / "adr").glob("*.md"))


def test_every_setting_is_documented_and_every_documented_one_is_read():
    read = {
        name for file in python_files("madoguchi", "bin") for name in VARIABLE.findall(file.read_text(encoding="utf-8"))
    }
    documented = {row[0].strip("`") for row in table_rows(ROOT / "docs" / "reference" / "settings.md")[1:]}
    assert documented == read


def test_decisions_are_numbered_without_a_gap():
    assert [name[:4] for name in decisions()] == [f"{number:04}" for number in range(1, len(decisions()) + 1)]


@pytest.mark.parametrize("name", decisions())
def test_a_decision_is_headed_by_its_number_and_says_why_what_and_what_follows(name):
    text = (ROOT / "docs" / "adr" / name).read_text(encoding="utf-8")
    found = DECISION.fullmatch(name)
    assert found
    assert re.match(rf"# {found[1]}\. \S", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_every_decision_that_is_named_exists():
    known = {name[:4] for name in decisions()}
    named = {
        (str(file.relative_to(ROOT)), number)
        for file, text in our_texts()
        for number in re.findall(r"\bADR (\d{4})\b", text)
    }
    assert sorted((file, number) for file, number in named if number not in known) == []


def glossary_names() -> set[str]:
    return {name for row in table_rows(GLOSSARY)[1:] for name in in_backticks(row[5])}


def test_a_row_of_the_glossary_has_a_term_its_japanese_its_reading_and_a_meaning():
    rows = table_rows(GLOSSARY)
    assert rows[0] == ["term", "日本語", "よみ", "meaning", "law", "name in code"]
    incomplete = [row for row in rows[1:] if len(row) != 6 or not all(row[:4])]
    assert incomplete == []
    assert [row[0] for row in rows[1:] if not re.fullmatch(r"[ぁ-ゖー・、 （）a-zA-Z]+", row[2])] == []


def test_no_term_stands_twice_in_the_glossary():
    terms = [row[0] for row in table_rows(GLOSSARY)[1:]]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_every_kept_thing_is_in_the_glossary():
    models = {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("madoguchi.")
    }
    assert sorted(models - glossary_names()) == []


def test_every_state_is_in_the_glossary():
    states = {
        f"{capability}.{kind.__name__}.{member.name}"
        for capability in capabilities()
        for file in ("states", "models")
        if (PACKAGE / capability / f"{file}.py").exists()
        for _, kind in inspect.getmembers(import_module(f"madoguchi.{capability}.{file}"), inspect.isclass)
        if issubclass(kind, Enum) and kind.__module__ == f"madoguchi.{capability}.{file}"
        for member in kind
    }
    assert sorted(states - glossary_names()) == []


def commands_of(capability: str) -> set[str]:
    """The verbs of a capability: they take what they need by name."""
    place = PACKAGE / capability / "commands"
    names = [f"commands.{file.stem}" for file in place.glob("[!_]*.py")] if place.is_dir() else ["commands"]
    found: set[str] = set()
    for name in names:
        found |= verbs_of(import_module(f"madoguchi.{capability}.{name}"))
    return {f"{capability}.{verb}" for verb in found}


def verbs_of(module: ModuleType) -> set[str]:
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if any(given.kind is given.KEYWORD_ONLY for given in inspect.signature(function).parameters.values())
    }


def with_commands() -> list[str]:
    return [name for name in capabilities() if any((PACKAGE / name).glob("commands*"))]


@pytest.mark.parametrize("capability", with_commands())
def test_every_command_is_in_the_glossary(capability):
    assert sorted(commands_of(capability) - glossary_names()) == []


def test_every_name_in_the_glossary_exists():
    """A name of a package that is there; names of packages to come may stand in the glossary before them."""
    gone = [name for name in glossary_names() if name.partition(".")[0] in capabilities() and not exists(name)]
    assert sorted(gone) == []


def exists(name: str) -> bool:
    """`cases.approve`, `cases.Case`, `cases.State.RECEIVED`: a command, a kept thing, a state; or a whole module."""
    capability, _, rest = name.partition(".")
    if (PACKAGE / capability / f"{rest.replace('.', '/')}.py").exists():
        return True
    attributes = rest.split(".")
    places = [file for file in PACKAGE.joinpath(capability).rglob("*.py") if "migrations" not in file.parts]
    defined = re.compile(rf"^\s*(?:def|class) {re.escape(attributes[0])}\b", re.MULTILINE)
    member = re.compile(rf"^\s+{re.escape(attributes[-1])} = ", re.MULTILINE)
    texts = [file.read_text(encoding="utf-8") for file in places]
    return any(defined.search(text) and (len(attributes) == 1 or member.search(text)) for text in texts)


def test_nothing_names_a_machine_or_a_registry():
    found = [
        f"{file.relative_to(ROOT)}: {hit[0]}"
        for file, text in our_texts()
        for hit in [MACHINES.search(text) or REGISTRIES.search(text)]
        if hit
    ]
    assert found == []
