"""Paper: printed from the definition, scanned, sorted by its codes, entered beside the picture, sent like all others."""

import io
import struct
import zlib
from datetime import timedelta

import pypdfium2
import pytest
from django.core.management import call_command
from PIL import Image, ImageDraw

from madoguchi.accounts.states import Role
from madoguchi.cabinet import pdf_files
from madoguchi.cabinet import queries as cabinet
from madoguchi.cabinet.problems import UploadProblem
from madoguchi.cases.deadlines import due_after
from madoguchi.cases.models import Case
from madoguchi.definitions import examples
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft, PaperApplication, Scan, ScannedPage
from madoguchi.procedures.paper import (
    codes,
    comparing,
    files,
    finishing,
    prefilling,
    printing,
    recognising,
    sorting,
    taking,
)
from madoguchi.procedures.paper.layout import laid_out, rows_for
from madoguchi.procedures.paper.straightening import codes_on
from madoguchi.publications import queries as publications
from tests.cases.factories import acting, an_officer
from tests.procedures.browsing import Browser
from tests.procedures.paper import (
    a_draft_at_review,
    as_tiff,
    comes_in,
    dirtied,
    looked_at,
    rasterised,
    the_worker_works,
    turned,
)
from tests.procedures.test_counter import at_desk


@pytest.fixture
def officer(db):
    return an_officer(Role.RECEPTION, Role.REVIEWER, name="紙受 一郎")


@pytest.fixture
def desk(officer) -> Browser:
    return at_desk(officer)


@pytest.fixture
def no_ocr(monkeypatch) -> None:
    """The words on the pages are read in a few tests of their own: it takes seconds."""
    monkeypatch.setattr(finishing, "_ocrmypdf", lambda plain, done, *, turns: done.write_bytes(plain.read_bytes()))
    monkeypatch.setattr(
        recognising, "recognised", lambda strips, whitelist="": [recognising.Reading("unclear") for _ in strips]
    )


def blank_pages(compiled, **more) -> list[Image.Image]:
    return rasterised(printing.blank(compiled, "ja", at=clock.now()).pdf, **more)


class TestTheForm:
    def test_every_page_says_which_version_it_is_and_every_printing_has_its_own_number(self, every_kind):
        first, second = (blank_pages(every_kind, dpi=110) for _ in range(2))
        read = [codes.read(codes_on(page)[0].text) for page in first]
        assert [one.page for one in read] == list(range(1, len(first) + 1))
        assert {one.pages for one in read} == {len(first)}
        assert {one.version for one in read} == {every_kind.version[:16]}
        assert codes.read(codes_on(second[0])[0].text).serial != read[0].serial

    def test_it_is_archivable_and_accessible(self, every_kind):
        pdf = printing.blank(every_kind, "easy", at=clock.now()).pdf
        assert b"pdfaid:part" in pdf
        assert b"pdfuaid:part" in pdf

    def test_every_question_has_its_place_within_the_page(self, every_kind):
        sheet = laid_out(every_kind, "ja", 2)
        heads = {area.path.partition(".")[0] for page in sheet.pages for area in page.areas}
        assert set(every_kind.order) <= heads
        for _page, slot in sheet.slots():
            assert slot.x + slot.width <= 192.5, slot
            assert slot.y + slot.height <= 274.5, slot

    def test_the_procedure_page_and_the_review_offer_it(self, browser, every_kind):
        page = browser.get(f"/procedures/{every_kind.id}/")
        assert page.says("紙で申請する（申請書のPDFを開く）")
        form = browser.get(f"/procedures/{every_kind.id}/form.pdf")
        assert form.status == 200
        assert a_draft_at_review(browser, every_kind).says("この内容で印刷する（PDF）")

    def test_a_strangers_device_prints_no_draft(self, browser, other_device, every_kind):
        a_draft_at_review(browser, every_kind)
        assert other_device.get(f"/apply/{Draft.objects.get().pk}/form.pdf").status == 403

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda text: text.replace("/2/", "/3/", 1), "本物ではありません"),
            (lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"), "本物ではありません"),
            (lambda text: text.replace("SETAGAYA", "SUGINAMI"), "ほかの自治体"),
            (lambda _: "https://example.jp/", "区の申請書の二次元コードではありません"),
            (lambda _: "MDG1/" + "A" * 500, "区の申請書の二次元コードではありません"),
            (lambda _: "MDG1/", "本物ではありません"),
        ],
    )
    def test_a_forged_or_foreign_code_is_refused_with_the_reason(self, every_kind, change, words):
        code = codes.PageCode(every_kind.id, every_kind.version[:16], "ja", 2, 1, 3, "ABCDEFGHIJ")
        with pytest.raises(codes.NotOurs, match=words):
            codes.read(change(code.written()))


