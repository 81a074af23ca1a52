"""Residents on their own devices: filling in page by page, leaving off, sending, mending, taking back."""

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.cases import commands as cases
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.models import Case, Channel
from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.errands import Errand
from madoguchi.config.demo_life.memory import Memory
from madoguchi.config.demo_life.townspeople import Answers
from madoguchi.config.demo_life.typing_in import document, documents_on, typed_on
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import FileQuestion
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures import commands, documents, filling, mending
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications

STUMBLES, SECONDS_A_BOX = 0.12, (4, 14)
MOST_PAGES = 40


class OnTheirOwn:
    """One resident with one errand, in front of the form."""

    def __init__(self, errand: Errand, chance: Chance) -> None:
        self.errand, self.chance = errand, chance
        self.compiled = errand.compiled
        self.answers: Answers = dict(errand.answers)
        self.draft = commands.begin(
            compiled=self.compiled, language=errand.language, by=ANONYMOUS, at=clock.now()
        ).draft  # fmt: skip

    def fill_in(self, *, pages: int = MOST_PAGES) -> bool:
        """Page by page, up to so many; whether all of them are done."""
        done: set[str] = set()
        for _ in range(MOST_PAGES):
            journey = walk(self.compiled, self.draft.answers, today=clock.today())
            page = next((one for one in journey.pages if one.id not in done), None)
            if page is None:
                return True
            if len(done) >= pages:
                return False
            self._page(page)
            done.add(page.id)
        return True

    def _page(self, page: Page) -> None:
        self._attach(page)
        if self.chance.happens(STUMBLES):
            self._stumble(page)
        filled = self._typed(page)
        if self._is_told_of_its_mistake(page, filled):
            self._keep_as_it_is(page)
            self.answers[self.errand.wrong] = self.errand.right[self.errand.wrong]
            self._attach(page)
            filled = self._typed(page)
        if filled.problems:
            self._keep_as_it_is(page)
            return
        commands.keep_answers(
            draft=self.draft,
            page=page.id,
            answers=filled.answers,
            gone=filled.gone,
            heeded=[filling.key_of(one) for one in filled.warnings],
            at=clock.now(),
        )
        self._look_into_the_letter(page)

    def _look_into_the_letter(self, page: Page) -> None:
        """The number on the sheet that was mailed brings what is printed there."""
        mailed = self.compiled.procedure.mailed
        if mailed and mailed.number in page.ask:
            number = str(self.draft.answers.get(mailed.number, ""))
            commands.fill_from_letter(draft=self.draft, compiled=self.compiled, number=number, at=clock.now())

    def _typed(self, page: Page) -> filling.Filled:
        typed = typed_on(self.compiled, page, self.answers)
        for _ in range(max(2, len(typed))):
            clock.passes(minutes=self.chance.between(*SECONDS_A_BOX) / 60)
        return filling.read_page(self.compiled, page, typed, self.draft.answers, publications.situation())

    def _stumble(self, page: Page) -> None:
        """One box is overlooked, and the page comes back."""
        typed = typed_on(self.compiled, page, self.answers)
        boxes = [name for name in typed if not name.endswith(".rows")]
        if not boxes:
            return
        typed.pop(self.chance.one_of(boxes))
        if filling.read_page(self.compiled, page, typed, self.draft.answers, publications.situation()).problems:
            clock.passes(minutes=1)
            commands.keep_typed(
                draft=self.draft, page=page.id, typed=typed, told=True, at=clock.now(), is_sent=True
            )  # fmt: skip

    def _keep_as_it_is(self, page: Page) -> None:
        typed = typed_on(self.compiled, page, self.answers)
        commands.keep_typed(draft=self.draft, page=page.id, typed=typed, told=True, at=clock.now(), is_sent=True)

    def _is_told_of_its_mistake(self, page: Page, filled: filling.Filled) -> bool:
        wrong = self.errand.wrong
        if not (self.errand.heeds and wrong in page.ask) or self.answers.get(wrong) == self.errand.right.get(wrong):
            return False
        anchors = [anchor for one in filled.warnings for anchor in one.anchors]
        return wrong in {place.partition(".")[0] for place in [*anchors, *(one.path for one in filled.problems)]}

    def _attach(self, page: Page) -> None:
        journey = walk(self.compiled, {**self.draft.answers, **self.answers}, today=clock.today())
        for id_ in documents_on(self.compiled, page, self.answers, journey):
            if not self.draft.answers.get(id_):
                clock.passes(minutes=1)
                attach(self.draft, id_)

    def send(self) -> Case | None:
        """After everything was looked over once more; None where it is refused or stands already."""
        clock.passes(minutes=self.chance.between(30, 240) / 60)
        try:
            return commands.send(
                draft=self.draft,
                compiled=self.compiled,
                situation=publications.situation(),
                by=ANONYMOUS,
                at=clock.now(),
            )
        except AlreadyApplied:
            return None
        except Refusal as refusal:
            if refusal.code != "incomplete":
                raise
            return None


def attach(draft: Draft, path: str, *, by: Actor = ANONYMOUS) -> None:
    """Hand in a document."""
    compiled = publications.version(draft.version)
    files = [document(path.replace("_", "-"))]
    documents.attach(draft=draft, compiled=compiled, path=path, files=files, by=by, at=clock.now())


def applies(errand: Errand, chance: Chance) -> Case | None:
    """The whole way on one's own; some leave off on a page and never come back."""
    resident = OnTheirOwn(errand, chance)
    pages = chance.between(1, len(errand.compiled.procedure.pages) - 1) if errand.leaves_off else MOST_PAGES
    if not resident.fill_in(pages=pages) or errand.leaves_off:
        return None
    return resident.send()


def mends(case: Case, memory: Memory, chance: Chance, *, by: Actor, reason: str = "") -> bool:
    """Answer what was asked, as it should have been; an officer who was told types it in with a reason."""
    asked = case.correction_asked
    if asked is None:
        return False
    compiled = publications.version(case.version)
    if not by.is_officer:
        cases.open_correction(case=case, by=by, at=clock.now())
    draft = commands.begin_correction(
        case=case, compiled=compiled, language=case.language, by=by, at=clock.now()
    ).draft  # fmt: skip
    for path in asked.paths:
        if _is_file(compiled, path):
            attach(draft, path, by=by)
    clock.passes(minutes=chance.between(2, 9))
    right = memory.right_of(case.number)
    kept = {**draft.answers, **{id_: answer for id_, answer in right.items() if not _is_file(compiled, id_)}}
    found = mending.judged(compiled, case.answers, kept, frozenset(asked.paths), publications.situation())
    if found.problems:
        return False
    how = Channel.PHONE.value if by.is_officer else Channel.WEB.value
    commands.keep_mended(draft=draft, answers=found.answers, heeded=(), how=how, by=by, at=clock.now())
    clock.passes(minutes=1)
    commands.send_correction(
        draft=draft,
        compiled=compiled,
        situation=publications.situation(),
        by=by,
        at=clock.now(),
        reason=reason,
        how=how,
    )
    return True


def _is_file(compiled: Compiled, path: str) -> bool:
    return isinstance(compiled.procedure.data.get(path), FileQuestion)


def withdraws(case: Case) -> None:
    """By the number and the code of the receipt, before it is decided."""
    case.refresh_from_db()
    cases.withdraw(case=case, by=case.applicant, at=clock.now())
