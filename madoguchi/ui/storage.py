"""Static files under names that carry their content's hash, so that browsers may keep them for ever."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from madoguchi.ui.stylesheet import in_one_piece

STYLE_SHEET = "ui/site.css"
Paths = dict[str, tuple[Storage, str]]


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Hashes module imports too. Until files have been collected (development, tests) names stay plain."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """The hashed name; on a collected site a file that is missing from the manifest is an error."""
        return super().stored_name(name) if self.hashed_files else name

    def post_process(
        self, *args: Any, **options: Any
    ) -> Iterator[tuple[str, str, bool] | tuple[str, None, RuntimeError]]:
        """Write the style sheet out into one file, from the sources each time, then hash as Django does."""
        paths: Paths = args[0]
        if STYLE_SHEET in paths and not options.get("dry_run"):
            content = in_one_piece(STYLE_SHEET, lambda name: _source(paths, name))
            self.delete(STYLE_SHEET)
            self.save(STYLE_SHEET, ContentFile(content.encode()))
            paths = {**paths, STYLE_SHEET: (self, STYLE_SHEET)}
        yield from super().post_process(paths, **options)


def _source(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
    return content.decode()
