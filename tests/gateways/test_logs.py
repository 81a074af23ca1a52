import json
from contextlib import contextmanager
from io import StringIO
from logging import StreamHandler, getLogger  # noqa: TID251  what Django logs through

import pytest
import structlog

from madoguchi.gateways import logs


@contextmanager
def lines_of(style: str):
    out = StringIO()
    handler: StreamHandler[StringIO] = StreamHandler(out)
    handler.setFormatter(logs.formatter(style))
    logger = getLogger("madoguchi.test")
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel("INFO")
    try:
        yield logger, out
    finally:
        logger.removeHandler(handler)
        logger.propagate = True


def test_our_own_events_are_lines_of_json_without_personal_values():
    with lines_of("json") as (_, out):
        log = structlog.get_logger("madoguchi.test")
        log.info("case.received", case=12, name="髙田 花子", note="tel 03-1234-5678", answers={"kana": "タカダ"})

    told = json.loads(out.getvalue())
    assert told["event"] == "case.received"
    assert (told["case"], told["name"], told["note"], told["answers"]) == (12, "（伏字）", "tel （電話）", "（伏字）")
    assert (told["level"], told["logger"]) == ("info", "madoguchi.test")
    assert told["timestamp"].startswith("20")


def test_what_django_logs_is_masked_too():
    with lines_of("json") as (logger, out):
        logger.warning("Bad request from %s: %s", "hanako@example.jp", "/procedures/")

    assert json.loads(out.getvalue())["event"] == "Bad request from （メール）: /procedures/"


@pytest.mark.parametrize("style", ["json", "console"])
def test_a_traceback_is_masked(style):
    with lines_of(style) as (_, out):
        try:
            int("no mail to hanako@example.jp")
        except ValueError:
            structlog.get_logger("madoguchi.test").exception("mail.failed", email="hanako@example.jp")

    assert "hanako" not in out.getvalue()
    assert "no mail to （メール）" in out.getvalue().replace("\\n", "\n")


def test_people_get_a_line_they_can_read():
    with lines_of("console") as (_, out):
        structlog.get_logger("madoguchi.test").info("outbox.delivered", kind="mail", entry=7)

    assert "outbox.delivered" in out.getvalue()
    assert "entry=7" in out.getvalue()
    assert "\x1b[" not in out.getvalue()


def test_the_setting_names_only_what_exists():
    setting = logs.django_logging("json")
    assert setting["root"] == {"handlers": ["stderr"], "level": "INFO"}
    assert setting["formatters"] == {"masked": {"()": "madoguchi.gateways.logs.formatter", "lines": "json"}}


@pytest.mark.parametrize(
    "path", ["/search/?q=離婚したい", "/search/suggest/?q=%E9%9B%A2%E5%A9%9A", "/answers/?topic=child&q=abc"]
)
def test_what_was_searched_for_stands_in_no_log(path):
    with lines_of("json") as (logger, out):
        logger.info('"GET %s HTTP/1.1" 200', path)

    told = json.loads(out.getvalue())["event"]
    assert "q=（伏字）" in told
    assert not any(part in told for part in ("離婚", "%E9", "abc"))
    assert "HTTP/1.1" in told
