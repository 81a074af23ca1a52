"""Whether everything a resident reads is there in every language of the ward."""

from collections.abc import Iterator

import msgspec

from madoguchi.definitions.procedure import Procedure
from madoguchi.kernel.text import Text

NAMES = {"ja": "日本語", "easy": "やさしい日本語", "en": "英語", "zh-hans": "中国語", "ko": "韓国語"}


def missing_texts(procedure: Procedure) -> list[str]:
    """One sentence for each text that a language lacks."""
    return [
        f"「{text.ja[:24]}」（{path}）に{'、'.join(NAMES[language] for language in text.missing())}がありません。"
        for path, text in texts_of(procedure)
        if text.missing()
    ]


def texts_of(node: object, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every Text in a definition with its path."""
    match node:
        case Text():
            yield path, node
        case msgspec.Struct():
            for name in node.__struct_fields__:
                yield from texts_of(getattr(node, name), f"{path}.{name}".lstrip("."))
        case dict():
            for key, value in node.items():
                yield from texts_of(value, f"{path}.{key}".lstrip("."))
        case tuple() | list():
            for n, value in enumerate(node):
                yield from texts_of(value, f"{path}[{n}]")
        case _:
            return
