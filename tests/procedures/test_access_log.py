"""「だれが私の情報を見たか」: everything others did with what is mine, and nothing of anybody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.accounts import commands as accounts
from madoguchi.accounts.models import Account
from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from tests.procedures.browsing import Browser
from tests.procedures.test_proxies import mandated, sent_for, signed_in
from tests.procedures.walking import applies


@pytest.fixture
def mine(db) -> Account:
    return Account.objects.create(email="mother@example.jp", name="世田谷　花子", last_login=clock.now())


def officer_of(section: str) -> Actor:
    officer = accounts.appoint(
        email="ogawa@officer.example",
        password="a-long-pass-phrase",
        section=section,
        name="小川 彩",
        post="主事",
        roles=[Role.REVIEWER],
    )
    return Actor(
        ActorKind.OFFICER, str(officer.account_id), officer.name, section=section, roles=frozenset(officer.held_roles)
    )


def applied(every_kind, account: Account) -> tuple[Browser, Case]:
    device = signed_in(account)
    applies(device, every_kind)
    return device, Case.objects.get(account_id=str(account.pk))


def test_who_looked_is_told_by_section_and_post_without_a_name(every_kind, mine):
    device, case = applied(every_kind, mine)
    assert device.get("/my/access-log/").says("まだ記録はありません")
    cases.view(case=case, by=officer_of(case.section), at=clock.now())

    page = device.get(device.get("/my/").link("だれが私の情報を見たか"))
    assert page.says("職員が申請の内容を見ました")
    assert page.says("主事")
    assert page.says(case.number)
    assert not page.says("小川")


def test_a_ward_may_decide_to_show_names(every_kind, mine, settings):
    settings.OFFICER_NAMES_SHOWN = True
    device, case = applied(every_kind, mine)
    cases.view(case=case, by=officer_of(case.section), at=clock.now())

    assert device.get("/my/access-log/").says("小川 彩")


def test_an_officer_who_has_left_is_told_by_the_section(every_kind, mine):
    device, case = applied(every_kind, mine)
    gone = Actor(ActorKind.OFFICER, "999999", "去った 人", section=case.section, roles=frozenset({"reviewer"}))
    cases.view(case=case, by=gone, at=clock.now())

    page = device.get("/my/access-log/")
    assert page.says("職員")
    assert not page.says("去った")


def test_what_was_decided_about_it_is_shown_on_request(every_kind, mine):
    device, case = applied(every_kind, mine)
    cases.begin_review(case=case, by=officer_of(case.section), at=clock.now())

    assert not device.get("/my/access-log/").says("確認を始めました")
    assert device.get("/my/access-log/?all=1").says("確認を始めました")


def test_what_a_proxy_did_is_there_by_name(every_kind, mine):
    son = Account.objects.create(email="son@example.jp", name="世田谷　一郎", last_login=clock.now())
    his = signed_in(son)
    case = sent_for(his, mandated(mine, son))
    his.get(f"/status/{case.pk}/")

    assert signed_in(mine).get("/my/access-log/").says("世田谷　花子（代理：世田谷　一郎）")
    assert signed_in(mine).get("/my/access-log/?all=1").says("代理を引き受けました")
    assert not his.get("/my/access-log/?all=1").says(case.number)


def test_nothing_of_a_neighbour_is_there(every_kind, mine):
    _device, case = applied(every_kind, mine)
    cases.view(case=case, by=officer_of(case.section), at=clock.now())
    neighbour = Account.objects.create(email="neighbour@example.jp", last_login=clock.now())

    assert signed_in(neighbour).get("/my/access-log/?all=1").says("まだ記録はありません")
    assert Browser().get("/my/access-log/").path == "/account/login/"


def test_one_page_holds_thirty_and_the_rest_is_behind_it(every_kind, mine):
    device, case = applied(every_kind, mine)
    for _ in range(35):
        journal.write(subject=case.subject, what="viewed", by=SYSTEM, at=clock.now())

    page = device.get("/my/access-log/")
    assert page.html.count("職員が申請の内容を見ました") == 30
    older = device.get("/my/access-log/" + page.link("これより前の記録を見る"))
    assert older.html.count("職員が申請の内容を見ました") == 5


def test_the_number_of_queries_does_not_grow(every_kind, mine):
    device, case = applied(every_kind, mine)
    by = officer_of(case.section)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert device.get("/my/access-log/?all=1").status == 200
        return len(captured.captured_queries)

    cases.view(case=case, by=by, at=clock.now())
    first = asked()
    for _ in range(29):
        journal.write(subject=case.subject, what="viewed", by=by, at=clock.now())
    assert asked() == first <= 8


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=" + "9" * 40, "all=2", "before=１", "before=0"])
def test_an_address_typed_by_hand_breaks_nothing(every_kind, mine, query):
    device, _case = applied(every_kind, mine)
    assert device.get(f"/my/access-log/?{query}").status == 200


@pytest.mark.parametrize("word", sorted(Word))
def test_every_word_of_the_journal_can_be_shown(every_kind, mine, word):
    device, case = applied(every_kind, mine)
    journal.write(subject=case.subject, what=word, by=SYSTEM, at=clock.now())
    assert device.get("/my/access-log/?all=1").status == 200
