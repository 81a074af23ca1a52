"""Wording in the languages of the ward, falling back to Japanese where a translation is missing."""

import msgspec

LANGUAGES: tuple[str, ...] = ("ja", "easy", "en", "zh-hans", "ko")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One wording. YAML decodes straight into it; the keys are the members of LANGUAGES."""

    ja: str
    easy: str = ""
    en: str = ""
    zh_hans: str = msgspec.field(default="", name="zh-hans")
    ko: str = ""

    def in_(self, language: str) -> str:
        return self._written(language) or self.ja

    def has(self, language: str) -> bool:
        return bool(self._written(language))

    def language_shown(self, language: str) -> str:
        """The language `in_` really answers in, so that the page can mark a fallback for screen readers."""
        return language if self.has(language) else "ja"

    def missing(self) -> tuple[str, ...]:
        return tuple(language for language in LANGUAGES if not self.has(language))

    def __str__(self) -> str:
        return self.ja

    def _written(self, language: str) -> str:
        match language:
            case "ja":
                return self.ja
            case "easy":
                return self.easy
            case "en":
                return self.en
            case "zh-hans":
                return self.zh_hans
            case "ko":
                return self.ko
            case _:
                return ""
