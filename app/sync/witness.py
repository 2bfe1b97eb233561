"""Phones as witnesses of the trail: what they are told, and what they have us show.

A trail that was written anew as a whole is a chain like any other. But each phone keeps
the last head it was told and presents it with its next pull: it must still be there.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.audit import store, trail
from app.audit.chain import EMPTY, Head, chain_of
from app.core.limits import LOST_HEADS_PER_DEVICE

log = logging.getLogger(__name__)

Told = dict[str, Any]
OK = "ok"
BROKEN = "broken"


def told(session: Session, study_id: UUID, seen: Head | None) -> Told:
    """Where a study's trail ends, and whether ``seen`` is in it."""
    chain = chain_of(study_id)
    here = None if seen is None else store.hash_at(session, chain, seen.seq)
    word = None if seen is None else OK if here == seen.hash else BROKEN
    return written(store.head_of(session, chain)) | {"witness": word}


def heads_of(session: Session, study_ids: Iterable[UUID]) -> dict[UUID, Told]:
    """Where the trail of each study ends."""
    chains = {study_id: chain_of(study_id) for study_id in study_ids}
    heads = store.heads(session, list(chains.values()))
    return {one: written(heads.get(chain, EMPTY)) for one, chain in chains.items()}


def written(head: Head) -> Told:
    return {"seq": head.seq, "head": head.hash}


def note_broken(
    session: Session, actor: Actor, study_id: UUID, lost: Head, *, at: datetime
) -> None:
    """Enter in the trail that a head is gone from it, once a device and head.

    A device can make heads up: beyond a number that no honest one comes to, none of its
    is entered any more, or it could bury the trail under false alarms.
    """
    what = f"{lost.seq}.{lost.hash}"
    of_device = {"chain": chain_of(study_id), "device": actor.device_id}
    store.lock_head(session, of_device["chain"])
    noted = store.targets_of(session, trail.Action.WITNESS_BROKEN, **of_device)
    if what not in noted and len(noted) >= LOST_HEADS_PER_DEVICE:
        return
    log.error("trail broken", extra={"study": str(study_id), "seq": lost.seq})
    if what in noted:
        return
    trail.note(
        session,
        trail.Action.WITNESS_BROKEN,
        actor_id=actor.id,
        study_id=study_id,
        target_id=what,
        at=at,
        device=actor.device_id,
    )
