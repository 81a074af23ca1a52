"""Two who write to one SQLite file: the second waits for the first, as long as it has patience."""

import sqlite3
import threading

import pytest
from django.db import OperationalError

from madoguchi.config.environment import database
from madoguchi.config.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(tmp_path):
    waiting = database("", tmp_path)
    options = waiting["OPTIONS"]
    assert isinstance(options, dict)
    settings = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        **waiting,
        "OPTIONS": {**options, "timeout": 0.2},
    }
    wrapper = DatabaseWrapper(settings, alias="writer")
    wrapper.ensure_connection()
    wrapper.connection.execute("CREATE TABLE line (n INTEGER)")
    yield wrapper
    wrapper.close()


@pytest.fixture
def other(writer):
    other = sqlite3.connect(writer.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    yield other
    other.close()


def write(writer, n):
    writer._start_transaction_under_autocommit()
    writer.connection.execute("INSERT INTO line VALUES (?)", [n])
    writer.connection.execute("COMMIT")


def test_whoever_comes_second_writes_after_the_first(writer, other):
    writer.settings_dict["OPTIONS"]["timeout"] = 30
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO line VALUES (1)")
    end = threading.Timer(0.05, lambda: other.execute("COMMIT"))
    end.start()

    write(writer, 2)
    end.join()

    assert list(other.execute("SELECT n FROM line ORDER BY rowid")) == [(1,), (2,)]


def test_whoever_waits_in_vain_is_told_and_may_try_again(writer, other):
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        write(writer, 1)
    other.execute("ROLLBACK")

    write(writer, 2)

    assert list(other.execute("SELECT n FROM line")) == [(2,)]
    assert writer.connection.execute("PRAGMA busy_timeout").fetchone() == (200,)


def test_another_trouble_is_not_waited_for(writer):
    writer._start_transaction_under_autocommit()
    with pytest.raises(OperationalError, match="within a transaction"):
        writer._start_transaction_under_autocommit()
    writer.connection.execute("ROLLBACK")
