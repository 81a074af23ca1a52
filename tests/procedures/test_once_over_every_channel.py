"""Fifteen who send the same at the same moment, over web, counter and connection: one application, fifteen kind answers."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.procedures.models import Draft, Receipt
from tests.cases.factories import an_officer
from tests.procedures.browsing import Browser
from tests.procedures.test_counter import at_desk, presses, to_confirmation
from tests.procedures.walking import answers_everything, begins

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 5
Act = Callable[[], str]


def on_the_web(compiled, number: int) -> Act:
    browser = Browser(f"192.0.2.{100 + number}")
    begins(browser, compiled)
    answers_everything(browser)

    def sends() -> str:
        page = browser.press()
        assert page.status in {200, 409}
        if page.status == 409:
            assert page.says("お一人1回です")
            assert page.says("いま入力した内容は送信されていません")
        return "received" if page.says("申請を受け付けました") else "told"

    return sends


def at_the_counter(compiled, number: int) -> Act:
    desk = at_desk(an_officer(Role.RECEPTION, name=f"窓口 {number}"))
    to_confirmation(desk, compiled)
    presses(desk, "_oral", read_aloud="yes", agreed=["truth"])

    def sends() -> str:
        page = desk.press()
        assert page.status in {200, 409}
        if page.status == 409:
            case = Case.objects.get()
            assert page.says(case.number)
            assert page.says("ご本人には「すでに受け付けていますので")
            assert page.link("受け付けた申請を開く") == f"/desk/cases/{case.pk}/"
        return "received" if page.says("申請を受け付けました") else "told"

    return sends


def kindly(already: cases.AlreadyApplied) -> str:
    """What a program is told: which application stands, in the procedure's own words."""
    assert already.case == Case.objects.get()
    assert already.message == "緑のカーテンの助成は、お一人1回です。すでに受け付けています。"
    return "told"


def by_connection(compiled, number: int, answers: dict[str, object]) -> Act:
    by = Actor(kind=ActorKind.SYSTEM, id=f"client-{number}", name="連携先")

    def sends() -> str:
        try:
            cases.receive(
                compiled=compiled,
                answers=answers,
                idempotency_key=f"connection-{number}",
                channel="api",
                account_id="",
                language="ja",
                draft="",
                by=by,
                at=clock.now(),
            )
        except cases.AlreadyApplied as already:
            return kindly(already)
        return "received"

    return sends


def test_fifteen_sends_over_three_channels_are_one_application_and_fifteen_kind_answers(every_kind):
    acts = [on_the_web(every_kind, n) for n in range(EACH)]
    answers = Draft.objects.latest("begun_at").answers
    acts += [at_the_counter(every_kind, n) for n in range(EACH)]
    acts += [by_connection(every_kind, n, answers) for n in range(EACH)]
    together, said, wrong = threading.Barrier(len(acts)), [], []

    def run(act: Act) -> None:
        together.wait(timeout=60)
        try:
            said.append(act())
        except AssertionError as failed:
            wrong.append(failed)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(said) == ["received"] + ["told"] * (3 * EACH - 1)
    assert Case.objects.count() == 1
    assert Receipt.objects.count() <= 1
    assert Draft.objects.filter(sent_as=None).count() >= 2 * EACH - 1
