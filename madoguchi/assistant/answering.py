"""From a question to a reply: exits by plain words, then by a calibrated probability, then the ward's own sentences."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

import msgspec

from madoguchi.assistant import calibration, extracting, finding, recognising, words
from madoguchi.assistant.calibration import Calibration
from madoguchi.assistant.finding import Nearest
from madoguchi.assistant.reading import Said, read
from madoguchi.assistant.replies import Choice, Contact, Reply, Sentences, Source
from madoguchi.assistant.states import Exit
from madoguchi.kernel.passages import Passage
from madoguchi.publications import queries as publications

CHOICES = 3
FOUND = frozenset({Exit.STATED, Exit.CHOICES})
JAPANESE = frozenset({"ja", "easy"})


def answer(said: str, *, language: str, at: datetime) -> Reply:
    """The reply to one question. Nothing is kept and nothing is logged; `commands.say` keeps it, masked."""
    return reply_to(read(said, language=language), at=at)


def reply_to(said: Said, *, at: datetime) -> Reply:
    """The reply to what was read and masked before."""
    by_words = recognising.exit_by_words(said)
    if by_words in {None, Exit.PERSON} and said.question:
        found = finding.nearest(said.question, language=said.language)
    else:
        found = Nearest((), 0.0, 0.0, 0.0)
    return _reply(by_words or exit_by_figures(found, calibration.present()), said, found)


def exit_by_figures(found: Nearest, measured: Calibration | None) -> Exit:
    """State it where the ward itself asks in these very words, or above the threshold that keeps the promise.

    Before anything was measured, offer three.
    """
    if found.is_verbatim:
        return Exit.STATED
    if not found.passages:
        return Exit.OFF_TOPIC if found.on_topic <= (measured.on_topic_bar if measured else 0.0) else Exit.NO_PAGE
    if measured is None:
        return Exit.CHOICES
    if found.on_topic < measured.on_topic_bar:
        return Exit.OFF_TOPIC
    if found.has_page < measured.has_page_bar:
        return Exit.NO_PAGE
    sure = measured.threshold is not None and found.confidence >= measured.threshold
    return Exit.STATED if sure else Exit.CHOICES


def chosen(passage: Passage, question: str, *, language: str, nearest: tuple[str, ...]) -> Reply:
    """What the resident picked among three: their choice is the certainty."""
    lead = (words.LEAD[Exit.STATED].in_(language),)
    reply = Reply(exit=Exit.STATED, language=language, lead=lead, nearest=nearest or (passage.id,), owner=passage.owner)
    return _quoting(reply, passage, question)


def none_fits(*, language: str, nearest: tuple[str, ...], owner: str) -> Reply:
    """None of the three was it: a person, and a gap for the section that came nearest."""
    lead = (words.LEAD[Exit.NO_PAGE].in_(language),)
    return Reply(
        exit=Exit.NO_PAGE,
        language=language,
        lead=lead,
        contacts=_contacts(owner, language),
        nearest=nearest,
        owner=owner,
    )


def _reply(way: Exit, said: Said, found: Nearest) -> Reply:
    language = said.language
    owner = found.passages[0].owner if found.passages and way is not Exit.OFF_TOPIC else ""
    reply = Reply(
        exit=way,
        language=language,
        lead=_lead(way, said),
        masked=bool(said.kinds),
        shortened=said.shortened,
        probability=None if found.is_verbatim or way not in FOUND else round(found.confidence, 4),
        nearest=tuple(passage.id for passage in found.passages),
        owner=owner,
    )
    match way:
        case Exit.STATED:
            more = msgspec.structs.replace(reply, choices=_choices(found.passages[1:CHOICES], said.question, language))
            return _quoting(more, found.passages[0], said.question)
        case Exit.CHOICES:
            return msgspec.structs.replace(reply, choices=_choices(found.passages[:CHOICES], said.question, language))
        case Exit.PERSON:
            choices = _choices(found.passages[:CHOICES], said.question, language)
            return msgspec.structs.replace(reply, choices=choices, contacts=_contacts(owner, language))
        case Exit.NO_PAGE:
            return msgspec.structs.replace(reply, contacts=_contacts(owner, language))
        case Exit.CRISIS:
            return msgspec.structs.replace(reply, contacts=_lines(said.question, language))
        case Exit.OFF_TOPIC | Exit.PERSONAL | Exit.EMPTY | Exit.GREETING:
            return reply
        case _:
            assert_never(way)


def _lead(way: Exit, said: Said) -> tuple[str, ...]:
    lines = []
    if said.kinds and way is not Exit.CRISIS:
        lines.append(words.word("masked_secret" if said.has_secret else "masked", said.language))
    if said.shortened:
        lines.append(words.word("shortened", said.language))
    if way is Exit.GREETING and recognising.is_thanks(said.question):
        lines.append(words.word("thanks", said.language))
    else:
        lines.append(words.LEAD[way].in_(said.language))
    return tuple(lines)


def _quoting(reply: Reply, passage: Passage, question: str) -> Reply:
    """The reply with sentences of one passage and their source; never of several as if they were one text."""
    shown = passage.body.language_shown(reply.language)
    text, cut = extracting.best(passage.body.in_(reply.language), question, language=shown)
    return msgspec.structs.replace(
        reply,
        sentences=(Sentences(text=text, language=shown, cut=cut),),
        sources=(source(passage, reply.language),),
        fallback=shown != reply.language and reply.language not in JAPANESE,
    )


def source(passage: Passage, language: str) -> Source:
    """The passage with who answers for it."""
    section = publications.section(passage.owner)
    ward = publications.ward()
    return Source(
        id=passage.id,
        title=passage.title.in_(language),
        language=passage.title.language_shown(language),
        link=passage.link,
        kind=passage.kind.value,
        owner=passage.owner,
        owner_name=f"{section.department} {section.name}".strip(),
        phone=section.phone or ward.phone,
        hours=section.hours,
        reviewed=passage.reviewed,
        demo=passage.demo,
        procedure=passage.procedure,
    )


def _choices(passages: Sequence[Passage], question: str, language: str) -> tuple[Choice, ...]:
    return tuple(_choice(passage, question, language) for passage in passages)


def _choice(passage: Passage, question: str, language: str) -> Choice:
    shown, cited = passage.body.language_shown(language), source(passage, language)
    text, _ = extracting.best(passage.body.in_(language), question, language=shown)
    return Choice(
        id=passage.id,
        title=cited.title,
        language=cited.language,
        kind=cited.kind,
        link=cited.link,
        extract=text[0] if text else "",
        extract_language=shown,
        owner_name=cited.owner_name,
        reviewed=cited.reviewed,
        demo=cited.demo,
    )


def _contacts(owner: str, language: str) -> tuple[Contact, ...]:
    """せたがやコール first, then the section that came nearest where it has a number of its own."""
    ward = publications.ward()
    found = [Contact(ward.phone_centre, ward.phone, ward.phone_hours.in_(language))]
    section = publications.section(owner) if owner else None
    if section and section.phone and section.phone != ward.phone:
        found.append(Contact(section.name, section.phone, section.hours, demo=not section.verified))
    return tuple(found)


def _lines(question: str, language: str) -> tuple[Contact, ...]:
    crisis, guide = recognising.crisis_in(question), recognising.guide()
    lines = [guide.line(id_) for id_ in crisis.lines] if crisis else []
    return tuple(Contact(line.name.in_(language), line.phone, line.hours.in_(language), line.demo) for line in lines)
