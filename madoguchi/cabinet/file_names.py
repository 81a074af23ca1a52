"""The name of an uploaded file as it may be shown and offered for saving; it never names anything on our disk."""

import re

import regex

LONGEST = 120
NAMELESS = "書類"
_UNSEEN = regex.compile(r"[\p{C}\p{Zl}\p{Zp}]")
_UNSAFE = re.compile(r'[<>:"|?*%;]')
_WHITE = re.compile(r"\s+")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_CLUSTER = regex.compile(r"\X")


def shown(declared: str, extension: str) -> str:
    """Without folders, direction marks and control characters, at most 120 characters, with the true extension.

    髙 and variation selectors stay: a file is often named after a person.
    """
    last = re.split(r"[/\\]", declared)[-1]
    visible = _WHITE.sub(" ", _UNSAFE.sub("_", _UNSEEN.sub("", last))).strip()
    stem = _EXTENSION.sub("", visible).strip(" .") or NAMELESS
    return _cut(stem, LONGEST - len(extension) - 1) + "." + extension


def _cut(text: str, longest: int) -> str:
    """By code points, as the column counts, but never through a character as people see it."""
    kept = ""
    for cluster in _CLUSTER.findall(text[: longest + 1]):
        if len(kept) + len(cluster) > longest:
            break
        kept += cluster
    return kept or NAMELESS
