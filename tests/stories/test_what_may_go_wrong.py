"""A server that dies, a definition with a slip in it: nothing is lost, and everything else goes on."""

import io
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from madoguchi.publications import queries as publications
from tests.processes import House

BEGIN = """
    import sys
    from pathlib import Path
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
    from tests.procedures.browsing import Browser
    from tests.procedures.definition import COMPILED
    from tests.procedures.publishing import put_in_force
    from tests.procedures.walking import answers_everything, begins
    put_in_force(COMPILED)
    device = Browser()
    begins(device, COMPILED)
    answers_everything(device)
    print(repr((device.page.url, device.jar)))
"""
DIE_WHILE_SENDING = """
    import os, signal
    from madoguchi.procedures import receipts
    from tests.procedures.browsing import Browser
    receipts.mail = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    device = Browser()
    url, device.jar = {device}
    device.get(url)
    device.press()
"""
GO_ON = """
    from madoguchi.cases.models import Case
    from madoguchi.gateways.models import OutboxEntry
    from madoguchi.journal import queries as journal
    from madoguchi.procedures.models import Receipt
    from tests.procedures.browsing import Browser
    device = Browser()
    url, device.jar = {device}
    page = device.get(url)
    print(Case.objects.count(), page.says("髙橋　花子"), page.says("まだ送信していません"))
    page = device.press()
    print(page.says("申請を受け付けました"), Case.objects.count(), Receipt.objects.count(), OutboxEntry.objects.filter(kind="mail").count())
    print(journal.verify())
"""


@pytest.mark.django_db(transaction=True)
def test_a_server_that_dies_while_sending_loses_nothing_and_sends_nothing_twice(tmp_path):
    house = House(tmp_path / "house", environment={"MADOGUCHI_HOSTS": "testserver", "MADOGUCHI_DEBUG": "1"})
    house.data.mkdir()
    device = house.runs(BEGIN).splitlines()[-1]
    house.is_killed_while_running(DIE_WHILE_SENDING.format(device=device))

    assert house.runs(GO_ON.format(device=device)).splitlines()[-3:] == ["0 True True", "True 1 1 1", "None"]


@pytest.fixture
def own_catalog(tmp_path, monkeypatch):
    """A copy of the ward's catalog that may be spoilt."""
    monkeypatch.setattr(settings, "CATALOG", shutil.copytree(settings.CATALOG, tmp_path / "catalog"))
    publications.catalog.cache_clear()
    yield settings.CATALOG
    publications.catalog.cache_clear()


def test_a_slip_in_one_definition_stops_that_one_only(resident, own_catalog):
    slip = own_catalog / "setagaya/procedures/child-allowance.yaml"
    line = 1 + slip.read_text().splitlines().index("standard_days: 30")
    slip.write_text(slip.read_text().replace("standard_days: 30", "standard_days: 三十"))

    said = io.StringIO()
    with pytest.raises(CommandError, match="ほかの手続きには影響ありません"):
        call_command("catalog", "publish", "child-allowance", "dog-registration", stdout=said, stderr=said)
    assert f"child-allowance.yaml:{line}" in said.getvalue()
    assert "✓ 犬の登録" in said.getvalue()

    publications.forget()
    resident.searches("犬の登録")
    assert resident.page.status == 200
    assert resident.applies("child-allowance").number
