"""Makes the pages about clean cases."""

from collections.abc import Sequence

from django.urls import reverse

from madoguchi.cases import permissions, together
from madoguchi.cases.deadlines import remaining
from madoguchi.cases.models import Batch, Case
from madoguchi.cases.together import Skimmed
from madoguchi.cases.web.clean_choice import LONGEST, REASONS, Choice
from madoguchi.cases.web.sections import sections_of
from madoguchi.cases.web.ticked import token
from madoguchi.cases.web.together_pages import BatchRow, CleanPage, SkimPage, SkimRow, SureLine, SurePage, WaitingRow
from madoguchi.cases.web.words import moment
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock, ids
from madoguchi.kernel.actors import Actor
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Tag

PULLED = "件を、まとめて承認する申請から外しました。申請一覧の「要確認」に並びます。"


def title_of(procedure: str) -> str:
    """The procedure as it is called today; its id where it is no longer offered."""
    in_force = publications.in_force(procedure)
    return in_force.procedure.title.ja if in_force else procedure


def of_section(by: Actor, section: str, *, done: str) -> CleanPage:
    """What waits in a section, and its last batches."""
    rows = [_waiting(section, one) for one in together.waiting(section)]
    refusal = permissions.refusal_to_decide_together(by, section)
    return CleanPage(
        section=publications.section(section).name,
        sections=sections_of(by),
        chosen_section=section,
        rows=rows,
        total=sum(row.count for row in rows),
        batches=[_batch(*one) for one in together.recent(section)],
        refusal=refusal.message if refusal else "",
        done=f"{done}{PULLED}" if done.isascii() and done.isdigit() and len(done) < 4 else "",
    )


def to_skim(by: Actor, section: str, procedure: str, *, choice: Choice | None, told: bool = True) -> SkimPage:
    """The table. After a mistake it shows the same cases again, as they were ticked."""
    if choice is None or not (choice.meant or choice.left_out):
        cases = together.clean_cases(section, procedure)
    else:
        shown = [one.case for one in (*choice.meant, *choice.left_out)]
        cases = together.some_cases(section, procedure, shown)
    compiled = _newest(procedure, cases)
    columns = together.columns_of(compiled) if compiled else []
    skimmed = [together.skimmed(case, columns) for case in cases]
    refusal = permissions.refusal_to_decide_together(by, section)
    wrong = choice.errors if choice and told else {}
    return SkimPage(
        title=title_of(procedure),
        section=publications.section(section).name,
        action=reverse("cases:skim", args=[section, procedure]),
        columns=[compiled.procedure.derived[id_].label.ja for id_ in columns] if compiled else [],
        rows=[_skim_row(one, choice) for one in skimmed],
        in_common=_in_common(cases, compiled),
        checklist=compiled.procedure.handling.checklist if compiled else (),
        more=max(0, together.how_many_of(section, procedure) - len(cases)) if len(cases) == together.MOST_SHOWN else 0,
        reasons=REASONS,
        reason=choice.reason if choice else "",
        words=choice.words if choice else "",
        longest=LONGEST,
        errors=wrong,
        problems=choice.problems if choice and told else [],
        clean_url=_clean_url(section),
        refusal=refusal.message if refusal else "",
    )


def to_be_sure(section: str, procedure: str, choice: Choice) -> SurePage:
    """Once more: how many, how much altogether, who was left out, and what has changed since the look."""
    changes = {one.case: one.changes for one in (*choice.meant, *choice.left_out)}
    cases = {case.pk: case for case in together.some_cases(section, procedure, list(changes))}
    meant = [cases[one.case] for one in choice.meant if one.case in cases]
    changed = [case for case in meant if case.changes != changes[case.pk]]
    return SurePage(
        title=title_of(procedure),
        count=len(meant),
        sums=_sums(procedure, meant),
        pulled=[_line(cases[one.case]) for one in choice.left_out if one.case in cases],
        because=choice.because,
        changed=[_line(case) for case in changed],
        moved=together.moved_on(section, procedure, list(changes)) if len(cases) < len(changes) else [],
        action=reverse("cases:skim", args=[section, procedure]),
        kept=[*choice.kept, ("press", ids.secret())],
        skim_url=reverse("cases:skim", args=[section, procedure]),
        clean_url=_clean_url(section),
    )


