"""Runs the application under gunicorn, inside this very process."""

import logging
import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from app.core.config import Config
from app.core.limits import HEADER_FIELDS, REQUEST_LINE_BYTES

Hook = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the server.

    ``ready`` is called once the port is open; ``in_worker`` in every worker.
    """

    config: Config
    make_app: Callable[[], Flask]
    ready: Hook | None = None
    in_worker: Hook | None = None
    certificate: str | None = None
    key: str | None = None


class PortInUse(Exception):
    """Another program listens there already."""


class RootLogger(Logger):
    """Gunicorn's own log, sent where ours goes: JSON lines on standard error."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel(logging.INFO)


class Server(BaseApplication):
    def __init__(self, run: Run) -> None:
        self.started = run
        super().__init__()

    def load_config(self) -> None:
        for name, value in settings(self.started).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.started.make_app()


def settings(run: Run) -> dict[str, Any]:
    """Gunicorn's settings; only what differs from its defaults, each for a reason."""
    config = run.config
    chosen: dict[str, Any] = {
        "bind": f"[{config.host}]:{config.port}"
        if ":" in config.host
        else f"{config.host}:{config.port}",
        # SQLite has one writer, so a second process would only wait for the first.
        "workers": config.workers,
        "threads": config.threads,
        "worker_class": "app.serving.worker.PunctualWorker",
        "timeout": 30,
        "graceful_timeout": 30,
        "keepalive": 15,
        "limit_request_line": REQUEST_LINE_BYTES,
        "limit_request_fields": HEADER_FIELDS,
        "limit_request_field_size": 8190,
        # Each may hold a request not yet complete, of up to 350 KiB.
        "worker_connections": 400,
        # A socket in the home directory nobody asked for.
        "control_socket_disable": True,
        "logger_class": RootLogger,
        "proc_name": "shadowlog",
    }
    if run.ready is not None:
        chosen["when_ready"] = ignoring_arbiter(run.ready)
    if run.in_worker is not None:
        chosen["post_worker_init"] = ignoring_arbiter(run.in_worker)
    if run.certificate:
        chosen |= {"certfile": run.certificate, "keyfile": run.key}
        chosen["ssl_context"] = one_context()
    return chosen


def ignoring_arbiter(hook: Hook) -> Callable[[Any], None]:
    """Gunicorn hands every hook its own object and counts the parameters."""

    def called(_: Any) -> None:
        hook()

    return called


def one_context() -> Callable[..., ssl.SSLContext]:
    """Read the certificate once; gunicorn would read it for every connection."""
    made: list[ssl.SSLContext] = []

    def context(_: Any, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
        if not made:
            made.append(default())
        return made[0]

    return context


def serve(run: Run) -> None:
    """Serve until told to stop; requests under way then are finished first.

    Raises:
        PortInUse: before anything has started.
    """
    check_port(run.config.host, run.config.port)
    # Gunicorn looks for its own options there.
    sys.argv = sys.argv[:1]
    Server(run).run()


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise PortInUse(f"{host}:{port} cannot be used: {error.strerror}.") from error
