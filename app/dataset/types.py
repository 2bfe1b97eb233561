"""Days read out of a study for analysis and export: plain values, free of the ORM."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

# Dimension → code → label, as the day's version of the codebook words it.
Labels = Mapping[str, Mapping[str, str]]
# (id, kind, created at in ms, revisions, fields as stored), just as SQL gives it: at a
# hundred thousand rows a class of our own would cost more than writing them. When a
# record was created is not told of one that an embargo has cut.
DayRecord = tuple[UUID | str, str, int | None, int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class DayInfo:
    """One shadowing day by the names it goes by; None where nobody has said."""

    study: str
    subject: str | None
    observer: str | None
    date: str | None
    timezone: str | None
    labels: Labels = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A study's days, each with its records. Read once.

    What was deleted is left out, and so is what is embargoed: see ``withheld``.
    """

    title: str
    days: Iterable[tuple[DayInfo, Iterable[DayRecord]]]
