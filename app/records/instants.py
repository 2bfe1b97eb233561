"""What a captured instant was in UTC, how sure that is, and how it is written.

A phone stores what it saw: ``wall`` (its clock, milliseconds), ``mono`` and ``boot`` (a
counter that no setting of the clock moves, and which start of the page it counts from),
``tz`` and ``utcoff``. Samples of how far its clock stood from the server's say the
rest: ``utc``, ``unc`` and ``quality``. ``pwa/domain/instants.js`` is the same, and both
are held to ``tests/contract/instants.json``.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

DAY_MS = 86_400_000
MINUTE_MS = 60_000
# A clock set back by less than this looks like drift.
STEP_MS = 1000
DERIVED = ("utc", "unc", "quality")


class Sample(NamedTuple):
    """How far a device's clock stood from the server's at one moment."""

    wall: int
    # smaller uncertainty first where two samples share a moment
    unc: float
    off: float
    boot: str | None
    mono: float | None


class Derived(NamedTuple):
    """UTC milliseconds, how far they may be off, and how they were come by."""

    utc: int
    unc: int | None
    quality: str


class Samples:
    """The clock samples of one device, laid out for looking up."""

    def __init__(self, samples: Iterable[Mapping[str, Any]]) -> None:
        self.all = sorted(
            (
                Sample(s["wall"], s["unc"], s["off"], s.get("boot"), s.get("mono"))
                for s in samples
            ),
            key=lambda sample: sample[:3],
        )
        self.of_boot: dict[str, list[Sample]] = {}
        for sample in self.all:
            if sample.boot is not None:
                self.of_boot.setdefault(sample.boot, []).append(sample)


def derive(instant: Mapping[str, Any], samples: Samples) -> Derived:
    """UTC of an instant by the samples of the device that captured it.

    Samples of the same start of the page come before all others. An offset within its
    own uncertainty is no evidence of a wrong clock and moves nothing.
    """
    wall = instant["wall"]
    if not samples.all:
        return Derived(wall, None, "unsynced")
    same_boot = samples.of_boot.get(instant.get("boot") or "", [])
    steady = [s for s in same_boot if step_between(instant, s) <= STEP_MS]
    if same_boot and not steady:
        near = nearest(wall, same_boot)
        # The step itself is the least that is not known of this instant.
        unc = near.unc + step_between(instant, near)
        return Derived(corrected(wall, near.off, near.unc), math.ceil(unc), "stepped")
    off, doubt, unc, agreed = offset_at(instant, steady or samples.all, samples.all)
    quality = "synced" if steady and agreed else "interpolated"
    return Derived(corrected(wall, off, doubt), math.ceil(unc), quality)


def step_between(instant: Mapping[str, Any], sample: Sample) -> float:
    """By how much the clock was set back between the two; less than 0: forward, or the
    phone slept."""
    gained = gained_by(instant, sample)
    if gained is None:
        return 0
    return -gained if (sample.mono or 0) > instant["mono"] else gained


def gained_by(instant: Mapping[str, Any], sample: Sample) -> float | None:
    """What the sample's clock says more than its counter since the instant; None when
    nobody knows."""
    mono = instant.get("mono")
    if mono is None or sample.mono is None:
        return None
    gained: float = (sample.wall - sample.mono) - (instant["wall"] - mono)
    return gained


class Offset(NamedTuple):
    """The clock's offset at a moment; up to ``doubt`` it is no evidence, the moment may
    be ``unc`` off, and ``agreed`` is whether the samples do."""

    off: float
    doubt: float
    unc: float
    agreed: bool


def offset_at(
    instant: Mapping[str, Any], samples: list[Sample], every: list[Sample]
) -> Offset:
    """By the samples on both sides; ``every`` holds those of other boots too."""
    wall = instant["wall"]
    before = bisect_right(samples, wall, key=lambda s: s.wall) - 1
    after = bisect_left(samples, wall, key=lambda s: s.wall)
    if before >= 0 and after < len(samples) and samples[before].wall != wall:
        return between(instant, samples[before], samples[after])
    near = nearest(wall, samples)
    jump = hidden_jump(instant, near, every)
    return Offset(near.off, near.unc, near.unc + jump, jump == 0)


def between(instant: Mapping[str, Any], a: Sample, b: Sample) -> Offset:
    """The offset between two samples.

    Where two of one boot show that the clock was set, the counter tells on which side:
    a stretch in which the clock and the counter went alike does not hold the jump.
    """
    doubt = max(a.unc, b.unc)
    off = a.off + (b.off - a.off) * (instant["wall"] - a.wall) / (b.wall - a.wall)
    if abs(a.off - b.off) <= a.unc + b.unc:
        return Offset(off, doubt, doubt, a.boot == b.boot)
    if a.boot == b.boot:
        jump = a.off - b.off
        since = gained_by(instant, a)
        before = may_hold(jump, None if since is None else -since)
        after = may_hold(jump, gained_by(instant, b))
        if before != after:
            side = b if before else a
            return Offset(side.off, side.unc, side.unc, True)
    # Nobody knows how the clock came from the one to the other: it may be either.
    unc = max(abs(off - a.off) + a.unc, abs(off - b.off) + b.unc)
    return Offset(off, doubt, unc, False)


def may_hold(jump: float, gained: float | None) -> bool:
    """Whether the clock may have been set by that much in a stretch; sleep only adds to
    what it gained."""
    if gained is None:
        return True
    return gained >= jump - STEP_MS if jump > STEP_MS else abs(gained) > STEP_MS


def hidden_jump(instant: Mapping[str, Any], near: Sample, every: list[Sample]) -> float:
    """By how much the clock may have been set forward unseen; 0 for no sign of it.

    A clock that was set forward looks like a phone that slept. With one sample only of
    its boot, one of another boot on the far side tells of the first.
    """
    gained = gained_by(instant, near)
    if near.boot is None or near.boot != instant.get("boot") or gained is None:
        return 0
    wall = instant["wall"]
    later = near.wall >= wall
    if later:
        at = bisect_left(every, wall, key=lambda s: s.wall) - 1
    else:
        at = bisect_right(every, wall, key=lambda s: s.wall)
    far = every[at] if 0 <= at < len(every) else None
    if far is None or far.boot == near.boot:
        return 0
    jump = far.off - near.off if later else near.off - far.off
    if jump <= STEP_MS + near.unc + far.unc:
        return 0
    return jump if may_hold(jump, gained if later else -gained) else 0


def nearest(wall: int, samples: list[Sample]) -> Sample:
    return min(samples, key=lambda s: abs(s.wall - wall))


def corrected(wall: int, off: float, unc: float) -> int:
    return wall + math.floor(off + 0.5) if abs(off) > unc else wall


def with_utc(instant: Mapping[str, Any], samples: Samples) -> dict[str, Any]:
    """The instant as the server stores it: as captured, and ``utc`` in milliseconds."""
    utc, unc, quality = derive(instant, samples)
    return {**instant, "utc": utc, "unc": unc, "quality": quality}


def to_wire(instant: Mapping[str, Any]) -> dict[str, Any]:
    """A stored instant as the API hands it out: ``utc`` as ISO 8601 text."""
    return {**instant, "utc": iso_utc(instant["utc"])}


def same_value(a: Any, b: Any) -> bool:
    """Whether two values are the same, whatever was derived of an instant."""
    if a == b and type(a) is type(b):
        return True
    if isinstance(a, dict) and isinstance(b, dict):
        return captured(a) == captured(b)
    return False


def captured(instant: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in instant.items() if key not in DERIVED}


def iso_utc(ms: int) -> str:
    """``2026-11-22T09:05:00.123Z``"""
    days, rest = divmod(ms, DAY_MS)
    minutes, rest = divmod(rest, MINUTE_MS)
    return (
        f"{date_of(days)}T{MINUTES[minutes]}{SECONDS[rest // 1000]}.{rest % 1000:03}Z"
    )


def iso_local(ms: int, utcoff: int) -> str:
    """``2026-11-22T10:05:00.123+01:00``"""
    # A day log calls this three times a row; datetime takes five times as long.
    days, rest = divmod(ms + utcoff * MINUTE_MS, DAY_MS)
    minutes, rest = divmod(rest, MINUTE_MS)
    return (
        f"{date_of(days)}T{MINUTES[minutes]}{SECONDS[rest // 1000]}"
        f".{rest % 1000:03}{offset_of(utcoff)}"
    )


MINUTES = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(1440)]
SECONDS = [f":{second:02}" for second in range(60)]


@lru_cache(maxsize=4096)
def date_of(days: int) -> str:
    """The date so many days after 1970-01-01, as JavaScript writes it.

    Not ``date``: a lost clock may stand beyond the year 9999.
    """
    # Howard Hinnant, chrono-compatible low-level date algorithms: civil_from_days.
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (
        365 * year_of_era + year_of_era // 4 - year_of_era // 100
    )
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (month <= 2)
    if 0 <= year <= 9999:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{'-' if year < 0 else '+'}{abs(year):06}-{month:02}-{day:02}"


@lru_cache(maxsize=4096)
def offset_of(utcoff: int) -> str:
    sign = "-" if utcoff < 0 else "+"
    return f"{sign}{MINUTES[abs(utcoff)]}"
