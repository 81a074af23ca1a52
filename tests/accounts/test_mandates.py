"""代理 as data: every act against every standing, and the pages on which a mandate is given, taken on and ended."""

from datetime import date, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madoguchi.accounts import granting, mandates
from madoguchi.accounts.granting import Scope
from madoguchi.accounts.mandate_models import Mandate, Representation
from madoguchi.accounts.models import Account
from madoguchi.accounts.states import BY_LAW, Act, Granted, ProxyRole, Standing
from madoguchi.gateways import outbox
from madoguchi.gateways.models import KeptMail
from madoguchi.journal import queries as journal
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal
from tests.accounts.conftest import enters_the_desk, logs_in

TODAY = date(2026, 11, 10)
NOW = datetime(2026, 11, 10, 10, 0, tzinfo=JST)
HOME, OTHER = "child-allowance", "moving-in"


@pytest.fixture(autouse=True)
def the_whole_site(settings, quick_and_fresh):
    settings.ROOT_URLCONF = "madoguchi.config.urls"
    with clock.moved_to(NOW):
        yield


@pytest.fixture
def mother(db) -> Account:
    return Account.objects.create(email="mother@example.jp", name="世田谷　花子", last_login=NOW)


@pytest.fixture
def son(db) -> Account:
    return Account.objects.create(email="son@example.jp", name="世田谷　一郎", last_login=NOW)


def who(account: Account) -> Actor:
    return Actor(kind=ActorKind.RESIDENT, id=str(account.pk), name=account.name)


def scope(**changes: object) -> Scope:
    usual: dict[str, object] = {
        "role": ProxyRole.AGENT,
        "acts": frozenset({Act.FILL, Act.SEND, Act.STATUS}),
        "procedures": (HOME,),
        "from_on": TODAY,
        "until_on": TODAY + timedelta(days=90),
    }
    return Scope(**{**usual, **changes})  # type: ignore[arg-type]


def offered(mother: Account, email: str = "son@example.jp", /, **changes: object) -> Mandate:
    return granting.offer(
        principal=mother,
        name=mother.name,
        proxy_name="世田谷　一郎",
        proxy_email=email,
        scope=scope(**changes),
        by=who(mother),
        at=NOW,
    )


def standing(mother: Account, son: Account, at: Standing, **changes: object) -> Mandate:
    """A mandate brought where it stands through the commands."""
    if at is Standing.NOT_YET:
        changes |= {"from_on": TODAY + timedelta(days=5)}
    mandate = offered(mother, "son@example.jp", **changes)
    if at is not Standing.OFFERED:
        granting.confirm(mandate=mandate, proxy=son, by=who(son), at=NOW)
    if at is Standing.REVOKED:
        granting.revoke(mandate=mandate, by=who(mother), at=NOW)
    if at is Standing.EXPIRED:
        clock.passes(days=91)
    return Mandate.objects.get(pk=mandate.pk)


def refusal(mandate: Mandate | None, by: Account, act: Act = Act.SEND, procedure: str = HOME) -> Refusal | None:
    return mandates.refusal_to_act(mandate, by=who(by), act=act, procedure=procedure, on=clock.today())


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("at", Standing)
@pytest.mark.parametrize("covered", [True, False])
def test_every_act_against_every_standing_and_scope(mother, son, act, at, covered):
    mandate = standing(mother, son, at)
    assert mandate.stands(clock.today()) is at
    allowed = at is Standing.IN_FORCE and covered and act in {Act.FILL, Act.SEND, Act.STATUS}

    found = refusal(mandate, son, act, HOME if covered else OTHER)

    assert (found is None) == allowed
    if found is not None:
        assert found.message
        assert found.way_on
        assert found.status == 403


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (Standing.OFFERED, ""),
        (Standing.NOT_YET, "まだ始まっていません"),
        (Standing.EXPIRED, "期限が切れています"),
        (Standing.REVOKED, "取り消されています"),
    ],
)
def test_why_a_mandate_does_not_count_is_said_in_clear_words(mother, son, at, words):
    mandate = standing(mother, son, at)
    found = refusal(mandate, son)
    assert found is not None
    if at is Standing.OFFERED:
        assert found.code == "no-mandate"
    else:
        assert words in found.message
        assert "世田谷　花子" in found.message


def test_what_is_outside_the_scope_is_named(mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE)

    outside = refusal(mandate, son, Act.WITHDRAW)
    assert outside is not None
    assert "申請を取り下げる" in outside.message
    elsewhere = refusal(mandate, son, Act.SEND, OTHER)
    assert elsewhere is not None
    assert "この手続きは" in elsewhere.message


