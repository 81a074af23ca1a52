"""Programs with a key: registering one, changing its key, closing it, and knowing it again by its key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.states import Role
from madoguchi.journal import commands as journal
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if

PREFIX = "mdg_"  # lets a search for leaked secrets find one of ours
ENDING = 4
OVERLAP = timedelta(days=1)
RATES = range(1, 100_001)


@dataclass(frozen=True)
class Issued:
    """A program and its key, which is not kept and cannot be shown again."""

    client: ApiClient
    key: str


def refusal_to_manage(by: Actor) -> Refusal | None:
    """Keys open data of the ward to other systems: administrators alone give, change and take them."""
    if by.is_system or (by.is_officer and by.has_role(Role.ADMINISTRATOR)):
        return None
    return Refusal("連携システムのキーを扱えるのは、管理担当の職員です。", status=403, code="role")


@transaction.atomic
def register(*, name: str, section: str, scopes: Collection[Scope], by: Actor, at: datetime, rate: int = 600) -> Issued:
    """Register a program and give it a key."""
    refuse_if(refusal_to_manage(by))
    if rate not in RATES:
        raise Refusal("1分あたりの回数は、1から100,000までで指定してください。", status=400, code="rate")
    if ApiClient.objects.filter(name=name).exists():
        raise Refusal("同じ名前の連携システムが、すでに登録されています。", way_on="別の名前にしてください。")
    key = _new_key()
    client = ApiClient.objects.create(
        name=name,
        section=section,
        scopes=sorted(scopes),
        rate=rate,
        key_digest=ids.digest(key),
        key_ending=key[-ENDING:],
        created_at=at,
        created_by=by.name,
    )
    detail = {"scopes": client.scopes, "section": section, "rate": rate}
    journal.write(subject=client.subject, what="account_opened", by=by, at=at, detail=detail)
    return Issued(client, key)


@transaction.atomic
def change_key(*, client: ApiClient, by: Actor, at: datetime) -> Issued:
    """Give a new key; the one before works for another day, so that the other system can be changed in peace."""
    refuse_if(refusal_to_manage(by))
    client = ApiClient.objects.select_for_update().get(pk=client.pk)
    if not client.is_active:
        raise Refusal("停止した連携システムのキーは変更できません。", way_on="新しく登録してください。")
    key = _new_key()
    client.previous_digest, client.previous_until = client.key_digest, at + OVERLAP
    client.key_digest, client.key_ending = ids.digest(key), key[-ENDING:]
    client.save()
    journal.write(subject=client.subject, what="account_changed", by=by, at=at, detail={"key": "changed"})
    return Issued(client, key)


@transaction.atomic
def close(*, client: ApiClient, by: Actor, at: datetime) -> None:
    """Take every key of the program, at once and for good."""
    refuse_if(refusal_to_manage(by))
    client = ApiClient.objects.select_for_update().get(pk=client.pk)
    if not client.is_active:
        return
    client.is_active, client.previous_digest, client.previous_until = False, "", None
    client.save()
    journal.write(subject=client.subject, what="account_closed", by=by, at=at)


def _new_key() -> str:
    return PREFIX + ids.secret()


def by_key(key: str, at: datetime) -> ApiClient | None:
    """The program a key belongs to, while it may be used."""
    if not key.startswith(PREFIX):
        return None
    digest = ids.digest(key)
    found = ApiClient.objects.filter(Q(key_digest=digest) | Q(previous_digest=digest)).first()
    return found if found is not None and found.opens(digest, at) else None


def by_id(client_id: UUID) -> ApiClient | None:
    """One program; None where there is none."""
    return ApiClient.objects.filter(pk=client_id).first()


def registered() -> list[ApiClient]:
    """Every program, those in use first."""
    return list(ApiClient.objects.order_by("-is_active", "name"))


def note_use(client: ApiClient, at: datetime) -> None:
    """When it was last used, to the minute or so: an unused key is one to take back."""
    ApiClient.objects.filter(pk=client.pk).update(used_at=at)