def _clean_url(section: str) -> str:
    return f"{reverse('cases:clean')}?section={section}"


def _waiting(section: str, one: together.Waiting) -> WaitingRow:
    compiled = publications.in_force(one.procedure)
    due = remaining(one.due_on, clock.today())
    return WaitingRow(
        title=title_of(one.procedure),
        url=reverse("cases:skim", args=[section, one.procedure]),
        count=one.count,
        oldest=moment(one.oldest),
        due=Tag(due.label, due.kind),
        sample_percent=compiled.procedure.handling.sample_percent if compiled else 0,
    )


def _batch(batch: Batch, count: int, done: int, refused: int) -> BatchRow:
    waiting = count - done - refused
    parts = [f"済み {done}件", f"見送り {refused}件" if refused else "", f"処理待ち {waiting}件" if waiting else ""]
    title = f"（{batch.title}）" if batch.title else ""
    return BatchRow(
        label=f"{batch.get_kind_display()}{title}",
        url=reverse("cases:batch", args=[batch.pk]),
        at=moment(batch.begun_at),
        officer=batch.officer_name,
        outcome="、".join(part for part in parts if part),
    )


def _newest(procedure: str, cases: Sequence[Case]) -> Compiled | None:
    """The version whose columns the table has: of the latest case, else the one in force."""
    return publications.version(cases[-1].version) if cases else publications.in_force(procedure)


def _skim_row(one: Skimmed, choice: Choice | None) -> SkimRow:
    case, due = one.case, remaining(one.case.due_on, clock.today())
    seen = {each.case: each.changes for each in (*choice.meant, *choice.left_out)} if choice else {}
    known = seen.get(case.pk, case.changes)
    return SkimRow(
        id=str(case.pk),
        token=f"{case.pk}:{known}" if choice else token(case),
        number=case.number,
        url=reverse("cases:case", args=[case.pk]),
        applicant=case.applicant_name,
        kana=case.applicant_kana,
        received=moment(case.received_at),
        due=Tag(due.label, due.kind),
        values=one.values,
        ticked=choice is None or case.pk in {each.case for each in choice.meant} or case.pk not in seen,
        changed=case.clean_since is None or case.changes != known,
    )


def _in_common(cases: Sequence[Case], compiled: Compiled | None) -> list[tuple[str, str]]:
    """What holds for all of them."""
    if not cases or compiled is None:
        return []
    versions = sorted({publications.number_of(version) for version in {case.version for case in cases}})
    channels: dict[str, int] = {}
    for case in cases:
        channels[case.get_channel_display()] = channels.get(case.get_channel_display(), 0) + 1
    first, last = moment(min(case.received_at for case in cases)), moment(max(case.received_at for case in cases))
    return [
        ("件数", f"{len(cases)}件"),
        ("自動の確認", f"すべて適合（{len(cases[0].findings)}項目）"),
        ("様式の版", "、".join(f"第{number}版" for number in versions)),
        ("受付方法", "、".join(f"{channel} {n}件" for channel, n in channels.items())),
        ("受付", f"{first} 〜 {last}"),
    ]


def _sums(procedure: str, cases: Sequence[Case]) -> list[tuple[str, str]]:
    """The sum of each amount of money, so that a wrong order of magnitude is seen before it is decided."""
    compiled = _newest(procedure, cases)
    if compiled is None:
        return []
    derived = compiled.procedure.derived
    money = [id_ for id_ in together.columns_of(compiled) if derived[id_].type == "money"]
    rows = [together.skimmed(case, money).numbers for case in cases]
    totals = [sum(number or 0 for number in column) for column in zip(*rows, strict=True)]
    return [(f"{derived[id_].label.ja}の合計", f"{total:,}円") for id_, total in zip(money, totals, strict=False)]


def _line(case: Case) -> SureLine:
    return SureLine(case.number, case.applicant_name)
