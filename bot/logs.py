"""Structured logs, without the token and without what people write."""

import logging
import re
import sys
import traceback
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor

#: A bot token wherever it stands: in a URL, a traceback, the repr of an object.
TOKEN = re.compile(r"\d{5,}:[\w-]{30,}")
#: Libraries whose everyday lines help nobody; httpx writes whole URLs.
QUIET = ("httpx", "httpcore", "apscheduler", "telegram", "uvicorn", "aiosqlite", "alembic")


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Remove tokens from every value, however deep."""
    return {name: _without_token(value) for name, value in event.items()}


def format_error(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Where it happened and of what kind, without its text: that may hold what a person wrote."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        frames = "".join(traceback.format_tb(error.__traceback__))
        event["exception"] = f"{frames}{type(error).__module__}.{type(error).__qualname__}"
    return event


def _without_token(value: Any) -> Any:
    if isinstance(value, (int, float, bool)) or value is None:
        return value
    text = value if isinstance(value, str) else repr(value)
    return TOKEN.sub("<token>", text)


def set_up(level: str, form: Literal["text", "json"]) -> None:
    """Send our lines and the libraries' through one formatter to standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        format_error,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Its warnings are of a job that took longer than its turn, which is how large jobs work.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