@pytest.mark.usefixtures("no_ocr")
class TestSorting:
    def test_a_shuffled_pile_of_two_upside_down_is_two_applications(self, every_kind, officer):
        one, two = blank_pages(every_kind, dpi=150), blank_pages(every_kind, dpi=150)
        pile = [turned(two[1], 180), one[0], turned(two[0], 90), *reversed(one[1:]), *two[2:]]
        comes_in(as_tiff(pile, dpi=150), by=acting(officer))
        the_worker_works()
        found = list(PaperApplication.objects.all())
        assert len(found) == 2
        for application in found:
            assert list(application.scanned.order_by("of_form").values_list("of_form", flat=True)) == list(
                range(1, len(one) + 1)
            )
            assert application.scanned.filter(is_straight=False).count() == 0
            assert application.version == every_kind.version
            assert application.draft is not None
            assert application.draft.channel == "paper"
            assert application.searchable

    def test_what_is_none_of_ours_is_listed_with_the_reason_and_nothing_is_lost(self, every_kind, officer, desk):
        letter = Image.new("L", (1654, 2339), 255)
        ImageDraw.Draw(letter).rectangle((200, 200, 900, 800), fill=0)
        white = Image.new("L", (1654, 2339), 255)
        comes_in(as_tiff([letter, white], dpi=200), by=acting(officer))
        the_worker_works()
        reasons = list(ScannedPage.objects.order_by("number").values_list("reason", flat=True))
        assert reasons == [sorting.NO_CODE, sorting.BLANK]
        page = desk.get("/desk/scans/")
        assert page.says("区の申請書ではないか")
        assert page.says("白紙です。")

    def test_a_page_with_a_version_nobody_published_is_listed(self, every_kind, officer, monkeypatch):
        code = codes.PageCode(every_kind.id, "0" * 16, "ja", 2, 1, 1, "ABCDEFGHIJ")
        scan, _ = comes_in(as_tiff([Image.new("L", (100, 100), 255)]), by=acting(officer))
        sorting.sort(scan=scan, looked=[sorting.Looked(1, scan.sha256, code)], at=clock.now())
        assert ScannedPage.objects.get().reason == sorting.UNKNOWN

    def test_the_same_file_comes_in_once_and_the_same_sheet_is_not_doubled(self, every_kind, officer):
        pages = blank_pages(every_kind, dpi=200)[:1]
        first, is_new = comes_in(as_tiff(pages, dpi=200), by=acting(officer))
        again, is_new_again = comes_in(as_tiff(pages, dpi=200), by=acting(officer))
        assert (is_new, is_new_again, again.pk) == (True, False, first.pk)
        the_worker_works()
        comes_in(as_tiff([dirtied(page) for page in pages], dpi=200), by=acting(officer))
        the_worker_works()
        assert PaperApplication.objects.count() == 1
        doubles = ScannedPage.objects.filter(application=None)
        assert doubles.count() == len(pages)
        assert all("すでに取り込んであります" in one.reason for one in doubles)

    def test_reading_a_scan_twice_changes_nothing(self, every_kind, officer):
        scan, _ = comes_in(as_tiff(blank_pages(every_kind, dpi=150)[:2], dpi=150), by=acting(officer))
        for _ in range(2):
            sorting.read_due({"scan": str(scan.pk)})
        assert PaperApplication.objects.count() == 1
        assert ScannedPage.objects.count() == 2

    def test_a_page_without_its_marks_still_belongs_to_its_application(self, every_kind, officer):
        page = blank_pages(every_kind, dpi=200)[0]
        ImageDraw.Draw(page).rectangle((0, 2150, 1654, 2339), fill=255)
        comes_in(as_tiff([page], dpi=200), by=acting(officer))
        the_worker_works()
        row = ScannedPage.objects.get()
        assert row.application is not None
        assert not row.is_straight
        assert row.reason == sorting.CROOKED


