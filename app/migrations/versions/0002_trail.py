"""the trail as chains"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.audit.chain import EMPTY, Entry, Head, chain_of, link
from app.core.append_only import statements
from app.core.db import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = ["id", "study_id", "at", "actor_id", "action", "target_id", "detail"]
ADDED: dict[str, Any] = {
    "chain": sa.String(length=36),
    "seq": sa.BigInteger(),
    "device": sa.String(length=64),
    "outcome": sa.String(length=32),
    "request_id": sa.String(length=64),
    "hash": sa.String(length=64),
}
REQUIRED = ("chain", "seq", "outcome", "hash")

audit_entry = sa.table(
    "audit_entry",
    sa.column("id", sa.Uuid()),
    sa.column("study_id", sa.Uuid()),
    sa.column("at", UtcDateTime()),
    sa.column("actor_id", sa.Uuid()),
    sa.column("action", sa.String()),
    sa.column("target_id", sa.String()),
    sa.column("detail", sa.JSON()),
    sa.column("chain", sa.String()),
    sa.column("seq", sa.BigInteger()),
    sa.column("outcome", sa.String()),
    sa.column("hash", sa.String()),
)


def upgrade() -> None:
    head = op.create_table(
        "trail_head",
        sa.Column("chain", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_trail_head")),
    )
    unprotect()
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        for name, kind in ADDED.items():
            batch_op.add_column(sa.Column(name, kind))
    heads = link_all(op.get_bind())
    if heads:
        op.bulk_insert(
            head,
            [{"chain": c, "seq": h.seq, "hash": h.hash} for c, h in heads.items()],
        )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        for name in REQUIRED:
            batch_op.alter_column(name, existing_type=ADDED[name], nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_audit_entry_chain_seq"), ["chain", "seq"]
        )
    protect("audit_entry", [*BEFORE, *ADDED])
    protect("trail_head", ["chain"])


def link_all(connection: sa.Connection) -> dict[str, Head]:
    """Make what is there the first links of their chains, in the order it was noted."""
    heads: dict[str, Head] = {}
    links: list[dict[str, Any]] = []
    known = sa.select(*(audit_entry.c[name] for name in BEFORE))
    for row in connection.execute(known.order_by(audit_entry.c.id)):
        chain = chain_of(row.study_id)
        last = heads.get(chain, EMPTY)
        entry = Entry(
            **row._asdict(),
            chain=chain,
            seq=last.seq + 1,
            device=None,
            outcome="done",
            request_id=None,
        )
        heads[chain] = Head(entry.seq, link(last.hash, entry))
        links.append(
            {
                "this": row.id,
                "chain": chain,
                "seq": entry.seq,
                "outcome": entry.outcome,
                "hash": heads[chain].hash,
            }
        )
    if links:
        of_row = audit_entry.c.id == sa.bindparam("this", type_=sa.Uuid())
        connection.execute(
            sa.update(audit_entry)
            .where(of_row)
            .values({name: sa.bindparam(name) for name in REQUIRED}),
            links,
        )
    return heads


def downgrade() -> None:
    unprotect()
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_audit_entry_chain_seq"), type_="unique")
        for name in ADDED:
            batch_op.drop_column(name)
    protect("audit_entry", BEFORE)
    op.drop_table("trail_head")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_head_is_append_only()")


def protect(table: str, columns: list[str]) -> None:
    for statement in statements(op.get_bind().dialect.name, table, columns):
        op.execute(statement)


def unprotect() -> None:
    """Take the triggers off, which stand in the way and name the old columns."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_is_append_only() CASCADE")
        return
    for what in ("rewritten", "deleted"):
        op.execute(f"DROP TRIGGER audit_entry_is_not_{what}")
