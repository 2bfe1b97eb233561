"""sessions, devices and invitations with more to say

A session now remembers when the password was last given on it. Nobody knows that of
those under way: they go on capturing, and ask for the password at the desk.

Observers see their own days only, unless the study says otherwise. Studies made before
go on as they were: where their settings say nothing, they now say so.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

study = sa.table("study", sa.column("id", sa.Uuid()), sa.column("settings", sa.JSON()))


def upgrade() -> None:
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_login_session_scope"), type_="check")
        batch_op.drop_column("scope")
        batch_op.add_column(sa.Column("lock_sha256", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("authenticated_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("work_until", sa.DateTime(), nullable=True))
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retired_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revoked_at", sa.DateTime(), nullable=True))
    connection = op.get_bind()
    for id_, settings in connection.execute(sa.select(study)).all():
        if "peer_days" not in settings:
            kept = {**settings, "peer_days": "study"}
            changing = study.update().where(study.c.id == id_).values(settings=kept)
            connection.execute(changing)


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("revoked_at")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_column("retired_at")
    scope = sa.Enum(
        "capture", name="scope", native_enum=False, create_constraint=True, length=32
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_column("work_until")
        batch_op.drop_column("authenticated_at")
        batch_op.drop_column("lock_sha256")
        batch_op.add_column(
            sa.Column("scope", scope, nullable=False, server_default="capture")
        )
