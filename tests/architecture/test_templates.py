"""Templates: used, extending only what stands below, linking only to addresses that exist."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.codebase import PACKAGE, depth, owner, python_files, template_name, templates

REUSED = re.compile(r"{%\s*(?:extends|include)\s+\"([^\"]+)\"")
LINKED = re.compile(r"{%\s*url\s+[\"']([^\"']+)[\"']")
LINKED_IN_PYTHON = re.compile(r"(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*[\"']([\w:-]+)[\"']")
BY_STATUS = re.compile(r"\d{3}\.html")  # Django and allauth look for these by their number


def sources() -> str:
    """Everything that may name a template."""
    files = [*python_files("madoguchi"), *templates()]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def stands_in_for_allauth(name: str) -> bool:
    found = find_spec("allauth")
    assert found
    assert found.submodule_search_locations
    return any((Path(place) / "templates" / name).exists() for place in found.submodule_search_locations)


def names_of(resolver: URLResolver, space: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            found |= {f"{space}{pattern.name}"} if pattern.name else set()
        else:
            found |= names_of(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
    return found


def test_no_template_is_unused():
    text = sources()
    unused = [
        name
        for file in templates()
        if not (name := template_name(file)).startswith("components/")  # tags of their names: tests/ui sees to them
        if f'"{name}"' not in text
        and f'f"{name.rpartition("/")[0]}/{{' not in text  # whole, or f"failures/{status}.html"
        if not BY_STATUS.fullmatch(name) and not stands_in_for_allauth(name)
    ]
    assert unused == []


@pytest.mark.parametrize("file", templates(), ids=template_name)
def test_a_template_builds_on_the_ui_or_on_its_own_capability(file):
    homes = {template_name(other): owner(other) for other in templates()}
    foreign = [
        name
        for name in REUSED.findall(file.read_text(encoding="utf-8"))
        if homes.get(name, "allauth") not in {"ui", owner(file)} and not stands_in_for_allauth(name)
    ]
    assert foreign == []


def test_every_address_that_is_linked_exists():
    known = names_of(get_resolver())
    files = [*templates(), *python_files("madoguchi")]
    linked = {
        (str(file.relative_to(PACKAGE)), name)
        for file in files
        for name in (LINKED if file.suffix in {".html", ".txt"} else LINKED_IN_PYTHON).findall(
            file.read_text(encoding="utf-8")
        )
    }
    assert sorted((file, name) for file, name in linked if name not in known and "/" not in name) == []


def test_a_capability_links_to_itself_and_to_those_below():
    """What stands above links down; what stands below is given the address, or it would know who uses it."""
    upward = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in [*templates(), *python_files("madoguchi")]
        for name in (LINKED if file.suffix in {".html", ".txt"} else LINKED_IN_PYTHON).findall(
            file.read_text(encoding="utf-8")
        )
        if (space := name.partition(":")[0]) != name and (PACKAGE / space).is_dir()
        if depth(space) < depth(owner(file))
    ]
    assert upward == []


def test_no_template_carries_a_script_or_a_style_of_its_own():
    """The Content Security Policy stops them; a page must not need what is stopped."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)|\sstyle=\"|\son[a-z]+=\"|<style\b")
    assert [template_name(file) for file in templates() if inline.search(file.read_text(encoding="utf-8"))] == []
