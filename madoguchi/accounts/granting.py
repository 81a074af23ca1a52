"""Giving, taking on and taking back a mandate, acting under one, and telling the one represented each time.

The mails are in Japanese: in which language the one represented reads is not known.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from madoguchi.accounts.mandate_models import Mandate, Representation
from madoguchi.accounts.mandates import ACT_LABELS, refusal_to_act, registered_for, speaking_for
from madoguchi.accounts.models import Account
from madoguchi.accounts.states import BY_LAW, Act, Granted, ProxyRole, Role, Standing
from madoguchi.gateways.mail import ADDRESS, Mail, post
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

LONGEST = timedelta(days=366)
LONGEST_BY_PAPER = timedelta(days=366 * 5)
LONGEST_NAME = 200
# Each offer is a mail to somebody who has not asked for it.
MOST_OFFERS_A_DAY = 10
MAY_REGISTER = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})
PAGE = "/my/mandates/"


@dataclass(frozen=True)
class Scope:
    """What is given: by what right, for which procedures (none: all), which acts, from when until when."""

    role: ProxyRole
    acts: frozenset[Act]
    procedures: tuple[str, ...]
    from_on: date
    until_on: date


@transaction.atomic
def offer(
    *, principal: Account, name: str, proxy_name: str, proxy_email: str, scope: Scope, by: Actor, at: datetime
) -> Mandate:
    """Offer somebody one's own mandate; it begins to count once the other has taken it on."""
    if scope.role in BY_LAW:
        raise Refusal(
            _("親権者や後見人の登録は、窓口で書類を確かめてから行います。"),
            way_on=_("戸籍謄本や登記事項証明書をお持ちになって、区の窓口へお越しください。"),
            code="by-law",
        )
    if proxy_email == principal.email:
        raise Refusal(_("自分を自分の代理人にはできません。"), status=400, code="oneself")
    _check(scope, proxy_email, on=at.date(), longest=LONGEST)
    if Mandate.objects.filter(principal=principal, offered_at__gt=at - timedelta(days=1)).count() >= MOST_OFFERS_A_DAY:
        raise Refusal(
            _("代理の依頼が続いているため、しばらくお待ちいただいています。"),
            way_on=_("明日もう一度お試しいただくか、区の窓口へご相談ください。"),
            status=429,
            code="too-many-offers",
        )
    mandate = _kept(
        scope,
        granted=Granted.IN_APP,
        principal=principal,
        principal_name=name[:LONGEST_NAME],
        principal_email=principal.mail_address,
        proxy_name=proxy_name[:LONGEST_NAME],
        proxy_email=proxy_email,
        granted_by=name[:LONGEST_NAME],
        at=at,
    )
    _invite(mandate)
    journal.write(subject=mandate.subject, what="mandate_offered", by=by, at=at, detail=_detail(mandate))
    return mandate


