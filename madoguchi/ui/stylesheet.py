"""Writes the imports of the style sheet out into one file: forty small requests would hold up the first page."""

import posixpath
import re
from collections.abc import Callable

IMPORT = re.compile(
    r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[a-z]+)\)(?: (?P<media>[a-z]+))?;\n', re.MULTILINE
)
ADDRESS = re.compile(r'url\("(?P<file>(?!data:|/|#|https?:)[^"]+)"\)')


def in_one_piece(name: str, read: Callable[[str], str]) -> str:
    """The style sheet `name` with every layered import replaced by what it imports."""

    def written_out(found: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["file"]))
        content = _seen_from(name, imported, read(imported))
        layered = f"@layer {found['layer']} {{\n{content}}}\n"
        return f"@media {found['media']} {{\n{layered}}}\n" if found["media"] else layered

    return IMPORT.sub(written_out, read(name))


def _seen_from(name: str, imported: str, content: str) -> str:
    """The content with its own relative addresses rewritten for the place where it now stands."""
    here, there = posixpath.dirname(name), posixpath.dirname(imported)

    def moved(found: re.Match[str]) -> str:
        return f'url("{posixpath.relpath(posixpath.join(there, found["file"]), here)}")'

    return ADDRESS.sub(moved, content)
