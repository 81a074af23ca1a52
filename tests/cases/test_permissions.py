"""Who may do what: every role in every state for every act."""

from itertools import product
from uuid import uuid4

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import permissions
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.test_permissions_of_many import ELSEWHERE

R, U, B, A, J, W = State
ANY = set(State)
OPEN = {R, U, B}
NEVER: set[State] = set()

ACTS = {
    "view": permissions.refusal_to_view,
    "open_document": permissions.refusal_to_open_document,
    "take": permissions.refusal_to_take,
    "assign": permissions.refusal_to_assign,
    "reassign_section": permissions.refusal_to_reassign_section,
    "begin_review": permissions.refusal_to_begin_review,
    "return": permissions.refusal_to_return,
    "approve": permissions.refusal_to_approve,
    "reject": permissions.refusal_to_reject,
    "ask_counted": permissions.refusal_to_ask_counted,
    "compare_again": permissions.refusal_to_compare_again,
    "settle_finding": permissions.refusal_to_settle_finding,
    "withdraw": permissions.refusal_to_withdraw,
    "correct": permissions.refusal_to_correct,
    "open_correction": permissions.refusal_to_open_correction,
    "take_back_correction": permissions.refusal_to_take_back_correction,
}
LOOK = {"view": ANY, "open_document": ANY}
REVIEW = {
    **LOOK,
    "ask_counted": {State.APPROVED},
    "take": OPEN,
    "assign": OPEN,
    "begin_review": {R},
    "compare_again": {R, U},
    "settle_finding": {R, U},
    "return": {U},
    "take_back_correction": {B},
    "withdraw": OPEN,
    "correct": {B},
}
DECIDE = {**REVIEW, "approve": {U}, "reject": {U, B}, "reassign_section": OPEN}
RECEIVE = {**LOOK, "withdraw": OPEN, "correct": {B}}
APPLY = {**LOOK, "withdraw": OPEN, "correct": {B}, "open_correction": {B}}

# Who, and in which states each act is theirs; an act that is not named never is.
MAY: dict[str, dict[str, set[State]]] = {
    "reception": RECEIVE,
    "reviewer": REVIEW,
    "decider": DECIDE,
    "auditor": LOOK,
    "editor": {},
    "administrator": {},
    "nobody's role": {},
    "reception elsewhere": {},
    "reviewer elsewhere": {},
    "decider elsewhere": {},
    "auditor elsewhere": LOOK,
    "editor elsewhere": {},
    "administrator elsewhere": {},
    "applicant": APPLY,
    "holder of the code": APPLY,
    "another resident": {},
    "nobody logged in": {},
    "system": {},
}


def the_case(state: State, *, account: str) -> Case:
    return Case(id=uuid4(), state=state.value, section=SECTION, account_id=account, applicant_name="髙橋　花子")


def an_officer(role: str, section: str) -> Actor:
    roles = frozenset() if role == "nobody's role" else frozenset({Role(role)})
    return Actor(ActorKind.OFFICER, "7", "審査 次郎", section=section, roles=roles, sections=frozenset({section}))


def somebody(who: str, case: Case) -> Actor:
    match who:
        case "applicant":
            return Actor(ActorKind.RESIDENT, "42", "髙橋　花子")
        case "holder of the code":
            return case.applicant
        case "another resident":
            return Actor(ActorKind.RESIDENT, "43", "別人")
        case "nobody logged in":
            return Actor(ActorKind.RESIDENT, "", "")
        case "system":
            return SYSTEM
        case _:
            return an_officer(who.removesuffix(" elsewhere"), OTHER_SECTION if who.endswith(" elsewhere") else SECTION)


@pytest.mark.parametrize(("who", "act", "state"), list(product(MAY, ACTS, State)))
def test_everyone_may_do_exactly_what_the_table_says(who, act, state):
    case = the_case(state, account="" if who == "holder of the code" else "42")
    refusal = ACTS[act](somebody(who, case), case)
    assert (refusal is None) == (state in MAY[who].get(act, NEVER)), refusal and refusal.message


@pytest.mark.parametrize("role", Role)
def test_the_table_knows_every_role(role):
    assert {role.value, f"{role.value} elsewhere"} <= set(MAY)


def test_every_permission_of_the_capability_stands_in_the_table():
    written = {name for name in vars(permissions) if name.startswith("refusal_to_")}
    elsewhere = {"refusal_to_move", "refusal_to_see_queue", *ELSEWHERE}
    assert written - elsewhere == {act.__name__ for act in ACTS.values()}


def test_a_refusal_says_whether_the_person_or_the_state_is_in_the_way():
    case = the_case(State.APPROVED, account="42")
    elsewhere = permissions.refusal_to_approve(an_officer("decider", OTHER_SECTION), case)
    too_late = permissions.refusal_to_approve(an_officer("decider", SECTION), case)
    no_decider = permissions.refusal_to_approve(an_officer("reviewer", SECTION), the_case(U, account="42"))
    assert elsewhere is not None
    assert elsewhere.message == "この申請を扱えるのは、担当課の職員です。"
    assert too_late is not None
    assert too_late.message == "この申請は「承認」で終わっています。"
    assert no_decider is not None
    assert no_decider.message == "決定できるのは、決裁権限のある職員です。"


def test_a_queue_is_seen_by_its_own_section_and_by_auditors():
    assert permissions.refusal_to_see_queue(an_officer("reviewer", SECTION), SECTION) is None
    assert permissions.refusal_to_see_queue(an_officer("auditor", OTHER_SECTION), SECTION) is None
    assert permissions.refusal_to_see_queue(an_officer("reviewer", OTHER_SECTION), SECTION) is not None
    assert permissions.refusal_to_see_queue(an_officer("editor", SECTION), SECTION) is not None
    assert permissions.refusal_to_see_queue(Actor(ActorKind.RESIDENT, "42", ""), SECTION) is not None
