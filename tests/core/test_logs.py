"""What the log may say: events and ids, never what anybody wrote."""

import io
import json
import logging

from app.core.logs import JsonLines


def logged(event: str, **extra: object) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    if extra.pop("failing", False):
        try:
            raise ValueError("what the subject said")
        except ValueError:
            logger.exception(event, extra=extra)
    else:
        logger.info(event, extra=extra)
    return out.getvalue()


def test_a_line_is_one_json_object() -> None:
    line = json.loads(logged("request", status=200))

    assert (line["event"], line["status"]) == ("request", 200)


def test_nothing_can_forge_a_line_of_its_own() -> None:
    assert logged("request", rule='x\r\n{"event": "forged"}').count("\n") == 1


def test_an_exception_is_named_but_its_message_is_not_repeated() -> None:
    text = logged("request failed", failing=True)

    assert "ValueError" in text
    assert "what the subject said" not in text
