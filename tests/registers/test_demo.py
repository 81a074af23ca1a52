"""A demo's register: a few thousand invented people, and those of the definitions' examples among them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from madoguchi.cases.reconciling import compared
from madoguchi.definitions import examples
from madoguchi.definitions.journey import walk
from madoguchi.publications import queries as publications
from madoguchi.registers.claims import Verdict
from madoguchi.registers.models import Snapshot

pytestmark = pytest.mark.django_db


def test_the_applicant_of_every_first_example_is_found_in_it(published, settings):
    settings.DEMO = True
    told = StringIO()
    call_command("demo_register", stdout=told)
    call_command("demo_register", stdout=StringIO())
    assert "3,000人" in told.getvalue()
    assert Snapshot.objects.count() == 1
    for compiled in publications.all_in_force():
        example = compiled.procedure.examples[0]
        answers, _ = examples.answers_of(compiled, example, publications.situation())
        found = compared(compiled, walk(compiled, answers, today=example.on))
        assert (found is None) == (not compiled.procedure.reconcile)
        assert found is None or set(found.answer.verdicts.values()) <= {Verdict.YES, Verdict.UNKNOWN}


def test_a_real_installation_gets_no_invented_people(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="デモ環境"):
        call_command("demo_register")
    assert not Snapshot.objects.exists()
