"""Questions with a way of their own, recognised by plain words before anything is searched."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from madoguchi.assistant.reading import Said
from madoguchi.assistant.states import Exit
from madoguchi.definitions.conversation import Crisis, Guide, load_guide

_ENDS = re.compile(r"^[\s、。,.!！?？~〜ー…]+|[\s、。,.!！?？~〜ー…]+$")


@lru_cache(maxsize=1)
def guide() -> Guide:
    """The ward's decisions about conversations."""
    return load_guide(Path(settings.CATALOG) / settings.WARD / "assistant.yaml")


def exit_by_words(said: Said) -> Exit | None:
    """The exit that words alone decide; None where the question is to be searched. A life in danger goes first."""
    if crisis_in(said.question):
        return Exit.CRISIS
    if said.is_empty and not said.kinds:
        return Exit.EMPTY
    if said.has_secret:
        return Exit.PERSON
    rules = guide()
    if _is_one_of(said.question, (*rules.greetings, *rules.thanks)):
        return Exit.GREETING
    for words, way in (
        (rules.person, Exit.PERSON),
        (rules.personal, Exit.PERSONAL),
        (rules.commands, Exit.OFF_TOPIC),
        (rules.off_topic, Exit.OFF_TOPIC),
    ):
        if _holds(said.question, words):
            return way
    return Exit.EMPTY if said.is_empty else None


def crisis_in(text: str) -> Crisis | None:
    """The first kind of danger whose words stand in the text."""
    return next((crisis for crisis in guide().crises if _holds(text, crisis.words)), None)


def is_thanks(text: str) -> bool:
    return _is_one_of(text, guide().thanks)


def _is_one_of(text: str, words: Iterable[str]) -> bool:
    return _ENDS.sub("", text).casefold() in {word.casefold() for word in words}


def _holds(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold().replace("’", "'")
    return any(_stands(word.casefold(), folded) for word in words)


def _stands(word: str, text: str) -> bool:
    """A word of Latin letters stands alone: `DV` is not in `advice`."""
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None