class TestIntake:
    def test_the_file_leaves_the_folder_only_when_it_is_taken(self, db, tmp_path, every_kind):
        folder = tmp_path / "scanner"
        folder.mkdir()
        (folder / "a.tif").write_bytes(as_tiff([Image.new("L", (50, 50), 255)]))
        (folder / "b.pdf").write_bytes(b"%PDF-1.4 broken")
        (folder / ".c.tif").write_bytes(b"II*\0 still being written")
        call_command("take_scans", str(folder), stdout=io.StringIO())
        assert (folder / taking.TAKEN / "a.tif").exists()
        assert (folder / taking.REFUSED / "b.pdf").exists()
        assert (folder / ".c.tif").exists()
        assert Scan.objects.count() == 1

    def test_dying_between_the_bytes_and_the_row_loses_nothing(self, db, tmp_path, every_kind, monkeypatch):
        folder = tmp_path / "scanner"
        folder.mkdir()
        (folder / "a.tif").write_bytes(as_tiff([Image.new("L", (50, 50), 255)]))

        def dies(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as killed:
            killed.setattr(taking, "_row", dies)
            with pytest.raises(KeyboardInterrupt):
                call_command("take_scans", str(folder), stdout=io.StringIO())
        assert (folder / "a.tif").exists()
        assert Scan.objects.count() == 0
        call_command("take_scans", str(folder), stdout=io.StringIO())
        assert Scan.objects.count() == 1
        assert not (folder / "a.tif").exists()

    def test_a_picture_that_would_fill_the_memory_is_refused(self, officer):
        def chunk(kind: bytes, content: bytes) -> bytes:
            return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

        head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
        bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
        with pytest.raises(UploadProblem, match="縦横が大きすぎます"):
            comes_in(bomb, by=acting(officer), name="bomb.png")
        assert Scan.objects.count() == 0

    def test_a_day_to_come_is_refused_and_a_resident_takes_nothing_in(self, officer, browser):
        with pytest.raises(Refusal, match="先の日付"):
            comes_in(as_tiff([Image.new("L", (9, 9))]), by=acting(officer), day=clock.today() + timedelta(days=1))
        assert browser.get("/desk/scans/").path != "/desk/scans/"


@pytest.mark.usefixtures("no_ocr")
class TestMisreadings:
    """A printed field that was misread is never accepted silently."""

    @pytest.fixture
    def paper(self, browser, every_kind, officer) -> PaperApplication:
        """Every place was read as it was typed, and surely."""
        a_draft_at_review(browser, every_kind)
        paper = looked_at(every_kind, officer, draft=Draft.objects.get())
        written = printing.written_of(every_kind, Draft.objects.get().answers)
        for _page, slot in laid_out(every_kind, "ja", paper.rows).slots():
            values = written.get(slot.name, [])
            if slot.shape == "square" and slot.value:
                look = "ticked" if slot.value in values else "empty"
                paper.readings[f"{slot.name}={slot.value}"] = {"look": look, "text": "", "sure": 90}
            elif slot.shape != "square":
                look = "text" if values and values[0] else "empty"
                paper.readings[slot.name] = {"look": look, "text": "".join(values), "sure": 96}
        paper.save()
        return paper

    def asked(self, paper, compiled) -> list[str]:
        draft = Draft.objects.get(pk=paper.draft_id)
        return [one.path for one in comparing.to_see(paper, compiled, draft)]

    def test_what_was_surely_read_as_it_was_typed_needs_no_second_look(self, paper, every_kind):
        assert self.asked(paper, every_kind) == []

    @pytest.mark.parametrize(
        ("place", "reading", "words"),
        [
            ("name.family", {"text": "演崎"}, "紙は「演崎」と読めます（確かさ 96）"),
            ("name.family", {"sure": 84}, "確かさは84です"),
            ("name.family", {"look": "unclear", "text": ""}, "読み取れません"),
            ("name.family", {"look": "empty", "text": ""}, "紙では空欄です"),
            ("coupon", {"look": "text", "text": "123456"}, "紙は「123456」と読めます"),
            ("plant=other", {"look": "ticked"}, "紙のしるし"),
            ("plant=goya", {"look": "empty"}, "紙のしるし：なし"),
            ("plant=other", {"look": "unclear"}, "はっきりしません"),
        ],
    )
    def test_it_is_shown_and_stops_the_sending_until_the_officer_has_seen_the_paper(
        self, desk, paper, every_kind, place, reading, words
    ):
        paper.readings[place] = paper.readings[place] | reading
        paper.save()
        head = place.partition("=")[0].partition(".")[0]
        assert self.asked(paper, every_kind) == [head]
        page = desk.get(f"/desk/scans/{paper.pk}/")
        assert page.says("紙と見比べるところ")
        assert page.says(words)
        assert page.says("要確認")
        refused = sends(desk, paper, seen=[])
        assert refused.status == 422
        assert refused.says("紙と見比べて、しるしを付けてください。")
        assert Case.objects.count() == 0
        assert sends(desk, paper, seen=["another"]).status == 422
        assert sends(desk, paper).says("申請を受け付けました")
        case = Case.objects.get()
        assert next(e for e in journal.timeline(case.subject) if e.what == "signed_on_paper").detail["seen"] == [head]

    def test_before_anything_is_read_the_whole_paper_is_to_be_compared(self, desk, paper):
        paper.readings, paper.searchable = {}, ""
        paper.save()
        assert sends(desk, paper, seen=[]).says("まだ文字を読み取っていません")
        assert Case.objects.count() == 0
        assert sends(desk, paper).says("申請を受け付けました")

    def test_a_page_that_was_not_read_is_to_be_compared(self, paper, every_kind):
        for name in [name for name in paper.readings if name.startswith("name.")]:
            del paper.readings[name]
        assert self.asked(paper, every_kind) == ["name"]

    def test_where_the_answers_themselves_came_from_the_paper_all_of_them_are(self, paper, every_kind):
        """The same letters agree with themselves: that proves nothing."""
        paper.is_as_printed = False
        answers = Draft.objects.get(pk=paper.draft_id).answers
        assert {"name", "kana", "phone", "plant", "account"} <= set(self.asked(paper, every_kind)) <= set(answers)


def sends(desk: Browser, application: PaperApplication, **typed):
    """With everything ticked that the page asks for, unless told otherwise."""
    page = desk.get(f"/desk/scans/{application.pk}/")
    form = next(form for form in page.forms if form.action.endswith("/send/"))
    ticked = {name: [c.value for c in form.controls if c.name == name] for name in ("agreed", "seen")}
    given = {"received_on": clock.today().isoformat(), "signed": "yes"} | ticked | typed
    return desk.post(f"/desk/scans/{application.pk}/send/", given)


@pytest.mark.usefixtures("no_ocr")
class TestEntering:
    @pytest.fixture
    def printed(self, browser, every_kind, officer) -> PaperApplication:
        """A resident has typed everything, printed, signed and sent it by post; its pages are already looked at."""
        a_draft_at_review(browser, every_kind)
        return looked_at(every_kind, officer, draft=Draft.objects.get())

    def test_a_printed_draft_is_sent_as_it_was_typed_with_the_scan_in_the_file(self, desk, printed, every_kind):
        before = dict(printed.draft.answers)
        assert sends(desk, printed).says("申請を受け付けました")
        case = Case.objects.get()
        assert case.answers == before
        assert (case.channel, case.version) == ("paper", every_kind.version)
        names = [one.name for one in cabinet.of_subject(case.subject)]
        assert f"紙の申請書 {printed.serial}.pdf" in names
        assert "signed_on_paper" in [entry.what for entry in journal.timeline(case.subject)]

    def test_the_resident_sees_that_the_office_has_it_and_sends_nothing_twice(self, browser, desk, printed):
        sends(desk, printed)
        assert browser.post(f"/apply/{printed.draft.pk}/send/", {}).status in (200, 302)
        assert Case.objects.count() == 1

    def test_the_periods_run_from_the_day_the_paper_arrived(self, desk, printed, every_kind):
        day = clock.today() - timedelta(days=4)
        sends(desk, printed, received_on=day.isoformat())
        case = Case.objects.get()
        assert case.received_at.astimezone(clock.JST).date() == day
        assert case.due_on == due_after(day, every_kind.procedure.standard_days)

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"signed": ""}, "署名があることを、紙で確かめてください。"),
            ({"agreed": []}, "同意"),
            ({"received_on": "2026-13-40"}, "紙が届いた日を入力してください。"),
            ({"received_on": "2030-01-01"}, "先の日付"),
        ],
    )
    def test_what_the_officer_has_not_seen_on_the_paper_stops_it(self, desk, printed, typed, words):
        page = sends(desk, printed, **typed)
        assert page.status == 422
        assert page.says(words)
        assert Case.objects.count() == 0

    def test_a_scanned_print_is_sent_as_the_resident_typed_it(self, browser, desk, officer, every_kind):
        a_draft_at_review(browser, every_kind)
        form = printing.of_draft(Draft.objects.get(), every_kind, "ja", at=clock.now())
        comes_in(as_tiff(rasterised(form.pdf, dpi=150), dpi=150), by=acting(officer))
        the_worker_works()
        application = PaperApplication.objects.get()
        assert (application.is_prefilled, application.is_as_printed) == (True, True)
        before = dict(Draft.objects.get().answers)
        assert sends(desk, application).says("申請を受け付けました")
        assert Case.objects.get().answers == before

    def test_a_handwritten_sheet_fills_in_nothing_however_sure_the_reading_is(
        self, desk, officer, every_kind, monkeypatch
    ):
        monkeypatch.setattr(
            recognising,
            "recognised",
            lambda strips, whitelist="": [recognising.Reading("text", "11", 99) for _ in strips],
        )
        application = looked_at(every_kind, officer, ink=True)
        assert {one["look"] for one in application.readings.values()} == {"text", "ticked"}
        assert application.draft is not None
        assert application.draft.answers == {}
        assert application.draft.unfinished == {}
        assert sends(desk, application).status == 422
        assert desk.get(f"/desk/scans/{application.pk}/").status == 200

    def test_another_section_neither_sees_nor_sends_it(self, printed):
        other = at_desk(an_officer(Role.RECEPTION, section="public-health", name="他課 次郎"))
        assert other.get(f"/desk/scans/{printed.pk}/").status == 403
        page = printed.scanned.first()
        assert other.get(f"/desk/scans/pages/{page.pk}.png").status == 403

    def test_pieces_of_the_page_are_shown_and_impossible_ones_are_not(self, desk, printed):
        assert desk.get(f"/desk/scans/{printed.pk}/1-50-90.png").status == 200
        assert desk.get(f"/desk/scans/{printed.pk}/1-90-50.png").status == 404
        assert desk.get(f"/desk/scans/{printed.pk}/9-50-90.png").status == 404

    def test_a_page_nobody_could_read_finds_its_place(self, desk, officer, printed, every_kind):
        letters = [Image.new("L", (800, 1100), 180 + n) for n in range(4)]
        comes_in(as_tiff(letters), by=acting(officer), name="letters.tif")
        the_worker_works()
        first, second, third, fourth = ScannedPage.objects.filter(application=None).order_by("number")
        desk.post(f"/desk/scans/unread/{first.pk}/", {"_add": "1", "application": str(printed.pk)})
        desk.post(f"/desk/scans/unread/{second.pk}/", {"_begin": "1", "procedure": every_kind.id})
        desk.post(f"/desk/scans/unread/{third.pk}/", {"_dismiss": "1"})
        assert desk.post(f"/desk/scans/unread/{fourth.pk}/", {"_case": "1", "number": "なし"}).status == 422
        sends(desk, printed)
        case = Case.objects.get()
        desk.post(f"/desk/scans/unread/{fourth.pk}/", {"_case": "1", "number": case.number})
        assert PaperApplication.objects.count() == 2
        assert len([one for one in cabinet.of_subject(case.subject) if one.kind == "pdf"]) >= 2
        assert not ScannedPage.objects.filter(application=None, settled="").exists()

    def test_one_hash_on_the_page_the_paper_the_counter_and_the_case(self, browser, desk, printed, every_kind):
        version = every_kind.version[:12]
        assert version in browser.get(f"/procedures/{every_kind.id}/").words
        assert printed.version == every_kind.version
        assert version in desk.get(f"/desk/scans/{printed.pk}/").words
        assert version in desk.get(f"/desk/counter/script/{every_kind.id}/").words
        sends(desk, printed)
        assert Case.objects.get().version == every_kind.version


