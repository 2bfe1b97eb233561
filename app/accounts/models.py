"""Tables of the accounts feature."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id


class Installation(Base):
    """The one row about this server itself.

    ``epoch`` names this database's life: a server restored from a backup or set up
    anew gets another, which tells phones to offer again what they already sent.
    """

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str]
    setup_token_sha256: Mapped[str | None]
    created_at: Mapped[datetime]


class Account(Base):
    """Someone who can sign in. ``login_key`` is the login as it is compared."""

    __tablename__ = "account"

    id: Mapped[Id]
    login: Mapped[str]
    login_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    is_operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Device(Base):
    """One phone or browser of one account, under the name it gave itself.

    ``token_sha256`` is of a cookie that proves an earlier sign-in on this device.
    ``waiting`` is how many operations it last said it had not sent yet. One that is
    retired may still send those, and is asked to forget everything then; of one that
    is revoked nothing is heard any more.
    """

    __tablename__ = "device"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str | None]
    app: Mapped[str | None]
    token_sha256: Mapped[str | None]
    waiting: Mapped[int | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class LoginSession(Base):
    """One sign-in. Only a hash of its token is kept, so the table opens no doors.

    ``authenticated_at`` is when the password was last given on it; the desk is open
    until ``work_until``. Neither is there where it was never to reach that far.
    ``lock_sha256`` is of what must come with the cookie, where a phone wanted it so.
    """

    __tablename__ = "login_session"
    __table_args__ = (Index(None, "account_id", "device_id"),)

    id: Mapped[Id]
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE")
    )
    device_id: Mapped[str] = mapped_column(String(64))
    token_sha256: Mapped[str] = mapped_column(unique=True)
    lock_sha256: Mapped[str | None]
    authenticated_at: Mapped[datetime | None]
    work_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignInFailure(Base):
    """Failed sign-ins counted on one thing: a login, a known device, an address.

    ``id`` is a keyed hash, so neither addresses nor mistyped logins are kept.
    """

    __tablename__ = "sign_in_failure"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[int]
    since: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    locked_until: Mapped[datetime | None]
