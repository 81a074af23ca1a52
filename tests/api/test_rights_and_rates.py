"""Who may do what with a key, how often, and what a body may be."""

from io import BytesIO

import pytest
from django.core.cache import cache

from madoguchi.accounts import api_clients, api_rates
from madoguchi.accounts.api_models import ApiClient, ApiUse
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.states import Role
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from tests.api.programs import ANSWERS, Program, a_program
from tests.cases.definition import SECTION
from tests.cases.factories import an_actor, somebody

pytestmark = pytest.mark.django_db
JSON = "application/problem+json"


def _list(program: Program):
    return program.get("procedures").status_code


def _validate(program: Program):
    return program.post("procedures/green-curtain/validate", {"answers": {}}).status_code


def _status(program: Program):
    return program.asks("世子家-2026-000001", "AAAA").status_code


def _submit(program: Program):
    return program.applies(name=None).status_code


def _upload(program: Program):
    return program.uploads(BytesIO(b"x")).status_code


def _export(program: Program):
    return program.get(f"sections/{SECTION}/cases").status_code


def _export_special(program: Program):
    return program.get(f"sections/{SECTION}/cases?answers=special").status_code


def _export_elsewhere(program: Program):
    return program.get("sections/audit/cases").status_code


KEYS = {
    "nobody": None,
    "submits": (Scope.SUBMIT,),
    "reads": (Scope.READ_CASES,),
    "reads special": (Scope.READ_CASES, Scope.READ_SPECIAL),
    "special alone": (Scope.READ_SPECIAL,),
}
# What each is answered: 422 and 404 are said to those who were let in.
TABLE = {
    _list: {"nobody": 200, "submits": 200, "reads": 200, "reads special": 200, "special alone": 200},
    _validate: {"nobody": 200, "submits": 200, "reads": 200, "reads special": 200, "special alone": 200},
    _status: {"nobody": 404, "submits": 404, "reads": 404, "reads special": 404, "special alone": 404},
    _submit: {"nobody": 401, "submits": 422, "reads": 403, "reads special": 403, "special alone": 403},
    _upload: {"nobody": 401, "submits": 422, "reads": 403, "reads special": 403, "special alone": 403},
    _export: {"nobody": 401, "submits": 403, "reads": 200, "reads special": 200, "special alone": 403},
    _export_special: {"nobody": 401, "submits": 403, "reads": 403, "reads special": 200, "special alone": 403},
    _export_elsewhere: {"nobody": 401, "submits": 403, "reads": 403, "reads special": 403, "special alone": 403},
}


@pytest.mark.parametrize("act", TABLE, ids=lambda act: act.__name__.strip("_"))
@pytest.mark.parametrize("holder", KEYS)
def test_a_key_opens_what_its_rights_say(every_kind, act, holder):
    cache.clear()
    scopes = KEYS[holder]
    program = Program("") if scopes is None else a_program(*scopes)

    assert act(program) == TABLE[act][holder]


def test_every_right_stands_in_the_table():
    assert {scope for scopes in KEYS.values() for scope in scopes or ()} == set(Scope)


@pytest.mark.parametrize("header", ["Bearer mdg_wrong", "Bearer ", "Basic YTpi", "mdg_x", "Bearer \x01"])
def test_a_wrong_key_is_refused_everywhere_even_where_none_is_needed(anybody, header):
    said = anybody.get("procedures", Authorization=header)

    assert (said.status_code, said.headers["Content-Type"]) == (401, JSON)
    assert said.headers["WWW-Authenticate"] == "Bearer"


