"""What is typed to give or register a mandate, read and told beside the fields; nothing typed is lost."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from madoguchi.accounts.granting import Scope
from madoguchi.accounts.mandates import ACT_LABELS, ROLE_LABELS
from madoguchi.accounts.states import BY_LAW, Act, ProxyRole
from madoguchi.gateways.eid.reading import split_name
from madoguchi.gateways.mail import ADDRESS
from madoguchi.kernel import japanese_dates, normalise
from madoguchi.publications import queries as publications
from madoguchi.ui.fields import Choice

USUAL_ACTS = (Act.FILL, Act.SEND, Act.STATUS)
DAYS = (30, 90, 365)
TEXTS = ("name", "proxy_name", "proxy_email", "principal_email", "paper", "until")


@dataclass(frozen=True)
class Told:
    """A problem and the field it belongs to."""

    message: str
    anchor: str


@dataclass(frozen=True)
class Typed:
    """A form as it was typed. `problems` are told once it was sent."""

    texts: Mapping[str, str]
    role: str = ProxyRole.AGENT.value
    acts: Sequence[str] = tuple(act.value for act in USUAL_ACTS)
    procedures: Sequence[str] = ()
    days: str = "90"
    by_paper: bool = False
    problems: tuple[Told, ...] = field(default=())

    def wrong(self) -> dict[str, str]:
        """By field, for the template."""
        return {told.anchor: told.message for told in self.problems}


def read(post: QueryDict, *, by_paper: bool) -> Typed:
    """As it was typed, with full-width letters of addresses made half-width."""
    texts = {name: normalise.one_line(post.get(name, ""))[:300] for name in TEXTS}
    texts |= {name: person(texts[name]) for name in ("name", "proxy_name")}
    for name in ("proxy_email", "principal_email"):
        texts[name] = unicodedata.normalize("NFKC", texts[name]).lower()
    typed = Typed(
        texts=texts,
        role=post.get("role", ""),
        acts=[act for act in post.getlist("acts") if act in set(Act)],
        procedures=[id_ for id_ in post.getlist("procedures") if publications.in_force(id_)],
        days=post.get("days", ""),
        by_paper=by_paper,
    )
    return Typed(**{**vars(typed), "problems": tuple(_problems(typed))})


def person(typed: str) -> str:
    """A name as the house writes it: family and given name with one space between."""
    return split_name(normalise.one_line(typed[:200])).full


def scope_of(typed: Typed, today: date) -> Scope:
    """What a form without problems gives."""
    until = _until(typed.texts["until"]) if typed.by_paper else today + timedelta(days=int(typed.days))
    return Scope(
        role=ProxyRole(typed.role),
        acts=frozenset(Act(act) for act in typed.acts),
        procedures=tuple(typed.procedures),
        from_on=today,
        until_on=until or today,
    )


def role_choices(*, by_paper: bool) -> tuple[Choice, ...]:
    """In the application only what a person may give; what the law gives is registered by its paper."""
    return tuple(
        Choice(role.value, str(label)) for role, label in ROLE_LABELS.items() if by_paper or role not in BY_LAW
    )


def act_choices() -> tuple[Choice, ...]:
    return tuple(Choice(act.value, str(label)) for act, label in ACT_LABELS.items())


def day_choices() -> tuple[Choice, ...]:
    return tuple(Choice(str(days), _("%s日間") % days) for days in DAYS)


def procedure_choices(lang: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.procedure.title.in_(lang)) for one in publications.all_in_force())


def _until(typed: str) -> date | None:
    try:
        return japanese_dates.parse(typed)
    except japanese_dates.DateProblem:
        return None


def _problems(typed: Typed) -> Iterator[Told]:
    for name, message in (
        ("name", _("ご本人の氏名を入力してください。")),
        ("proxy_name", _("代理人の氏名を入力してください。")),
    ):
        if not typed.texts[name]:
            yield Told(message, name)
    if not ADDRESS.fullmatch(typed.texts["proxy_email"]):
        yield Told(_("代理人のメールアドレスを、正しい形で入力してください。"), "proxy_email")
    if typed.role not in {choice.value for choice in role_choices(by_paper=typed.by_paper)}:
        yield Told(_("代理人の資格を選んでください。"), "role")
    if not typed.acts:
        yield Told(_("代理人ができることを、一つ以上選んでください。"), "acts")
    if typed.by_paper:
        yield from _problems_of_paper(typed)
    elif typed.days not in {str(days) for days in DAYS}:
        yield Told(_("代理の期間を選んでください。"), "days")


def _problems_of_paper(typed: Typed) -> Iterator[Told]:
    if not typed.texts["paper"]:
        yield Told("確認した書類の名前を入力してください。", "paper")
    if _until(typed.texts["until"]) is None:
        yield Told("終わる日を、2027年3月31日や令和9年3月31日のように入力してください。", "until")
    if typed.texts["principal_email"] and not ADDRESS.fullmatch(typed.texts["principal_email"]):
        yield Told("本人のメールアドレスの形が正しくありません。", "principal_email")
