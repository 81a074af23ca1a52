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
from madoguchi.publications.models import Publication, Reinstatement


@transaction.atomic
def publish(*, compiled: Compiled, by: Actor, at: datetime, demo: bool, proposed_by: str = "") -> Publication:
    """Put a version in force. The one in force already is returned as it is; an older one is put in force again.

    Refused while an example fails, a question cannot be reached, a text is missing in a language, or, outside demo
    mode, a fact that residents rely on is not verified.
    """
    refuse_if(permissions.refusal_to_publish(by, compiled.procedure.section, proposed_by=proposed_by))
    versions = list(Publication.objects.select_for_update().filter(procedure=compiled.id).order_by("number"))
    known = next((one for one in versions if one.version == compiled.version), None)
    if known is not None and queries.version_in_force(compiled.id) == compiled.version:
        return known
    if found := obstacles(compiled, Situation(today=at.date(), towns=queries.towns()), demo=demo):
        raise Refusal("公開できません：" + " ／ ".join(found), code="not_publishable")
    latest = versions[-1].number if versions else 0
    if known is not None:
        Reinstatement.objects.create(publication=known, instead_of=latest, reinstated_at=at, reinstated_by=by.name)
    published = known or _added(compiled, latest + 1, by=by, at=at, demo=demo)
    detail = {"version": compiled.version, "number": published.number}
    journal.write(subject=f"definition/{compiled.id}", what="published", by=by, at=at, detail=detail)
    transaction.on_commit(queries.forget)
    return published


def _added(compiled: Compiled, number: int, *, by: Actor, at: datetime, demo: bool) -> Publication:
    return Publication.objects.create(
        version=compiled.version,
        procedure=compiled.id,
        number=number,
        document=compiled.document.decode(),
        published_at=at,
        published_by=by.name,
        demo=demo,
    )
