"""A server's process that has imported and joined everything before it is needed.

Starting takes three seconds of a processor, nearly all for imports and for the first
application a process makes, and every test starts a server of its own. So they are
forked from one that stands ready.
"""

import multiprocessing
import os
import tempfile
from multiprocessing.process import BaseProcess
from pathlib import Path

from app import cli, create_app
from app.core.config import Config
from app.web import shell


def warm_up() -> None:
    """Make what every application of a process shares, for one nobody will use."""
    shell.shell()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config.from_env({"SHADOWLOG_DATA_DIR": folder}))
        app.test_client().get("/readyz")
        app.extensions["engine"].dispose()


def start(command: str, env: dict[str, str], log: Path) -> BaseProcess:
    """Run a command of ours as its own process, writing to ``log``."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.browser.warmed"])
    process = made.Process(target=run, args=(command, env, str(log)), daemon=True)
    process.start()
    return process


def run(command: str, env: dict[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    cli.main([command], prog_name="shadowlog")
