"""what is new in a version of a codebook"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("codebook", sa.Column("change_note", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("codebook", "change_note")
