"""The trail's questions to the database."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.audit.chain import EMPTY, START, Entry, Head
from app.audit.models import AuditEntry, TrailHead

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Rows at a time of a chain that is read from end to end.
BLOCK = 1000

entry, head = AuditEntry.__table__.c, TrailHead.__table__.c
HASHED = list(Entry.__dataclass_fields__)
HEAD_OF = select(head.seq, head.hash).where(head.chain == bindparam("chain"))
HASH_AT = select(entry.hash).where(
    entry.chain == bindparam("chain"), entry.seq == bindparam("seq")
)
MOVE_HEAD = (
    update(TrailHead)
    .where(head.chain == bindparam("of"))
    .values(seq=bindparam("seq"), hash=bindparam("hash"))
)


def lock_head(session: Session, chain: str) -> Head:
    """The end of a chain, which stays where it is until the commit."""
    inserting = INSERTS[session.get_bind().dialect.name](TrailHead.__table__)
    locking = inserting.values(chain=chain, seq=0, hash=START).on_conflict_do_update(
        index_elements=["chain"], set_={"seq": head.seq}
    )
    row = session.connection().execute(locking.returning(head.seq, head.hash)).one()
    return Head(*row)


def add(session: Session, chain: str, rows: list[dict[str, Any]], last: Head) -> None:
    connection = session.connection()
    connection.execute(insert(AuditEntry), rows)
    connection.execute(MOVE_HEAD, {"of": chain, "seq": last.seq, "hash": last.hash})


def head_of(session: Session, chain: str) -> Head:
    row = session.connection().execute(HEAD_OF, {"chain": chain}).first()
    return EMPTY if row is None else Head(*row)


def heads(session: Session, wanted: list[str]) -> dict[str, Head]:
    found = select(head.chain, head.seq, head.hash).where(head.chain.in_(wanted))
    return {chain: Head(*row) for chain, *row in session.connection().execute(found)}


def hash_at(session: Session, chain: str, seq: int) -> str | None:
    asked = {"chain": chain, "seq": seq}
    return session.connection().execute(HASH_AT, asked).scalar()


def chains(session: Session) -> list[str]:
    """The names of all chains, also of one that lost its entries or its head."""
    names = select(entry.chain).union(select(head.chain))
    return sorted(session.connection().execute(names).scalars())


def entries(session: Session, chain: str) -> Iterator[tuple[Entry, str]]:
    """Every entry of a chain with its hash, in order, read as they are asked for."""
    wanted = select(entry.hash, *(entry[name] for name in HASHED))
    asked = wanted.where(entry.chain == chain).order_by(entry.seq)
    # Whoever finds a fault reads no further: the cursor must not stay open then.
    with session.connection().execute(
        asked, execution_options={"yield_per": BLOCK}
    ) as rows:
        for kept, *values in rows:
            yield Entry(**dict(zip(HASHED, values, strict=True))), kept


def page(
    session: Session,
    study_id: UUID,
    before: int | None,
    limit: int,
    action: str | None = None,
) -> list[Row[Any]]:
    """A study's latest entries, or those before one of them; newest first."""
    found = select(AuditEntry.__table__).where(entry.chain == str(study_id))
    if before is not None:
        found = found.where(entry.seq < before)
    if action is not None:
        found = found.where(entry.action == action)
    newest = found.order_by(entry.seq.desc()).limit(limit)
    return list(session.connection().execute(newest))


def targets_of(session: Session, action: str, *, chain: str, device: str) -> set[str]:
    """To what a device did something before, as the chain has it."""
    noted = select(entry.target_id).where(
        entry.chain == chain, entry.action == action, entry.device == device
    )
    return set(session.connection().execute(noted).scalars())
