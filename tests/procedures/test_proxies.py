"""Acting for another: begun, filled in, sent, looked at, mended and withdrawn under a mandate that is asked every time."""

from datetime import date, timedelta

import pytest
from django.test import Client

from madoguchi.accounts import granting
from madoguchi.accounts.granting import Scope
from madoguchi.accounts.mandate_models import Mandate, Representation
from madoguchi.accounts.models import Account
from madoguchi.accounts.states import Act, ProxyRole
from madoguchi.cases import commands as cases
from madoguchi.cases import permissions
from madoguchi.cases.grounds import Fault, Item
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.gateways import outbox
from madoguchi.gateways.models import KeptMail
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind, OnBehalf
from madoguchi.procedures.models import Draft
from tests.cases.factories import a_case
from tests.procedures.browsing import Browser
from tests.procedures.walking import answers_everything, answers_page, sends

ALL = frozenset(Act)


@pytest.fixture(autouse=True)
def a_mailbox(settings, db):
    settings.MAIL_SERVER = ""


@pytest.fixture
def mother(db) -> Account:
    return Account.objects.create(email="mother@example.jp", name="世田谷　花子", last_login=clock.now())


@pytest.fixture
def son(db) -> Account:
    return Account.objects.create(email="son@example.jp", name="世田谷　一郎", last_login=clock.now())


def who(account: Account) -> Actor:
    return Actor(kind=ActorKind.RESIDENT, id=str(account.pk), name=account.name)


def signed_in(account: Account, address: str = "192.0.2.7") -> Browser:
    """A device on which somebody has logged in."""
    device = Browser(address)
    client = Client()
    client.force_login(account)
    device.jar |= {(name, "/"): morsel.value for name, morsel in client.cookies.items()}
    return device


def mandated(
    mother: Account | None, son: Account, acts: frozenset[Act] = ALL, procedure: str = "green-curtain"
) -> Mandate:
    scope = Scope(ProxyRole.AGENT, acts, (procedure,), clock.today(), clock.today() + timedelta(days=90))
    if mother is None:
        officer = Actor(ActorKind.OFFICER, "9", "武田 恵子", section="child-family", roles=frozenset({"reception"}))
        mandate = granting.register_seen(
            principal_name="世田谷　ハル",
            principal_email="",
            proxy_name=son.name,
            proxy_email=son.email,
            paper="委任状",
            scope=scope,
            by=officer,
            at=clock.now(),
        )
    else:
        mandate = granting.offer(
            principal=mother,
            name=mother.name,
            proxy_name=son.name,
            proxy_email=son.email,
            scope=scope,
            by=who(mother),
            at=clock.now(),
        )
    granting.confirm(mandate=mandate, proxy=son, by=who(son), at=clock.now())
    return Mandate.objects.get(pk=mandate.pk)


def begins_for(device: Browser, mandate: Mandate, procedure: str = "green-curtain"):
    return device.post(f"/my/acting/{mandate.pk}/{procedure}/")


def sent_for(device: Browser, mandate: Mandate) -> Case:
    begins_for(device, mandate)
    answers_everything(device)
    sends(device)
    return Case.objects.get()


def mails_to(email: str) -> list[str]:
    outbox.deliver_due(at=clock.now())
    return [kept.body for kept in KeptMail.objects.filter(to=email).order_by("kept_at", "id")]


def revoke(mandate: Mandate, mother: Account) -> None:
    granting.revoke(mandate=mandate, by=who(mother), at=clock.now())


def test_a_son_applies_for_his_mother_and_the_application_is_hers(every_kind, mother, son):
    mandate = mandated(mother, son)
    his = signed_in(son)
    assert his.get("/my/acting/").says("世田谷　花子 さんの代理")
    case = sent_for(his, mandate)

    assert case.account_id == str(mother.pk)
    assert Representation.objects.get(pk=case.subject).mandate == mandate
    received = next(entry for entry in journal.timeline(case.subject) if entry.what == "received")
    assert received.who_name == "世田谷　花子（代理：世田谷　一郎）"
    assert received.detail["mandate"] == str(mandate.pk)
    assert signed_in(mother).get("/my/").says(case.number)
    assert his.get("/my/acting/").says(case.number)
    assert not his.get("/my/").says(case.number)


