"""What is said back: plain values that are kept with the turn, so that a conversation shows what was said that day."""

from datetime import date

import msgspec

from madoguchi.assistant.states import Exit


def html_language(language: str) -> str:
    """The value of lang="" for one of the kernel's languages."""
    return {"easy": "ja", "zh-hans": "zh-Hans"}.get(language, language)


class Sentences(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whole sentences of one passage. `source` is its place among the sources; `cut` says that others were left out."""

    text: tuple[str, ...]
    language: str = "ja"
    source: int = 0
    cut: bool = False

    @property
    def html_language(self) -> str:
        return html_language(self.language)


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """The passage that is cited, with who answers for it."""

    id: str
    title: str
    language: str
    link: str
    kind: str
    owner: str
    owner_name: str
    phone: str
    hours: str
    reviewed: date | None = None
    demo: bool = False
    procedure: str = ""

    @property
    def html_language(self) -> str:
        return html_language(self.language)


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of three to choose from, with what its page says first; each stands for itself."""

    id: str
    title: str
    language: str
    kind: str
    link: str = ""
    extract: str = ""
    extract_language: str = "ja"
    owner_name: str = ""
    reviewed: date | None = None
    demo: bool = False

    @property
    def html_extract_language(self) -> str:
        return html_language(self.extract_language)

    @property
    def html_language(self) -> str:
        return html_language(self.language)


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A human being at the end of a number."""

    name: str
    phone: str
    hours: str
    demo: bool = False


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to one turn. `lead` is ours; `sentences` are the ward's own."""

    exit: Exit
    language: str
    lead: tuple[str, ...] = ()
    sentences: tuple[Sentences, ...] = ()
    sources: tuple[Source, ...] = ()
    choices: tuple[Choice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    masked: bool = False
    shortened: bool = False
    fallback: bool = False
    probability: float | None = None
    nearest: tuple[str, ...] = ()
    owner: str = ""

    @property
    def is_grounded(self) -> bool:
        """Whether it quotes the ward."""
        return bool(self.sentences)


def as_kept(reply: Reply) -> object:
    """The reply as JSON values."""
    return msgspec.to_builtins(reply)


def read(kept: object) -> Reply:
    """A reply that was kept."""
    return msgspec.convert(kept, Reply)
