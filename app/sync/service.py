"""Taking in what a device sends, and handing out what it has not read yet."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.sessions import DeviceRevoked
from app.core.errors import Invalid, TooOld
from app.core.limits import (
    BODY_BYTES,
    OPERATION_BYTES,
    OPERATIONS_PER_PUSH,
    PULL_RECORDS,
)
from app.records import service as records
from app.records.instants import Samples
from app.records.service import Sender
from app.studies import service as studies
from app.studies.access import Membership, only_own
from app.studies.models import Study
from app.sync import protocol, store, witness
from app.sync.asked import Envelope, Pull
from app.sync.protocol import (
    MAX_SCHEMA,
    MIN_SCHEMA,
    Cursor,
    EpochChanged,
    Page,
    TooManyOperations,
)

Result = dict[str, Any]
LIMITS = {
    "ops": OPERATIONS_PER_PUSH,
    "bytes": BODY_BYTES,
    "op_bytes": OPERATION_BYTES,
    "pull": PULL_RECORDS,
}
STUDIES = 1000
OWN = "own"


def hello(session: Session, by: Actor) -> dict[str, Any]:
    """What a device must know before it sends or asks for anything."""
    mine = studies.list_studies(session, by, limit=STUDIES)
    heads = witness.heads_of(session, [study.id for study, _ in mine])
    return frame_of(session, by.id, by.device_id) | {
        "uid": by.id,
        "app": protocol.VERSION,
        "min_schema": MIN_SCHEMA,
        "max_schema": MAX_SCHEMA,
        "limits": LIMITS,
        "studies": [
            {
                "id": study.id,
                "role": member.role,
                "state": "active",
                "trail": heads[study.id],
            }
            for study, member in mine
        ],
    }


def frame_of(session: Session, account_id: UUID, device_id: str) -> Result:
    """What every answer tells a device: our epoch, and whether it is to retire."""
    word = store.leaving(session, account_id, device_id)
    return {
        "epoch": store.epoch(session),
        "device": word if word == "retire" else None,
    }


def check_envelope(envelope: Envelope) -> None:
    """Refuse a push as a whole where none of its operations could be judged.

    Raises:
        TooOld: the client speaks a form this server has forgotten.
        TooManyOperations: the client is to send them in smaller batches.
    """
    if envelope.schema is not None and envelope.schema < MIN_SCHEMA:
        raise TooOld("This version of the app is too old. Update it; nothing is lost.")
    if len(envelope.ops) > OPERATIONS_PER_PUSH:
        raise TooManyOperations(f"Send at most {OPERATIONS_PER_PUSH} operations.")


def meet(
    session: Session, actor: Actor, envelope: Envelope, *, at: datetime
) -> tuple[Result, Sender]:
    """The answer's frame, and the sender with what is known of the device's clock.

    Raises:
        EpochChanged: the device means a database that is no more.
        DeviceRevoked: nothing the device sends is heard any more.
    """
    epoch = store.epoch(session)
    if envelope.epoch is not None and envelope.epoch != epoch:
        raise EpochChanged(epoch)
    word = store.leaving(session, actor.id, envelope.device)
    if word == "revoked":
        raise DeviceRevoked("This device was revoked.", device="revoked")
    samples = store.clock_samples(session, actor.id, envelope.device)
    samples += [asdict(sample) for sample in envelope.clock or ()]
    sender = Sender(actor, envelope.device, at, Samples(samples))
    return {"epoch": epoch, "device": word}, sender


def put_off(actor: Actor, envelope: Envelope) -> str | None:
    """Why none of a push can be judged now, though it may be later."""
    if envelope.uid is not None and envelope.uid != str(actor.id):
        return "wrong_user"
    if envelope.schema is not None and envelope.schema > MAX_SCHEMA:
        return "schema_newer"
    return None


def receive(
    session: Session,
    *,
    study_id: UUID | None,
    ops: Sequence[Any],
    envelope: Envelope,
    sender: Sender,
) -> list[Result]:
    """Apply a push's operations on one study, and note what the device says of itself.

    Operations come first: the study's counter must be the first thing locked.
    """
    if study_id is None:
        results = records.keep_unfiled(session, ops, by=sender)
    else:
        results = records.apply_operations(session, study_id, ops, by=sender)
    account_id, device_id, at = sender.actor.id, sender.device_id, sender.at
    store.put_device(
        session,
        account_id,
        device_id,
        app=envelope.app,
        waiting=envelope.waiting,
        at=at,
    )
    if envelope.clock:
        store.add_clock_samples(session, account_id, device_id, envelope.clock, at)
    return results


def pull(session: Session, actor: Actor, asked: Pull) -> tuple[Result, Page]:
    """The answer's frame, and what of a study somebody who read so far reads next.

    Raises:
        NotFound: no such study, or not the actor's.
        NotAllowed: the actor's role does not read records.
        EpochChanged: the cursor was given by a database that is no more.
        Invalid: the cursor was not given by this server for this study.
    """
    study, member = studies.study_for(session, actor, asked.study)
    frame = frame_of(session, actor.id, actor.device_id)
    scope = scope_of(study, member, actor)
    epoch = frame["epoch"]
    seq = seq_of(asked.cursor, study, epoch, scope)
    observer_id = actor.id if scope == OWN else None
    rows = store.records_after(session, study.id, seq, asked.limit + 1, observer_id)
    taken = protocol.fitting(rows, asked.limit)
    cursor = Cursor(epoch, str(study.id), taken[-1][0] if taken else seq, scope)
    page = Page(
        sent=asked.cursor,
        next=cursor.text(),
        more=len(taken) < len(rows),
        trail=witness.told(session, study.id, asked.witness),
        records=[wire for _, wire in taken],
    )
    return frame, page


def digest(session: Session, actor: Actor, study_id: str) -> tuple[Result, Result]:
    """The frame, and what a device that has read everything must come to as well.

    Raises:
        NotFound: no such study, or not the actor's.
        NotAllowed: the actor's role does not read records.
    """
    study, member = studies.study_for(session, actor, study_id)
    observer_id = actor.id if scope_of(study, member, actor) == OWN else None
    found = store.revisions(session, study.id, observer_id)
    told = {"q": study.seq, "count": len(found), "sha256": protocol.digest_of(found)}
    return frame_of(session, actor.id, actor.device_id), told


def rescue(
    session: Session, actor: Actor, data: bytes, *, at: datetime
) -> tuple[Result, Result]:
    """Keep whatever a phone cannot get rid of otherwise; with a receipt."""
    by = Sender(actor, actor.device_id, at, Samples([]))
    receipt = records.keep_blob(session, data, by=by)
    return frame_of(session, actor.id, actor.device_id), {"receipt": receipt}


def scope_of(study: Study, member: Membership, by: Actor) -> str:
    """Whose days a member is shown: the whole study's, or only the member's own.

    In the field a PI is an observer like others: what she reads of them for leading the
    study is for the desk, or a phone left signed in for weeks would tell all of it.
    """
    peer_days = study.settings.get("peer_days")
    own = only_own(member, peer_days) or (peer_days != "study" and not by.desk_open)
    return OWN if own else "study"


def seq_of(text: str, study: Study, epoch: str, scope: str) -> int:
    """The revision up to which the holder of a cursor has read."""
    if not text:
        return 0
    cursor = Cursor.read(text)
    if cursor.study != str(study.id):
        raise Invalid("The cursor belongs to another study.", "#/cursor")
    # A restored database that kept its epoch betrays itself by counting backwards.
    if cursor.epoch != epoch or cursor.seq > study.seq:
        raise EpochChanged(epoch)
    return cursor.seq if cursor.scope == scope else 0
