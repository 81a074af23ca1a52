"""The texts of the pages in every language: found in the source, kept in .po files, compiled without GNU gettext."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = Path(__file__).resolve().parent / "locale"
# The texts are written in Japanese; every other language translates them.
TRANSLATED = ("ja-easy", "en", "zh-hans", "ko")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def po_file(language: str) -> Path:
    """Where the texts of a language are kept."""
    return LOCALE / to_locale(language) / "LC_MESSAGES" / "django.po"


def found_in_source(package: Path = PACKAGE) -> Catalog:
    """Every text marked for translation in the package's Python files and templates."""
    catalog = Catalog(project="madoguchi", charset="utf-8")
    for file in sorted(
        [*package.rglob("*.py"), *package.rglob("templates/**/*.html"), *package.rglob("templates/**/*.txt")]
    ):
        for message, context in _messages_in(file):
            catalog.add(message, context=context, locations=[(file.relative_to(package.parent).as_posix(), 1)])
    return catalog


def _messages_in(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # In brackets, because a template is not indented as Python is.
        source = f"({templatize(source, origin=str(file))})"
    for _, message, _, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        yield message, context


def kept(language: str) -> Catalog:
    """The texts as they are kept; an empty catalogue for a language nobody has written yet."""
    # Babel knows no やさしい日本語; it counts as Japanese does.
    locale = "ja" if language == "ja-easy" else to_locale(language)
    file = po_file(language)
    if not file.exists():
        return Catalog(locale=locale, project="madoguchi", charset="utf-8")
    with file.open("rb") as source:
        return read_po(source, locale=locale, charset="utf-8")


def collect(language: str, found: Catalog) -> int:
    """Bring the kept texts up to the source without losing a translation. Returns how many wait to be translated."""
    catalog = kept(language)
    catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
    _without_boilerplate(catalog)
    file = po_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, catalog, sort_by_file=True, include_lineno=False, width=120)
    return sum(1 for message in catalog if message.id and not is_translated(message))


def _without_boilerplate(catalog: Catalog) -> None:
    """Who wrote which text stands in the history, not in the file."""
    catalog.header_comment = "# The texts of the pages; `manage.py collect_texts` keeps this file up to date."
    catalog.fuzzy = False
    catalog.version, catalog.msgid_bugs_address = "1", ""
    catalog.last_translator, catalog.language_team = "", ""


def compile_texts(language: str) -> Path:
    """Write the .mo file Django reads beside the .po file."""
    target = po_file(language).with_suffix(".mo")
    with target.open("wb") as out:
        write_mo(out, kept(language))
    return target


def missing(language: str, found: Catalog) -> list[str]:
    """The texts of the source that a language has no translation for."""
    catalog = kept(language)
    return [_wording(message) for message in found if message.id and not _is_translated_in(catalog, message)]


def _is_translated_in(catalog: Catalog, message: Message) -> bool:
    translation = catalog.get(_wording(message), context=message.context)
    return translation is not None and is_translated(translation)


def is_translated(message: Message) -> bool:
    """Whether every form of the text has words."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def _wording(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
