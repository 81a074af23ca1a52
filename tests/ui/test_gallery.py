"""The gallery shows every component there is, without anything a strict content policy would stop."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from madoguchi.ui.templatetags import components

UI = Path(components.__file__).parent.parent
PAGES = ("/ui/", "/ui/office/", "/ui/form/", "/ui/receipt/", "/ui/home/", "/ui/accessibility/")
GALLERY = [UI / "templates/ui" / name for name in ("gallery.html", "gallery_office.html", "gallery_form.html")]
# Drawn as text or from several templates.
FRAME = {"frame_part", "question", "answer_row"}


def test_every_component_is_in_the_gallery():
    text = "".join(file.read_text() for file in [*GALLERY, *(UI / "templates/ui/gallery").glob("*.html")])
    missing = {name for name in components.register.tags if not re.search(r"{% " + name + r"\b", text)}
    assert missing - (FRAME - {"answer_row"}) - {"icon"} == set()


def test_every_component_has_its_template_and_every_template_its_component():
    templates = {file.stem for file in (UI / "templates/components").glob("*.html")}
    shared = {"radio_tiles": "tiles", "checkbox_tiles": "tiles", "name_input": "pair_input", "kana_input": "pair_input"}
    used = {shared.get(name, name) for name in components.register.tags} - FRAME - {"icon"}
    assert used == templates


def test_every_style_sheet_and_script_is_fetched_by_the_page():
    styles = (UI / "static/ui/site.css").read_text()
    assert {f"components/{file.name}" for file in (UI / "static/ui/components").glob("*.css")} == set(
        re.findall(r"components/[a-z_]+\.css", styles)
    )
    scripts = (UI / "static/ui/js/main.js").read_text()
    behaviours = {file.name for file in (UI / "static/ui/js").glob("*.js")} - {"main.js"}
    assert behaviours == set(re.findall(r"[a-z_]+\.js", scripts))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_inline_script_or_style(address):
    page = Client().get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_unique_and_everything_pointed_to_exists(address):
    page = Client().get(address).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    pointed = " ".join(re.findall(r'(?:aria-describedby|aria-labelledby|\sfor|\slist)="([^"]+)"', page)).split()
    assert set(pointed) <= set(ids)


def test_the_scripts_of_a_page_stay_small():
    together = b"".join(file.read_bytes() for file in (UI / "static/ui/js").glob("*.js"))
    assert len(gzip.compress(together)) <= 15_000


def test_colours_come_only_from_the_design_tokens():
    for file in [*(UI / "static/ui").glob("*.css"), *(UI / "static/ui/components").glob("*.css")]:
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", file.read_text()), file.name


def test_the_way_back_of_the_language_switch_is_this_page_and_is_escaped():
    page = Client().get("/ui/form/", {"q": '"><b>'}).content.decode()
    assert 'name="next" value="/ui/form/?q=%22%3E%3Cb%3E"' in page
    assert "way-back-to-this-page" not in page
