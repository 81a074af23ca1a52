"""How a question can end: stated, offered, handed on, or refused in one of several kinds, each with its own way on."""

from enum import StrEnum


class Exit(StrEnum):
    STATED = "stated"
    CHOICES = "choices"
    PERSON = "person"
    OFF_TOPIC = "off_topic"
    PERSONAL = "personal"
    CRISIS = "crisis"
    NO_PAGE = "no_page"
    EMPTY = "empty"
    GREETING = "greeting"


LABEL: dict[Exit, str] = {
    Exit.STATED: "答えた",
    Exit.CHOICES: "三つを示した",
    Exit.PERSON: "人へつないだ",
    Exit.OFF_TOPIC: "区の仕事でないと断った",
    Exit.PERSONAL: "ログインか窓口へ案内した",
    Exit.CRISIS: "緊急の連絡先を示した",
    Exit.NO_PAGE: "答えるページがなかった",
    Exit.EMPTY: "聞き取れなかった",
    Exit.GREETING: "あいさつ",
}

# After these the resident still has no answer: the way to a person stands first, and the office hears of it.
UNANSWERED = frozenset({Exit.PERSON, Exit.NO_PAGE})


class Channel(StrEnum):
    WEB = "web"
    LINE = "line"
