"""How often one client may guess: codes and numbers are long, and wrong ones are counted all the same.

A try is counted before anything is looked up, in one statement of the database: however many arrive together, over all
processes and nodes, no more than allowed are looked at. What was right is taken back. A client's address is kept as a
digest only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.http import HttpRequest

from madoguchi.kernel import clock, ids
from madoguchi.kernel.refusals import Refusal
from madoguchi.ui.models import TryCount


@dataclass(frozen=True)
class Limit:
    """`tries` wrong guesses in `seconds`, per client; or per whoever is named, such as an officer by id."""

    name: str
    tries: int
    seconds: int

    def allows(self, who: HttpRequest | str) -> bool:
        """Count one more try, and say whether it may be looked at."""
        return self._counted(self._key(who)) <= self.tries

    def count_or_refuse(self, who: HttpRequest | str) -> None:
        """Count one more try, and say no kindly once the client has guessed too often."""
        if not self.allows(who):
            raise self.refusal()

    def refusal(self) -> Refusal:
        """What somebody reads who has guessed too often."""
        return Refusal(
            "番号の入力が続けて間違っているため、しばらくお待ちいただいています。",
            way_on=f"{self.seconds // 60}分ほどたってから、番号を確かめてもう一度お試しください。",
            status=429,
            code="too_many_tries",
        )

    def take_back(self, who: HttpRequest | str) -> None:
        """The last try was no wrong guess."""
        TryCount.objects.filter(key=self._key(who), tries__gt=0).update(tries=F("tries") - 1)

    @transaction.atomic
    def _counted(self, key: str) -> int:
        """The row stays locked from the count to the reading of it, so each try has its own number."""
        at = clock.now()
        later, row = at + timedelta(seconds=self.seconds), TryCount.objects.filter(key=key)
        counted = {
            "tries": Case(When(until__lte=at, then=Value(1)), default=F("tries") + 1),
            "until": Case(When(until__lte=at, then=Value(later)), default=F("until")),
        }
        if not row.update(**counted):
            TryCount.objects.bulk_create([TryCount(key=key, tries=0, until=later)], ignore_conflicts=True)
            row.update(**counted)
        return row.values_list("tries", flat=True).get()

    def _key(self, who: HttpRequest | str) -> str:
        return f"{self.name}:{ids.digest(who if isinstance(who, str) else client_of(who))}"


def forget_ended(*, before: datetime) -> int:
    """Delete the counts nobody is held by any more."""
    deleted, _ = TryCount.objects.filter(until__lt=before).delete()
    return deleted


def client_of(request: HttpRequest) -> str:
    """The client's address: behind so many proxies of our own, the one the outermost of them saw."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded: list[str] = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
