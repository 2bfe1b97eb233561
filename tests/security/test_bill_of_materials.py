"""What the product is made of is known to the byte, and fetched from nowhere else."""

import importlib.metadata
import json
import re
import subprocess
import tomllib

import pytest

from tests.security.bill import BILL, HASH, LOCKED, ROOT, bill, packages, written

MOST_DIRECT = 10
ELSEWHERE = re.compile(
    r"(?:https?:)?//[\w.-]*(?:cdn|unpkg|jsdelivr|googleapis|gstatic)"
)


def test_the_bill_is_up_to_date() -> None:
    assert BILL.read_text() == written(bill()), "run: python -m tests.security.bill"


def test_what_runs_is_what_the_bill_names() -> None:
    """Every package asked for, and all that come with them, in the locked version."""
    listed = {one["name"]: one["version"] for one in bill()["components"]}
    for name in closure():
        assert importlib.metadata.version(name) == listed[name], name


def closure() -> set[str]:
    """The packages installed because one of ours asks for them, by what they say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    waiting, found = [plain(line) for line in project["dependencies"]], set[str]()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for line in importlib.metadata.requires(name) or ():
            if ";" not in line:
                waiting.append(plain(line))
    return found


def plain(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found.group()).lower()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_everything_locked_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / name).read_text()

    entries = list(LOCKED.finditer(text))

    assert len(entries) > 20
    assert all(HASH.search(entry["rest"]) for entry in entries)
    assert len(packages(text)) == len(re.findall(r"^[\w.-]+(?:\[.*\])?==", text, re.M))


def test_few_packages_are_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert len(project["dependencies"]) <= MOST_DIRECT


def test_the_browser_runs_nothing_but_what_is_served() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    sources = [
        path
        for folder in ("pwa", "app")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".js", ".css", ".html", ".py", ".webmanifest"}
    ]

    assert not package.get("dependencies")
    assert len(sources) > 100
    for path in sources:
        assert not ELSEWHERE.search(path.read_text("utf-8")), path


def test_installing_runs_no_scripts() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    command = (ROOT / "run").read_text()

    assert not {"preinstall", "install", "postinstall", "prepare"} & set(
        package.get("scripts", {})
    )
    assert "--ignore-scripts" in command
    assert command.count("pip install") == command.count(
        "--only-binary"
    ) + command.count("--require-hashes")


def test_the_bill_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "docs/sbom.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    # What was unpacked from an archive was committed, or it would not be there.
    is_checkout = listed.returncode == 0
    assert (ROOT / "docs" / "sbom.json").is_file()
    assert listed.stdout.strip() == ("docs/sbom.json" if is_checkout else "")
