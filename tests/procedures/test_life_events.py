"""A life event: its questions, the plan, the shared questions asked once, and an application for each procedure."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import compile_procedure
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.loader import load_catalog
from madoguchi.kernel import clock, ids
from madoguchi.procedures import bundles, commands
from madoguchi.procedures.models import Bundle, BundleDraft, Draft
from madoguchi.publications import queries as publications
from tests.procedures.browsing import Browser
from tests.procedures.publishing import put_in_force
from tests.procedures.walking import answers_page, fills

WARD = load_catalog(Path("catalog"), "setagaya")
BORN = {"event_date.era": "令和", "event_date.year": "8", "event_date.month": "11", "event_date.day": "2"}
DECIDED = {"registered": "true", "national_insurance": "true", "public_servant": "false", "working": "true"}
YOU = {
    "person_name.family": "山田",
    "person_name.given": "花子",
    "person_kana.family": "ヤマダ",
    "person_kana.given": "ハナコ",
    "person_birthdate.era": "平成",
    "person_birthdate.year": "2",
    "person_birthdate.month": "5",
    "person_birthdate.day": "10",
    "address.postcode": "1540017",
    "address.prefecture": "東京都",
    "address.city": "世田谷区",
    "address.town": "世田谷四丁目",
    "address.block": "21番27号",
    "phone": "0354321111",
    "email": "hanako@example.jp",
    "children.1.name.family": "山田",
    "children.1.name.given": "蒼",
    "children.1.kana.family": "ヤマダ",
    "children.1.kana.given": "アオ",
    "children.1.birthdate.era": "令和",
    "children.1.birthdate.year": "8",
    "children.1.birthdate.month": "11",
    "children.1.birthdate.day": "2",
}


@pytest.fixture
def in_force(db):
    return [put_in_force(WARD.procedures[id_]) for id_ in ("child-allowance", "child-medical", "health-insurance")]


def plans(browser: Browser, **changes: str):
    browser.get("/events/birth/")
    fills(browser.page.form, {**BORN, **DECIDED, **{k.replace("__", "."): v for k, v in changes.items()}})
    return browser.press()


def begins(browser: Browser):
    plans(browser)
    form = next(form for form in browser.page.forms if form.action.endswith("/begin/"))
    return browser.post(form.action, form.sent())


def hands_out(browser: Browser) -> Bundle:
    begins(browser)
    answers_page(browser, YOU)
    page = answers_page(browser, YOU)
    assert page.says("共通の質問は終わりました")
    return Bundle.objects.get()


def test_nothing_is_kept_before_one_begins(browser, in_force):
    page = plans(browser)
    assert page.says("3つの手続きを、質問51で申請できます（別々だと66）")
    assert not Bundle.objects.exists()
    assert not Draft.objects.exists()


def test_the_plan_says_what_is_at_stake_and_by_when(browser, in_force):
    page = plans(browser, registered="false")
    assert page.says("2026年11月16日まで")  # the fourteenth day, the 15th, is a Sunday
    assert page.says("戸籍法43条・49条")
    assert page.says("過料がかかることがあります")
    assert page.says("出産手当金")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"event_date__year": "9"}, "まだ先の日付です"),
        ({"event_date__year": "3"}, "ずっと前の日付です"),
        ({"event_date__month": "13"}, "の日付を"),
        ({"event_date__year": "", "event_date__month": "", "event_date__day": ""}, "お子さんが生まれた日"),
        ({"public_servant": "maybe"}, "公務員"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(browser, in_force, changes, sentence):
    browser.get("/events/birth/")
    typed = {**BORN, **DECIDED, **{name.replace("__", "."): value for name, value in changes.items()}}
    page = browser.post("/events/birth/plan/", {**browser.page.form.sent(), **typed})
    assert page.status == 422
    assert page.says(sentence)
    assert not Bundle.objects.exists()


def test_an_unknown_event_is_not_there(browser, in_force):
    assert browser.get("/events/winning-the-lottery/").status == 404
    assert browser.post("/events/winning-the-lottery/begin/", {}).status == 404


def test_a_plan_opened_without_answers_leads_to_the_questions(browser, in_force):
    assert browser.get("/events/birth/plan/").path == "/events/birth/"


def test_the_deadlines_go_into_a_calendar(browser, in_force):
    page = plans(browser)
    form = next(form for form in page.forms if form.action.endswith("/calendar/"))
    page = browser.post(form.action, form.sent())
    lines = page.content.decode().replace("\r\n ", "").split("\r\n")
    assert page.headers["Content-Type"].startswith("text/calendar")
    assert lines.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20261117" in lines  # 15 days after the birth
    assert all(len(line) <= 75 for line in page.content.split(b"\r\n"))


def test_nothing_chosen_begins_nothing(browser, in_force):
    page = plans(browser)
    form = next(form for form in page.forms if form.action.endswith("/begin/"))
    assert browser.post(form.action, {**form.sent(), "take": ["tax-certificate"]}).status == 422
    assert not Bundle.objects.exists()


def test_a_wrong_shared_answer_is_told_and_stays(browser, in_force):
    begins(browser)
    page = answers_page(browser, {**YOU, "phone": "123"})
    assert page.status == 422
    assert page.says("電話番号")
    assert Bundle.objects.get().answers == {}
    assert next(c.value for c in page.form.controls if c.name == "phone") == "123"


def test_the_shared_answers_go_to_a_draft_of_each(browser, in_force):
    hands_out(browser)
    drafts = {draft.procedure: draft for draft in Draft.objects.all()}
    assert set(drafts) == {"child-allowance", "child-medical", "health-insurance"}
    assert drafts["health-insurance"].answers["head_name"] == {"family": "山田", "given": "花子"}
    assert drafts["child-medical"].answers["applicant_phone"] == "0354321111"
    assert drafts["child-medical"].answers["reason"] == "birth"
    assert drafts["child-medical"].answers["event_date"] == "2026-11-02"
    assert drafts["child-allowance"].answers["children"][0]["birthdate"] == "2026-11-02"
    assert "spouse_name" not in drafts["child-allowance"].answers
    assert not any("consent" in id_ for draft in drafts.values() for id_ in draft.answers)
    assert all(draft.version == WARD.procedures[id_].version for id_, draft in drafts.items())


def test_handing_out_again_makes_no_second_draft(browser, in_force):
    bundle = hands_out(browser)
    browser.get(f"/together/{bundle.pk}/pages/you/")
    answers_page(browser, {**YOU, "phone": "0354322222"})
    answers_page(browser, YOU)
    assert Draft.objects.count() == 3
    assert {draft.answers.get("applicant_phone") or draft.answers.get("head_phone") for draft in Draft.objects.all()} == {"0354322222"}  # fmt: skip


def test_what_was_typed_over_in_one_procedure_stays(browser, in_force):
    bundle = hands_out(browser)
    draft = Draft.objects.get(procedure="child-medical")
    draft.answers = {**draft.answers, "applicant_phone": "0311112222"}
    draft.sources = {id_: source for id_, source in draft.sources.items() if id_ != "applicant_phone"}
    draft.save()
    browser.get(f"/together/{bundle.pk}/pages/you/")
    answers_page(browser, {**YOU, "phone": "0354322222"})
    answers_page(browser, YOU)
    draft.refresh_from_db()
    assert draft.answers["applicant_phone"] == "0311112222"


def test_a_draft_opens_where_it_still_asks_something(browser, in_force):
    bundle = hands_out(browser)
    page = browser.get(f"/together/{bundle.pk}/open/child-allowance/")
    assert page.path.endswith("/pages/applicant/")  # its first page is known: a birth, on that day
    assert "jan1_in_ward" in page.form.names


def test_another_device_opens_it_only_by_its_code(browser, other_device, in_force):
    bundle = hands_out(browser)
    for path in ("", "pages/you/", "review/", "open/child-medical/"):
        assert other_device.get(f"/together/{bundle.pk}/{path}").status == 403
    other_device.get("/resume/")
    other_device.page.form.fill("code", ids.grouped(bundles.resume_code_of(bundle.pk)))
    assert other_device.press().path == f"/together/{bundle.pk}/"
    assert other_device.get(f"/together/{bundle.pk}/open/child-medical/").status == 200


def test_a_forged_bundle_is_not_there(browser, in_force):
    hands_out(browser)
    assert browser.get("/together/00000000-0000-7000-8000-000000000000/").status == 404
    bundle = Bundle.objects.get()
    assert browser.get(f"/together/{bundle.pk}/open/tax-certificate/").status == 404
    assert browser.get(f"/together/{bundle.pk}/pages/nothing/").status == 404


def finishes(procedure: str) -> Draft:
    """Everything else of a draft answered as in the catalog's own example of a clean birth."""
    draft = Draft.objects.get(procedure=procedure)
    compiled = WARD.procedures[procedure]
    example = next(e for e in compiled.procedure.examples if e.answers.get("reason") == "birth" and e.expect.outcome == "clean")  # fmt: skip
    answers, _unread = answers_of(compiled, example, publications.situation())
    draft.answers = {**answers, **{id_: a for id_, a in draft.answers.items() if id_ != "children"}}
    draft.save()
    return draft