def test_a_mandate_of_somebody_else_does_not_exist(mother, son):
    stranger = Account.objects.create(email="stranger@example.jp", name="だれか")
    mandate = standing(mother, son, Standing.IN_FORCE)

    for found in (refusal(mandate, stranger), refusal(None, son)):
        assert found is not None
        assert found.code == "no-mandate"
    nobody = Actor(kind=ActorKind.RESIDENT, id="", name="")
    assert mandates.refusal_to_act(mandate, by=nobody, act=Act.FILL, procedure=HOME, on=TODAY) is not None
    officer = Actor(kind=ActorKind.OFFICER, id=str(son.pk), name="職員")
    assert mandates.refusal_to_act(mandate, by=officer, act=Act.FILL, procedure=HOME, on=TODAY) is not None


def test_no_procedure_named_is_every_procedure(mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE, procedures=())
    assert refusal(mandate, son, Act.SEND, OTHER) is None


@pytest.mark.parametrize("role", sorted(BY_LAW))
def test_nobody_becomes_a_parent_or_guardian_by_a_page(mother, role):
    with pytest.raises(Refusal, match="窓口で書類を"):
        offered(mother, role=role)


@pytest.mark.parametrize(
    "changes",
    [
        {"until_on": TODAY - timedelta(days=1)},
        {"until_on": TODAY + timedelta(days=400)},
        {"from_on": TODAY - timedelta(days=2)},
        {"acts": frozenset()},
    ],
)
def test_a_mandate_without_measure_is_refused(mother, changes):
    with pytest.raises(Refusal):
        offered(mother, **changes)
    assert Mandate.objects.count() == 0


def test_nobody_is_their_own_proxy(mother):
    with pytest.raises(Refusal, match="自分"):
        offered(mother, "mother@example.jp")


def test_only_the_mailbox_it_was_offered_to_takes_it_on(mother, son):
    mandate = offered(mother)
    stranger = Account.objects.create(email="stranger@example.jp", name="だれか")

    with pytest.raises(Refusal, match="別のメールアドレス"):
        granting.confirm(mandate=mandate, proxy=stranger, by=who(stranger), at=NOW)
    granting.confirm(mandate=mandate, proxy=son, by=who(son), at=NOW)
    with pytest.raises(Refusal, match="もう返事を待っていません"):
        granting.confirm(mandate=mandate, proxy=son, by=who(son), at=NOW)


def test_what_was_ended_cannot_be_taken_on(mother, son):
    mandate = offered(mother)
    granting.revoke(mandate=mandate, by=who(mother), at=NOW)
    with pytest.raises(Refusal):
        granting.confirm(mandate=mandate, proxy=son, by=who(son), at=NOW)


def test_both_may_end_it_and_nobody_else(mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE)
    stranger = Account.objects.create(email="stranger@example.jp", name="だれか")

    assert granting.refusal_to_revoke(mandate, who(mother)) is None
    assert granting.refusal_to_revoke(mandate, who(son)) is None
    assert granting.refusal_to_revoke(mandate, who(stranger)) is not None
    granting.revoke(mandate=mandate, by=who(son), at=NOW)
    granting.revoke(mandate=mandate, by=who(mother), at=NOW)
    assert [entry.what for entry in journal.timeline(mandate.subject)] == [
        "mandate_offered",
        "mandate_confirmed",
        "mandate_revoked",
    ]


def test_the_journal_names_both_and_the_mandate(mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE)
    granting.represent(mandate=mandate, subject="draft/x", procedure=HOME, by=who(son), at=NOW)

    (entry,) = journal.timeline("draft/x")
    assert entry.who_name == "世田谷　花子（代理：世田谷　一郎）"
    assert entry.who_id == str(son.pk)
    assert entry.detail["mandate"] == str(mandate.pk)


def test_the_one_represented_is_told_each_time(mother, son, settings):
    settings.MAIL_SERVER = ""
    mandate = standing(mother, son, Standing.IN_FORCE)
    granting.represent(mandate=mandate, subject="draft/x", procedure=HOME, by=who(son), at=NOW)
    for moment in (NOW, NOW + timedelta(minutes=5), NOW + timedelta(days=1)):
        granting.tell_of_act(mandate, Act.STATUS, procedure=HOME, subject="case/x", at=moment)
    outbox.deliver_due(at=clock.now())

    told = [kept.body for kept in KeptMail.objects.filter(to="mother@example.jp").order_by("kept_at", "id")]
    assert sum("申請書に入力する" in body for body in told) == 1
    assert sum("申請の状況を見る" in body for body in told) == 2
    assert all("/my/mandates/" in body for body in told)


