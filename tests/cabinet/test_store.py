import hashlib
import io
import os
from datetime import UTC, datetime, timedelta

import pytest

from madoguchi.cabinet import store
from madoguchi.gateways.store import ContentDamaged, ContentMissing, ContentStore
from tests.processes import House

CONTENT = "児童手当 認定請求書".encode() * 1000
SHA = hashlib.sha256(CONTENT).hexdigest()
LATER = datetime.now(UTC) + timedelta(days=1)


def test_content_lies_under_its_own_name(cabinet_folder):
    assert store.put_bytes(CONTENT) == SHA
    assert (cabinet_folder / SHA[:2] / SHA[2:]).read_bytes() == CONTENT
    with store.open(SHA) as content:
        assert content.read() == CONTENT


def test_the_same_bytes_lie_there_once_and_nothing_is_left_over(cabinet_folder):
    first = store.put(io.BytesIO(CONTENT))
    second = store.put(io.BytesIO(CONTENT))

    assert first == second
    assert first.size == len(CONTENT)
    assert list(store.documents.names()) == [SHA]
    assert list((cabinet_folder / "incoming").iterdir()) == []


def test_only_the_installation_may_read_what_is_kept(cabinet_folder):
    store.put_bytes(CONTENT)
    assert (cabinet_folder / SHA[:2] / SHA[2:]).stat().st_mode & 0o777 == 0o400
    assert (cabinet_folder / SHA[:2]).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "/" * 64, SHA + "\n", "..", "f" * 64])
def test_no_name_but_that_of_a_content_opens_anything(name):
    with pytest.raises(ContentMissing):
        store.open(name)


def test_a_damaged_content_is_noticed(cabinet_folder):
    store.put_bytes(CONTENT)
    assert store.documents.read_checked(SHA) == CONTENT
    place = cabinet_folder / SHA[:2] / SHA[2:]
    place.chmod(0o600)
    place.write_bytes(b"other")
    with pytest.raises(ContentDamaged):
        store.documents.read_checked(SHA)


def test_a_stream_that_breaks_off_leaves_nothing(cabinet_folder):
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line is cut")

    with pytest.raises(OSError, match="cut"):
        store.put(Broken())
    assert list(store.documents.names()) == []
    assert list((cabinet_folder / "incoming").iterdir()) == []


def test_what_is_put_again_is_spared_by_a_removal_that_was_decided_before(cabinet_folder):
    store.put_bytes(CONTENT)
    place = cabinet_folder / SHA[:2] / SHA[2:]
    os.utime(place, (0, 0))
    decided = datetime.now(UTC) - timedelta(days=1)
    store.put_bytes(CONTENT)

    assert store.documents.remove(SHA, untouched_since=decided) is False
    assert store.documents.remove(SHA, untouched_since=LATER) is True
    assert store.documents.remove(SHA, untouched_since=LATER) is False


def test_stores_of_different_names_know_nothing_of_each_other():
    store.put_bytes(CONTENT)
    with pytest.raises(ContentMissing):
        ContentStore("notices").open(SHA)


def test_a_process_killed_while_it_writes_leaves_no_half_document(cabinet_folder, tmp_path):
    """The power is cut in the middle of an upload; the resident sends it again, and nobody sees the half."""
    House(tmp_path).is_killed_while_running(
        f"""
        import os, signal
        from madoguchi.cabinet import store

        class Cut:
            pieces = [b"x" * 100_000, {CONTENT[:9]!r}]
            def read(self, size):
                return self.pieces.pop() if self.pieces else os.kill(os.getpid(), signal.SIGKILL)

        store.put(Cut())
        """
    )
    assert len(list((cabinet_folder / "incoming").iterdir())) == 1
    assert list(store.documents.names()) == []

    assert store.put_bytes(CONTENT) == SHA
    assert store.documents.clear_unfinished(before=datetime.now(UTC) - timedelta(days=1)) == 0
    assert store.documents.clear_unfinished(before=LATER) == 1
    assert store.documents.read_checked(SHA) == CONTENT
