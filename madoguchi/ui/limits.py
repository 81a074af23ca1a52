"""How often one client may guess: codes and numbers are long, and wrong ones are counted all the same.

The counters stand in the database (CACHES), so that all processes and nodes count as one. A client's address is kept
as a digest only.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from madoguchi.kernel import ids
from madoguchi.kernel.refusals import Refusal


@dataclass(frozen=True)
class Limit:
    """`tries` wrong guesses in `seconds`, per client; or per whoever is named, such as an officer by id."""

    name: str
    tries: int
    seconds: int

    def is_spent(self, who: HttpRequest | str) -> bool:
        """Whether the client has guessed too often for now."""
        return int(cache.get(self._key(who)) or 0) >= self.tries

    def refuse_if_spent(self, who: HttpRequest | str) -> None:
        """Say no kindly once the client has guessed too often."""
        if self.is_spent(who):
            raise Refusal(
                "番号の入力が続けて間違っているため、しばらくお待ちいただいています。",
                way_on=f"{self.seconds // 60}分ほどたってから、番号を確かめてもう一度お試しください。",
                status=429,
                code="too_many_tries",
            )

    def count(self, who: HttpRequest | str) -> None:
        """Count a wrong guess."""
        key = self._key(who)
        cache.add(key, 0, self.seconds)
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, self.seconds)

    def _key(self, who: HttpRequest | str) -> str:
        return f"limit:{self.name}:{ids.digest(who if isinstance(who, str) else client_of(who))}"


def client_of(request: HttpRequest) -> str:
    """The client's address: behind so many proxies of our own, the one the outermost of them saw."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded: list[str] = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
