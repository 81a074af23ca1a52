"""The ward's own catalog, loaded once and published as the command publishes it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from madoguchi.assistant import corpus, editions, learning
from madoguchi.definitions.loader import Catalog, load_catalog
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.publications import commands, queries
from madoguchi.publications.models import Publication


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """What `catalog/` says."""
    return load_catalog(Path(settings.CATALOG), settings.WARD)


@pytest.fixture(scope="session")
def rows_of_the_catalog(catalog: Catalog, django_db_setup: None, django_db_blocker) -> list[Publication]:
    """The rows that publishing everything leaves; nothing stays in the database.

    That every definition may be published is proved by `catalog check`; the proofs take seconds each and are left
    out here.
    """
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "obstacles", lambda *_, **__: [])
        rows = [
            commands.publish(compiled=compiled, by=SYSTEM, at=clock.now(), demo=True)
            for compiled in catalog.procedures.values()
        ]
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def published(db: None, rows_of_the_catalog: list[Publication]) -> list[Publication]:
    """Every procedure of the catalog is in force."""
    rows = Publication.objects.bulk_create(rows_of_the_catalog)
    queries.forget()
    return rows


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What is in force is remembered for a second, and the test before had its own."""
    queries.forget()
    corpus.forget()
    editions.forget()
    learning.forget()
