"""Who may do what at the desk of the assistant. One function an act; what the page explains is what the command raises.

The officers of a section answer its questions; auditors look at everything and change nothing. What the assistant says
is looked after by editors and deciders of the section, and by administrators.
"""

from madoguchi.accounts.states import Role
from madoguchi.assistant.lives import CHANGE, TICKET, TICKET_LIVE, ChangeState, TicketState
from madoguchi.assistant.models import AnswerChange, Gap, Ticket
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

MAY_ANSWER = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER, Role.EDITOR})
MAY_TEACH = frozenset({Role.REVIEWER, Role.DECIDER, Role.EDITOR})


def refusal_to_see_questions(by: Actor, section: str) -> Refusal | None:
    """Looking at the questions a section was handed."""
    if not by.is_officer:
        return Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
    if by.has_role(Role.AUDITOR):
        return None
    if not by.belongs_to(section):
        return Refusal("ほかの課に来た質問は見られません。", status=403, code="other-section")
    return _refusal_without(MAY_ANSWER, by, "質問に答えるのは、受付・審査・決裁・手続き編集の担当者です。")


def refusal_to_view_question(by: Actor, ticket: Ticket) -> Refusal | None:
    """Reading one of them with its conversation."""
    return refusal_to_see_questions(by, ticket.section)


def refusal_to_take_question(by: Actor, ticket: Ticket) -> Refusal | None:
    """Becoming the one who answers."""
    return _refusal_to_work(by, ticket) or TICKET.refusal_to_move(ticket.stands, TicketState.TAKEN)


def refusal_to_put_back(by: Actor, ticket: Ticket) -> Refusal | None:
    """Giving it back to the queue."""
    return _refusal_to_work(by, ticket) or TICKET.refusal_to_move(ticket.stands, TicketState.WAITING)


def refusal_to_pass_on(by: Actor, ticket: Ticket) -> Refusal | None:
    """Handing it to another section: while nobody has begun to answer, or by whoever has."""
    if refusal := _refusal_to_work(by, ticket):
        return refusal
    if ticket.stands is TicketState.WAITING:
        return None
    return refusal_to_answer_question(by, ticket)


def refusal_to_answer_question(by: Actor, ticket: Ticket) -> Refusal | None:
    """Saying something to the resident: whoever took it."""
    if refusal := _refusal_to_work(by, ticket):
        return refusal
    if ticket.stands not in TICKET_LIVE:
        if ticket.is_open:
            return Refusal(
                "まだだれも担当していません。", way_on="先に「担当する」を押してください。", code="not-taken"
            )
        return TICKET.refusal_to_move(ticket.stands, TicketState.ANSWERED)
    if ticket.taken_by != by.id:
        return Refusal(
            f"この質問は{ticket.taken_name}さんが対応しています。",
            way_on="代わるときは「担当を代わる」を押してください。",
            status=403,
            code="not-yours",
        )
    return None


def refusal_to_take_over(by: Actor, ticket: Ticket) -> Refusal | None:
    """Taking it from a colleague who has gone home."""
    if refusal := _refusal_to_work(by, ticket):
        return refusal
    if ticket.stands not in TICKET_LIVE or ticket.taken_by == by.id:
        return Refusal("代わる相手がいません。", code="wrong-state")
    return None


def refusal_to_close_question(by: Actor, ticket: Ticket) -> Refusal | None:
    """Ending it once it was answered."""
    return refusal_to_answer_question(by, ticket) or TICKET.refusal_to_move(ticket.stands, TicketState.CLOSED)


def refusal_to_see_contact(by: Actor, ticket: Ticket) -> Refusal | None:
    """Where the answer goes: only whoever took the question, while it is open."""
    return refusal_to_answer_question(by, ticket)


def refusal_to_see_teaching(by: Actor, section: str) -> Refusal | None:
    """Looking at what the assistant was taught about a section's answers."""
    if not by.is_officer:
        return Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
    if by.roles & {Role.AUDITOR, Role.ADMINISTRATOR}:
        return None
    return refusal_to_teach(by, section)


