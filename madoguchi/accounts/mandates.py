"""Whether somebody may act for another, asked anew at every act; and the proxy as who acts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madoguchi.accounts.mandate_models import Mandate, Representation
from madoguchi.accounts.models import Account
from madoguchi.accounts.states import Act, ProxyRole, Standing
from madoguchi.kernel.actors import Actor, OnBehalf
from madoguchi.kernel.refusals import Refusal, refuse_if

MOST_LISTED = 50
ROLE_LABELS: dict[ProxyRole, str | Promise] = {
    ProxyRole.PARENT: gettext_lazy("親権者（法定代理人）"),
    ProxyRole.GUARDIAN: gettext_lazy("成年後見人など"),
    ProxyRole.AGENT: gettext_lazy("家族・知人（任意代理）"),
    ProxyRole.CARE_MANAGER: gettext_lazy("ケアマネジャー"),
    ProxyRole.SCRIVENER: gettext_lazy("行政書士"),
}
ACT_LABELS: dict[Act, str | Promise] = {
    Act.FILL: gettext_lazy("申請書に入力する"),
    Act.SEND: gettext_lazy("申請を送る・直して送る"),
    Act.STATUS: gettext_lazy("申請の状況を見る"),
    Act.RECEIVE: gettext_lazy("通知書を受け取る"),
    Act.WITHDRAW: gettext_lazy("申請を取り下げる"),
}
STANDING_LABELS: dict[Standing, str | Promise] = {
    Standing.OFFERED: gettext_lazy("代理人の確認待ち"),
    Standing.NOT_YET: gettext_lazy("まだ始まっていません"),
    Standing.IN_FORCE: gettext_lazy("有効"),
    Standing.EXPIRED: gettext_lazy("期限切れ"),
    Standing.REVOKED: gettext_lazy("取り消し済み"),
}


def refusal_to_act(mandate: Mandate | None, *, by: Actor, act: Act, procedure: str, on: date) -> Refusal | None:
    """Why this person may not do this now for the one represented; None when the mandate allows it.

    A mandate that was forged or belongs to somebody else is told apart by nothing: it does not exist for the reader.
    """
    if mandate is None or not by.is_resident or not by.id or by.id != str(mandate.proxy_id or ""):
        return Refusal(
            _("この代理権は、あなたのアカウントでは使えません。"),
            way_on=_("代理人として登録したメールアドレスで、ログインしているか確かめてください。"),
            status=403,
            code="no-mandate",
        )
    return _refusal_of_standing(mandate, on) or _refusal_of_scope(mandate, act, procedure)


def _refusal_of_standing(mandate: Mandate, on: date) -> Refusal | None:
    name = mandate.principal_name
    match mandate.stands(on):
        case Standing.IN_FORCE:
            return None
        case Standing.REVOKED:
            words = _("%s さんの代理権は、取り消されています。") % name
        case Standing.EXPIRED:
            words = _("%s さんの代理権は、期限が切れています。") % name
        case Standing.OFFERED:
            words = _("%s さんの代理は、まだ引き受けられていません。") % name
        case Standing.NOT_YET:
            words = _("%s さんの代理権は、まだ始まっていません。") % name
    return Refusal(
        words, way_on=_("続けるときは、ご本人に代理権を登録し直してもらってください。"), status=403, code="mandate"
    )


def _refusal_of_scope(mandate: Mandate, act: Act, procedure: str) -> Refusal | None:
    if not mandate.covers(procedure):
        return Refusal(
            _("この手続きは、%s さんの代理権に含まれていません。") % mandate.principal_name,
            way_on=_("ご本人が、この手続きを含む代理権を登録すると、続けられます。"),
            status=403,
            code="mandate-procedure",
        )
    if act not in mandate.allowed:
        return Refusal(
            _("「%(act)s」ことは、%(name)s さんの代理権に含まれていません。")
            % {"act": ACT_LABELS[act], "name": mandate.principal_name},
            way_on=_("ご本人がなさるか、これを含む代理権を登録すると、続けられます。"),
            status=403,
            code="mandate-act",
        )
    return None


def speaking_for(mandate: Mandate, *, by: Actor, subject: str) -> Actor:
    """The proxy as who acts: the journal reads 「本人（代理：だれ）」, and the permissions of a case see what is allowed."""
    behalf = OnBehalf(
        mandate=str(mandate.pk),
        principal=str(mandate.principal_id or ""),
        name=mandate.principal_name,
        subject=subject,
        acts=frozenset(act.value for act in mandate.allowed),
    )
    proxy = by.name or mandate.proxy_name
    return replace(by, name=f"{mandate.principal_name}（代理：{proxy}）", on_behalf_of=behalf)


def allowed_to(act: Act, *, subject: str, by: Actor, on: date) -> Actor | None:
    """The proxy as who acts in a matter that was begun for another; Refusal where the mandate does not allow it.

    None where nobody is represented: then the ordinary permissions decide.
    """
    under = representation(subject)
    if under is None:
        return None
    refuse_if(refusal_to_act(under.mandate, by=by, act=act, procedure=under.procedure, on=on))
    return speaking_for(under.mandate, by=by, subject=subject)


def representation(subject: str) -> Representation | None:
    """Under which mandate a draft or a case was begun; None where people acted for themselves."""
    return Representation.objects.select_related("mandate").filter(pk=subject).first()


def represented_by(account: Account) -> list[Representation]:
    """What somebody has begun for others, the latest first."""
    found = Representation.objects.select_related("mandate").filter(mandate__proxy=account)
    return list(found.order_by("-begun_at")[:MOST_LISTED])


def given_by(account: Account) -> list[Mandate]:
    """The mandates in which somebody is represented, the latest first."""
    return list(Mandate.objects.filter(principal=account)[:MOST_LISTED])


def received_by(account: Account) -> list[Mandate]:
    """The mandates somebody holds or is offered, the latest first."""
    offered = Q(proxy__isnull=True, proxy_email=account.email, revoked_at__isnull=True)
    return list(Mandate.objects.filter(Q(proxy=account) | offered)[:MOST_LISTED])


def by_id(mandate: UUID) -> Mandate | None:
    return Mandate.objects.select_related("principal").filter(pk=mandate).first()


def registered_for(name: str) -> list[Mandate]:
    """What officers look through before they register another: the mandates of people of this name."""
    return list(Mandate.objects.filter(principal_name=name)[:MOST_LISTED])


def usable(mandates: Iterable[Mandate], *, on: date) -> list[Mandate]:
    """Those in force."""
    return [mandate for mandate in mandates if mandate.stands(on) is Standing.IN_FORCE]
