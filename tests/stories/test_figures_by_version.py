"""A section head publishes a better form, and watches what it does."""

import msgspec
import pytest

from madoguchi.cases import sampling
from madoguchi.config import housekeeping
from madoguchi.definitions.compiled import compile_procedure
from madoguchi.gateways import outbox
from madoguchi.insight import remembering
from madoguchi.kernel import clock as times
from madoguchi.publications import queries as publications
from tests.procedures.publishing import put_in_force
from tests.stories.sending import arrive

PROCEDURE = "child-allowance"


@pytest.fixture(autouse=True)
def nothing_remembered_nobody_drawn(monkeypatch):
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: False)
    remembering.forget()
    yield
    remembering.forget()


def the_night_passes() -> None:
    """The house does what it does every night."""
    times.passes(days=1)
    housekeeping.put_for(times.today())
    times.clock.move_to(times.now().replace(hour=4))
    while outbox.deliver_due(at=times.now()):
        pass


def decides_all(officer) -> None:
    """Clears the clean ones in one decision."""
    officer.device.get(f"/desk/clean/child-family/{PROCEDURE}/")
    officer.device.press()
    officer.device.press(("confirmed", "yes"))
    while outbox.deliver_due(at=times.now()):
        pass


def test_a_section_head_publishes_and_watches_the_figures_by_version(officer, resident, clock):
    arrive(PROCEDURE, 6)
    old = publications.in_force(PROCEDURE)
    assert old is not None
    clock.passes(hours=12)
    decides_all(officer)

    changed = msgspec.structs.replace(old.procedure, standard_days=old.procedure.standard_days - 5)
    put_in_force(compile_procedure(changed))
    clock.passes(days=2)
    arrive(PROCEDURE, 7, first=100)
    decides_all(officer)
    the_night_passes()

    page = officer.device.get(f"/desk/figures/{PROCEDURE}/")
    assert page.says("第2版")
    assert page.says("7／7件")
    assert page.says("前の版との違い")
    assert page.says("差があるとは言えません")

    assert resident.device.get(f"/figures/{PROCEDURE}/").says("公開できる数字は、まだありません")
    clock.passes(days=25)
    page = resident.device.get(f"/figures/{PROCEDURE}/")
    assert page.says("正しく届いた割合")
    assert page.says("13／13件")
    assert page.says("版による違い")
    assert page.says("差があるとは言えません")
    assert resident.device.get("/figures/").says("100.0％")