def test_the_mother_is_told_what_was_begun_and_sent_and_alone_gets_the_code(every_kind, mother, son):
    his = signed_in(son)
    case = sent_for(his, mandated(mother, son))

    told = mails_to("mother@example.jp")
    assert any("申請書に入力する" in body for body in told)
    assert any("申請を送る" in body for body in told)
    assert any(case.access_code() in body for body in told)
    assert not his.page.says(case.access_code())
    everybody = KeptMail.objects.exclude(to="mother@example.jp")
    assert not [kept for kept in everybody if case.access_code() in kept.body]


def test_a_draft_begun_for_her_opens_on_his_other_device_and_on_hers(every_kind, mother, son):
    begins_for(signed_in(son), mandated(mother, son))
    draft = Draft.objects.get()

    assert signed_in(son, "192.0.2.9").get(f"/apply/{draft.pk}/").status == 200
    assert signed_in(mother).get(f"/apply/{draft.pk}/").status == 200


def test_nobody_else_opens_it_even_with_the_cookie(every_kind, mother, son):
    his = signed_in(son)
    begins_for(his, mandated(mother, son))
    draft = Draft.objects.get()
    stranger = signed_in(Account.objects.create(email="stranger@example.jp"))
    stranger.jar |= {key: value for key, value in his.jar.items() if key[0] != "madoguchi-session"}
    nobody = Browser()
    nobody.jar |= {key: value for key, value in his.jar.items() if key[0] != "madoguchi-session"}

    assert stranger.get(f"/apply/{draft.pk}/").status == 403
    assert nobody.get(f"/apply/{draft.pk}/").status == 403


def test_a_mandate_revoked_halfway_stops_him_and_loses_nothing_of_hers(every_kind, mother, son):
    mandate, his = mandated(mother, son), signed_in(son)
    begins_for(his, mandate)
    answers_page(his)
    revoke(mandate, mother)

    page = his.reload()
    assert page.status == 403
    assert page.says("代理権は、取り消されています")
    draft = Draft.objects.get()
    assert his.post(f"/apply/{draft.pk}/send/").status == 403
    assert Case.objects.count() == 0
    assert signed_in(mother).get(f"/apply/{draft.pk}/pages/you/").form.sent()["name.family"]


def test_an_expired_mandate_stops_him(every_kind, mother, son, clock):
    his = signed_in(son)
    begins_for(his, mandated(mother, son))
    clock.passes(days=91)
    his = signed_in(son)

    page = his.get(f"/apply/{Draft.objects.get().pk}/")
    assert page.status == 403
    assert page.says("期限が切れています")


def test_filling_in_does_not_mean_sending(every_kind, mother, son):
    his = signed_in(son)
    begins_for(his, mandated(mother, son, frozenset({Act.FILL})))
    answers_everything(his)
    page = his.press()

    assert page.status == 403
    assert page.says("「申請を送る・直して送る」ことは")
    assert Case.objects.count() == 0
    hers = signed_in(mother)
    hers.get(f"/apply/{Draft.objects.get().pk}/review/")
    sends(hers)
    case = Case.objects.get()
    assert case.account_id == str(mother.pk)
    assert "received" in [entry.what for entry in journal.timeline(case.subject) if entry.who_id == str(mother.pk)]


def test_a_procedure_outside_the_mandate_is_not_begun(every_kind, mother, son):
    mandate = mandated(mother, son, procedure="moving-in")
    page = begins_for(signed_in(son), mandate)

    assert page.status == 403
    assert page.says("代理権に含まれていません")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("stranger", [True, False])