def sends_all(browser: Browser, bundle: Bundle):
    browser.get(f"/together/{bundle.pk}/review/")
    return browser.press()


def test_each_is_an_application_of_its_own(browser, in_force):
    bundle = hands_out(browser)
    for id_ in ("child-allowance", "child-medical"):
        finishes(id_)
    page = browser.get(f"/together/{bundle.pk}/review/")
    assert page.says("まだ送れない手続き")
    page = browser.press()
    cases = list(Case.objects.all())
    assert {case.procedure for case in cases} == {"child-allowance", "child-medical"}
    assert all(page.says(case.number) for case in cases)
    assert {case.version for case in cases} == {WARD.procedures[case.procedure].version for case in cases}
    assert browser.get(f"/together/{bundle.pk}/open/child-medical/").path.startswith("/status/")


def test_sending_again_sends_nothing_twice(browser, in_force):
    bundle = hands_out(browser)
    finishes("child-medical")
    browser.get(f"/together/{bundle.pk}/review/")
    form = browser.page.form
    for _ in range(3):
        browser.post(form.action, form.sent())
    assert Case.objects.count() == 1


def test_what_stops_one_does_not_stop_the_other(browser, in_force):
    bundle = hands_out(browser)
    finishes("child-medical")
    page = browser.get(f"/together/{bundle.pk}/review/")
    page = browser.post(page.form.action, {**page.form.sent(), "send": ["child-allowance", "child-medical"]})
    assert page.status == 409
    assert page.says("入力が足りないところ")
    assert [case.procedure for case in Case.objects.all()] == ["child-medical"]


