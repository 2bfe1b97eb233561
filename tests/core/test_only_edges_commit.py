"""Services take part in a transaction; only routes and the CLI open one."""

from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
EDGES = {"routes.py", "cli.py", "login.py", "db.py", "health.py"}
INNER = sorted(
    path
    for path in APP.rglob("*.py")
    if path.name not in EDGES
    and not path.name.endswith("_routes.py")
    and "migrations" not in path.parts
)


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(APP)))
def test_no_commit_below_the_edge(path: Path) -> None:
    source = path.read_text()

    for opening in ("db.transaction", "db.run(", ".commit()", "new_session"):
        assert opening not in source
