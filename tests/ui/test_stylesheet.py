"""Collecting the static files leaves one style sheet that says the same as the many it was written as."""

import re
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.core.management import call_command

from madoguchi.ui.stylesheet import in_one_piece

FILES = {
    "ui/site.css": '@layer base, pages;\n\n@import url("base.css") layer(base);\n@import url("parts/print.css") layer(pages) print;\n',
    "ui/base.css": 'body { background: url("scene.svg"); }\n',
    "ui/parts/print.css": 'p { background: url("../mark.svg"), url("data:image/png;base64,AA"); }\n',
}


def test_imports_are_written_out_in_their_layers_and_addresses_still_point_to_the_same_file():
    assert in_one_piece("ui/site.css", FILES.__getitem__) == (
        "@layer base, pages;\n\n"
        '@layer base {\nbody { background: url("scene.svg"); }\n}\n'
        '@media print {\n@layer pages {\np { background: url("mark.svg"), url("data:image/png;base64,AA"); }\n}\n}\n'
    )


def test_a_collected_site_has_one_style_sheet_without_imports(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_DIRS = [("tokens", settings.ROOT / "node_modules/@digital-go-jp/design-tokens/dist")]
    for _ in range(2):
        call_command("collectstatic", interactive=False, verbosity=0)
    [collected] = tmp_path.glob("ui/site.*.css")
    styles = collected.read_text()
    assert "@import" not in styles
    assert "--color-primitive-blue-900" in styles
    assert re.search(r'url\("scene\.[0-9a-f]{12}\.svg"\)', styles)


def test_every_import_of_the_real_style_sheet_is_one_we_can_write_out():
    source = find("ui/site.css")
    assert source is not None
    lines = [line for line in Path(source).read_text().splitlines() if line.startswith("@import")]
    assert len(lines) > 30
    assert all(re.fullmatch(r'@import url\("[^"]+"\) layer\([a-z]+\)( print)?;', line) for line in lines)