def test_a_procedure_closed_meanwhile_is_told_and_the_others_are_sent(browser, in_force):
    bundle = hands_out(browser)
    finishes("child-allowance")
    finishes("child-medical")
    old = WARD.procedures["child-medical"].procedure
    closed = put_in_force(compile_procedure(msgspec.structs.replace(old, closes=date(2026, 11, 9))))
    Draft.objects.filter(procedure="child-medical").update(version=closed.version)
    page = browser.get(f"/together/{bundle.pk}/review/")
    page = browser.press()
    assert page.says("終わりました")
    assert [case.procedure for case in Case.objects.all()] == ["child-allowance"]


def test_a_newer_version_gets_the_answers_too(browser, in_force):
    begins(browser)
    old = WARD.procedures["child-medical"].procedure
    newer = put_in_force(compile_procedure(msgspec.structs.replace(old, minutes=11)))
    answers_page(browser, YOU)
    answers_page(browser, YOU)
    draft = Draft.objects.get(procedure="child-medical")
    assert draft.version == newer.version
    assert draft.answers["applicant_name"] == {"family": "山田", "given": "花子"}


def sends_alone(browser: Browser) -> tuple[Draft, dict[str, object]]:
    """The medical certificate alone; the receipt with what else is open is on the screen."""
    compiled = WARD.procedures["child-medical"]
    example = next(e for e in compiled.procedure.examples if e.answers.get("reason") == "birth" and e.expect.outcome == "clean")  # fmt: skip
    answers, _unread = answers_of(compiled, example, publications.situation())
    browser.get("/procedures/child-medical/begin/")
    begun = commands.begin(compiled=compiled, language="ja", by=ANONYMOUS, at=clock.now())
    begun.draft.answers = answers
    begun.draft.save()
    browser.jar["draft", f"/apply/{begun.draft.pk}/"] = begun.secret
    browser.get(f"/apply/{begun.draft.pk}/review/")
    page = browser.press()
    assert page.says("続けて申請できる手続き")
    return begun.draft, answers


def presses_the_offer(browser: Browser, draft: Draft, procedure: str = "child-allowance"):
    page = browser.get(f"/apply/{draft.pk}/done/")
    form = next(form for form in page.forms if form.action.endswith(f"/also/{procedure}/"))
    return browser.post(form.action, form.sent())


def test_what_else_is_open_begins_with_the_same_answers(browser, in_force):
    draft, answers = sends_alone(browser)
    assert presses_the_offer(browser, draft).status == 200
    other = Draft.objects.get(procedure="child-allowance")
    assert other.answers["applicant_name"] == answers["applicant_name"]
    assert isinstance(answers["children"], list)
    assert other.answers["children"][0]["name"] == answers["children"][0]["name"]
    assert "truth_consent" not in other.answers
    assert browser.post(f"/apply/{draft.pk}/also/tax-certificate/").status == 404


