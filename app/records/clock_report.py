"""How far the clock of a day can be trusted.

``pwa/domain/clock-report.js`` is the same, and both are held to
``tests/contract/clock.json``.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from app.records.instants import STEP_MS

# Hours before a day and after it in which a comparison still tells of it.
AROUND_MS = 43_200_000
# Too short a while shows no drift.
DRIFT_MS = 600_000
# A quartz wanders by no more than this.
WANDER = 1e-4
QUALITIES = ("synced", "interpolated", "unsynced", "stepped")
# What somebody tapped or took for a tap; plans are of no clock.
MOMENTS = (
    "started_at",
    "ended_at",
    "at",
    "observation_started_at",
    "observation_ended_at",
    "subject_arrived_at",
    "subject_left_at",
    "sync_tap_at",
)


class Moment(NamedTuple):
    """An instant of a record as it is stored."""

    utc: int
    wall: int
    mono: float | None
    boot: str | None
    tz: str
    utcoff: int
    unc: int | None
    quality: str


class Compared(NamedTuple):
    """The clock of a phone beside ours, once."""

    at: float
    wall: int
    off: float
    unc: float
    boot: str | None
    mono: float | None
    device: str


class Reading(NamedTuple):
    """A counter read beside the clock."""

    mono: float
    gained: float
    at: float


class Stretch(NamedTuple):
    """What the clock gained on the counter from one reading to the next."""

    boot: str
    mono: float
    size: float
    at: float


@dataclass(frozen=True, slots=True)
class ClockReport:
    """``at`` of jumps and zones in UTC milliseconds; a jump above 0 went forward."""

    samples: int
    offset_ms: float | None
    uncertainty_ms: float | None
    drift_ppm: float | None
    jumps: list[dict[str, Any]]
    zones: list[dict[str, Any]]
    instants: dict[str, int]
    largest_uncertainty_ms: int | None


def moments_of(records: Iterable[Mapping[str, Any]]) -> list[Moment]:
    """Each moment of the records' fields once: a switch is the end of one record and
    the start of another."""
    found: dict[tuple[Any, ...], Moment] = {}
    for fields in records:
        for name in MOMENTS:
            instant = fields.get(name)
            if not instant or "utc" not in instant:
                continue
            boot, mono, wall = instant.get("boot"), instant.get("mono"), instant["wall"]
            found[boot, mono, wall] = Moment(
                instant["utc"],
                wall,
                mono,
                boot,
                instant["tz"],
                instant["utcoff"],
                instant["unc"],
                instant["quality"],
            )
    return list(found.values())


def clock_report(
    moments: Iterable[Moment], samples: Iterable[Mapping[str, Any]]
) -> ClockReport:
    """The report of a day from its moments and the samples of its phones."""
    in_order = sorted(moments, key=lambda moment: moment[:2])
    near = around(in_order, samples)
    last = near[-1] if near else None
    of_last = [one for one in near if last and one.device == last.device]
    jumps = jumps_in(in_order, near)
    counts = Counter(moment.quality for moment in in_order)
    uncs = [moment.unc for moment in in_order if moment.unc is not None]
    return ClockReport(
        samples=len(near),
        offset_ms=last.off if last else None,
        uncertainty_ms=last.unc if last else None,
        drift_ppm=None if jumps else drift_of(of_last),
        jumps=jumps,
        zones=zones_of(in_order),
        instants={quality: counts[quality] for quality in QUALITIES},
        largest_uncertainty_ms=max(uncs, default=None),
    )


def span_of(moments: Sequence[Moment]) -> tuple[int, int] | None:
    """From when to when a comparison tells of these moments."""
    if not moments:
        return None
    times = [moment.utc for moment in moments]
    return min(times) - AROUND_MS, max(times) + AROUND_MS


def around(
    moments: Sequence[Moment], samples: Iterable[Mapping[str, Any]]
) -> list[Compared]:
    span = span_of(moments)
    if span is None:
        return []
    compared = (
        Compared(
            s["wall"] + s["off"],
            s["wall"],
            s["off"],
            s["unc"],
            s.get("boot"),
            s.get("mono"),
            s.get("device", ""),
        )
        for s in samples
    )
    near = [one for one in compared if span[0] <= one.at <= span[1]]
    return sorted(near, key=lambda one: one[:2])


def drift_of(samples: Sequence[Compared]) -> float | None:
    if not samples or samples[-1].at - samples[0].at < DRIFT_MS:
        return None
    a, b = samples[0], samples[-1]
    moved = b.off - a.off
    if abs(moved) <= a.unc + b.unc:
        return 0
    return math.floor(moved / (b.at - a.at) * 1e7 + 0.5) / 10


def zones_of(moments: Iterable[Moment]) -> list[dict[str, Any]]:
    """Of what was tapped: a time typed later is written in the zone of its day."""
    zones: list[dict[str, Any]] = []
    for moment in moments:
        zone = {"timezone": moment.tz, "utcoff": moment.utcoff}
        if moment.mono is None or (zones and zones[-1] == {**zones[-1], **zone}):
            continue
        zones.append({"at": moment.utc, **zone})
    return zones


def jumps_in(
    moments: Iterable[Moment], samples: Sequence[Compared]
) -> list[dict[str, Any]]:
    """Where the clock was set.

    Back where it gained less than the counter; what is left between two comparisons,
    and is no wandering, was set forward, or back while the phone slept.
    """
    stretches = stretches_of(moments, samples)
    back = [one for one in stretches if one.size < -STEP_MS]
    jumps = [jump(one.at, one.size) for one in back]
    lasts: dict[str, Compared] = {}
    for b in samples:
        a, lasts[b.device] = lasts.get(b.device), b
        if a is None:
            continue
        rest = a.off - b.off - sum(one.size for one in back if is_within(one, a, b))
        wandered = abs(b.at - a.at) * WANDER
        if abs(rest) <= STEP_MS + a.unc + b.unc + wandered:
            continue
        inside = [one for one in stretches if a.boot == b.boot and is_within(one, a, b)]
        widest = max(inside, key=lambda one: one.size, default=None)
        gained = widest is not None and widest.size > 0
        jumps.append(jump(widest.at if widest and gained else b.at, rest))
    return sorted(jumps, key=lambda one: (one["at"], one["size_ms"]))


def is_within(one: Stretch, a: Compared, b: Compared) -> bool:
    """Whether a stretch ends between the two comparisons, as far as counters tell."""
    after = one.boot != a.boot or (a.mono is not None and one.mono > a.mono)
    before = one.boot != b.boot or (b.mono is not None and one.mono <= b.mono)
    return one.boot in (a.boot, b.boot) and after and before


def jump(at: float, size: float) -> dict[str, Any]:
    return {"at": math.floor(at + 0.5), "size_ms": math.floor(size + 0.5)}


def stretches_of(
    moments: Iterable[Moment], samples: Iterable[Compared]
) -> list[Stretch]:
    readings: dict[str, list[Reading]] = {}
    every = [(m.boot, m.mono, m.wall, float(m.utc)) for m in moments]
    every += [(s.boot, s.mono, s.wall, s.at) for s in samples]
    for boot, mono, wall, at in every:
        if boot and mono is not None:
            readings.setdefault(boot, []).append(Reading(mono, wall - mono, at))
    stretches: list[Stretch] = []
    for boot, found in readings.items():
        in_order = sorted(found, key=lambda reading: reading[:2])
        stretches += (
            Stretch(boot, b.mono, b.gained - a.gained, b.at)
            for a, b in pairwise(in_order)
        )
    return stretches
