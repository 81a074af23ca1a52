"""Whose conversation a request belongs to: that of the browser's own secret."""

from django.http import HttpRequest

from madoguchi.assistant import queries
from madoguchi.assistant.models import Conversation

COOKIE = "chat"
A_DAY = 24 * 60 * 60


def conversation_of(request: HttpRequest) -> Conversation | None:
    """A forged cookie opens nothing."""
    return queries.conversation_of(request.get_signed_cookie(COOKIE, default="", max_age=A_DAY) or "")