def test_what_else_is_open_is_begun_once_and_gone_on_with(browser, in_force):
    draft, _answers = sends_alone(browser)
    first = presses_the_offer(browser, draft).url
    other = Draft.objects.get(procedure="child-allowance")
    commands.keep_typed(
        draft=other, page="spouse", typed={"has_spouse": ["false"]}, told=False, at=clock.now() + timedelta(minutes=1)
    )
    assert presses_the_offer(browser, draft).url == first
    other.refresh_from_db()
    assert "spouse" in other.unfinished
    presses_the_offer(browser, draft, "health-insurance")
    followed = Draft.objects.filter(follows=Case.objects.get().pk)
    assert {one.procedure for one in followed} == {"child-allowance", "health-insurance"}


def line_of(page, title: str) -> str:
    """What the receipt says of one of the procedures it offers."""
    html: str = page.html
    start = html.index(f"<h3>{title}</h3>")
    return html[start : html.index("</div>" if "</div>" in html[start:] else "</section>", start)].split("<h3>")[1]


def test_the_receipt_says_what_was_begun_from_it_and_what_was_sent(browser, in_force):
    draft, _answers = sends_alone(browser)
    receipt = f"/apply/{draft.pk}/done/"
    allowance, insurance = (WARD.procedures[id_].procedure.title.ja for id_ in ("child-allowance", "health-insurance"))
    assert "この手続きを始める" in line_of(browser.get(receipt), allowance)
    presses_the_offer(browser, draft)
    assert "続きを開く" in line_of(browser.get(receipt), allowance)
    assert "この手続きを始める" in line_of(browser.page, insurance)
    other = finishes("child-allowance")
    browser.get(f"/apply/{other.pk}/review/")
    browser.press()
    sent = Case.objects.get(procedure="child-allowance")
    said = line_of(browser.get(receipt), allowance)
    assert "申請を受け付けました" in said
    assert f'href="/status/{sent.pk}/"' in said
    assert "続きを開く" not in said
    assert browser.get(f"/status/{sent.pk}/").status == 200


def test_a_press_whose_answer_never_came_is_made_good_by_the_next(browser, in_force):
    draft, _answers = sends_alone(browser)
    presses_the_offer(browser, draft)
    other = Draft.objects.get(procedure="child-allowance")
    del browser.jar["draft", f"/apply/{other.pk}/"]
    page = presses_the_offer(browser, draft)
    assert page.status == 200
    assert page.path.startswith(f"/apply/{other.pk}/")


def test_the_receipt_on_another_device_does_not_open_what_was_typed_since(browser, other_device, in_force):
    draft, _answers = sends_alone(browser)
    presses_the_offer(browser, draft)
    other = Draft.objects.get(procedure="child-allowance")
    commands.keep_typed(
        draft=other, page="spouse", typed={"has_spouse": ["true"]}, told=False, at=clock.now() + timedelta(minutes=1)
    )
    other_device.jar["draft", f"/apply/{draft.pk}/"] = browser.jar["draft", f"/apply/{draft.pk}/"]
    page = presses_the_offer(other_device, draft)
    assert page.status == 403
    assert page.says("途中保存の番号を入力すると開けます")
    assert Draft.objects.filter(procedure="child-allowance").count() == 1


def test_the_database_keeps_no_second_draft_of_the_same_offer(browser, in_force):
    draft, _answers = sends_alone(browser)
    presses_the_offer(browser, draft)
    other = Draft.objects.get(procedure="child-allowance")
    other.pk, other.resume_digest = ids.uuid7(), "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save(force_insert=True)


def test_old_bundles_are_forgotten_and_what_was_sent_stays(browser, in_force):
    bundle = hands_out(browser)
    finishes("child-medical")
    sends_all(browser, bundle)
    assert bundles.forget_old(before=clock.now() - timedelta(days=1)) == 0
    bundles.forget_old(before=clock.now() + timedelta(days=1))
    assert not Bundle.objects.exists()
    assert not BundleDraft.objects.exists()
    assert Case.objects.count() == 1


def queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_how_often_each_page_asks_the_database(browser, in_force):
    plans(browser)  # what is in force is remembered from here on
    assert queries(lambda: browser.get("/events/")) == 0
    assert queries(lambda: browser.get("/events/birth/")) == 0
    assert queries(lambda: plans(browser)) == 0
    bundle = hands_out(browser)
    assert queries(lambda: browser.get(f"/together/{bundle.pk}/pages/you/")) == 1
    assert queries(lambda: browser.get(f"/together/{bundle.pk}/")) <= 4
