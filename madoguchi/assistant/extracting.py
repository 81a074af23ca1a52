"""The sentences of a passage that answer a question: the ward's own, whole, in their order."""

import re

MOST_CHARACTERS = 260
MOST_SENTENCES = 4
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[」』）)]*|\n|$)")
_ENGLISH_SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s+[A-Z0-9\"“(]|\s*$)|(?=\n)|$)")
_SIGNS = re.compile(r"[\s\W_]+")


def sentences(text: str, *, language: str) -> list[str]:
    """The text as whole sentences; a line is never joined to the next."""
    pattern = _ENGLISH_SENTENCE if language in {"en", "ko"} else _SENTENCE
    return [found for match in pattern.finditer(text) if (found := match[0].strip())]


def best(text: str, question: str, *, language: str) -> tuple[tuple[str, ...], bool]:
    """The sentences to quote, and whether others were left out.

    A short text is quoted whole. Of a long one the first sentence, which answers, and those nearest to the question.
    """
    whole = sentences(text, language=language)
    room = MOST_CHARACTERS * (2 if language in {"en", "ko"} else 1)
    if len(text) <= room or len(whole) <= 1:
        return tuple(whole), False
    wanted = _pairs(question)
    order = sorted(range(1, len(whole)), key=lambda n: (-_nearness(whole[n], wanted), n))
    chosen, left = [0], room - len(whole[0])
    for n in order:
        if len(chosen) < MOST_SENTENCES and len(whole[n]) <= left:
            chosen.append(n)
            left -= len(whole[n])
    return tuple(whole[n] for n in sorted(chosen)), len(chosen) < len(whole)


def _nearness(sentence: str, wanted: frozenset[str]) -> float:
    pairs = _pairs(sentence)
    return len(pairs & wanted) / (len(pairs) ** 0.5 or 1.0)


def _pairs(text: str) -> frozenset[str]:
    plain = _SIGNS.sub("", text.casefold())
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))
