"""Questions to the database about second factors and resets; SQL lives here."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.factor_models import (
    Ceremony,
    Passkey,
    PasswordReset,
    Purpose,
    RecoveryCode,
    Totp,
)
from app.accounts.models import Account, Device, LoginSession, SignInFailure
from app.core.writes import rows_changed


def enrolled(session: Session, account_id: UUID) -> bool:
    has_app = exists().where(
        Totp.account_id == account_id, Totp.confirmed_at.is_not(None)
    )
    has_key = exists().where(Passkey.account_id == account_id)
    return bool(session.execute(select(or_(has_app, has_key))).scalar_one())


def enrolled_among(session: Session, account_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these accounts have a second factor."""
    ids = list(account_ids)
    apps = select(Totp.account_id).where(
        Totp.account_id.in_(ids), Totp.confirmed_at.is_not(None)
    )
    keys = select(Passkey.account_id).where(Passkey.account_id.in_(ids))
    return set(session.scalars(apps.union(keys)))


def find_totp(session: Session, account_id: UUID) -> Totp | None:
    return session.get(Totp, account_id)


def spend_step(session: Session, account_id: UUID, step: int) -> bool:
    """Take a half minute's code; of two who show it only one is told True."""
    spending = (
        update(Totp)
        .where(Totp.account_id == account_id, Totp.last_step < step)
        .values(last_step=step)
    )
    return rows_changed(session.execute(spending)) == 1


def forget_totp(session: Session, account_id: UUID) -> bool:
    gone = delete(Totp).where(Totp.account_id == account_id)
    return rows_changed(session.execute(gone)) == 1


def spend_recovery_code(
    session: Session, account_id: UUID, code_sha256: str, at: datetime
) -> bool:
    """Use a code up; of two who show it only one is told True."""
    spending = (
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_sha256 == code_sha256,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
    )
    return rows_changed(session.execute(spending)) == 1


def forget_recovery_codes(session: Session, account_id: UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def count_recovery_codes(session: Session, account_id: UUID) -> int:
    unused = select(func.count()).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return session.execute(unused).scalar_one()


def list_passkeys(session: Session, account_id: UUID) -> Sequence[Passkey]:
    oldest_first = (
        select(Passkey)
        .where(Passkey.account_id == account_id)
        .order_by(Passkey.created_at, Passkey.id)
    )
    return session.scalars(oldest_first).all()


def find_passkey(session: Session, account_id: UUID, key_id: UUID) -> Passkey | None:
    return session.scalars(
        select(Passkey).where(Passkey.account_id == account_id, Passkey.id == key_id)
    ).one_or_none()


def forget_passkeys(session: Session, account_id: UUID) -> None:
    session.execute(delete(Passkey).where(Passkey.account_id == account_id))


def lock_passkey(session: Session, credential_id: str) -> Passkey | None:
    """The passkey of this name, its counter held until the transaction ends."""
    return session.scalars(
        select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    ).one_or_none()


def take_ceremony(session: Session, ceremony_id: UUID | None) -> Ceremony | None:
    """A ceremony, used up; of two who answer it only one is given it."""
    taking = delete(Ceremony).where(Ceremony.id == ceremony_id).returning(Ceremony)
    return session.scalars(taking).one_or_none()


def take_ceremony_of(
    session: Session, session_id: UUID, purpose: Purpose
) -> Ceremony | None:
    """The ceremony a session has under way for ``purpose``, used up."""
    taking = (
        delete(Ceremony)
        .where(Ceremony.session_id == session_id, Ceremony.purpose == purpose)
        .returning(Ceremony)
    )
    return session.scalars(taking).first()


def forget_ceremonies(session: Session, *, before: datetime) -> None:
    session.execute(delete(Ceremony).where(Ceremony.expires_at <= before))


def is_known_device(session: Session, token_sha256: str) -> bool:
    """Whether somebody has signed in on the device that holds this proof."""
    known = exists().where(
        Device.token_sha256 == token_sha256, Device.revoked_at.is_(None)
    )
    return bool(session.execute(select(known)).scalar_one())


def find_reset(session: Session, token_sha256: str) -> PasswordReset | None:
    return session.scalars(
        select(PasswordReset).where(PasswordReset.token_sha256 == token_sha256)
    ).one_or_none()


def spend_reset(session: Session, reset: PasswordReset, at: datetime) -> bool:
    """Use a reset up; of two who hold it only one is told True."""
    spending = (
        update(PasswordReset)
        .where(PasswordReset.id == reset.id, PasswordReset.used_at.is_(None))
        .values(used_at=at)
    )
    return rows_changed(session.execute(spending)) == 1


def spend_resets(session: Session, account_id: UUID, at: datetime) -> None:
    """Use up every reset an account has open."""
    spending = (
        update(PasswordReset)
        .where(PasswordReset.account_id == account_id, PasswordReset.used_at.is_(None))
        .values(used_at=at)
    )
    session.execute(spending)


def end_sessions(session: Session, account_id: UUID, at: datetime) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.account_id == account_id, LoginSession.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def device_proofs(session: Session, account_id: UUID) -> Sequence[str]:
    """The hashes of the proofs an account's devices hold."""
    return session.scalars(
        select(Device.token_sha256)
        .where(Device.account_id == account_id)
        .where(Device.token_sha256.is_not(None))
    ).all()  # type: ignore[return-value]  # none of them is NULL


def forget_counters(session: Session, counters: Iterable[str]) -> None:
    session.execute(delete(SignInFailure).where(SignInFailure.id.in_(list(counters))))


def list_accounts(
    session: Session, *, after: UUID | None, limit: int
) -> Sequence[tuple[Account, datetime | None]]:
    """Accounts in the order they were made, each with when it was last heard of."""
    seen = (
        select(func.max(Device.last_seen_at))
        .where(Device.account_id == Account.id)
        .scalar_subquery()
    )
    accounts = select(Account, seen).order_by(Account.id).limit(limit)
    if after is not None:
        accounts = accounts.where(Account.id > after)
    return [(account, last) for account, last in session.execute(accounts)]


def locked_among(session: Session, counters: Iterable[str], at: datetime) -> set[str]:
    """Which of these counters let nobody try now."""
    return set(
        session.scalars(
            select(SignInFailure.id).where(
                SignInFailure.id.in_(list(counters)), SignInFailure.locked_until > at
            )
        )
    )
