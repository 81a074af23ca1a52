"""The people of the stories: they use the pages everybody uses, and say what they do in their own words."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from madoguchi.accounts import demo
from madoguchi.cases import doubting
from madoguchi.cases.models import Case, Verdict
from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import queries as journal
from madoguchi.publications import queries as publications
from tests.procedures import walking
from tests.procedures.browsing import Browser, Page
from tests.procedures.walking import Typed

CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")


def somebody_like(compiled: Compiled, example: int = 0) -> dict[str, str | list[str]]:
    """What a named applicant of the definition types into the form."""
    one = compiled.procedure.examples[example]
    answers, _unread = examples.answers_of(compiled, one, publications.situation())
    return walking.typed_of(compiled, answers)


def _close(text: str) -> str:
    return "".join(text.split())


@dataclass
class Notice:
    """A notice as the resident has it in hand."""

    content: bytes

    @property
    def text(self) -> str:
        document = pypdfium2.PdfDocument(self.content)
        return "".join(page.get_textpage().get_text_range() for page in document)

    def reads(self, words: str) -> bool:
        """Whether it says so, wherever the lines break and letters stand apart."""
        return _close(words) in _close(self.text)

    @property
    def code(self) -> str:
        found = CODE.search(self.text)
        assert found, self.text
        return found[0]


@dataclass
class Resident:
    """Somebody in the ward, with a telephone in the hand."""

    folder: Path
    device: Browser = field(default_factory=Browser)
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    procedure: str = ""

    @property
    def page(self) -> Page:
        return self.device.page

    def is_told(self, words: str) -> bool:
        return self.page.says(words)

    def searches(self, words: str) -> None:
        self.device.get(f"/search/?q={words}")

    def begins(self, procedure: str, *, like: int = 0, **answers: str) -> None:
        """Find the procedure, read about it and begin; answer as its example does from here on."""
        compiled = publications.in_force(procedure)
        assert compiled is not None
        self.procedure, self.typed = procedure, somebody_like(compiled, like)
        self.device.get(f"/procedures/{procedure}/")
        walking.begins(self.device, compiled, **answers)

    def fills_in(self, *, until: str = "review", **said: str) -> None:
        """Page by page, until a page is told wrong or this one is reached; `applicant_name__family="髙橋"`."""
        typed: Typed = {**self.typed, **{name.replace("__", "."): value for name, value in said.items()}}
        self.typed = dict(typed)
        for _ in range(20):
            if self.page.path.endswith((f"/{until}/", f"/pages/{until}/")):
                return
            self._adds_rows(typed)
            walking.answers_page(self.device, typed)
            if self.page.says("念のため、確かめてください") and not self.page.path.endswith("/review/"):
                self.device.press()
            if self.page.status == 422:
                return
        raise AssertionError(f"never came to {until}: {self.page.words[:300]}")

    def _adds_rows(self, typed: Typed) -> None:
        for name in typed:
            group, _dot, rest = name.partition(".")
            row = rest.partition(".")[0]
            asked = self.page.form.names
            if (
                row.isdecimal()
                and ("_add", group) in [(c.name, c.value) for c in self.page.form.controls]
                and not any(one.startswith(f"{group}.{row}.") for one in asked)
            ):
                self.device.press(("_add", group))

    def mends(self, **said: str) -> None:
        """Type it again, and go on to the end."""
        self.fills_in(**said)

    def attaches(self, question: str, content: bytes, name: str) -> None:
        self.device.press(("_upload", question), **{question: SimpleUploadedFile(name, content)})

    def sends(self) -> Case:
        """Press the button at the end; the receipt is on the screen."""
        page = walking.sends(self.device)
        assert page.says("申請を受け付けました"), page.words[:600]
        number = page.words.split("受付番号")[1].split()[0]
        return Case.objects.get(number=number)

    def applies(self, procedure: str, *, like: int = 0, **said: str) -> Case:
        self.begins(procedure, like=like)
        self.fills_in(**said)
        return self.sends()

    def takes_the_receipt(self) -> bytes:
        return self.device.get(self.page.link("署名付きの受付票をダウンロード")).content

    def verifies_the_receipt(self, receipt: bytes) -> bool:
        """With the script anybody can run, and the ward's public keys."""
        (self.folder / "receipt.json").write_bytes(receipt)
        (self.folder / "keys.txt").write_bytes(self.device.get("/receipts/keys.txt").content)
        program = [sys.executable, "-I", str(settings.ROOT / "tools/verify_receipt.py"), "receipt.json", "keys.txt"]
        return subprocess.run(program, cwd=self.folder, check=False, capture_output=True).returncode == 0

    def looks_up(self, case: Case) -> Page:
        """By the number and the code on the receipt."""
        self.device.get("/status/")
        self.page.form.fill("number", case.number)
        self.page.form.fill("code", case.access_code())
        return self.device.press()

    def opens_the_notice(self, case: Case, title: str) -> Notice:
        """By the state of the application, as the mail says."""
        page = self.looks_up(case)
        return Notice(self.device.get(page.link(title)).content)

    def verifies(self, notice: Notice) -> bool:
        """On the public page, by the code on the sheet, with the file itself."""
        page = self.device.get(f"/verify/?code={notice.code}")
        if not page.says("が発行したものです"):
            return False
        sheet = SimpleUploadedFile("notice.pdf", notice.content, content_type="application/pdf")
        self.device.post("/verify/", {"code": notice.code, "sheet": [sheet]})
        return self.page.says("同じ")

    def begins_to_mend(self, case: Case) -> None:
        self.looks_up(case)
        self.device.press()

    def changes(self, page: str, **said: str) -> None:
        """From the review, open one page, change something, come back."""
        self.device.get(next(href for href, _ in self.page.links if f"/pages/{page}/?to=review" in href))
        for name, value in said.items():
            self.page.form.fill(name.replace("__", "."), value)
        self.device.press()

    def mends_one_page(self, case: Case, **said: str) -> None:
        """From the state of the application to the one page with what was asked; typed there, and sent."""
        self.begins_to_mend(case)
        for name, value in said.items():
            self.page.form.fill(name.replace("__", "."), value)
        self.device.press()

    def withdraws(self, case: Case) -> None:
        self.device.get(self.looks_up(case).link("申請を取り下げる"))
        self.device.press()

    def code_of_the_draft(self) -> str:
        return self.page.words.split("ほかの端末で続けるときの番号：")[1].split()[0]

    def goes_on_with(self, code: str) -> None:
        self.device.get("/resume/")
        self.page.form.fill("code", code)
        self.device.press()


