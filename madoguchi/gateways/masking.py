"""Takes personal values out of what is logged or journalled: by the name of the key, and by the look of the text."""

from collections.abc import Mapping

from madoguchi.kernel import masking

HIDDEN = "（伏字）"
PERSONAL = frozenset(
    {
        "name",
        "names",
        "kana",
        "family",
        "given",
        "email",
        "mail",
        "phone",
        "tel",
        "mobile",
        "address",
        "addresses",
        "postcode",
        "zip",
        "birth",
        "birthday",
        "birthdate",
        "password",
        "passwd",
        "secret",
        "token",
        "cookie",
        "authorization",
        "csrf",
        "session",
        "body",
        "answers",
        "payload",
    }
)
PERSONAL_ENDINGS = ("account_number", "my_number", "mynumber", "individual_number")
_TWELVE_DIGITS = range(10**11, 10**12)


def masked(values: Mapping[str, object]) -> dict[str, object]:
    """The same mapping without personal values, at any depth."""
    return {key: HIDDEN if is_personal(key) and value else _masked(value) for key, value in values.items()}


def masked_text(text: str) -> str:
    """The text with what looks like an address, a number of a person or an account replaced by its kind."""
    return masking.masked(text).text


def is_personal(key: str) -> bool:
    """`previous_address`, `child-name` and `account_number` are; `number` alone is not."""
    plain = key.lower().replace("-", "_")
    return plain.endswith(PERSONAL_ENDINGS) or not PERSONAL.isdisjoint(plain.split("_"))


def _masked(value: object) -> object:
    match value:
        case str():
            return masked_text(value)
        case bool():
            return value
        case int() if value in _TWELVE_DIGITS:
            return "（番号）"
        case Mapping():
            return masked({str(key): inner for key, inner in value.items()})
        case list() | tuple() | set() | frozenset():
            return type(value)(_masked(inner) for inner in value)
        case _:
            return value
