"""Putting a definition in force for a test, as `publish` leaves it; its own conditions are tested with the catalog."""

from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.publications import queries as publications
from madoguchi.publications.models import Publication


def put_in_force(compiled: Compiled) -> Compiled:
    """The latest version of its procedure from now on."""
    number = Publication.objects.filter(procedure=compiled.id).count() + 1
    Publication.objects.create(
        version=compiled.version,
        procedure=compiled.id,
        number=number,
        document=compiled.document.decode(),
        published_at=clock.now(),
        published_by="編集 太郎",
        demo=True,
    )
    publications.forget()
    return compiled


def in_force(procedure: str) -> Compiled:
    """The version that new drafts begin with; there must be one."""
    found = publications.in_force(procedure)
    assert found is not None, procedure
    return found


def from_the_catalog(procedure: str) -> Compiled:
    """One of the ward's own, put in force."""
    return put_in_force(publications.catalog().procedures[procedure])
