"""What a device asks of sync, once it has been read."""

from dataclasses import dataclass
from typing import Any

from app.audit.chain import Head


@dataclass(frozen=True, slots=True)
class Sample:
    """The device's clock beside ours, once."""

    boot: str
    wall: int
    off: float
    unc: float
    mono: float | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """One push: who sends from where, and what."""

    proto: int
    device: str
    ops: list[Any]
    schema: int | None = None
    app: str | None = None
    uid: str | None = None
    epoch: str | None = None
    batch: str | None = None
    clock: list[Sample] | None = None
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Pull:
    """What a device asks to be sent."""

    study: str
    cursor: str
    limit: int
    witness: Head | None = None  # of the study's trail, as the device was told last
