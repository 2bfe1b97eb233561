"""What a view says of itself for the API description."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from marshmallow import Schema

P = ParamSpec("P")
R = TypeVar("R")

# An answer is a schema, or the media type of a body that is not JSON, or no body.
Answer = Schema | str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One operation of the API, as its view declares it."""

    summary: str
    body: Schema | None = None
    query: Schema | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)


def describe(
    summary: str,
    *,
    answers: Mapping[int, Answer],
    body: Schema | None = None,
    query: Schema | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Attach the API description of a view to it; ``app.web.openapi`` collects them."""
    facts = Facts(summary, body, query, answers)

    def attach(view: Callable[P, R]) -> Callable[P, R]:
        vars(view)["facts"] = facts
        return view

    return attach


def facts_of(view: Callable[..., Any]) -> Facts | None:
    """What a view declared, or None."""
    found = getattr(view, "facts", None)
    return found if isinstance(found, Facts) else None
