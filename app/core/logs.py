"""Log lines a machine can read and a person can follow; never any content."""

import json
import logging
import sys
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One JSON object a line: the event, then whatever ``extra`` was given.

    JSON escapes line breaks, so nothing that arrives can forge a line of its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "request": request_id.get(),
        }
        line |= {k: v for k, v in vars(record).items() if k not in STANDARD}
        if record.exc_info and record.exc_info[0]:
            # The frames, not the message: a database error quotes the values it met.
            line["error"] = record.exc_info[0].__name__
            line["trace"] = frames(record)
        return json.dumps(line, default=str)


def frames(record: logging.LogRecord) -> list[str]:
    """Where an exception came from, as ``file:line function``, innermost last."""
    found: list[str] = []
    step = record.exc_info[2] if record.exc_info else None
    while step is not None:
        code = step.tb_frame.f_code
        found.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return found[-12:]


def init() -> None:
    """Send the whole process's log to standard error, one JSON object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
