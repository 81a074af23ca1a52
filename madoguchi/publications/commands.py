"""Publishing a version of a definition."""

from datetime import datetime

from django.db import transaction

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.publishable import obstacles
from madoguchi.definitions.situation import Situation
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import permissions, queries
from madoguchi.publications.models import Publication


@transaction.atomic
def publish(*, compiled: Compiled, by: Actor, at: datetime, demo: bool) -> Publication:
    """Put a version in force. The one in force already is returned as it is.

    Refused while an example fails, a question cannot be reached, a text is missing in a language, or, outside demo
    mode, a fact that residents rely on is not verified.
    """
    refuse_if(permissions.refusal_to_publish(by))
    known = Publication.objects.select_for_update().filter(procedure=compiled.id).order_by("-number").first()
    if known is not None and known.version == compiled.version:
        return known
    if found := obstacles(compiled, Situation(today=at.date(), towns=queries.towns()), demo=demo):
        raise Refusal("公開できません：" + " ／ ".join(found), code="not_publishable")
    published = Publication.objects.create(
        version=compiled.version,
        procedure=compiled.id,
        number=known.number + 1 if known else 1,
        document=compiled.document.decode(),
        published_at=at,
        published_by=by.name,
        demo=demo,
    )
    detail = {"version": compiled.version, "number": published.number}
    journal.write(subject=f"definition/{compiled.id}", what="published", by=by, at=at, detail=detail)
    transaction.on_commit(queries.forget)
    return published