@dataclass
class Officer:
    """Somebody of the ward, at a desk."""

    email: str
    device: Browser = field(default_factory=Browser)

    @property
    def page(self) -> Page:
        return self.device.page

    def logs_in(self) -> None:
        """With password and authenticator."""
        self.device.get("/account/login/officer/")
        self.page.form.fill("login", self.email)
        self.page.form.fill("password", demo.PASSWORD)
        self.device.press()
        code = format_hotp_value(hotp_value(demo.TOTP_SECRET, int(time.time()) // 30))
        self.device.post("/account/login/second-factor/", {"code": code})
        assert self.device.get("/desk/").status == 200

    def finds(self, case: Case) -> Page:
        """In the queue, by the name of the applicant, and opens it."""
        queue = self.device.post("/desk/search/", {"q": case.applicant_name})
        return self.device.get(
            queue.link(case.number) if case.number in queue.words else queue.link(case.applicant_name)
        )

    def begins_review(self, case: Case) -> None:
        self.presses(case, "begin")

    def approves(self, case: Case) -> None:
        """Says of each finding nobody has said anything of that it is harmless, reads the notice, approves."""
        for (check, row), doubt in doubting.of_case(Case.objects.get(pk=case.pk)).items():
            if not doubt.verdict:
                seen = Case.objects.get(pk=case.pk).changes
                typed = {"doubt": f"{check} {row}".strip(), "verdict": Verdict.FALSE_ALARM.value, "seen": str(seen)}
                self.device.post(f"/desk/cases/{case.pk}/settle/", typed)
        self.device.get(f"/desk/cases/{case.pk}/approve/")
        self.device.press(("confirmed", "yes"))

    def returns(self, case: Case, *, reason: str, because: str) -> None:
        self._with_reasons(case, "return", reason, because)

    def asks_for(self, case: Case, **faults: str) -> None:
        """Tick answers on the case page, say why, send: `children__1__name="wrong"`."""
        page = self.device.get(f"/desk/cases/{case.pk}/")
        form = next(form for form in page.forms if form.action.endswith("/return/"))
        paths = {path.replace("__", "."): fault for path, fault in faults.items()}
        form.fill("ask", *paths)
        for path, fault in paths.items():
            form.fill(f"reason.{path}", fault)
        self.device.post(form.action, form.sent())
        assert self.page.says("補正を求めました"), self.page.words[:300]

    def sees_changed(self, case: Case) -> list[tuple[str, str, str]]:
        """What the page puts before the officer: name, before, after."""
        return re.findall(
            r"<dt>(.*?)(?: <.*?)?</dt>\s*<dd class=\"change-old.*?<del>(.*?)</del>.*?<ins>(.*?)</ins>",
            self.device.get(f"/desk/cases/{case.pk}/").html,
            re.DOTALL,
        )

    def rejects(self, case: Case, *, reason: str, because: str) -> None:
        self._with_reasons(case, "reject", reason, because)

    def _with_reasons(self, case: Case, act: str, reason: str, because: str) -> None:
        self.device.get(f"/desk/cases/{case.pk}/{act}/")
        self.page.form.fill("reasons", reason)
        self.page.form.fill("words", because)
        self.device.press()
        self.device.press(("confirmed", "yes"))

    def presses(self, case: Case, act: str) -> None:
        page = self.device.get(f"/desk/cases/{case.pk}/")
        form = next(form for form in page.forms if form.action.endswith(f"/{act}/"))
        self.device.post(form.action, form.sent())


def story_of(case: Case) -> list[str]:
    """What happened to a case, in the journal's words, without who looked and what the machine did."""
    quiet = {
        "viewed",
        "notice_prepared",
        "notice_issued",
        "notice_read",
        "document_opened",
        "assigned",
        "correction_opened",
    }
    return [entry.what for entry in journal.timeline(case.subject) if entry.what not in quiet]