def test_a_mandate_cannot_be_borrowed(every_kind, mother, son, stranger):
    mandate = mandated(mother, son)
    device = signed_in(Account.objects.create(email="stranger@example.jp")) if stranger else Browser()

    begins_for(device, mandate)

    assert Draft.objects.count() == 0
    assert signed_in(mother).post(f"/my/acting/{mandate.pk}/green-curtain/").status == 403
    assert signed_in(son).post("/my/acting/00000000-0000-0000-0000-000000000000/green-curtain/").status == 404


def test_looking_is_written_down_and_told_once_a_day(every_kind, mother, son):
    his = signed_in(son)
    case = sent_for(his, mandated(mother, son))
    for _ in range(2):
        assert his.get(f"/status/{case.pk}/").status == 200

    looks = [entry for entry in journal.timeline(case.subject) if entry.what == "status_shown"]
    assert [entry.who_name for entry in looks] == ["世田谷　花子（代理：世田谷　一郎）"] * 2
    assert sum("申請の状況を見る" in body for body in mails_to("mother@example.jp")) == 1


def test_what_the_mandate_lets_be_seen_ends_with_it(every_kind, mother, son):
    mandate, his = mandated(mother, son), signed_in(son)
    case = sent_for(his, mandate)
    assert his.get(f"/status/{case.pk}/").status == 200
    revoke(mandate, mother)

    assert his.get(f"/status/{case.pk}/").status == 403
    assert his.post(f"/status/{case.pk}/withdraw/").status == 403
    assert his.get(f"/status/{case.pk}/receipt/").status == 403
    nobody = Browser()
    nobody.jar |= {key: value for key, value in his.jar.items() if key[0] != "madoguchi-session"}
    assert nobody.get(f"/status/{case.pk}/").status == 403
    case.refresh_from_db()
    assert case.stands is State.RECEIVED


@pytest.mark.parametrize("allowed", [True, False])
def test_withdrawing_must_have_been_named(every_kind, mother, son, allowed):
    acts = ALL if allowed else ALL - {Act.WITHDRAW}
    his = signed_in(son)
    case = sent_for(his, mandated(mother, son, acts))
    assert his.get(f"/status/{case.pk}/").says("申請を取り下げる") == allowed

    page = his.post(f"/status/{case.pk}/withdraw/")

    case.refresh_from_db()
    assert (case.stands is State.WITHDRAWN) == allowed
    assert (page.status == 403) != allowed
    if allowed:
        withdrawn = journal.timeline(case.subject)
        assert next(e for e in withdrawn if e.what == "withdrawn").who_name == "世田谷　花子（代理：世田谷　一郎）"
        assert any("申請を取り下げる" in body for body in mails_to("mother@example.jp"))


@pytest.mark.parametrize("allowed", [True, False])
def test_a_returned_application_is_mended_only_with_leave_to_send(every_kind, mother, son, allowed):
    mandate, his = mandated(mother, son), signed_in(son)
    case = sent_for(his, mandate)
    reviewer = Actor(ActorKind.OFFICER, "9", "小川 彩", section=case.section, roles=frozenset({"reviewer"}))
    cases.begin_review(case=case, by=reviewer, at=clock.now())
    cases.ask_for_correction(
        case=case, reasons=["proof"], words="費用を確かめてください。", by=reviewer, at=clock.now()
    )
    if not allowed:
        Mandate.objects.filter(pk=mandate.pk).update(acts=["fill", "status"])

    page = his.post(f"/status/{case.pk}/correct/")

    assert (page.status == 403) != allowed
    if allowed:
        sends(his)
        case.refresh_from_db()
        assert case.stands is State.UNDER_REVIEW
        corrected = next(e for e in journal.timeline(case.subject) if e.what == "corrected")
        assert corrected.who_name == "世田谷　花子（代理：世田谷　一郎）"


