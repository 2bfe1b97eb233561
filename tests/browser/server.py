"""The real server as a process of its own, started and stopped like anyone would."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.warm import Forked

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One installation: its data outlives the process, as on a real machine."""

    def __init__(
        self,
        data_dir: Path,
        command: str = "serve",
        root: Path = ROOT,
        port: int | None = None,
        **more: str,
    ) -> None:
        self.more = more
        self.root = root
        self.data_dir = data_dir
        self.command = command
        self.port = port or free_port()
        self.origin = f"http://localhost:{self.port}"
        self.setup_link: str | None = None
        self.process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def log(self) -> Path:
        return self.data_dir / "log"

    def start(self) -> None:
        """Start, and return once the server says it is ready."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        env = os.environ | {
            "SHADOWLOG_DATA_DIR": str(self.data_dir),
            "SHADOWLOG_PORT": str(self.port),
            "SHADOWLOG_ORIGIN": self.origin,
            "PYTHONUNBUFFERED": "1",
            **self.more,
        }
        if self.root == ROOT:
            self.process = Forked([self.command], env, cwd=ROOT, out=self.log)
        else:
            self.process = self.other_version(env)
        self.wait_until_ready()
        found = re.findall(r"^Setup: (\S+)$", self.log.read_text(), re.MULTILINE)
        self.setup_link = found[-1] if found else None

    def other_version(self, env: dict[str, str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "app.cli", self.command],
                cwd=self.root,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert not self.has_ended(), self.log.read_text()[-2000:]
            try:
                with urllib.request.urlopen(f"{self.origin}/readyz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise AssertionError("the server never became ready")

    def stop(self) -> None:
        """Stop as systemd would; a phone then finds nobody at the address."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None
