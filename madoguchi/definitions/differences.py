"""What differs between two versions of a definition, in words an officer reads before publishing."""

from collections.abc import Iterator, Mapping

import msgspec

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.explain import label_of, rules_by_key
from madoguchi.definitions.key_names import KEY_NAMES, VALUE_NAMES
from madoguchi.kernel.text import Text

# Rules are told as sentences; examples change nothing for anybody.
SKIPPED = {"examples", "show", "require_when", "fails_if"}
_OTHER_LANGUAGES = ("easy", "en", "zh-hans", "ko")
Steps = tuple[str, ...]


def words_diff(before: Compiled, after: Compiled) -> list[str]:
    """What a reader of the newer version must know: one line for everything added, gone or changed."""
    old, new = _lines(before), _lines(after)
    lines = [f"＋ {what}：{how}" for key, (what, how) in new.items() if key not in old]
    lines += [f"− {what}：{how}" for key, (what, how) in old.items() if key not in new]
    lines += [
        f"± {what}：{old[key][1]} → {how}" for key, (what, how) in new.items() if old.get(key, ("", how))[1] != how
    ]
    return lines


def _lines(compiled: Compiled) -> dict[str, tuple[str, str]]:
    """By a key that stays when labels change: what it is, and how it is."""
    lines = {key: (what, how) for key, what, how in rules_by_key(compiled)}
    for steps, how in _flat(compiled.procedure, ()):
        lines["/".join(steps)] = (_named(compiled, steps), how)
    return lines


def _flat(node: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    match node:
        case Text():
            others = msgspec.to_builtins(node)
            yield (*steps, "文"), node.ja
            yield (*steps, "訳"), "／".join(str(others.get(name, "")) for name in _OTHER_LANGUAGES)
        case msgspec.Struct():
            yield from _flat(msgspec.structs.asdict(node), steps)
        case Mapping():
            for key, value in node.items():
                if key not in SKIPPED and not (key == "value" and steps[:1] == ("derived",)):
                    yield from _flat(value, (*steps, key))
        case tuple() | list():
            for n, value in enumerate(node, start=1):
                name = getattr(value, "id", None) or getattr(value, "value", None) or str(n)
                yield from _flat(value, (*steps, name))
        case None | "":
            return
        case _:
            yield steps, VALUE_NAMES.get(str(node), str(node))


def _named(compiled: Compiled, steps: Steps) -> str:
    """The steps as people call them: 質問「電話番号」の必須の強さ."""
    match steps:
        case ("data", id_, "fields", leaf, *rest):
            head = f"質問「{label_of(compiled, id_)}」の「{label_of(compiled, f'{id_}.{leaf}')}」"
        case ("data", id_, *rest):
            head = f"質問「{label_of(compiled, id_)}」"
        case ("derived", id_, *rest):
            head = f"計算「{label_of(compiled, id_)}」"
        case ("checks" | "pages" as kind, id_, *rest):
            head = f"{KEY_NAMES[kind]}「{id_}」"
        case _:
            head, rest = "", list(steps)
    return "の".join([*([head] if head else []), *(KEY_NAMES.get(step, step) for step in rest)])