def test_what_is_printed_is_read_back_and_every_misreading_is_put_before_the_officer(catalog):
    """With the real Tesseract: every square, eight in ten words and numbers; the others must be seen on the paper."""
    compiled = catalog.procedures["dog-registration"]
    answers, _ = examples.answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    draft = Draft(procedure=compiled.id, version=compiled.version, answers=answers)
    form = printing.of_draft(draft, compiled, "ja", at=clock.now())
    sheet = laid_out(compiled, "ja", rows_for(compiled, answers))
    readings: dict[str, dict[str, object]] = {}
    for number, page in enumerate(rasterised(form.pdf, dpi=200), start=1):
        looked = sorting.look_at(number, turned(page, 179.2 if number % 2 else -0.7))
        assert looked.is_straight
        with Image.open(io.BytesIO(files.scans.read_checked(looked.picture))) as straight:
            read = recognising.read_page(straight, sheet.pages[number - 1])
        readings |= {name: one.kept() for name, one in read.items()}
    written = printing.written_of(compiled, answers)
    right: list[str] = []
    wrong: list[str] = []
    for _page, slot in sheet.slots():
        values = written.get(slot.name, [])
        if slot.shape == "square" and slot.value:
            ticked = readings[f"{slot.name}={slot.value}"]["look"] == "ticked"
            assert ticked == (slot.value in values), slot
        elif slot.shape != "square" and values:
            text = str(readings[slot.name]["text"])
            (right if prefilling.plain(text) == prefilling.plain(values[0]) else wrong).append(slot.name)
    assert len(right) / len(right + wrong) >= 0.8, wrong
    paper = PaperApplication(procedure=compiled.id, version=compiled.version, language="ja", serial="ABCDEFGHIJ")
    paper.rows, paper.is_prefilled, paper.is_as_printed = rows_for(compiled, answers), True, True
    paper.readings = readings
    asked = {one.path for one in comparing.to_see(paper, compiled, draft)}
    assert {name.partition(".")[0] for name in wrong} <= asked
    assert wrong
    assert {name.partition(".")[0] for name in right} - asked


def test_the_searchable_pdf_is_archivable_and_holds_the_words(every_kind, officer, monkeypatch):
    monkeypatch.setattr(recognising, "recognised", lambda strips, whitelist="": [])
    comes_in(as_tiff(blank_pages(every_kind, dpi=200)[-1:], dpi=200), by=acting(officer))
    scan = Scan.objects.get()
    sorting.read_due({"scan": str(scan.pk)})
    application = PaperApplication.objects.get()
    pdf = finishing.searchable_pdf(list(application.scanned.all()))
    assert b"pdfaid:part" in pdf
    with pdf_files.one_at_a_time:
        opened = pypdfium2.PdfDocument(pdf)
        words = opened[0].get_textpage().get_text_bounded()
        opened.close()
    assert "申請" in words.replace(" ", "")
