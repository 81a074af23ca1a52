"""A resident starts on a phone and finishes at the counter: nothing is said twice, and everyone knows who typed what."""

from madoguchi.cases.models import Case
from madoguchi.journal import queries as journal
from madoguchi.procedures.models import Draft
from tests.procedures.browsing import Browser, Form, Page
from tests.procedures.walking import fills
from tests.stories.people import Officer, story_of


def the_sheet(page: Page) -> Form:
    return next(form for form in page.forms if any(control.name == "_confirm" for control in form.controls))


def presses(device: Browser, name: str) -> Page:
    form = next(form for form in device.page.forms if any(control.name == name for control in form.controls))
    return device.post(form.action or device.page.url, form.sent((name, "1")))


def digits_on(page: Page) -> str:
    return page.html.split('class="six-digits"')[1].split(">")[1].split("<")[0]


def says_the_digits(resident) -> str:
    draft = Draft.objects.get()
    resident.device.get(f"/apply/{draft.pk}/counter/")
    return digits_on(presses(resident.device, "_offer"))


def fills_in_what_is_open(clerk: Officer, typed) -> None:
    """The officer asks and types; what the resident has answered is left as it is."""
    for _ in range(4):
        form = the_sheet(clerk.page)
        answered = {control.name.partition(".")[0] for control in form.controls if control.value and control.on}
        kept = set(Draft.objects.get().answers) | answered
        fills(form, {name: value for name, value in typed.items() if name.partition(".")[0] not in kept})
        clerk.device.post(form.action, form.sent(("_check", "1")))


def test_a_resident_starts_on_a_phone_and_finishes_at_the_counter(resident, clock):
    clerk = Officer("sakai@officer.example")
    clerk.logs_in()
    resident.begins("child-allowance")
    resident.fills_in(until="spouse")
    said_on_the_phone = dict(Draft.objects.get().answers)

    clerk.device.post("/desk/counter/", {"digits": says_the_digits(resident)})
    assert clerk.page.says("ご本人が入力")
    resident.device.get(f"/apply/{Draft.objects.get().pk}/")
    assert resident.is_told("いま窓口の職員が入力しています")
    assert resident.is_told("酒井 美咲")

    fills_in_what_is_open(clerk, resident.typed)
    form = the_sheet(clerk.page)
    clerk.device.post(form.action, form.sent(("_confirm", "1")))
    digits = digits_on(presses(clerk.device, "_ask"))

    resident.device.get("/confirm/")
    resident.page.form.fill("digits", digits)
    resident.device.press()
    assert resident.is_told("株式会社みほん")
    for control in resident.page.form.controls:
        control.on = control.on or control.name == "agreed"
    resident.device.press()
    assert resident.is_told("確認しました")

    clock.passes(minutes=2)
    clerk.device.reload()
    clerk.device.press()
    case = Case.objects.get()
    assert clerk.page.says(case.number)
    assert clerk.page.says(case.access_code())
    assert {name: case.answers[name] for name in said_on_the_phone} == said_on_the_phone
    authors = case.revisions.get().authors
    assert {authors[name]["kind"] for name in said_on_the_phone} == {"resident"}
    assert authors["has_spouse"]["name"] == "酒井 美咲"
    assert story_of(case) == ["received", "confirmed"]
    draft = Draft.objects.get()
    assert [entry.what for entry in journal.timeline(draft.subject)] == ["handed_to_counter", "confirmed"]
    assert journal.verify() is None

    page = resident.looks_up(case)
    assert page.says("窓口の職員が入力")
    assert page.says("ご本人が確認画面で同意")
    reviewer = Officer("ogawa@officer.example")
    reviewer.logs_in()
    page = reviewer.device.get(f"/desk/cases/{case.pk}/")
    assert page.says("だれが入力したか")
    assert page.says("窓口の職員が入力（酒井 美咲）")


def test_the_counter_begins_and_the_resident_finishes_on_the_phone(resident):
    clerk = Officer("sakai@officer.example")
    clerk.logs_in()
    clerk.device.post("/desk/counter/begin/", {"procedure": "child-allowance", "channel": "counter"})
    draft = Draft.objects.get()
    form = the_sheet(clerk.page)
    form.fill("applicant_name.family", "髙田")
    form.fill("applicant_name.given", "𠮷郎")
    clerk.device.post(form.action, form.sent(("_check", "1")))
    clerk.device.get(f"/desk/counter/{draft.pk}/phone/")
    clerk.device.press()
    code = clerk.page.words.split("途中保存の番号")[1].split()[0]

    resident.goes_on_with(code)
    assert resident.is_told("いま窓口の職員が入力しています")
    presses(resident.device, "_back")
    resident.device.get(f"/apply/{draft.pk}/pages/applicant/")
    assert "髙田" in [control.value for control in resident.page.form.controls]
    assert clerk.device.get(f"/desk/counter/{draft.pk}/").status == 403
    assert clerk.page.says("ご本人の端末に戻っています")
