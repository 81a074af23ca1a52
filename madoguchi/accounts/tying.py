"""Tying a card to an account that was opened by mail: asked of the person first, told by mail, written down."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction

from madoguchi.accounts import commands as accounts
from madoguchi.accounts.models import Account
from madoguchi.accounts.provider import PROVIDER
from madoguchi.gateways.mail import ADDRESS, Mail, post
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.refusals import Refusal, refuse_if


def refusal_to_tie(account: Account, name: str) -> Refusal | None:
    """Why this person's card may not open this account."""
    if hasattr(account, "officer") or not account.is_active:
        return Refusal("このアカウントには、マイナンバーカードでログインできません。", status=403)
    if accounts.is_known_as_another(account, name):
        return Refusal("ログイン中のアカウントとは、別の方のカードです。", code="other-account")
    return None


@transaction.atomic
def tie_card(*, account: Account, uid: str, name: str, at: datetime) -> None:
    """From now on the card opens the account. A card that opens another one already is refused."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    refuse_if(refusal_to_tie(account, name))
    try:
        with transaction.atomic():
            SocialAccount.objects.create(user=account, provider=PROVIDER, uid=uid, extra_data={})
    except IntegrityError as taken:
        raise Refusal("このカードは、すでに登録されています。", code="other-account") from taken
    accounts.name_from_card(account=account, name=name)
    by = Actor(kind=ActorKind.RESIDENT, id=str(account.pk), name=account.name)
    journal.write(subject=account.subject, what="card_tied", by=by, at=at)
    _tell(account, at)


def _tell(account: Account, at: datetime) -> None:
    """Whoever reads the mailbox learns of it, even where somebody else has pressed the button."""
    if not ADDRESS.fullmatch(account.mail_address):
        return
    body = (
        "あなたのアカウントに、マイナンバーカードが登録されました。これからは、そのカードでもログインできます。\n\n"
        "ご自分で登録したのであれば、何もする必要はありません。心当たりがないときは、すぐに区へお知らせください。\n"
        f"ログインしている端末は、次のページで確かめられます。\n{settings.PUBLIC_ADDRESS}/account/devices/"
    )
    mail = Mail(to=account.mail_address, subject=f"【{settings.WARD_NAME}】マイナンバーカードの登録", body=body)
    post(mail=mail, key=f"card/{account.pk}/{at.isoformat()}")
