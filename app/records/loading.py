"""All that a batch of operations touches, read in one question for each table."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.core.clock import ms_of
from app.records import store
from app.records.batch import LOCKED, Batch, Parent, Past
from app.records.incoming import IS_UUID, Incoming
from app.records.ledger import Ledger
from app.records.sender import Sender
from app.records.standing import Standing, standing_of
from app.studies.access import Membership, only_own


def look_up(session: Session, sent: Sequence[Incoming], ledger: Ledger) -> None:
    """Recognise what was sent before, all at once; of a resend this is all the work."""
    ids = [one.id for one in sent if one.id]
    if ids:
        ledger.remember(store.operations_by_id(session, ledger.study_id, ids))
    numbers = [one.n for one in sent if one.n and not ledger.has_applied(one)]
    if numbers:
        ledger.numbers = store.operations_by_number(
            session, ledger.study_id, ledger.account_id, ledger.device_id, numbers
        )


def load(
    session: Session,
    study: Row[Any],
    member: Membership,
    sent: Sequence[Incoming],
    by: Sender,
) -> Batch:
    """What the study holds of what the operations touch; ``study`` as just numbered."""
    study_id = str(member.study_id)
    rows = store.records_by_id(session, study_id, {one.rec for one in sent})
    standings = {id_: standing_of(row) for id_, row in rows.items()}
    days = store.days_by_id(session, study_id, days_named(sent, standings))
    versions = {version for _, version, _ in days.values()} | {study.codebook_version}
    versions |= {v for one in sent if (v := version_of(one)) is not None}
    subjects = subjects_named(sent, standings)
    return Batch(
        account_id=str(by.actor.id),
        device_id=by.device_id,
        now=ms_of(by.at),
        next_rev=study.first_rev,
        own_days_only=only_own(member, study.settings.get("peer_days")) is not None,
        codebook_version=study.codebook_version,
        samples=by.samples,
        standings=standings,
        days={
            id_: Parent(observer, version, status == LOCKED)
            for id_, (observer, version, status) in days.items()
        },
        codes=store.codes_by_version(session, study_id, versions) if sent else {},
        subjects=store.subjects_among(session, study_id, subjects),
        load_past=partial(load_past, session, study_id),
    )


def days_named(sent: Sequence[Incoming], standings: Mapping[str, Standing]) -> set[str]:
    """The days that records are, are in, or are to be put in."""
    named = {day for one in sent if (day := ref(one.set, "day"))}
    own = {one.rec for one in sent if one.kind == "day"}
    return named | own | {s.day_id for s in standings.values() if s.day_id}


def subjects_named(
    sent: Sequence[Incoming], standings: Mapping[str, Standing]
) -> set[str]:
    named = {subject for one in sent if (subject := ref(one.set, "subject_id"))}
    return named | {s.subject_id for s in standings.values() if s.subject_id}


def ref(fields: Mapping[str, Any], name: str) -> str | None:
    """The id a field names, as far as it can be read at all."""
    said = fields.get(name)
    return said if isinstance(said, str) and IS_UUID(said) else None


def version_of(one: Incoming) -> int | None:
    said = one.set.get("codebook_version")
    return said if type(said) is int and 1 <= said <= 1_000_000 else None


def load_past(session: Session, study_id: str, rec: str) -> dict[str, Past]:
    rows = store.applied_operations(session, study_id, rec)
    return {
        id_: Past(ms, json.loads(payload).get("saw") or {}) for id_, payload, ms in rows
    }
