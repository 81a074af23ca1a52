"""Logs as lines of data: ours and Django's through the same processors, personal values masked in both.

`MADOGUCHI_LOG=json` writes a line of JSON for each event, for machines; `console` writes for people.
"""

import re
from collections.abc import MutableMapping

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from madoguchi.gateways import masking

# Where these stand they are ours and not a person's.
OURS = frozenset({"event", "level", "logger", "timestamp", "exception", "stack"})


# What somebody searched for stands in the address of the page: it is theirs and not the log's.
_SEARCHED = re.compile(r"([?&]q=)[^&\s\"']*")


def masks_personal_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The last processor before the line is written, so that it also sees tracebacks as text."""
    for key, value in list(event.items()):
        if key in OURS:
            event[key] = _masked(value) if isinstance(value, str) and key != "timestamp" else value
        elif not key.startswith("_"):
            event.update(masking.masked({key: value}))
    return event


def _masked(text: str) -> str:
    return masking.masked_text(_SEARCHED.sub(rf"\1{masking.HIDDEN}", text))


def _before() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
    ]


def formatter(lines: str) -> structlog.stdlib.ProcessorFormatter:
    """How a record becomes a line; Django makes it from the settings below."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_before(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            masks_personal_values,
            _renderer(lines),
        ],
    )


def _renderer(lines: str) -> Processor:
    if lines == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    return structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)


def django_logging(lines: str) -> MutableMapping[str, object]:
    """For `settings.LOGGING`: everything to standard error, which the machine's own log collects."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"masked": {"()": "madoguchi.gateways.logs.formatter", "lines": lines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "masked"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Every address of the card gateway, with its numbers, at INFO.
            "stripe": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }


def set_up() -> None:
    """Send structlog through the same handlers; called once when Django is ready."""
    structlog.configure(
        processors=[*_before(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
