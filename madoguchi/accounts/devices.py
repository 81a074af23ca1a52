"""Where somebody is logged in: noted at each log-in, listed, ended; a device not seen before is told by mail."""

import re
from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from madoguchi.accounts.device_models import LoginSession
from madoguchi.accounts.models import Account
from madoguchi.accounts.vault import opened, vault
from madoguchi.gateways.mail import ADDRESS, Mail, post
from madoguchi.journal import commands as journal
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.clock import JST

COOKIE = "device"
COOKIE_SECONDS = 3600 * 24 * 400
SEAL = "a log-in"
SEEN = "seen_at"
SEEN_EVERY = timedelta(minutes=5)
MOST_LISTED = 30
SYSTEMS = (
    (re.compile("iPhone|iPod"), "iPhone"),
    (re.compile("iPad"), "iPad"),
    (re.compile("Android"), "Android"),
    (re.compile("Windows"), "Windows"),
    (re.compile("Macintosh"), "Mac"),
    (re.compile("CrOS"), "Chromebook"),
    (re.compile("Linux"), "Linux"),
)
BROWSERS = (
    (re.compile("Edg(?:A|iOS)?/"), "Edge"),
    (re.compile("Firefox|FxiOS"), "Firefox"),
    (re.compile("Chrome|CriOS"), "Chrome"),
    (re.compile("Safari"), "Safari"),
)
WAYS = {
    "code": "メールのコード",
    "password": "パスワード",
    "mfa": "パスキー・確認コード",
    "socialaccount": "マイナンバーカード",
}


def device_words(agent: str) -> str:
    """What a browser says of itself in two words a person knows: never the whole of it."""
    system = next((name for pattern, name in SYSTEMS if pattern.search(agent)), "")
    browser = next((name for pattern, name in BROWSERS if pattern.search(agent)), "")
    return "・".join(part for part in (system, browser) if part) or "不明な端末"


@transaction.atomic
def note_log_in(request: HttpRequest, account: Account, response: HttpResponse, *, at: datetime) -> None:
    """Somebody has just logged in: keep where, and tell them of a device they have not used before."""
    if request.session.session_key is None:
        request.session.save()
    key = str(request.session.session_key)
    device = request.COOKIES.get(COOKIE, "")[:80] or ids.secret()
    digest = ids.digest(device)
    before = LoginSession.objects.filter(account=account)
    is_new = before.exists() and not before.filter(device_digest=digest).exists()
    records = get_authentication_records(request, account)
    way = str(records[-1]["method"]) if records else ""
    words = device_words(request.headers.get("User-Agent", ""))
    LoginSession.objects.update_or_create(
        key_digest=ids.digest(key),
        defaults={
            "account": account,
            "key_sealed": vault(SEAL).encrypt(key.encode()).decode(),
            "device_digest": digest,
            "device": words,
            "way": way[:20],
            "opened_at": at,
            "last_used_at": at,
        },
    )
    request.session[SEEN] = at.isoformat()
    if is_new:
        _tell(account, words, digest, at)
    by = Actor(ActorKind.OFFICER if account.is_officer else ActorKind.RESIDENT, str(account.pk), account.display_name)
    journal.write(subject=account.subject, what="signed_in", by=by, at=at, detail={"way": way, "device": words})
    response.set_cookie(
        COOKIE,
        device,
        max_age=COOKIE_SECONDS,
        path="/account/",
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )


def note_use(request: HttpRequest, *, at: datetime) -> None:
    """Every few minutes, not at every page: what the session remembers of it costs nothing to read."""
    seen = request.session.get(SEEN)
    if not isinstance(seen, str) or at - datetime.fromisoformat(seen) < SEEN_EVERY:
        return
    request.session[SEEN] = at.isoformat()
    digest = ids.digest(str(request.session.session_key))
    LoginSession.objects.filter(key_digest=digest).update(last_used_at=at)


def log_ins_of(account: Account) -> list[LoginSession]:
    """Where the account is logged in, the latest used first; what ended by itself is gone from the list."""
    listed = list(LoginSession.objects.filter(account=account).order_by("-last_used_at", "-pk")[:MOST_LISTED])
    keys = {opened(SEAL, one.key_sealed): one for one in listed}
    alive = set(Session.objects.filter(session_key__in=list(keys)).values_list("session_key", flat=True))
    return [one for key, one in keys.items() if key in alive]


def is_this_browser(request: HttpRequest, log_in: LoginSession) -> bool:
    return ids.digest(str(request.session.session_key)) == log_in.key_digest


@transaction.atomic
def end(*, log_ins: list[LoginSession], account: Account, by: Actor, at: datetime) -> None:
    """Log out there at once: the session itself is deleted, so that a stolen cookie opens nothing any more."""
    mine = [one for one in log_ins if one.account_id == account.pk]
    Session.objects.filter(session_key__in=[opened(SEAL, one.key_sealed) for one in mine]).delete()
    LoginSession.objects.filter(pk__in=[one.pk for one in mine]).delete()
    if mine:
        journal.write(subject=account.subject, what="signed_out", by=by, at=at, detail={"count": len(mine)})


def forget_ended(*, before: datetime) -> int:
    """Delete the notes of log-ins nobody has used since: one device known for a year is enough to know it again."""
    deleted, _ = LoginSession.objects.filter(last_used_at__lt=before).delete()
    return deleted


def _tell(account: Account, words: str, device: str, at: datetime) -> None:
    if not ADDRESS.fullmatch(account.mail_address):
        return
    with translation.override("ja"):
        when = at.astimezone(JST).strftime("%Y年%-m月%-d日 %H:%M")
    body = (
        f"新しい端末でログインがありました。\n\n端末：{words}\n日時：{when}\n\n"
        "ご自分であれば、何もする必要はありません。心当たりがないときは、次のページでその端末をログアウトしてください。\n"
        f"{settings.PUBLIC_ADDRESS}/account/devices/"
    )
    mail = Mail(to=account.mail_address, subject=f"【{settings.WARD_NAME}】新しい端末でのログイン", body=body)
    post(mail=mail, key=f"device/{account.pk}/{device[:16]}/{at.isoformat()}")