@transaction.atomic
def register_seen(
    *,
    principal_name: str,
    principal_email: str,
    proxy_name: str,
    proxy_email: str,
    paper: str,
    scope: Scope,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Register a mandate whose paper an officer has seen at the counter (戸籍, 登記事項証明書, 委任状)."""
    refuse_if(refusal_to_register(by))
    if not (principal_name and proxy_name and paper):
        raise Refusal("本人の氏名、代理人の氏名、確認した書類を入力してください。", status=400, code="missing")
    _check(scope, proxy_email, on=at.date(), longest=LONGEST_BY_PAPER)
    if principal_email and not ADDRESS.fullmatch(principal_email):
        raise Refusal("本人のメールアドレスの形が正しくありません。", status=400, code="address")
    known = Account.objects.filter(email=principal_email, officer=None).first() if principal_email else None
    mandate = _kept(
        scope,
        granted=Granted.DOCUMENT,
        principal=known,
        principal_name=principal_name[:LONGEST_NAME],
        principal_email=principal_email,
        proxy_name=proxy_name[:LONGEST_NAME],
        proxy_email=proxy_email,
        paper=paper[:LONGEST_NAME],
        granted_by=f"{by.section} {by.name}"[:LONGEST_NAME],
        at=at,
    )
    _invite(mandate)
    told = "あなたの代理権が、区の窓口で登録されました。代理人：%s さん。心当たりがないときは、区へご連絡ください。"
    tell_principal(mandate, told % mandate.proxy_name, key="registered")
    journal.write(subject=mandate.subject, what="mandate_offered", by=by, at=at, detail=_detail(mandate))
    return mandate


@transaction.atomic
def look_through(*, name: str, by: Actor, at: datetime) -> list[Mandate]:
    """The mandates of people of this name, before another is registered. Those represented can read who looked."""
    refuse_if(refusal_to_register(by))
    found = registered_for(name)
    journal.write_many([journal.Event(mandate.subject, Word.LISTED, by, at) for mandate in found])
    return found


def refusal_to_register(by: Actor) -> Refusal | None:
    """Officers who receive, review or decide."""
    if by.is_officer and by.roles & MAY_REGISTER:
        return None
    return Refusal("代理権を登録できるのは、受付・審査・決裁の職員です。", status=403, code="role")


@transaction.atomic
def confirm(*, mandate: Mandate, proxy: Account, by: Actor, at: datetime) -> None:
    """Take it on: only the mailbox it was offered to can."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    refuse_if(refusal_to_answer(mandate, proxy, on=at.date()))
    mandate.proxy, mandate.confirmed_at = proxy, at
    mandate.save(update_fields=["proxy", "confirmed_at"])
    told = "%s さんが、あなたの代理を引き受けました。いつでも取り消せます。"
    tell_principal(mandate, told % mandate.proxy_name, key="confirmed")
    journal.write(subject=mandate.subject, what="mandate_confirmed", by=by, at=at)


def refusal_to_answer(mandate: Mandate, proxy: Account, *, on: date) -> Refusal | None:
    """Taking on or declining what was offered to one's own mail address."""
    if hasattr(proxy, "officer") or not proxy.mail_address or proxy.mail_address != mandate.proxy_email:
        return Refusal(_("この代理の依頼は、別のメールアドレスに送られたものです。"), status=403, code="no-mandate")
    if mandate.stands(on) is not Standing.OFFERED:
        return Refusal(_("この代理の依頼は、もう返事を待っていません。"), code="answered")
    if mandate.principal_id == proxy.pk:
        return Refusal(_("自分を自分の代理人にはできません。"), status=400, code="oneself")
    return None


@transaction.atomic
def revoke(*, mandate: Mandate, by: Actor, at: datetime) -> None:
    """End it at once: the one represented, the proxy, or an officer who was told."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    refuse_if(refusal_to_revoke(mandate, by))
    if mandate.revoked_at is not None:
        return
    mandate.revoked_at, mandate.revoked_by = at, (by.name or mandate.proxy_name)[:LONGEST_NAME]
    mandate.save(update_fields=["revoked_at", "revoked_by"])
    tell_principal(mandate, f"{mandate.proxy_name} さんの代理権は、終わりました。", key="revoked")
    journal.write(subject=mandate.subject, what="mandate_revoked", by=by, at=at)


def refusal_to_revoke(mandate: Mandate, by: Actor) -> Refusal | None:
    """The one represented and the proxy, and officers who may register one."""
    if by.is_resident and by.id and by.id in {str(mandate.principal_id or ""), str(mandate.proxy_id or "")}:
        return None
    if refusal_to_register(by) is None:
        return None
    return Refusal(_("この代理権を取り消せるのは、ご本人と代理人です。"), status=403, code="no-mandate")


@transaction.atomic
def represent(*, mandate: Mandate, subject: str, procedure: str, by: Actor, at: datetime) -> Actor:
    """Begin something for another. From here on the mandate decides, and the one represented is told."""
    refuse_if(refusal_to_act(mandate, by=by, act=Act.FILL, procedure=procedure, on=at.date()))
    Representation.objects.create(subject=subject, mandate=mandate, procedure=procedure, begun_at=at)
    tell_of_act(mandate, Act.FILL, procedure=procedure, subject=subject, at=at)
    acting = speaking_for(mandate, by=by, subject=subject)
    journal.write(subject=subject, what="draft_started", by=acting, at=at)
    return acting


def pass_on(*, subject_from: str, subject_to: str, at: datetime) -> None:
    """What was begun as a draft is now a case, under the same mandate."""
    under = Representation.objects.select_related("mandate").get(pk=subject_from)
    Representation.objects.get_or_create(
        subject=subject_to,
        defaults={"mandate": under.mandate, "procedure": under.procedure, "begun_at": at},
    )


def tell_of_act(mandate: Mandate, act: Act, *, procedure: str, subject: str, at: datetime) -> None:
    """Tell the one represented what was done for them; looking at the same thing is told once a day."""
    known = publications.in_force(procedure)
    title = known.procedure.title.ja if known else procedure
    with translation.override("ja"):
        done = str(ACT_LABELS[act])
    day = at.astimezone(JST).strftime("%Y年%-m月%-d日 %H:%M")
    words = f"{mandate.proxy_name} さんが、あなたの代理で次のことをしました。\n\n{done}（{title}）\n{day}"
    moment = at.date().isoformat() if act is Act.STATUS else at.isoformat()
    tell_principal(mandate, words, key=f"{subject}/{act}/{moment}")


def tell_principal(mandate: Mandate, words: str, *, key: str) -> None:
    """By mail through the outbox, where we know an address."""
    to = address_of_principal(mandate)
    if not ADDRESS.fullmatch(to):
        return
    body = f"{mandate.principal_name} 様\n\n{words}\n\n{_more()}"
    post(mail=Mail(to=to, subject=_subject(), body=body), key=f"{mandate.subject}/{key}")


def address_of_principal(mandate: Mandate) -> str:
    """Where mail reaches the one represented; empty where we know of no address."""
    return (mandate.principal.mail_address if mandate.principal else "") or mandate.principal_email


def _invite(mandate: Mandate) -> None:
    words = (
        f"{mandate.principal_name} さんが、あなたを代理人として登録しようとしています。"
        "引き受けるときは、このメールアドレスでログインして、返事をしてください。心当たりがないときは、何もしなくてかまいません。"
    )
    body = f"{mandate.proxy_name} 様\n\n{words}\n\n{_more()}"
    post(mail=Mail(to=mandate.proxy_email, subject=_subject(), body=body), key=f"{mandate.subject}/offered")


def _subject() -> str:
    return f"【{settings.WARD_NAME}】代理のお知らせ"


def _more() -> str:
    return f"代理の登録を見る・取り消す：\n{settings.PUBLIC_ADDRESS}{PAGE}"


def _check(scope: Scope, proxy_email: str, *, on: date, longest: timedelta) -> None:
    if not ADDRESS.fullmatch(proxy_email):
        raise Refusal(_("代理人のメールアドレスの形が正しくありません。"), status=400, code="address")
    if not scope.acts:
        raise Refusal(_("代理人ができることを、一つ以上選んでください。"), status=400, code="acts")
    if not on <= scope.from_on <= scope.until_on <= scope.from_on + longest:
        raise Refusal(_("代理の期間は、今日から選べる長さの中で決めてください。"), status=400, code="period")


def _kept(scope: Scope, *, granted: Granted, at: datetime, **people: object) -> Mandate:
    return Mandate.objects.create(
        role=scope.role.value,
        acts=sorted(scope.acts),
        procedures=sorted(scope.procedures),
        from_on=scope.from_on,
        until_on=scope.until_on,
        granted=granted.value,
        offered_at=at,
        **people,
    )


def _detail(mandate: Mandate) -> dict[str, object]:
    return {
        "role": mandate.role,
        "acts": mandate.acts,
        "procedures": mandate.procedures,
        "until": mandate.until_on,
        "granted": mandate.granted,
    }
