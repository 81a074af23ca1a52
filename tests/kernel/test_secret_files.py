"""A secret made once."""

import stat
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from madoguchi.kernel.secret_files import kept


def test_it_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    file = tmp_path / "new" / "key"
    assert kept(file, lambda: "first") == "first"
    assert kept(file, lambda: "second") == "first"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_many_who_start_at_once_have_the_same_and_whole_one(tmp_path):
    numbers = count()
    with ThreadPoolExecutor(16) as crowd:
        found = set(crowd.map(lambda _: kept(tmp_path / "key", lambda: f"{next(numbers):064d}"), range(64)))
    assert len(found) == 1
    assert len(found.pop()) == 64