def refusal_to_teach(by: Actor, section: str) -> Refusal | None:
    """Storing a phrasing on a passage of the section, or taking one back."""
    if not by.is_officer or not by.belongs_to(section):
        return Refusal("聞き方を登録できるのは、その答えの担当課の職員です。", status=403, code="other-section")
    return _refusal_without(MAY_TEACH, by, "聞き方を登録できるのは、審査・決裁・手続き編集の担当者です。")


def refusal_to_see_gaps(by: Actor, section: str) -> Refusal | None:
    """Looking at what a section has no answer to: its officers, and those whose task goes over all sections."""
    if by.is_officer and (by.roles & {Role.AUDITOR, Role.ADMINISTRATOR} or by.belongs_to(section)):
        return None
    return Refusal("ほかの課の、答えのない質問は見られません。", status=403, code="other-section")


def refusal_to_keep_gap(by: Actor, gap: Gap) -> Refusal | None:
    """Assigning, dating, closing or dismissing one: the section that has it, or an administrator."""
    if by.is_officer and by.has_role(Role.ADMINISTRATOR):
        return None
    if not by.is_officer or not by.belongs_to(gap.section):
        return Refusal("答えのない質問を扱えるのは、担当課の職員です。", status=403, code="other-section")
    return _refusal_without(MAY_TEACH, by, "答えのない質問を扱えるのは、審査・決裁・手続き編集の担当者です。")


def refusal_to_see_answers(by: Actor) -> Refusal | None:
    """Looking at the answers that can be changed: every officer may; what they say is public."""
    return (
        None
        if by.is_officer and by.roles
        else Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
    )


def refusal_to_edit_answer(by: Actor, section: str) -> Refusal | None:
    """Changing an answer of the section."""
    if by.is_officer and by.has_role(Role.EDITOR) and by.belongs_to(section):
        return None
    if by.is_officer and by.has_role(Role.ADMINISTRATOR):
        return None
    return Refusal("答えを変更できるのは、担当課の手続き編集の担当者です。", status=403, code="role")


def refusal_to_approve_answer(by: Actor, change: AnswerChange) -> Refusal | None:
    """Letting it speak, or giving it back: a decider of the section who had no hand in it."""
    if not (by.is_officer and by.has_role(Role.DECIDER) and by.belongs_to(change.section)):
        return Refusal("承認できるのは、担当課の決裁権限のある職員です。", status=403, code="role")
    if by.id in {change.author, *change.touched_by}:
        return Refusal(
            "自分が作成または編集した変更案は承認できません。",
            way_on="同じ課の、ほかの決裁権限のある方に承認を依頼してください。",
            status=403,
            code="own-change",
        )
    return CHANGE.refusal_to_move(change.stands, ChangeState.PUBLISHED)


def refusal_to_switch(by: Actor) -> Refusal | None:
    """Changing by what the whole ward's answers are ranked."""
    if by.is_officer and by.has_role(Role.ADMINISTRATOR):
        return None
    return Refusal("順位付けを切り替えられるのは、管理の担当者です。", status=403, code="role")


def _refusal_to_work(by: Actor, ticket: Ticket) -> Refusal | None:
    if not by.is_officer or not by.belongs_to(ticket.section):
        return Refusal("この質問に答えるのは、担当課の職員です。", status=403, code="other-section")
    return _refusal_without(MAY_ANSWER, by, "質問に答えるのは、受付・審査・決裁・手続き編集の担当者です。")


def _refusal_without(roles: frozenset[Role], by: Actor, message: str) -> Refusal | None:
    return None if by.roles & roles else Refusal(message, status=403, code="role")


def refusal_to_see_fairness(by: Actor) -> Refusal | None:
    """Looking at whether everybody is served alike: counts without people, for every officer."""
    return None if by.is_officer else Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
