"""A turn of the conversation as messages of LINE: the same sentences, sources and ways on as the page shows."""

from collections.abc import Iterator
from urllib.parse import urljoin

from django.conf import settings

from madoguchi.assistant.line_words import LANGUAGE_NAMES, LINE_WORDS
from madoguchi.assistant.models import Turn
from madoguchi.assistant.replies import Choice, Contact, Reply, Source
from madoguchi.assistant.states import Exit
from madoguchi.assistant.words import word
from madoguchi.gateways.line.channel import Button, Message
from madoguchi.publications import queries as publications

CHOICE, LANGUAGE = "choice:", "language:"
NONE_FITS = "none"
# What still gives no answer ends with the ward's telephone, and so does every refusal.
UNCERTAIN = frozenset({Exit.OFF_TOPIC, Exit.PERSONAL, Exit.EMPTY})


def of_turn(turn: Turn) -> Message:
    """One message; the three choices are buttons below it."""
    reply = turn.answer
    return Message("\n\n".join(part for part in _parts(reply) if part), tuple(_buttons(reply)))


def notice(key: str, language: str) -> Message:
    """A word of our own; the welcome lets one choose the language."""
    buttons = tuple(Button(name, f"{LANGUAGE}{code}", name) for code, name in LANGUAGE_NAMES.items())
    return Message(LINE_WORDS[key].in_(language), buttons if key == "welcome" else ())


def _parts(reply: Reply) -> Iterator[str]:
    language = reply.language
    yield "\n".join(reply.lead)
    if reply.fallback:
        yield word("fallback", language)
    for sentences in reply.sentences:
        cut = f"\n{word('cut', language)}" if sentences.cut else ""
        yield "\n".join(sentences.text) + cut
    for source in reply.sources:
        yield _source(source, language)
    if reply.choices:
        near = f"{word('near', language)}\n" if reply.exit is not Exit.CHOICES else ""
        yield near + "\n".join(_choice(number, one) for number, one in enumerate(reply.choices, 1))
    yield "\n".join(_contact(one, language) for one in _people(reply))
    yield word("automatic", language)


def _source(source: Source, language: str) -> str:
    lines = [f"{word('source', language)}：{source.title}", f"{source.owner_name} {source.phone}"]
    if source.reviewed:
        lines.append(f"{word('reviewed', language)}：{source.reviewed.isoformat()}")
    if source.demo:
        lines.append(word("demo", language))
    return "\n".join([*lines, address(source.link)] if source.link else lines)


def _choice(number: int, choice: Choice) -> str:
    return f"{number}. {choice.title}"


def _contact(contact: Contact, language: str) -> str:
    unsure = f"（{word('open_demo', language)}）" if contact.demo else ""
    return f"{contact.name} {contact.phone} {contact.hours}{unsure}"


def _people(reply: Reply) -> tuple[Contact, ...]:
    if reply.contacts or reply.exit not in UNCERTAIN:
        return reply.contacts
    ward = publications.ward()
    return (Contact(ward.phone_centre, ward.phone, ward.phone_hours.in_(reply.language)),)


def _buttons(reply: Reply) -> Iterator[Button]:
    for number, choice in enumerate(reply.choices, 1):
        yield Button(f"{number}. {choice.title}", f"{CHOICE}{choice.id}", choice.title)
    if reply.exit is Exit.CHOICES:
        none = word("none_fits", reply.language)
        yield Button(none, f"{CHOICE}{NONE_FITS}", none)


def address(link: str) -> str:
    """A page of ours as LINE needs it: whole."""
    return urljoin(settings.PUBLIC_ADDRESS, link)
