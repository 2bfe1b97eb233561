"""The ready codebooks a study can begin with."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.codebooks.rules import CodeEntry, Draft, draft_of

FOLDER = Path(__file__).parent / "templates"
NAMES = (
    "kmobilis_like",
    "mintzberg",
    "executive_time_use",
    "wombat_clinician",
    "blank",
)


@dataclass(frozen=True, slots=True)
class Template:
    """A ready codebook, and the study settings that go with its method."""

    name: str
    title: str
    about: str
    settings: dict[str, Any]
    draft: Draft


@cache
def template(name: str) -> Template:
    """The template of this name, which must be one of ``NAMES``."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    dimensions = {
        dimension["name"]: [CodeEntry(**code) for code in dimension["codes"]]
        for dimension in found["dimensions"]
    }
    return Template(
        name=name,
        title=found["title"],
        about=found["about"],
        settings=found["settings"],
        draft=draft_of(dimensions),
    )
