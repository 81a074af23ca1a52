"""The card before the first question, and what came from it on the pages that follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.accounts import card as cards
from madoguchi.accounts.queries import actor_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Page
from madoguchi.kernel import clock
from madoguchi.procedures import prefill
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications


@dataclass(frozen=True)
class CardOffer:
    """Step 0: use the card (`url`), or it was read already and its items go into the form."""

    url: str
    is_read: bool = False


def offer(request: HttpRequest, compiled: Compiled) -> CardOffer | None:
    """What the page before the first question says of the card; nothing where it cannot be used."""
    if not cards.is_offered():
        return None
    begin = reverse("procedures:begin", args=[compiled.id])
    other = reverse("procedures:page", args=[compiled.id])
    url = f"{reverse('account_card')}?{urlencode({'next': begin, 'other': other})}"
    return CardOffer(url, is_read=cards.reading_in(request, at=clock.now()) is not None)


def fill(request: HttpRequest, draft: Draft, compiled: Compiled) -> None:
    """Put what was read in this log-in into a new draft."""
    reading = cards.reading_in(request, at=clock.now())
    if reading is not None:
        prefill.fill_from_card(
            draft=draft,
            compiled=compiled,
            reading=reading,
            situation=publications.situation(),
            by=actor_of(request),
            at=clock.now(),
        )


def news(draft: Draft, compiled: Compiled, page: Page, lang: str) -> Iterator[str]:
    """Which answers on this page stand as the card gave them."""
    labels = [
        compiled.procedure.data[id_].label.in_(lang) for id_ in page.ask if prefill.from_card(draft, id_)
    ]  # fmt: skip
    if labels:
        joined = "」「".join(labels)
        yield _("マイナンバーカードから：「%s」。確かめて、違うところは書き直してください。") % joined
