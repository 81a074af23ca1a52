"""Who is asking, as a value that every other capability understands."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from madoguchi.accounts.models import Account
from madoguchi.kernel.actors import Actor, ActorKind

ANONYMOUS = Actor(kind=ActorKind.RESIDENT, id="", name="")
SECOND_FACTORS = frozenset({"totp", "webauthn"})


def account_of(request: HttpRequest) -> Account | None:
    """The signed-in account. Without a session cookie nothing is looked up."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) else None


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody has logged in, resident or officer."""
    return account_of(request) is not None


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or with a passkey that is one by itself."""
    records = get_authentication_records(request, account_of(request))
    return any(record.get("method") == "mfa" and record.get("type") in SECOND_FACTORS for record in records)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request; a resident with an empty id where nobody has logged in."""
    known: Actor | None = getattr(request, "actor", None)
    if known is None:
        known = _actor(request)
        request.actor = known  # type: ignore[attr-defined]
    return known


def _actor(request: HttpRequest) -> Actor:
    account = account_of(request)
    if account is None:
        return ANONYMOUS
    officer = account.active_officer
    if officer is None:
        return Actor(kind=ActorKind.RESIDENT, id=str(account.pk), name=account.name)
    if not has_second_factor(request):
        # An officer by name only: without section and roles no permission is given.
        return Actor(kind=ActorKind.OFFICER, id=str(account.pk), name=officer.name)
    return Actor(
        kind=ActorKind.OFFICER,
        id=str(account.pk),
        name=officer.name,
        section=officer.section,
        roles=frozenset(officer.held_roles),
        sections=frozenset({officer.section}),
    )
