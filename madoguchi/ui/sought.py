"""Words an officer looks for, kept in the session: an address with a person's name would stand in logs and histories.

A page of results is found again under a short id, so it can be reloaded, gone back to and opened in a second tab. The
id opens nothing in another session, and nothing after log-out.
"""

from django.http import HttpRequest

from madoguchi.kernel import ids

KEPT = "sought"
MOST = 20
LONGEST = 200


def keep(request: HttpRequest, words: str) -> str:
    """The id under which this session finds the words again; none for no words."""
    words = words[:LONGEST].strip()
    if not words:
        return ""
    others = {id_: kept for id_, kept in _kept(request).items() if kept != words}
    id_ = next((id_ for id_, kept in _kept(request).items() if kept == words), ids.secret()[:10])
    newest = list(others.items())[1 - MOST :]
    request.session[KEPT] = {**dict(newest), id_: words}
    return id_


def words_of(request: HttpRequest, id_: str) -> str:
    """The words kept under an id; none where this session keeps none."""
    return _kept(request).get(id_, "")


def _kept(request: HttpRequest) -> dict[str, str]:
    kept: dict[str, str] = request.session.get(KEPT, {})
    return kept
