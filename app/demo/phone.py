"""A phone that captures by itself: taps become operations, as in the real app."""

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.clock import ms_of

ZONE = "Europe/London"
Clock = Callable[[str], datetime]
Fields = dict[str, Any]


def clock_of(midnight: datetime) -> Clock:
    """Reads ``9:05`` as that much after ``midnight``."""

    def read(text: str) -> datetime:
        hours, minutes = text.split(":")
        return midnight + timedelta(hours=int(hours), minutes=int(minutes))

    return read


@dataclass(slots=True)
class Phone:
    """One device of one account, with the operations it has yet to send.

    ``seen`` holds the operation that last wrote each field, as far as this device
    knows; two devices that know different things make conflicts.
    """

    study_id: UUID
    device_id: str
    chance: random.Random
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    outbox: list[Fields] = field(default_factory=list)
    n: int = 0

    def put(self, kind: str, rec: str, values: Fields, at: datetime) -> None:
        saw = {name: self.seen.get((rec, name)) for name in values}
        self.send(kind, rec, "put", at, set=values, saw=saw)
        self.seen |= {(rec, name): self.outbox[-1]["id"] for name in values}

    def remove(self, kind: str, rec: str, at: datetime) -> None:
        self.send(kind, rec, "del", at)

    def send(self, kind: str, rec: str, op: str, at: datetime, **more: Any) -> None:
        self.n += 1
        self.outbox.append(
            {
                "id": self.new_id(),
                "n": self.n,
                "study": str(self.study_id),
                "kind": kind,
                "rec": rec,
                "op": op,
                "stamp": [ms_of(at), self.device_id, self.n],
                **more,
            }
        )

    def new_id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def take(self) -> list[Fields]:
        """The operations not sent yet; the outbox is empty afterwards."""
        sent, self.outbox = self.outbox, []
        return sent


