"""Every address the application knows, to knock at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

SOME_ID = "01890000-0000-7000-8000-000000000001"
SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Knock:
    """One method at one address."""

    method: str
    path: str
    endpoint: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def knocks(app: Flask) -> Iterator[Knock]:
    """Every method of every rule, ids filled in with one nobody has."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        path = re.sub(r"<[^>]+>", SOME_ID, rule.rule)
        for method in sorted(rule.methods or ()):
            yield Knock(method, path, rule.endpoint)


def unsafe_knocks(app: Flask) -> list[Knock]:
    return [knock for knock in knocks(app) if knock.method not in SAFE]
