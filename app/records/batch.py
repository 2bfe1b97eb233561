"""A batch of operations on one study, applied one after another in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.records import embargo, kinds
from app.records.embargo import Embargoed
from app.records.incoming import Deferred, Incoming, Refused
from app.records.instants import Samples, with_utc
from app.records.kinds import Checked, Codes, Warning_
from app.records.merge import accepted_stamp, merge
from app.records.standing import INSTANTS, Standing

LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Past:
    """Of an operation applied before: its accepted milliseconds, and what it saw."""

    ms: int
    saw: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Parent:
    """What a day's records need to know of it."""

    observer_id: str
    codebook_version: int
    locked: bool = False


@dataclass(slots=True)
class Batch:
    """What a study holds of what a batch touches, and what the batch makes of it.

    All of it is loaded before the first operation is applied, but for the past of a
    record: that is asked only where an operation had not seen the present winner.
    """

    account_id: str
    device_id: str
    now: int  # ms
    next_rev: int
    own_days_only: bool
    codebook_version: int
    samples: Samples
    standings: dict[str, Standing]
    days: dict[str, Parent]
    codes: Mapping[int, Codes]
    subjects: frozenset[str]
    load_past: Callable[[str], dict[str, Past]]
    changed: dict[str, Standing] = field(default_factory=dict)
    embargoes: list[Embargoed] = field(default_factory=list)
    pasts: dict[str, dict[str, Past]] = field(default_factory=dict)
    applied: dict[str, Past] = field(default_factory=dict)

    def apply(self, sent: Incoming) -> dict[str, Any]:
        """Apply one operation and say what came of it, as the phone will read it.

        Raises:
            Refused: it cannot be applied.
            Deferred: it cannot be applied yet.
        """
        before = self.standings.get(sent.rec)
        checked = self.check(sent, before)
        self.check_days(self.days_of(sent, checked.values, before))
        stamp = self.accept(sent, before)
        state, met = merge(
            before.state if before else None,
            {
                "id": sent.id,
                "op": sent.op,
                "set": self.derived(sent.kind, checked.values) | checked.unknown,
                "saw": sent.saw,
                "stamp": stamp,
            },
            lambda op_id, name: self.saw(sent.rec, op_id, name),
        )
        after = Standing(
            rec=sent.rec,
            kind=sent.kind,
            state=state,
            rev=self.next_rev,
            created_by=before.created_by if before else self.account_id,
            created_at=before.created_at if before else stamp[0],
            device_id=before.device_id if before else self.device_id,
        )
        self.keep(after, self.warnings(after, checked, before))
        self.embargoes += embargo.changes(before, after)
        self.applied[sent.id] = Past(stamp[0], sent.saw)
        result = {"id": sent.id, "status": "applied", "rev": after.rev, "stamp": stamp}
        if met:
            result["conflict"] = met
        if after.warnings:
            result["warnings"] = after.warnings
        return result

    def check(self, sent: Incoming, before: Standing | None) -> Checked:
        try:
            day_id = sent.set.get("day") or (before.day_id if before else None)
            checked = kinds.check(sent.kind, sent.set, self.codes_of(day_id))
        except kinds.Refused as refused:
            raise Refused("invalid", refused.field, refused.msg) from refused
        if before is None:
            if sent.op != "put" or any(sent.saw.values()):
                raise Deferred("parent_missing")
            for parent in sorted(kinds.PARENTS[sent.kind] - checked.values.keys()):
                raise Refused("invalid", parent, "A new record needs it.")
        elif before.kind != sent.kind:
            raise Refused("kind_mismatch", "kind", f"The record is a {before.kind}.")
        return checked

    def codes_of(self, day_id: Any) -> Codes | None:
        """The codebook of a day; None for no day, or what is no id at all."""
        day = self.days.get(day_id) if isinstance(day_id, str) else None
        return None if day is None else self.codes.get(day.codebook_version, {})

    def days_of(
        self, sent: Incoming, values: Mapping[str, Any], before: Standing | None
    ) -> set[str]:
        """The days an operation touches: its record's, and the one it moves it to."""
        if sent.kind == "day":
            return {sent.rec} if before else set()
        touched = {values["day"]} if "day" in values else set()
        if before and before.day_id:
            touched.add(before.day_id)
        return touched

    def check_days(self, touched: set[str]) -> None:
        for day_id in touched:
            day = self.days.get(day_id)
            if day is None:
                raise Deferred("parent_missing")
            if self.own_days_only and day.observer_id != self.account_id:
                raise Refused("forbidden", None, "This is another observer's day.")

    def accept(self, sent: Incoming, before: Standing | None) -> list[Any]:
        """The operation's stamp, held to our clock; see ``merge.accepted_stamp``."""
        ms, device, n = sent.stamp
        if ms > self.now and before is not None:
            seen = [self.past(sent.rec, op_id) for op_id in sent.saw.values() if op_id]
            known = [past.ms for past in seen if past is not None]
            return [accepted_stamp(ms, self.now, max(known, default=None)), device, n]
        return [min(ms, self.now), device, n]

    def past(self, rec: str, op_id: str) -> Past | None:
        here = self.applied.get(op_id)
        if here is not None:
            return here
        if rec not in self.pasts:
            self.pasts[rec] = self.load_past(rec)
        return self.pasts[rec].get(op_id)

    def saw(self, rec: str, op_id: str, name: str) -> str | None:
        past = self.past(rec, op_id)
        return past.saw.get(name) if past else None

    def derived(self, kind: str, values: dict[str, Any]) -> dict[str, Any]:
        for name in INSTANTS[kind] & values.keys():
            if values[name] is not None:
                values[name] = with_utc(values[name], self.samples)
        return values

    def keep(self, after: Standing, warnings: list[Warning_]) -> None:
        after.warnings = warnings
        self.next_rev += 1
        self.standings[after.rec] = self.changed[after.rec] = after
        if after.kind == "day":
            locked = after.fields.get("status") == LOCKED
            version = self.version(after)
            self.days[after.rec] = Parent(after.created_by, version, locked)

    def version(self, day: Standing) -> int:
        """The codebook version a day is pinned to; the study's, unless it says so."""
        before, said = self.days.get(day.rec), day.fields.get("codebook_version")
        if said is not None and 1 <= said <= 1_000_000:
            return int(said)
        return before.codebook_version if before else self.codebook_version

    def warnings(
        self, after: Standing, checked: Checked, before: Standing | None
    ) -> list[Warning_]:
        """What is implausible about the record as it now stands."""
        kind, fields = after.kind, after.fields
        found = checked.warnings
        codes = self.codes_of(after.day_id)
        if before is not None and (found or before.warnings):
            found = kinds.check(kind, fields, codes).warnings
        found = found + kinds.span_warnings(kind, fields)
        if codes is not None:
            found += kinds.code_warnings(kind, fields, codes)
        if after.subject_id is not None and after.subject_id not in self.subjects:
            kinds.warn(found, "subject_id", "unknown_subject", "Not in this study.")
        if self.in_locked_day(after, before):
            kinds.warn(found, "day", "day_locked", "Changed while its day was locked.")
        return found

    def in_locked_day(self, after: Standing, before: Standing | None) -> bool:
        """Whether a day was locked that the record is in, was in, or is."""
        if after.kind == "day" and after.fields.get("status") != LOCKED:
            return False
        named = {after.rec, after.day_id, before.day_id if before else None}
        return any(id_ in self.days and self.days[id_].locked for id_ in named if id_)
