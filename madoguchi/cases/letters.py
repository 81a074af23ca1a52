"""The letters of a case: what the definition's wording says once this application's answers stand in it."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from madoguchi.cases import deadlines
from madoguchi.cases.asked import in_a_letter, label_at
from madoguchi.cases.differences import between
from madoguchi.cases.grounds import Correction, Decision
from madoguchi.cases.models import Case
from madoguchi.cases.numbering import document_number
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import derived_words, person, words_of
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.procedure import Wording
from madoguchi.definitions.questions import GroupQuestion, NameQuestion
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.addresses import Address
from madoguchi.notices import commands as notices
from madoguchi.notices.letters import Letter
from madoguchi.publications import queries as publications

# Printed on paper and written into mails, so it never changes; a test compares it with the address of the page.
STATUS_PAGE = "/status/"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NOT_ANSWERED = "（記載なし）"
CORRECTION_TITLE = "申請内容の補正について（依頼）"
ASKING_ITEMS = (
    "お手数ですが、申請状況のページを開き、次の項目だけを直して送ってください。ほかの項目は、そのままで結構です。"
    "直していただくまでの間、審査の期間は進みません。"
)
TAKEN_BACK_TITLE = "申請内容の補正の依頼の取消しについて"
TAKEN_BACK = (
    "先ほど「{title}」（受付番号 {number}）について補正をお願いしましたが、その必要がないことが分かりました。"
    "お手数をおかけしました。お送りした依頼は取り消し、このまま審査を続けます。していただくことはありません。"
)
ENTERED_TITLE = "申請内容の補正を記録しました"
ENTERED = (
    "「{title}」（受付番号 {number}）の補正について、お申出の内容を職員が次のとおり記録しました。"
    "お心当たりのないときや、内容が違うときは、担当課へご連絡ください。"
)
ASKING = "お手数ですが、申請状況のページを開いて直し、もう一度送ってください。直していただくまでの間、審査の期間は進みません。"


def of_decision(compiled: Compiled, case: Case, decision: Decision) -> Letter:
    """The notice of a decision. One against the applicant gives its reasons, and both say how to object."""
    handling = compiled.procedure.handling
    reasons = [(ground.text, ground.law) for ground in decision.grounds]
    if decision.facts:
        reasons.append((decision.facts, ""))
    wording = handling.approved if decision.approved else handling.rejected
    return _letter(compiled, case, wording, reasons=reasons, instruction=handling.instruction, at=decision.at)


def asking_for_correction(compiled: Compiled, case: Case, correction: Correction) -> Letter:
    """The request for correction: each answer meant and what is wrong with it, or the whole application."""
    opening = (
        f"{deadlines.in_words(case.received_at)}に申請のあった「{case.title}」（受付番号 {case.number}）の内容を確認したところ、"
        "次の点を直していただく必要があります。"
    )
    wording = Wording(title=CORRECTION_TITLE, paragraphs=(opening, ASKING_ITEMS if correction.items else ASKING))
    reasons = [(in_a_letter(compiled, case.answers, item), "") for item in correction.items]
    reasons += [(ground.text, ground.law) for ground in correction.grounds]
    reasons += [(correction.words, "")] if correction.words else []
    labels = [label_at(compiled, case.answers, path, "ja") for path in correction.paths]
    rows = [("直していただく項目", "、".join(labels))] if labels else []
    return _letter(compiled, case, wording, reasons=reasons, more_rows=rows, at=correction.at)


def taking_back_correction(compiled: Compiled, case: Case, *, at: datetime) -> Letter:
    """The request was a mistake of the office: nothing need be done."""
    wording = Wording(title=TAKEN_BACK_TITLE, paragraphs=(TAKEN_BACK.format(title=case.title, number=case.number),))
    return _letter(compiled, case, wording, reasons=[], at=at)


def correction_entered(
    compiled: Compiled, case: Case, before: Mapping[str, object], *, reason: str, at: datetime
) -> Letter:
    """An officer entered the correction for the resident: what was changed, and why."""
    changes = between(compiled, before, case.answers, today=deadlines.day_of(at))
    rows = [(change.name, f"{change.before}\n→ {change.after}") for change in changes]
    wording = Wording(title=ENTERED_TITLE, paragraphs=(ENTERED.format(title=case.title, number=case.number),))
    return _letter(compiled, case, wording, reasons=[(reason, "")], more_rows=rows, at=at)


def send(letter: Letter, *, kind: str, case: Case, compiled: Compiled, by: Actor, at: datetime) -> None:
    """Have it typeset, checked and delivered; only a row of the outbox is written here."""
    if case.probe is not None:
        raise ValueError(f"{case} is a probe: nobody may be told anything about it (ADR 0010)")
    email = case.answers.get(compiled.procedure.applicant.email, "")
    notices.prepare(
        letter=letter,
        kind=kind,
        subject=case.subject,
        account_id=case.account_id,
        email=str(email),
        section=case.section,
        page_url=settings.PUBLIC_ADDRESS + STATUS_PAGE,
        by=by,
        at=at,
    )


def _letter(
    compiled: Compiled,
    case: Case,
    wording: Wording,
    *,
    reasons: list[tuple[str, str]],
    at: datetime,
    instruction: str = "",
    more_rows: list[tuple[str, str]] | None = None,
) -> Letter:
    procedure, words = compiled.procedure, words_in(compiled, case)
    labels = labels_in(compiled)
    address = _address(case.answers.get(procedure.applicant.address))
    section = publications.section(case.section)
    return Letter(
        number=document_number(case.number),
        date=deadlines.day_of(at),
        to_name=person(case.answers.get(procedure.applicant.name)),
        to_postal=f"{address.postcode[:3]}-{address.postcode[3:]}" if address.postcode else "",
        to_address=address.one_line.replace("\u3000", "\n"),
        from_section=section.name,
        from_person_title=publications.ward().mayor_title,
        title=filled(wording.title, words),
        paragraphs=tuple(filled(paragraph, words) for paragraph in wording.paragraphs),
        rows=tuple((labels[row], words[row]) for row in wording.rows if words[row] != NOT_ANSWERED)
        + tuple(more_rows or ()),
        reasons=tuple(reasons),
        instruction=filled(instruction, words),
        contact=tuple(
            part for part in (procedure.contact.name, procedure.contact.phone, procedure.contact.hours) if part
        ),
    )


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with the answers in their places."""

    def word(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise BrokenDefinition(f"通知の文面の「{found[0]}」は、質問にも計算にもありません。", path="handling")
        return words[found[1]]

    return PLACEHOLDER.sub(word, text)


def labels_in(compiled: Compiled) -> dict[str, str]:
    """What each answer and each derived value is called."""
    asked = {id_: question.label.ja for id_, question in compiled.procedure.data.items()}
    return asked | {id_: derived.label.ja for id_, derived in compiled.procedure.derived.items()}


def words_in(compiled: Compiled, case: Case) -> dict[str, str]:
    """Every answer and derived value of the case in words; what was not answered says so."""
    journey = walk(compiled, case.answers, today=deadlines.day_of(case.answered_at))
    words = dict.fromkeys(labels_in(compiled), NOT_ANSWERED)
    words |= {id_: _words(compiled, journey, id_) for id_ in journey.answers}
    words |= {
        id_: derived_words(compiled.procedure.derived[id_], value, "ja") for id_, value in journey.derived.items()
    }
    return words


def _words(compiled: Compiled, journey: Journey, id_: str) -> str:
    """One answer; of a group the name in each row, or what is asked first."""
    question, answer = compiled.procedure.data[id_], journey.answers[id_]
    if not isinstance(question, GroupQuestion):
        return words_of(question, answer, "ja")
    named = [id_ for id_, leaf in question.fields.items() if isinstance(leaf, NameQuestion)]
    first = (named or list(question.fields))[0]
    rows = answer if isinstance(answer, list) else []
    return "\n".join(words_of(question.fields[first], row[first], "ja") for row in rows if first in row)


def _address(answer: object) -> Address:
    parts = answer if isinstance(answer, Mapping) else {}
    return Address(**{name: str(text) for name, text in parts.items()})
