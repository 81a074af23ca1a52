"""The order of the packages: written once, shown once, and kept also where import-linter cannot see."""

import re

from django.apps import apps
from django.conf import settings

import madoguchi
from tests.architecture.codebase import PACKAGE, ROOT, capabilities, depth, layers, pyproject, python_files

NAMELESS = {"utils", "util", "helpers", "common", "core", "base", "manager", "handler", "service", "processor"}
NAMELESS |= {f"{name}s" for name in NAMELESS} | {"data", "info", "misc", "tools"}


OPENING = re.compile(r'(#!.*\n)?("""[^"]|\s*\Z)')  # a sentence, or an empty file that only makes a package


def package_of(model: type) -> str | None:
    root, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if root == "madoguchi" else None


def test_every_package_has_a_place_in_the_order():
    placed = {name for layer in layers() for name in layer}
    assert [name for name in capabilities() if name not in placed] == []


def test_the_map_of_the_house_lists_the_packages_as_the_order_does():
    written = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    block = re.search(r"```text layers\n(.*?)```", written, re.DOTALL)
    assert block
    shown = [line.partition("  ")[0].strip() for line in block[1].splitlines()]
    listed = [[name.strip().strip("()") for name in line.split("|")] for line in shown]
    assert listed == layers()


def test_the_packages_that_are_not_built_yet_are_marked_so():
    order = pyproject()["tool"]["importlinter"]["contracts"][0]["layers"]
    marked = {name.strip("( )") for layer in order for name in layer.split("|") if "(" in name}
    assert marked & set(capabilities()) == set()


def test_django_knows_the_capabilities_in_the_same_order():
    ours = [name.removeprefix("madoguchi.") for name in settings.INSTALLED_APPS if name.startswith("madoguchi.")]
    assert ours == sorted(ours, key=depth)


def test_foreign_keys_point_down():
    astray = [
        f"{model._meta.label}.{field.name} -> {there}"
        for model in apps.get_models()
        if (here := package_of(model))
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
        if isinstance(target := field.related_model, type) and (there := package_of(target))
        if there != here and depth(there) <= depth(here)
    ]
    assert astray == []


def test_every_module_is_named_for_its_subject():
    modules = [*python_files("madoguchi", "bin"), *(folder for folder in PACKAGE.rglob("*") if folder.is_dir())]
    nameless = [str(module.relative_to(ROOT)) for module in modules if module.stem in NAMELESS]
    # Django asks for a database backend under this name.
    assert nameless == ["madoguchi/config/sqlite/base.py"]


def test_the_product_imports_no_logging_and_no_tests():
    imports = re.compile(r"^\s*(?:from|import) (?:logging|tests|house)\b", re.MULTILINE)
    assert [str(file) for file in python_files("madoguchi") if imports.search(file.read_text(encoding="utf-8"))] == []


def test_every_module_says_what_it_is_for():
    """A file of tests may leave it to its name."""
    files = python_files("madoguchi", "tests", "bin", "bench", "tools")
    texts = {
        file: file.read_text(encoding="utf-8")
        for file in files
        if "migrations" not in file.parts and not file.name.startswith("test_")
    }
    silent = [str(file.relative_to(ROOT)) for file, text in texts.items() if not OPENING.match(text)]
    assert silent == []


def test_the_package_and_the_project_agree_on_their_version():
    assert madoguchi.__version__ == pyproject()["project"]["version"]