@dataclass(slots=True)
class Capture:
    """One day being captured: each method is one tap, at a time like ``9:05``."""

    phone: Phone
    clock: Clock
    subject_id: UUID
    day: str = ""
    boot: str = ""
    began: datetime | None = None
    last: datetime | None = None
    running: tuple[str, str, str | None] | None = None
    gap: str | None = None

    def start(self, at: str, **fields: Any) -> None:
        self.day, self.boot = self.phone.new_id(), self.phone.new_id()
        moment = self.began = self.moment(at)
        values = {
            "subject_id": str(self.subject_id),
            "date": moment.astimezone(ZoneInfo(ZONE)).date().isoformat(),
            "timezone": ZONE,
            "status": "open",
            "observation_started_at": self.instant(moment),
        }
        self.phone.put("day", self.day, values | fields, moment)

    def switch(
        self, at: str, code: str | None = None, kind: str = "activity", **fields: Any
    ) -> str:
        """End what runs and start the next, at one instant."""
        moment = self.moment(at)
        self.stop(moment, "tap")
        coded = {"code": code} if code else {}
        values = {
            "started_at": self.instant(moment),
            "start_source": "tap",
            "lane": "primary",
        }
        rec = self.create(kind, moment, values | coded | fields)
        self.running = (kind, rec, code)
        return rec

    def meeting(self, at: str, code: str, **fields: Any) -> str:
        return self.switch(at, code, "meeting", **fields)

    def stop(self, moment: datetime, how: str) -> None:
        if self.running is not None:
            kind, rec, _ = self.running
            ended = {"ended_at": self.instant(moment), "end_source": how}
            self.phone.put(kind, rec, ended, moment)
            self.running = None

    def alongside(self, at: str, until: str, code: str, **fields: Any) -> str:
        moment = self.moment(at)
        values = {
            "code": code,
            "lane": "secondary",
            "started_at": self.instant(moment),
            "start_source": "tap",
        }
        rec = self.create("activity", moment, values | fields)
        end = self.clock(until)
        ended = {"ended_at": self.instant(end), "end_source": "tap"}
        self.phone.put("activity", rec, ended, end)
        return rec

    def insert(self, at: str, start: str, until: str, code: str, **fields: Any) -> str:
        """Add at one time what happened at another: nothing was tapped then."""
        values = {
            "code": code,
            "lane": "primary",
            "started_at": plain(self.clock(start)),
            "ended_at": plain(self.clock(until)),
            "start_source": "backfilled",
            "end_source": "backfilled",
        }
        return self.create("activity", self.moment(at), values | fields)

    def source(self, at: str, kind: str, **fields: Any) -> str:
        return self.point("knowledge_source", at, {"source_kind": kind, **fields})

    def jot(self, at: str, text: str, kind: str = "observation", **fields: Any) -> str:
        return self.point("jotting", at, {"jotting_kind": kind, "text": text, **fields})

    def mark(self, at: str) -> str:
        return self.point("jotting", at, {"jotting_kind": "bare_mark"})

    def tally(self, at: str, code: str, person: str) -> str:
        return self.point("tally", at, {"code": code, "person": person}, tied=False)

    def point(self, kind: str, at: str, fields: Fields, *, tied: bool = True) -> str:
        moment = self.moment(at)
        link = {"activity": self.running[1]} if tied and self.running else {}
        return self.create(kind, moment, {"at": self.instant(moment), **link, **fields})

    def step_out(self, at: str, reason: str, **fields: Any) -> None:
        """Leave the room; what the subject does goes on."""
        moment = self.moment(at)
        known = {"activity_known": "yes" if self.running else "no"}
        if self.running and self.running[2]:
            known["code"] = self.running[2]
        own = reason == "observer_break"
        values = {
            "started_at": self.instant(moment),
            "reason": reason,
            "gap_kind": "observer_break" if own else "non_observed",
        }
        self.gap = self.create("gap", moment, values | known | fields)

    def back(self, at: str) -> None:
        moment = self.moment(at)
        assert self.gap is not None
        self.phone.put("gap", self.gap, {"ended_at": self.instant(moment)}, moment)

    def edit(self, at: str, kind: str, rec: str, **fields: Any) -> None:
        self.phone.put(kind, rec, fields, self.moment(at))

    def remove(self, at: str, kind: str, rec: str) -> None:
        self.phone.remove(kind, rec, self.moment(at))

    def end(self, at: str) -> None:
        moment = self.moment(at)
        self.stop(moment, "day_end")
        ended = {"observation_ended_at": self.instant(moment), "status": "closed"}
        self.phone.put("day", self.day, ended, moment)

    def create(self, kind: str, moment: datetime, fields: Fields) -> str:
        rec = self.phone.new_id()
        tapped = {"day": self.day, "recorded_at": self.instant(moment)}
        self.phone.put(kind, rec, tapped | fields, moment)
        return rec

    def moment(self, at: str) -> datetime:
        """A tap within that minute, and after the last one."""
        chance = self.phone.chance
        moment = self.clock(at) + timedelta(milliseconds=chance.randrange(50_000))
        if self.last is not None and moment <= self.last:
            moment = self.last + timedelta(milliseconds=chance.randrange(800, 4_000))
        self.last = moment
        return moment

    def instant(self, moment: datetime) -> Fields:
        """What the phone's clocks showed at a tap."""
        assert self.began is not None or not self.last or self.last == moment
        since = ms_of(moment) - ms_of(self.began or moment)
        return {**plain(moment), "mono": 5_000.0 + since, "boot": self.boot}


def plain(moment: datetime) -> Fields:
    """A moment nobody tapped: the clock's time is all there is."""
    offset = moment.astimezone(ZoneInfo(ZONE)).utcoffset()
    assert offset is not None
    return {
        "wall": ms_of(moment),
        "tz": ZONE,
        "utcoff": int(offset.total_seconds()) // 60,
    }


def sha256_of(op: Fields) -> str:
    """What a server that heard this operation right says it has kept."""
    kept = {name: value for name, value in op.items() if name != "stamp"}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
