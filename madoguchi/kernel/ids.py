"""Names for things: ids in order of time, secrets, codes people can read out, and numbers with a check digit."""

import hashlib
import hmac
import re
import secrets
import threading
import time
import unicodedata
import uuid

# Nobody can tell 0 from O or 1 from I and L, in print or over the telephone.
UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUP = 4
_RANDOM_BITS = 74
_BETWEEN_SIGNS = re.compile(r"[\s\u2010-\u2015\u2212\u30fc\uff70\ufe58\ufe63_-]+")


class _TimeOrdered:
    """UUID version 7 (RFC 9562) whose random part counts up within a millisecond, so that order is never lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._random = 0

    def next(self) -> uuid.UUID:
        with self._lock:
            self._advance(time.time_ns() // 1_000_000)
            return _uuid7_of(self._millisecond, self._random)

    def _advance(self, millisecond: int) -> None:
        if millisecond > self._millisecond:
            # The highest bit starts at zero: it is the room to count up in.
            self._millisecond, self._random = millisecond, secrets.randbits(_RANDOM_BITS - 1)
            return
        self._random += 1 + secrets.randbits(32)
        if self._random >> _RANDOM_BITS:
            self._millisecond, self._random = self._millisecond + 1, secrets.randbits(_RANDOM_BITS - 1)


def _uuid7_of(millisecond: int, random: int) -> uuid.UUID:
    high, low = random >> 62, random & ((1 << 62) - 1)
    return uuid.UUID(int=millisecond << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low)


_time_ordered = _TimeOrdered()


def uuid7() -> uuid.UUID:
    """Later ids compare greater, also among threads. It tells when a thing was made: never a secret."""
    return _time_ordered.next()


def secret() -> str:
    """192 bits for an address or a cookie; who holds it is let in, so only its `digest` is kept."""
    return secrets.token_urlsafe(24)


def short_code(key: bytes, subject: str, *, length: int = 10) -> str:
    """The same code for the same subject, which nobody without the key can guess: ten signs are 49 bits."""
    if not key:
        raise ValueError("a code without a key is no secret")
    number = int.from_bytes(hmac.new(key, subject.encode(), hashlib.sha256).digest(), "big")
    signs = []
    for _ in range(length):
        number, place = divmod(number, len(UNAMBIGUOUS))
        signs.append(UNAMBIGUOUS[place])
    return "".join(signs)


def grouped(code: str) -> str:
    """As printed: 'K7QM-3RT-9XF', in groups of at most four, the longer ones first."""
    groups = -(-len(code) // _GROUP)
    if groups == 0:
        return code
    short, longer = divmod(len(code), groups)
    sizes = [short + 1] * longer + [short] * (groups - longer)
    ends = [sum(sizes[: n + 1]) for n in range(groups)]
    return "-".join(code[end - size : end] for end, size in zip(ends, sizes, strict=True))


def ungrouped(typed: str) -> str:
    """The code in what was typed: lower case, full width, spaces and any kind of dash are all the same."""
    return _BETWEEN_SIGNS.sub("", unicodedata.normalize("NFKC", typed)).upper()


def digest(code: str) -> str:
    """What is kept of a code or secret, so that a stolen table opens nothing."""
    return hashlib.sha256(code.encode()).hexdigest()


def with_check_digit(digits: str) -> str:
    """照会番号 with its check digit at the end.

    The check is Luhn's (ISO/IEC 7812-1 annex B): it notices every single wrong digit, and every swap of neighbours
    but 09 and 90. The sum modulo 11 that マイナンバー uses maps two remainders to 0 and so misses some single digits.
    """
    _must_be_digits(digits)
    return digits + str(-_luhn_sum(digits + "0") % 10)


def has_valid_check_digit(digits: str) -> bool:
    return len(digits) > 1 and _is_digits(digits) and _luhn_sum(digits) % 10 == 0


def _luhn_sum(digits: str) -> int:
    doubled = ((2 * int(digit) if place % 2 else int(digit)) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _must_be_digits(text: str) -> None:
    if not _is_digits(text):
        raise ValueError("a check digit is computed over digits only")
