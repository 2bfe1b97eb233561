"""Commands of ours as processes of their own, forked from one that stands ready.

Starting takes three seconds of a processor, nearly all for imports and for the first
application a process makes, and hundreds of tests start a server or a command.
"""

import multiprocessing
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from app import cli, create_app
from app.core.config import Config
from app.web import shell


class Forked:
    """A process, as ``subprocess`` would show it."""

    def __init__(
        self, words: Sequence[str], env: Mapping[str, str], *, cwd: Path, out: Path
    ) -> None:
        """Start ``shadowlog`` with ``words``; what it prints and logs goes to files.

        ``out`` is the file it prints to; beside it, ``log`` gets its errors.
        """
        made = multiprocessing.get_context("forkserver")
        made.set_forkserver_preload(["tests.warmed"])
        paths = str(cwd), str(out), str(out.with_name("log"))
        self.words = list(words)
        self.process = made.Process(
            target=run, args=(self.words, dict(env), *paths), daemon=True
        )
        self.process.start()

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self, timeout: float) -> int:
        self.process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(self.words, timeout)
        return code

    def terminate(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def run(words: list[str], env: dict[str, str], cwd: str, out: str, log: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    for stream, path in ((1, out), (2, log)):
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(handle, stream)
        os.close(handle)
    cli.main(words, prog_name="shadowlog")


def warm_up() -> None:
    """Make what every application of a process shares, for one nobody will use."""
    shell.shell()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config.from_env({"SHADOWLOG_DATA_DIR": folder}))
        app.test_client().get("/readyz")
        app.extensions["engine"].dispose()