def test_a_correction_he_began_cannot_be_sent_when_the_mandate_has_ended(every_kind, mother, son):
    mandate, his = mandated(mother, son), signed_in(son)
    case = sent_for(his, mandate)
    reviewer = Actor(ActorKind.OFFICER, "9", "小川 彩", section=case.section, roles=frozenset({"reviewer"}))
    cases.begin_review(case=case, by=reviewer, at=clock.now())
    cases.ask_for_correction(
        case=case, reasons=["proof"], words="費用を確かめてください。", by=reviewer, at=clock.now()
    )
    his.post(f"/status/{case.pk}/correct/")
    draft = Draft.objects.get(corrects=case.pk)
    revoke(mandate, mother)

    assert his.post(f"/apply/{draft.pk}/send/").status == 403
    his.jar.pop(("madoguchi-session", "/"))
    assert his.post(f"/apply/{draft.pk}/send/").status == 403
    hers = signed_in(mother)
    hers.post(f"/status/{case.pk}/correct/")
    sends(hers)
    case.refresh_from_db()
    assert case.stands is State.UNDER_REVIEW


def test_a_single_answer_is_mended_by_him_and_by_nobody_once_the_mandate_has_ended(every_kind, mother, son):
    mandate, his = mandated(mother, son), signed_in(son)
    case = sent_for(his, mandate)
    reviewer = Actor(ActorKind.OFFICER, "9", "小川 彩", section=case.section, roles=frozenset({"reviewer"}))
    cases.begin_review(case=case, by=reviewer, at=clock.now())
    asked = (Item(path="width", reason=Fault.WRONG),)
    cases.ask_for_correction(case=case, items=asked, reasons=[], words="", by=reviewer, at=clock.now())
    assert his.post(f"/status/{case.pk}/correct/").path.endswith("/mend/")
    session = his.jar.pop(("madoguchi-session", "/"))
    assert his.reload().status == 403
    his.jar[("madoguchi-session", "/")] = session
    his.reload()
    his.page.form.fill("width", "5")
    his.press()
    case.refresh_from_db()
    assert case.stands is State.UNDER_REVIEW
    corrected = next(e for e in journal.timeline(case.subject) if e.what == "corrected")
    assert corrected.who_name == "世田谷　花子（代理：世田谷　一郎）"


def test_somebody_without_an_account_is_represented_too(every_kind, son):
    mandate, his = mandated(None, son), signed_in(son)
    case = sent_for(his, mandate)

    assert case.account_id == ""
    assert not his.get("/my/").says(case.number)
    assert his.get(f"/status/{case.pk}/").status == 200
    device = Browser()
    device.get("/status/")
    device.page.form.fill("number", case.number)
    device.page.form.fill("code", case.access_code())
    assert device.press().says("これまでの経過")


def behalf(case: Case, *acts: Act, subject: str = "") -> Actor:
    value = OnBehalf("m", case.account_id, "本人", subject or case.subject, frozenset(act.value for act in acts))
    return Actor(ActorKind.RESIDENT, "77", "本人（代理：だれか）", on_behalf_of=value)


ASKS = {
    "view": (permissions.refusal_to_view, {Act.STATUS}),
    "open document": (permissions.refusal_to_open_document, {Act.STATUS}),
    "withdraw": (permissions.refusal_to_withdraw, {Act.WITHDRAW}),
    "correct": (permissions.refusal_to_correct, {Act.SEND}),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("name", ASKS)
def test_what_a_proxy_may_do_with_a_case_in_every_state(db, name, act, state):
    case = a_case(at=state)
    asks, needed = ASKS[name]
    applicants_own = asks(case.applicant, case) is None

    assert (asks(behalf(case, act), case) is None) == (applicants_own and act in needed)
    assert asks(behalf(case, *Act, subject="case/other"), case) is not None


def test_the_days_of_a_mandate_are_whole_days(every_kind, mother, son, clock):
    mandate = mandated(mother, son)
    last = mandate.until_on
    assert last == date(2026, 11, 10) + timedelta(days=90)
    clock.passes(days=90)
    assert begins_for(signed_in(son), mandate).status == 200
    clock.passes(days=1)
    assert begins_for(signed_in(son), mandate).status == 403
