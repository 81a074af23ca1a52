"""What every template may know of the site and of who is reading: the variable `site`."""

from functools import cached_property, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext

from madoguchi.ui.languages import LANGUAGES, language_of, wants_furigana


@lru_cache(maxsize=200)
def _address(name: str, urlconf: str | None) -> str:
    """The address by name; empty where the capability that owns it is not installed."""
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


def address(name: str) -> str:
    """The address by name, remembered; empty where there is none."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF)


class Site:
    """Answers only when asked: a page without the name of its reader asks no session and no database."""

    languages = tuple((language.code, language.name) for language in LANGUAGES)

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        language = language_of(request)
        self.language = language.html
        self.language_code = language.code
        self.furigana_on = wants_furigana(request)
        self.may_carry_furigana = language.may_carry_furigana
        self.demo: bool = settings.DEMO
        self.ward_name: str = gettext(settings.WARD_NAME)
        self.ward_name_en: str = settings.WARD_NAME_EN

    @cached_property
    def _reader(self) -> object | None:
        """The signed-in account. Without a session cookie there is none, and nothing is looked up."""
        if settings.SESSION_COOKIE_NAME not in self._request.COOKIES:
            return None
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def is_signed_in(self) -> bool:
        return self._reader is not None

    @cached_property
    def actor_name(self) -> str:
        """How the person is addressed: an officer by name, a resident by name or mail address."""
        return str(getattr(self._reader, "display_name", ""))

    @cached_property
    def is_officer(self) -> bool:
        return bool(getattr(self._reader, "is_officer", False))

    @property
    def home_url(self) -> str:
        return address("procedures:home") or "/"

    @property
    def search_url(self) -> str:
        return address("search:results")

    @property
    def suggestions_url(self) -> str:
        return address("search:suggestions")

    @property
    def my_page_url(self) -> str:
        return address("procedures:my_page")

    @property
    def login_url(self) -> str:
        return address("account_login")

    @property
    def logout_url(self) -> str:
        return address("account_logout")

    @property
    def devices_url(self) -> str:
        return address("account_devices")

    @cached_property
    def desk_places(self) -> tuple[tuple[str, str, bool], ...]:
        """Where else this officer's roles have work: name, address, and whether it is the place one is at."""
        roles: frozenset[str] = getattr(getattr(self._reader, "active_officer", None), "held_roles", frozenset())
        offered = (
            (name, address(place))
            for name, place, wanted in settings.DESK_PLACES
            if roles and (not wanted or roles & set(wanted))
        )
        here = self._request.path
        return tuple((name, url, here.startswith(url)) for name, url in offered if url)

    @property
    def desk_url(self) -> str:
        return address("cases:queue")

    @property
    def figures_url(self) -> str:
        return address("insight:figures")

    @property
    def chat_url(self) -> str:
        return address("assistant:chat")

    @property
    def counter_url(self) -> str:
        return address("procedures:counter")

    @property
    def mailbox_url(self) -> str:
        return address("notices:mailbox")

    @property
    def language_url(self) -> str:
        return address("ui:language")


def site(request: HttpRequest) -> dict[str, Site]:
    """The context processor."""
    return {"site": Site(request)}