def test_the_database_keeps_impossible_mandates_out(mother, son):
    right = {
        "principal": mother,
        "principal_name": "a",
        "proxy_name": "b",
        "proxy_email": "b@example.jp",
        "role": ProxyRole.AGENT.value,
        "from_on": TODAY,
        "until_on": TODAY,
        "granted": Granted.IN_APP.value,
        "granted_by": "a",
        "offered_at": NOW,
    }
    Mandate.objects.create(**right)
    for wrong in (
        {"until_on": TODAY - timedelta(days=1)},
        {"confirmed_at": NOW},
        {"proxy": son},
        {"proxy": mother, "confirmed_at": NOW},
        {"role": ProxyRole.PARENT.value},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.create(**{**right, **wrong})


def test_a_mandate_is_given_taken_on_and_ended_on_the_pages(mother, son, published):
    hers, his = Client(), Client()
    logs_in(hers, "mother@example.jp")
    logs_in(his, "son@example.jp")
    form = {
        "name": "世田谷　花子",
        "proxy_name": "世田谷　一郎",
        "proxy_email": "ＳＯＮ@example.jp",
        "role": "agent",
        "acts": ["fill", "send"],
        "procedures": [HOME],
        "days": "90",
    }
    assert hers.post("/my/mandates/new/", form).status_code == 302
    mandate = Mandate.objects.get()
    assert (mandate.proxy_email, mandate.procedures, mandate.acts) == ("son@example.jp", [HOME], ["fill", "send"])
    assert mandate.until_on == TODAY + timedelta(days=90)

    page = his.get("/my/mandates/").content.decode()
    assert "代理を引き受ける" in page
    assert "世田谷　花子" in page
    assert "世田谷　花子" not in Client().get("/my/mandates/", follow=True).content.decode()
    assert his.post(f"/my/mandates/{mandate.pk}/confirm/").status_code == 302
    mandate.refresh_from_db()
    assert mandate.stands(TODAY) is Standing.IN_FORCE

    assert "すぐに使えなくなります" in hers.get(f"/my/mandates/{mandate.pk}/revoke/").content.decode()
    assert mandate.revoked_at is None
    hers.post(f"/my/mandates/{mandate.pk}/revoke/")
    mandate.refresh_from_db()
    assert mandate.stands(TODAY) is Standing.REVOKED
    assert "取り消し済み" in hers.get("/my/mandates/").content.decode()


def test_what_is_missing_is_told_beside_the_field_and_nothing_is_lost(mother):
    hers = Client()
    logs_in(hers, "mother@example.jp")

    response = hers.post("/my/mandates/new/", {"proxy_name": "世田谷　一郎", "proxy_email": "none", "role": "parent"})

    page = response.content.decode()
    assert response.status_code == 422
    for words in ("ご本人の氏名を入力", "正しい形で入力", "資格を選んで", "一つ以上選んで", "期間を選んで"):
        assert words in page
    assert 'value="世田谷　一郎"' in page
    assert Mandate.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"acts": ["everything"]},
        {"days": "99999"},
        {"days": "-1"},
        {"role": "king"},
        {"proxy_email": "a@b\r\nBcc: all@example.jp"},
        {"proxy_email": "a@example.jp, b@example.jp"},
    ],
)
def test_what_no_form_offers_is_refused(mother, changes):
    hers = Client()
    logs_in(hers, "mother@example.jp")
    form = {
        "name": "a",
        "proxy_name": "b",
        "proxy_email": "b@example.jp",
        "role": "agent",
        "acts": ["fill"],
        "days": "30",
    }
    assert hers.post("/my/mandates/new/", {**form, **changes}).status_code in {400, 422}
    assert Mandate.objects.count() == 0


def test_a_stranger_finds_no_mandate_of_others(mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE)
    stranger = Client()
    logs_in(stranger, "stranger@example.jp")

    assert stranger.get(f"/my/mandates/{mandate.pk}/revoke/").status_code == 404
    assert stranger.post(f"/my/mandates/{mandate.pk}/revoke/").status_code == 404
    assert stranger.post(f"/my/mandates/{mandate.pk}/confirm/").status_code == 403
    assert stranger.post("/my/mandates/00000000-0000-0000-0000-000000000000/confirm/").status_code == 404
    mandate.refresh_from_db()
    assert mandate.stands(TODAY) is Standing.IN_FORCE


