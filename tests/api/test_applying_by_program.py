"""A program sends an application: once, with its documents, and without learning of anybody else."""

from datetime import date
from io import BytesIO

import pytest

from madoguchi.accounts.api_scopes import Scope
from madoguchi.cabinet import queries as kept
from madoguchi.cabinet.models import Document
from madoguchi.cabinet.queries import Weight
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.gateways.models import OutboxEntry as Outbox
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import api_applications
from madoguchi.procedures.models import Receipt
from tests.api.programs import ANSWERS, a_program
from tests.cabinet.papers import pdf
from tests.cases.factories import an_actor
from tests.procedures.definition import definition
from tests.procedures.publishing import put_in_force

pytestmark = pytest.mark.django_db


def test_an_application_arrives_as_if_it_had_been_typed(program):
    said = program.applies()
    case = Case.objects.get()

    assert said.status_code == 201, said.content.decode()
    assert (said.json()["number"], case.channel, case.answers["phone"]) == (case.number, "api", "0354321111")
    assert said.json()["access_code"] == case.access_code()
    assert Receipt.objects.get().number == case.number
    assert next((e.what, e.who_kind) for e in journal.timeline(case.subject)) == ("received", "program")
    assert Outbox.objects.filter(key=f"receipt/{case.pk}").count() == 1


def test_sent_again_under_the_same_key_it_is_one_application_and_the_same_answer(program):
    first, again = program.applies(key="one-and-only"), program.applies(key="one-and-only")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert Case.objects.count() == 1


def test_the_same_answer_also_when_the_case_has_gone_on(program):
    first = program.applies(key="one-and-only")
    case, by = Case.objects.get(), an_actor()
    cases.begin_review(case=case, by=by, at=clock.now())
    clock.passes(days=4)

    assert program.applies(key="one-and-only").content == first.content


def test_another_body_under_a_used_key_is_refused(program):
    program.applies(key="one-and-only")
    said = program.applies(key="one-and-only", width=4)

    assert (said.status_code, said.json()["code"]) == (422, "idempotency-key-reused")
    assert Case.objects.count() == 1


def test_two_programs_may_use_the_same_key(program):
    other = a_program()
    program.applies(key="one-and-only")
    said = other.applies(key="one-and-only", birthdate="1970-01-01")

    assert said.status_code == 201
    assert Case.objects.count() == 2


@pytest.mark.parametrize("key", ["", "short", "あいうえおかきくけこ", "x" * 201])
def test_without_a_proper_idempotency_key_nothing_is_taken(program, key):
    headers = {"Idempotency_Key": key} if key else {}
    said = program.post("applications", {"procedure": "green-curtain", "answers": ANSWERS}, **headers)

    assert (said.status_code, said.json()["errors"][0]["pointer"]) == (422, "header:Idempotency-Key")
    assert Case.objects.count() == 0


def test_what_may_exist_once_is_refused_kindly_and_tells_nothing_of_the_first(program):
    first = program.applies(phone="03-0000-1234", why="秘密の理由")
    case = Case.objects.get()
    said = a_program().applies()

    assert (said.status_code, said.json()["code"]) == (409, "already-applied")
    assert "緑のカーテンの助成は、お一人1回です" in said.json()["detail"]
    for secret in (case.number, case.access_code(), "髙橋", "0300001234", "秘密", str(case.pk)):
        assert secret not in said.content.decode()
    assert first.status_code == 201


def test_wrong_answers_are_told_each_with_its_place_and_nothing_is_kept(program):
    said = program.applies(name=None, truth=False, cost=0)
    found = {(one["pointer"], one["code"]) for one in said.json()["errors"]}

    assert (said.status_code, said.json()["code"]) == (422, "incomplete")
    assert {("#/answers/name", "required"), ("#/answers/truth", "required"), ("#/answers/cost", "check")} <= found
    assert Case.objects.count() == 0


def test_an_application_written_for_an_older_version_is_to_be_checked_again(program, every_kind):
    put_in_force(definition(minutes=9))
    body = {"procedure": "green-curtain", "answers": ANSWERS, "version": every_kind.version}
    said = program.post("applications", body, Idempotency_Key="older-version")

    assert (said.status_code, said.json()["code"]) == (409, "version-superseded")


def test_a_procedure_that_is_closed_is_not_taken(program):
    put_in_force(definition(closes=date(2026, 11, 9)))
    said = program.applies()

    assert (said.status_code, said.json()["code"]) == (409, "closed")


def test_a_document_goes_with_the_application_that_names_it(program):
    sent = program.uploads(a_file("領収書.pdf"))
    said = program.applies(proof=[{"id": sent.json()["id"], "name": "forged.exe", "size": 1}])
    case = Case.objects.get()

    assert (sent.status_code, said.status_code) == (201, 201)
    assert case.answers["proof"][0]["name"] == "領収書.pdf"
    assert Document.objects.get().subject == case.subject


def test_a_document_is_judged_by_its_content(program):
    said = program.uploads(a_file("領収書.pdf", b"MZ this is a program"))

    assert (said.status_code, said.json()["code"]) == (422, "document")
    assert Document.objects.count() == 0


