"""The reference pages may not lag behind the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from app import create_app  # noqa: F401  # imports every feature, so every error exists
from app.core.errors import DomainError
from app.core.problems import HTTP_SLUGS

ROOT = Path(__file__).parents[2]
# Made in problems.py itself, not by an error of the domain.
PLAIN = {
    "database-unavailable",
    "internal-error",
    "http-error",
    *HTTP_SLUGS.values(),
}


def subclasses(cls: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in cls.__subclasses__():
        yield child
        yield from subclasses(child)


def headings(page: str) -> set[str]:
    text = (ROOT / "docs" / page).read_text()
    return set(re.findall(r"^## `?([\w-]+)`?$", text, re.MULTILINE))


def strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_problem_is_explained() -> None:
    slugs = {error.slug for error in subclasses(DomainError)} | PLAIN

    assert headings("problems.md") == slugs


def test_every_setting_is_explained() -> None:
    read = {
        word
        for word in strings(ROOT / "app" / "core" / "config.py")
        if re.fullmatch(r"SHADOWLOG_[A-Z_]+|DATABASE_URL", word)
    }

    assert headings("settings.md") == read


def test_every_test_named_against_a_threat_exists() -> None:
    text = (ROOT / "docs" / "security.md").read_text()
    named = set(re.findall(r"`(tests/[^`]+)`", text))

    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()