PAPER = {
    "name": "世田谷　あおい",
    "proxy_name": "世田谷　花子",
    "proxy_email": "mother@example.jp",
    "role": "parent",
    "paper": "戸籍謄本（令和8年11月発行）",
    "acts": ["fill", "send", "status", "receive"],
    "until": "令和11年3月31日",
}


def test_an_officer_registers_what_was_seen_on_paper(browser, officer, mother):
    enters_the_desk(browser, officer)
    assert browser.post("/desk/mandates/", PAPER).status_code == 302

    mandate = Mandate.objects.get()
    assert (mandate.role, mandate.granted, mandate.until_on) == ("parent", "document", date(2029, 3, 31))
    assert mandate.granted_by == "child-family 武田 恵子"
    assert mandate.stands(TODAY) is Standing.OFFERED
    granting.confirm(mandate=mandate, proxy=mother, by=who(mother), at=NOW)
    found = browser.post("/desk/mandates/search/", {"name": "世田谷　あおい"}, follow=True)
    assert "世田谷　花子" in found.content.decode()
    browser.post(f"/desk/mandates/{mandate.pk}/revoke/")
    mandate.refresh_from_db()
    assert mandate.stands(TODAY) is Standing.REVOKED


@pytest.mark.parametrize(
    "changes",
    [
        {"paper": ""},
        {"until": "いつか"},
        {"until": "2099年1月1日"},
        {"name": ""},
        {"role": ""},
        {"principal_email": "x"},
    ],
)
def test_an_officer_is_told_what_is_missing(browser, officer, changes):
    enters_the_desk(browser, officer)
    assert browser.post("/desk/mandates/", {**PAPER, **changes}).status_code in {400, 422}
    assert Mandate.objects.count() == 0


def test_the_desk_of_mandates_is_for_officers_who_receive_or_decide(browser, officer):
    logs_in(browser)
    assert browser.get("/desk/mandates/").status_code == 403
    officer.roles = ["auditor"]
    officer.save()
    other = Client()
    enters_the_desk(other, officer)
    assert other.get("/desk/mandates/").status_code == 403
    assert other.post("/desk/mandates/", PAPER).status_code == 403
    assert Mandate.objects.count() == 0


def test_the_page_asks_the_same_number_of_times_however_many_mandates(mother, son, published):
    hers = Client()
    logs_in(hers, "mother@example.jp")
    offered(mother, "first@example.jp")
    hers.get("/my/mandates/")
    with CaptureQueriesContext(connection) as first:
        hers.get("/my/mandates/")
    for number in range(5):
        offered(mother, f"p{number}@example.jp")
    with CaptureQueriesContext(connection) as then:
        hers.get("/my/mandates/")
    assert len(then.captured_queries) == len(first.captured_queries) <= 5


def test_mails_go_through_the_outbox_and_nothing_is_sent_by_itself(mother):
    offered(mother)
    assert mail.outbox == []
    assert Entry.objects.filter(what="mandate_offered").count() == 1
    assert Representation.objects.count() == 0


def test_nobody_sends_mail_to_strangers_by_offering_mandates_without_end(mother):
    for number in range(granting.MOST_OFFERS_A_DAY):
        offered(mother, f"somebody{number}@example.jp")
    with pytest.raises(Refusal) as refused:
        offered(mother, "one-more@example.jp")
    assert (refused.value.status, refused.value.code) == (429, "too-many-offers")
    assert Mandate.objects.count() == granting.MOST_OFFERS_A_DAY


def test_an_officer_who_looks_somebodys_mandates_up_is_in_the_journal(browser, officer, mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE)
    enters_the_desk(browser, officer)
    browser.post("/desk/mandates/search/", {"name": mandate.principal_name}, follow=True)

    last = journal.timeline(mandate.subject)[-1]
    assert (last.what, last.who_id) == ("listed", str(officer.account_id))


def test_a_name_looked_for_stands_in_no_address_and_is_found_again_by_going_back(browser, officer, mother, son):
    mandate = standing(mother, son, Standing.IN_FORCE)
    enters_the_desk(browser, officer)
    address = browser.post("/desk/mandates/search/", {"name": mandate.principal_name}).headers["Location"]
    browser.post("/desk/mandates/search/", {"name": "別の　人"})

    assert mandate.principal_name.split()[0] not in unquote(address)
    assert mandate.proxy_name in browser.get(address).content.decode()
    in_the_address = browser.get("/desk/mandates/", {"name": mandate.principal_name}).content.decode()
    assert mandate.proxy_name not in in_the_address


def test_only_officers_who_may_register_look_a_name_up(browser):
    logs_in(browser)
    assert browser.post("/desk/mandates/search/", {"name": "世田谷　花子"}).status_code == 403
