"""A server's process that has imported and joined everything before it is needed.

Starting takes two seconds of a processor, nearly all for imports, and every test
starts a server of its own. So they are forked from one that stands ready.
"""

import multiprocessing
import os
from multiprocessing.process import BaseProcess
from pathlib import Path

from app import cli
from app.web import shell

shell.shell()


def start(command: str, env: dict[str, str], log: Path) -> BaseProcess:
    """Run a command of ours as its own process, writing to ``log``."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload([__name__])
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
