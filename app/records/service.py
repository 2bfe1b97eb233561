"""The one door through which records change: sync and desk corrections both knock."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import trail
from app.core import quotas
from app.core.limits import RESCUES_PER_ACCOUNT
from app.records import store
from app.records.batch import Batch
from app.records.incoming import (
    Deferred,
    Incoming,
    Refused,
    canonical,
    digest_of,
    read,
)
from app.records.ledger import Ledger, Result, acknowledged
from app.records.loading import load, look_up
from app.records.sender import Sender
from app.records.standing import day_row_of, row_of
from app.studies import service as studies
from app.studies.access import Membership, Verb

__all__ = ["Sender", "apply_operations", "keep_blob", "keep_unfiled"]

NO_STUDY = ""
NOBODY = Refused(
    "no_such_study", "study", "There is no such study, or it is not yours."
)


def apply_operations(
    session: Session, study_id: UUID, ops: Sequence[Any], *, by: Sender
) -> list[Result]:
    """Apply operations to one study and answer each, in their order.

    One that cannot be applied never keeps the others from it: it is refused and kept
    as it was sent, or deferred and left to the device. One applied before is answered
    as before. The study's counter is the first thing touched, and with it the lock.
    """
    sent = [read(op) for op in ops]
    ledger = Ledger(str(study_id), str(by.actor.id), by.device_id, by.at)
    study = store.take_revisions(session, study_id, by.actor.id, len(sent))
    member = studies.membership_in(session, by.actor.id, study_id) if study else None
    if study is None or member is None:
        results = [ledger.refused(one, NOBODY) for one in sent]
        return acknowledged(sent, rescued(session, ledger, sent, results))
    look_up(session, sent, ledger)
    batch = load(session, study, member, to_judge(sent, ledger), by)
    results = judge_all(sent, ledger, batch, member)
    write(session, ledger, batch)
    note_embargoes(session, study_id, batch, by)
    return acknowledged(sent, rescued(session, ledger, sent, results))


def keep_unfiled(session: Session, ops: Sequence[Any], *, by: Sender) -> list[Result]:
    """Refuse operations that name no study, and keep them as they were sent."""
    why = Refused("invalid", "study", "Must be a UUID in lower case.")
    ledger = Ledger(NO_STUDY, str(by.actor.id), by.device_id, by.at)
    sent = [read(op) for op in ops]
    results = [ledger.set_aside(one, why) for one in sent]
    return acknowledged(sent, rescued(session, ledger, sent, results))


def rescued(
    session: Session,
    ledger: Ledger,
    sent: Sequence[Incoming],
    results: Sequence[Result],
) -> Sequence[Result]:
    """Keep what no log can hold, as far as there is room; the rest is put off.

    What is put off stays on the device, which sends it again later.
    """
    if not ledger.rescued:
        return results
    beyond = beyond_quota(session, ledger)
    kept = [row for row in ledger.rescued if row["sha256"] not in beyond]
    store.rescue(session, kept)
    if not beyond:
        return results
    full = {"status": "deferred", "code": "quota_reached"}
    return [
        {"id": result["id"], **full} if digest_of(one.payload) in beyond else result
        for one, result in zip(sent, results, strict=True)
    ]


def beyond_quota(session: Session, ledger: Ledger) -> set[str]:
    """The hashes of what the account has no room for any more."""
    hashes = list(dict.fromkeys(row["sha256"] for row in ledger.rescued))
    there = store.rescued_among(session, ledger.account_id, hashes)
    room = RESCUES_PER_ACCOUNT - store.count_rescued(session, ledger.account_id)
    new = [sha256 for sha256 in hashes if sha256 not in there]
    return set(new[max(room, 0) :])


def keep_blob(session: Session, data: bytes, *, by: Sender) -> str:
    """Keep something unread, once; the number it is found under.

    Raises:
        QuotaReached: the account has left as much here as it may.
    """
    # Bytes that are not UTF-8 become surrogates, which ASCII JSON can hold.
    text = canonical(data.decode("utf-8", "surrogateescape"))
    ledger = Ledger(NO_STUDY, str(by.actor.id), by.device_id, by.at)
    sha256 = ledger.keep(text, "rescue")
    if beyond_quota(session, ledger):
        raise quotas.reached(RESCUES_PER_ACCOUNT, "rescued pieces of one account")
    store.rescue(session, ledger.rescued)
    return store.rescued_as(session, ledger.account_id, sha256)


def to_judge(sent: Sequence[Incoming], ledger: Ledger) -> list[Incoming]:
    """Those that may come to be applied; of a batch sent again there are none."""
    return [one for one in sent if one.fault is None and not ledger.has_applied(one)]


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
        if sent.fault is not None:
            raise sent.fault
        if not member.may(Verb.CAPTURE):
            raise Refused("forbidden", None, f"As {member.role} you may not capture.")
        return ledger.applied(sent, batch.apply(sent))
    except Refused as why:
        return ledger.refused(sent, why)
    except Deferred as why:
        return {"id": sent.id, "status": "deferred", "code": why.code}


def note_embargoes(session: Session, study_id: UUID, batch: Batch, by: Sender) -> None:
    """Have the trail tell that part of a day was withheld, or no longer is."""
    for action, record_id in batch.embargoes:
        trail.note(
            session,
            action,
            actor_id=by.actor.id,
            study_id=study_id,
            target_id=f"record:{record_id}",
            at=by.at,
        )


def write(session: Session, ledger: Ledger, batch: Batch) -> None:
    """Everything the batch changed, in one statement for each table."""
    study_id, changed = ledger.study_id, list(batch.changed.values())
    days = [
        day_row_of(one, study_id, batch.days[one.rec].codebook_version)
        for one in changed
        if one.kind == "day"
    ]
    store.put_days(session, days)
    store.put_records(session, [row_of(one, study_id) for one in changed])
    store.add_operations(session, ledger.new_rows())
    store.change_outcomes(session, ledger.new_outcomes())
