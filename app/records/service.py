"""The one door through which records change: sync and desk corrections both knock."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.core.clock import ms_of
from app.records import store
from app.records.batch import Batch, Parent, Past
from app.records.incoming import IS_UUID, Deferred, Incoming, Refused, read
from app.records.instants import Samples
from app.records.ledger import Ledger, Result
from app.records.standing import day_row_of, row_of, standing_of
from app.studies import service as studies
from app.studies.access import Membership, Role, Verb

NO_STUDY = UUID(int=0)
NOBODY = Refused(
    "no_such_study", "study", "There is no such study, or it is not yours."
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a batch, from which device, when, and what that device's clock said."""

    actor: Actor
    device_id: str
    at: datetime
    samples: Samples


def apply_operations(
    session: Session, study_id: UUID, ops: Sequence[Any], *, by: Sender
) -> list[Result]:
    """Apply operations to one study and answer each, in their order.

    One that cannot be applied never keeps the others from it: it is refused and kept
    as it was sent, or deferred and left to the device. One applied before is answered
    as before. The study's counter is the first thing touched, and with it the lock.
    """
    sent = [read(op) for op in ops]
    ledger = Ledger(study_id, by.actor.id, by.device_id, by.at)
    study = store.take_revisions(session, study_id, by.actor.id, len(sent))
    member = studies.membership_in(session, by.actor.id, study_id) if study else None
    if study is None or member is None:
        results = [ledger.refused(one, NOBODY) for one in sent]
        store.rescue(session, ledger.rescued)
        return results
    look_up(session, sent, ledger)
    batch = load(session, study_id, study, member, unknown(sent, ledger), by)
    batch.next_rev = study.seq - len(sent) + 1
    results = judge_all(sent, ledger, batch, member)
    write(session, ledger, batch)
    return results


def keep_unfiled(session: Session, ops: Sequence[Any], *, by: Sender) -> list[Result]:
    """Refuse operations that name no study, and keep them as they were sent."""
    why = Refused("invalid", "study", "Must be a UUID in lower case.")
    ledger = Ledger(NO_STUDY, by.actor.id, by.device_id, by.at)
    sent = [read(op) for op in ops]
    results = [ledger.refused(unfiled(one), why) for one in sent]
    store.rescue(session, ledger.rescued)
    return results


def unfiled(sent: Incoming) -> Incoming:
    """The same, as something no log has a place for."""
    sent.key = None
    return sent


def look_up(session: Session, sent: Sequence[Incoming], ledger: Ledger) -> None:
    """Recognise what was sent before, all at once; of a resend this is all the work."""
    keys = [one.key for one in sent if one.key is not None]
    if keys:
        found = store.operations_by_id(session, ledger.study_id, keys)
        ledger.remember(found)
    numbers = [one.n for one in sent if one.n and not ledger.has_applied(one)]
    if numbers:
        ledger.numbers = store.operations_by_number(
            session, ledger.study_id, ledger.account_id, ledger.device_id, numbers
        )


def unknown(sent: Sequence[Incoming], ledger: Ledger) -> list[Incoming]:
    """Those that may have to be applied; of a batch sent again there are none."""
    return [one for one in sent if one.fault is None and not ledger.has_applied(one)]


def load(
    session: Session,
    study_id: UUID,
    study: Row[Any],
    member: Membership,
    sent: Sequence[Incoming],
    by: Sender,
) -> Batch:
    """All that the operations touch, in one question for each table."""
    ids = {one.record_id for one in sent if one.record_id is not None}
    rows = store.records_by_id(session, study_id, ids) if ids else {}
    standings = {id_: standing_of(row) for id_, row in rows.items()}
    named = {day for one in sent if (day := ref(one.set, "day"))}
    own = {one.record_id for one in sent if one.kind == "day" and one.record_id}
    days_wanted = named | own | {s.day_id for s in standings.values() if s.day_id}
    days = store.days_by_id(session, study_id, days_wanted) if days_wanted else {}
    versions = {version for _, version in days.values()} | {study.codebook_version}
    versions |= {v for one in sent if (v := version_of(one)) is not None}
    subjects = {subject for one in sent if (subject := ref(one.set, "subject_id"))}
    subjects |= {s.subject_id for s in standings.values() if s.subject_id}
    peer_days = study.settings.get("peer_days")
    return Batch(
        account_id=by.actor.id,
        device_id=by.device_id,
        now=ms_of(by.at),
        next_rev=0,
        own_days_only=member.role is Role.OBSERVER and peer_days == "own",
        codebook_version=study.codebook_version,
        samples=by.samples,
        standings=standings,
        days={id_: Parent(*day) for id_, day in days.items()},
        codes=store.codes_by_version(session, study_id, versions) if ids else {},
        subjects=store.subjects_among(session, study_id, subjects),
        load_past=partial(load_past, session, study_id),
    )


def ref(fields: Mapping[str, Any], name: str) -> UUID | None:
    """The id a field names, as far as it can be read at all."""
    said = fields.get(name)
    return UUID(said) if isinstance(said, str) and IS_UUID(said) else None


def version_of(one: Incoming) -> int | None:
    said = one.set.get("codebook_version")
    return said if type(said) is int and 1 <= said <= 1_000_000 else None


def load_past(session: Session, study_id: UUID, record_id: UUID) -> dict[str, Past]:
    rows = store.applied_operations(session, study_id, record_id)
    return {
        str(id_): Past(ms, json.loads(payload).get("saw") or {})
        for id_, payload, ms in rows
    }


def judge_all(
    sent: Sequence[Incoming], ledger: Ledger, batch: Batch, member: Membership
) -> list[Result]:
    results = [judge(one, ledger, batch, member) for one in sent]
    # A day may stand behind its records in a batch: they get a second chance, once.
    for position, result in enumerate(results):
        if result.get("code") == "parent_missing":
            results[position] = judge(sent[position], ledger, batch, member)
    return results


def judge(sent: Incoming, ledger: Ledger, batch: Batch, member: Membership) -> Result:
    try:
        earlier = ledger.recognise(sent)
        if earlier is not None:
            return earlier
        if sent.fault is not None or sent.record_id is None:
            raise sent.fault or Refused("invalid", "rec")
        if not member.may(Verb.CAPTURE):
            raise Refused("forbidden", None, f"As {member.role} you may not capture.")
        return ledger.applied(sent, batch.apply(sent, sent.record_id))
    except Refused as why:
        return ledger.refused(sent, why)
    except Deferred as why:
        return {"id": sent.id, "status": "deferred", "code": why.code}


def write(session: Session, ledger: Ledger, batch: Batch) -> None:
    """Everything the batch changed, in one statement for each table."""
    changed = list(batch.changed.values())
    days = [one for one in changed if one.kind == "day"]
    study_id = ledger.study_id
    store.put_days(
        session,
        [
            day_row_of(one, study_id, batch.days[one.id].codebook_version)
            for one in days
        ],
    )
    store.put_records(session, [row_of(one, study_id) for one in changed])
    store.add_operations(session, ledger.new_rows())
    store.change_outcomes(session, ledger.new_outcomes())
    store.rescue(session, ledger.rescued)