@pytest.mark.parametrize("owner", ["another program", "nobody", "used already"])
def test_a_document_of_somebody_else_cannot_be_named(program, owner):
    id_ = {
        "another program": lambda: a_program().uploads(a_file("x.pdf")).json()["id"],
        "nobody": lambda: "0190a0a0-0000-7000-8000-000000000000",
        "used already": lambda: _used(program),
    }[owner]()
    said = program.applies(proof=[{"id": id_}], birthdate="1980-01-01")

    assert said.status_code == 422
    assert [(one["path"], one["code"]) for one in said.json()["errors"]] == [("proof", "unknown_document")]


def _used(program):
    id_ = program.uploads(a_file("x.pdf")).json()["id"]
    assert program.applies(proof=[{"id": id_}]).status_code == 201
    return id_


def test_documents_nobody_named_are_forgotten_after_two_days(program):
    program.uploads(a_file("x.pdf"))
    clock.passes(days=3)
    count = api_applications.forget_unused_uploads(
        before=clock.now() - api_applications.UPLOADS_KEPT, by=SYSTEM, at=clock.now()
    )

    assert (count, Document.objects.count()) == (1, 0)


@pytest.mark.parametrize("most", [Weight(2, 10**9), Weight(500, 2 * len(pdf()))], ids=["number", "bytes"])
def test_a_program_keeps_only_so_many_documents_waiting(program, monkeypatch, most):
    monkeypatch.setattr(api_applications, "MOST_WAITING", most)
    first, _, third = (program.uploads(a_file(f"{number}.pdf")) for number in range(3))

    assert (third.status_code, third.json()["code"]) == (429, "upload-quota")
    assert third.headers["Content-Type"] == "application/problem+json"
    assert Document.objects.count() == 2
    assert a_program().uploads(a_file("x.pdf")).status_code == 201

    assert program.applies(proof=[{"id": first.json()["id"]}]).status_code == 201
    assert program.uploads(a_file("x.pdf")).status_code == 201


def test_of_documents_sent_at_the_same_moment_none_is_kept_beyond_the_quota(program, monkeypatch):
    monkeypatch.setattr(api_applications, "MOST_WAITING", Weight(1, 10**9))
    weighed = iter([Weight(0, 0), Weight(2, 2)])  # another came between the two weighings
    monkeypatch.setattr(kept, "weight_below", lambda prefix: next(weighed))

    assert program.uploads(a_file("x.pdf")).status_code == 429
    assert Document.objects.count() == 0


@pytest.mark.parametrize("most", [Weight(1, 10**9), Weight(9, len(pdf()))], ids=["number", "bytes"])
def test_one_application_takes_only_so_many_documents(program, monkeypatch, most):
    monkeypatch.setattr(api_applications, "MOST_IN_ONE", most)
    sent = [{"id": program.uploads(a_file(f"{number}.pdf")).json()["id"]} for number in range(2)]
    said = program.applies(proof=sent)

    assert (said.status_code, said.json()["code"]) == (413, "application-too-large")
    assert said.headers["Content-Type"] == "application/problem+json"
    assert Case.objects.count() == 0


def test_how_it_stands_is_told_to_who_knows_number_and_code(program, anybody):
    got = program.applies().json()
    case, by = Case.objects.get(), an_actor()
    cases.begin_review(case=case, by=by, at=clock.now())
    said = anybody.asks(got["number"], got["access_code"]).json()

    assert (said["state"], said["state_words"], said["notices"]) == ("under_review", "内容を確認しています", [])
    assert said["days_left"] == (case.due_on - clock.today()).days
    assert anybody.asks(got["number"], "AAAA-BBB-CCC").status_code == 404
    assert anybody.asks("世子家-2026-999999", got["access_code"]).status_code == 404


def test_guessing_codes_is_stopped(program, anybody):
    number = program.applies().json()["number"]
    statuses = [anybody.asks(number, "AAAA-BBB-CCC").status_code for _ in range(31)]

    assert (statuses[0], statuses[-1]) == (404, 429)


def test_what_is_waiting_for_mending_says_so(program, anybody):
    got = program.applies().json()
    case, by = Case.objects.get(), an_actor()
    cases.begin_review(case=case, by=by, at=clock.now())
    case.refresh_from_db()
    cases.ask_for_correction(case=case, reasons=["proof"], words="領収書が読めません。", by=by, at=clock.now())
    said = anybody.asks(got["number"], got["access_code"]).json()

    assert (said["state"], said["correction"]["words"]) == ("returned", "領収書が読めません。")
    assert said["days_left"] is None


def test_a_key_without_the_right_sends_nothing(every_kind):
    said = a_program(Scope.READ_CASES).applies()

    assert (said.status_code, said.json()["code"]) == (403, "scope")


def a_file(name: str, content: bytes | None = None) -> BytesIO:
    file = BytesIO(pdf() if content is None else content)
    file.name = name
    return file


def test_sending_takes_few_questions_to_the_database(program, django_assert_max_num_queries):
    """A whole journey over the web takes some hundred: see `bin/bench api`."""
    program.applies(birthdate="1960-01-01")
    with django_assert_max_num_queries(30):
        assert program.applies().status_code == 201


def test_reading_a_procedure_takes_none(anybody, django_assert_num_queries):
    anybody.get("procedures/green-curtain")
    with django_assert_num_queries(0):
        anybody.get("procedures/green-curtain")
