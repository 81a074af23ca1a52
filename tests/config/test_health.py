"""What machines are told about the installation."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from madoguchi.config import health
from madoguchi.config.models import FORGOTTEN_AFTER, Heartbeat, beat
from madoguchi.gateways import outbox
from madoguchi.kernel.clock import now

pytestmark = pytest.mark.django_db


def test_a_site_with_a_living_worker_is_well(client):
    beat("desk/1", at=now())
    answer = client.get("/healthz?strict=1")
    assert answer.status_code == 200
    assert answer.json() | {"worker_seconds": 0, "code": ""} == {
        "status": "ok",
        "database": "ok",
        "migrations": "applied",
        "worker": "alive",
        "worker_seconds": 0,
        "outbox": "ok",
        "outbox_seconds": 0,
        "outbox_stuck": 0,
        "handover": "ok",
        "version": "0.1.0",
        "code": "",
    }


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/healthz?strict=1", 503)])
def test_a_silent_worker_wakes_the_monitor_but_keeps_the_site_in_service(client, path, status):
    beat("desk/1", at=now() - timedelta(minutes=2))
    answer = client.get(path)
    assert (answer.status_code, answer.json()["status"], answer.json()["worker"]) == (status, "impaired", "silent")


def test_a_worker_that_was_never_started_is_told(client):
    assert client.get("/healthz").json()["worker"] == "never seen"


def test_what_waits_too_long_in_the_outbox_is_told(client):
    beat("desk/1", at=now())
    outbox.put(kind="mail", key="1", payload={}, due_at=now() - timedelta(minutes=10))
    answer = client.get("/healthz?strict=1")
    assert (answer.status_code, answer.json()["outbox"]) == (503, "late")
    assert answer.json()["outbox_seconds"] >= 600


def test_what_is_not_due_yet_is_not_late(client):
    outbox.put(kind="mail", key="1", payload={}, due_at=now() + timedelta(hours=1))
    assert client.get("/healthz").json()["outbox_seconds"] == 0


def test_a_site_without_its_database_is_out_of_service(client, monkeypatch):
    def away() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")


def test_a_site_whose_migrations_are_missing_is_out_of_service(client, monkeypatch):
    monkeypatch.setattr(health, "_applied", set())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'config'")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "missing")


def test_the_answer_starts_no_session_and_sets_no_cookie(client):
    assert client.get("/healthz").cookies == {}


def test_it_only_answers_questions(client):
    assert client.post("/healthz").status_code == 405


def test_workers_that_are_long_gone_are_forgotten():
    beat("desk/1", at=now() - FORGOTTEN_AFTER - timedelta(minutes=1))
    beat("desk/2", at=now())
    assert [sign.worker for sign in Heartbeat.objects.all()] == ["desk/2"]
