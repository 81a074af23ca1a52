"""The model on a real port: what it says, and every way in which it can fail."""

import socket

import pytest

from madoguchi.gateways import language_model
from madoguchi.gateways.language_model import LONGEST_ANSWER, LanguageModel, ModelAway
from tests.assistant import model_server


@pytest.fixture
def model():
    with model_server.running() as found:
        yield found


def asked(model, *, seconds: float = 5.0, key: str = "") -> str:
    there = LanguageModel(model.url, "small", key, seconds)
    return there.reword(question="いくら？", quotation="月10,000円です。", language="ja")


def test_it_is_asked_as_openai_compatible_servers_are(model):
    model.says = " 10000円です。 "
    assert asked(model, key="secret") == "10000円です。"
    (request,) = model.asked
    assert request["path"] == "/v1/chat/completions"
    assert request["key"] == "Bearer secret"
    assert request["model"] == "small"
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert "月10,000円です。" in request["messages"][1]["content"]


@pytest.mark.parametrize(
    "raw",
    [b"", b"not json", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {}}]}', b'{"choices": [{"message": {"content": 7}}]}',
     b'{"choices": [{"message": {"content": "  "}}]}', b"\xff\xfe", b"[" * 100_000, b" " * (LONGEST_ANSWER + 10)],
)  # fmt: skip
def test_garbage_is_a_model_that_is_away(model, raw):
    model.raw = raw
    with pytest.raises(ModelAway):
        asked(model)


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503])
def test_an_error_is_a_model_that_is_away(model, status):
    model.status, model.says = status, "10000円です。"
    with pytest.raises(ModelAway):
        asked(model)


def test_who_waits_too_long_goes_on_without(model):
    model.waits = 30
    with pytest.raises(ModelAway):
        asked(model, seconds=0.2)


def test_an_answer_that_drips_for_ever_is_given_up(model):
    model.drips = True
    with pytest.raises(ModelAway):
        asked(model, seconds=0.3)


def test_nobody_at_the_address_is_a_model_that_is_away():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelAway):
        LanguageModel(f"http://127.0.0.1:{port}/v1", "small").reword(question="", quotation="", language="ja")


def test_without_an_address_there_is_no_model(settings):
    settings.MODEL_URL = ""
    assert language_model.configured() is None
    settings.MODEL_URL = "file:///etc/passwd"
    assert language_model.configured() is None
    settings.MODEL_URL = "http://127.0.0.1:1/v1"
    assert language_model.configured() is not None
