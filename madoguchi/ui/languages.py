"""The languages of the pages: what a cookie, Django, the kernel and HTML call each of them."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGE_COOKIE = "language"
FURIGANA_COOKIE = "furigana"


@dataclass(frozen=True)
class Language:
    """`code` is Django's and the cookie's, `kernel` that of kernel.text.LANGUAGES, `html` the value of lang=""."""

    code: str
    kernel: str
    html: str
    name: str

    @property
    def may_carry_furigana(self) -> bool:
        """Only Japanese has readings to show."""
        return self.html == "ja"


JAPANESE = Language(code="ja", kernel="ja", html="ja", name="日本語")
LANGUAGES = (
    JAPANESE,
    Language(code="ja-easy", kernel="easy", html="ja", name="やさしい日本語"),
    Language(code="en", kernel="en", html="en", name="English"),
    Language(code="zh-hans", kernel="zh-hans", html="zh-Hans", name="简体中文"),
    Language(code="ko", kernel="ko", html="ko", name="한국어"),
)
BY_CODE = {language.code: language for language in LANGUAGES}
# What browsers ask for, by primary subtag. Every Chinese reader is served the one Chinese there is.
BY_PRIMARY_SUBTAG = {"ja": "ja", "en": "en", "zh": "zh-hans", "ko": "ko"}


def chosen_language(cookies: dict[str, str], accept_language: str) -> Language:
    """The reader's choice if there is one, else what the browser asks for, else Japanese."""
    chosen = BY_CODE.get(cookies.get(LANGUAGE_COOKIE, ""))
    return chosen or asked_for(accept_language[:500])


@lru_cache(maxsize=1000)
def asked_for(accept_language: str) -> Language:
    """The first language of an Accept-Language header that the pages speak."""
    for tag, _ in parse_accept_lang_header(accept_language):
        code = BY_PRIMARY_SUBTAG.get(tag.partition("-")[0].lower())
        if code:
            return BY_CODE[code]
    return JAPANESE


def language_of(request: HttpRequest) -> Language:
    """The language the middleware settled on for this request; Japanese where no middleware ran."""
    return BY_CODE[getattr(request, "LANGUAGE_CODE", JAPANESE.code)]


def wants_furigana(request: HttpRequest) -> bool:
    """Whether the reader has switched ふりがな on and reads a language that can carry it."""
    return request.COOKIES.get(FURIGANA_COOKIE) == "1" and language_of(request).may_carry_furigana