def test_trying_keys_is_stopped(anybody):
    statuses = [anybody.get("procedures", Authorization="Bearer mdg_no").status_code for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (401, 429)


def test_a_right_key_is_let_in_whatever_others_behind_the_same_address_have_tried(anybody):
    for _ in range(65):
        anybody.get("procedures", Authorization="Bearer mdg_no")
    assert anybody.get("procedures", Authorization="Bearer mdg_no").status_code == 429
    assert _list(a_program(Scope.SUBMIT)) == 200


def test_a_changed_key_leaves_a_day_for_the_old_one_and_a_stopped_one_none(every_kind):
    cache.clear()
    by = an_actor(Role.ADMINISTRATOR)
    first = api_clients.register(name="変更", section=SECTION, scopes=[Scope.SUBMIT], by=by, at=clock.now())
    second = api_clients.change_key(client=first.client, by=by, at=clock.now())

    assert [_list(Program(one.key)) for one in (first, second)] == [200, 200]
    clock.passes(days=1, minutes=1)
    assert [_list(Program(one.key)) for one in (first, second)] == [401, 200]
    api_clients.close(client=first.client, by=by, at=clock.now())
    assert _list(Program(second.key)) == 401
    told = [entry.what for entry in journal.timeline(first.client.subject)]
    assert told == ["account_opened", "account_changed", "account_closed"]


def test_the_key_itself_is_kept_nowhere(every_kind):
    issued = api_clients.register(name="秘密", section=SECTION, scopes=[], by=SYSTEM, at=clock.now())
    kept = str(ApiClient.objects.values().get()) + str([e.detail for e in journal.timeline(issued.client.subject)])

    assert issued.key not in kept
    assert issued.key[4:20] not in kept


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_manage_keys(every_kind, role):
    with pytest.raises(Refusal):
        api_clients.register(name="x", section=SECTION, scopes=[], by=an_actor(role), at=clock.now())
    assert api_clients.refusal_to_manage(somebody()) is not None


def test_a_program_is_no_officer_and_no_resident_anywhere(program):
    actor = ApiClient.objects.get().actor

    assert (actor.is_officer, actor.is_resident, actor.is_system) == (False, False, False)
    assert actor.roles == actor.sections == frozenset()


def test_a_key_has_a_rate_and_is_told_when_it_may_go_on(every_kind):
    program = a_program(rate=3)
    answers = [program.get("procedures") for _ in range(4)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [one.headers["RateLimit-Remaining"] for one in answers] == ["2", "1", "0", "0"]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].headers["Content-Type"] == JSON
    clock.passes(minutes=1)
    assert program.get("procedures").status_code == 200


def test_who_has_no_key_is_counted_by_address(anybody, settings):
    settings.API_RATE = 2
    assert [_list(anybody) for _ in range(3)] == [200, 200, 429]
    assert anybody.client.get("/api/v1/procedures", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_processes_share_one_count_and_never_give_more_than_the_rate(every_kind):
    first, second = api_rates._Counters(), api_rates._Counters()
    given = [counters.take("key", 100, clock.now())[0].allowed for _ in range(100) for counters in (first, second)]

    assert sum(given) == 100
    assert ApiUse.objects.get().given == 100


@pytest.mark.parametrize(
    ("raw", "type_", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 415),
        (b"\xff\xfe", "application/json", 400),
        (b'{"answers": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"9" * 5000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'{"answers": []}', "application/json", 422),
        (b'{"answers": {}, "more": 1}', "application/json", 422),
        (b'{"answers": {"why": "\\u0000"}}', "application/json", 422),
        (b'{"answers": {"why": "\\ud800"}}', "application/json", 422),
        (b'{"answers": {"\\u0000": 1}}', "application/json", 422),
        (b'{"answers": ' + b'{"a":' * 20 + b"1" + b"}" * 21, "application/json", 422),
        (b"answers=1", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b'{"answers": {"why": "' + b"x" * 1_000_001 + b'"}}', "application/json", 413),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem_and_nothing_else(anybody, raw, type_, status):
    said = anybody.post("procedures/green-curtain/validate", raw=raw, type_=type_)

    assert (said.status_code, said.headers["Content-Type"]) == (status, JSON)


def test_titles_speak_the_language_that_was_asked_for(anybody):
    assert anybody.get("procedures/x").json()["title"] == "見つかりませんでした。"
    assert anybody.get("procedures/x", Accept_Language="en-GB").json()["title"] == "Not found."


def test_no_cookie_is_read_or_set(anybody):
    anybody.client.cookies["madoguchi-session"] = "x"
    anybody.client.cookies["language"] = "en"
    said = anybody.post("procedures/green-curtain/validate", {"answers": ANSWERS})

    assert (said.status_code, said.cookies) == (200, {})


def test_pages_of_other_origins_may_call_it_only_when_they_are_listed(anybody, settings):
    asked = {"Origin": "https://app.example.jp", "Access-Control-Request-Method": "POST"}
    before = anybody.client.options("/api/v1/procedures", headers=asked)
    settings.API_ORIGINS = ["https://app.example.jp"]
    after = anybody.client.options("/api/v1/procedures", headers=asked)
    got = anybody.get("procedures", Origin="https://app.example.jp")
    other = anybody.get("procedures", Origin="https://evil.example")

    assert (before.status_code, after.status_code) == (403, 204)
    assert "Access-Control-Allow-Origin" not in before.headers
    assert got.headers["Access-Control-Allow-Origin"] == "https://app.example.jp"
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Access-Control-Allow-Credentials" not in got.headers
