"""No page is half in another language, and collecting texts loses none."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.core.management import call_command

from madoguchi.ui import texts


@pytest.fixture(scope="module")
def found() -> Catalog:
    return texts.found_in_source()


@pytest.mark.parametrize("language", texts.TRANSLATED)
def test_every_text_of_the_pages_is_translated(language, found):
    missing = texts.missing(language, found)

    assert not missing, f"{len(missing)} texts wait to be translated into {language}:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", texts.TRANSLATED)
def test_a_translation_keeps_every_placeholder(language, found):
    broken = [message.id for message in texts.kept(language) if message.id and any(message.check(texts.kept(language)))]

    assert broken == []


def test_texts_are_found_in_code_and_in_templates(tmp_path):
    package = tmp_path / "package"
    (package / "templates").mkdir(parents=True)
    (package / "code.py").write_text(
        'gettext("本人")\nngettext_lazy("%(n)d件", "%(n)d件", n)\npgettext("書類", "控え")\n'
    )
    (package / "templates" / "page.html").write_text(
        '{% translate "家族" %}{% blocktranslate with name=name %}{{ name }}さん{% endblocktranslate %}'
    )

    ids = {message.id for message in texts.found_in_source(package) if message.id}

    assert ids == {"本人", ("%(n)d件", "%(n)d件"), "控え", "家族", "%(name)sさん"}


def test_collecting_keeps_translations_and_compiling_needs_no_other_program(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "LOCALE", tmp_path)
    call_command("collect_texts", verbosity=0)
    catalog = texts.kept("ko")
    next(message for message in catalog if message.id == "ふりがな").string = "후리가나"
    with texts.po_file("ko").open("wb") as out:
        write_po(out, catalog)

    call_command("collect_texts", verbosity=0)
    call_command("compile_texts", verbosity=0)

    assert "후리가나" in [message.string for message in texts.kept("ko")]
    assert (tmp_path / "ja_Easy" / "LC_MESSAGES" / "django.mo").stat().st_size > 0
