"""What happens in conversations that others may want to hear; texts are masked, and nobody is named."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.assistant.states import Exit


@dataclass(frozen=True)
class Answered:
    """A turn of a conversation was kept; `nearest` are the ids of the passages that came nearest, best first."""

    conversation: str
    turn: int
    exit: Exit
    nearest: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class GapFound:
    """There is no page for what was asked, or none of those offered fitted; `owner` is the section that came nearest."""

    conversation: str
    turn: int
    said: str
    language: str
    nearest: tuple[str, ...]
    owner: str
    at: datetime


@dataclass(frozen=True)
class AnswerJudged:
    """Somebody pressed 役に立った or 役に立たなかった under an answer of よくある質問; nothing says who."""

    answer: str
    owner: str
    helped: bool
    language: str
    at: datetime
