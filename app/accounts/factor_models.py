"""Tables of what a sign-in may need besides the password, and of password resets."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id


class Purpose(StrEnum):
    """What a browser was challenged for; an answer is good for nothing else."""

    REGISTER = "register"
    SIGN_IN = "sign-in"
    ELEVATE = "elevate"


class Totp(Base):
    """An account's authenticator app.

    ``secret`` is sealed with the installation's secret, so that a backup alone makes
    no codes. ``last_step`` is the half minute of the last code taken; none of it or
    before it is taken again. Until ``confirmed_at`` it protects nothing.
    """

    __tablename__ = "totp"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    secret: Mapped[str]
    last_step: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One way in for whoever lost the other factors. A hash; used once."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    code_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A key pair some device of the account keeps; only the public half is here.

    ``sign_count`` never falls: an answer that does not raise it comes from a copy.
    """

    __tablename__ = "passkey"

    id: Mapped[Id]
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class Ceremony(Base):
    """A challenge given to a browser. The row goes with the first answer to it.

    ``account_id`` and ``session_id`` are whose answer it must be, where that is known.
    """

    __tablename__ = "ceremony"

    id: Mapped[Id]
    purpose: Mapped[Purpose]
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE")
    )
    session_id: Mapped[UUID | None] = mapped_column(index=True)
    challenge: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class PasswordReset(Base):
    """A link that lets somebody choose a new password, once."""

    __tablename__ = "password_reset"

    id: Mapped[Id]
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    token_sha256: Mapped[str] = mapped_column(unique=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
