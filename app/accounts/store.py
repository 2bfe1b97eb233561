"""The accounts feature's questions to the database; the only file here with SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.models import (
    Account,
    Device,
    Installation,
    LoginSession,
    SignInFailure,
)
from app.core.writes import add_unless_there, rows_changed


def find_installation(session: Session) -> Installation | None:
    return session.get(Installation, 1)


def spend_setup_token(session: Session, token_sha256: str) -> bool:
    """Use the setup token up; of two who hold it only one is told True."""
    spending = (
        update(Installation)
        .where(Installation.setup_token_sha256 == token_sha256)
        .values(setup_token_sha256=None)
    )
    return rows_changed(session.execute(spending)) == 1


def any_account(session: Session) -> bool:
    return session.scalars(select(Account.id).limit(1)).first() is not None


def find_account(session: Session, login_key: str) -> Account | None:
    return session.scalars(
        select(Account).where(Account.login_key == login_key)
    ).one_or_none()


def lock_account(session: Session, account_id: UUID) -> Account:
    """The account as it is now; what lets into it changes for one at a time."""
    return session.get_one(
        Account,
        account_id,
        # Rows that only refer to the account need not wait.
        with_for_update={"key_share": True},
        populate_existing=True,
    )


def accounts_by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, Account]:
    found = session.scalars(select(Account).where(Account.id.in_(ids)))
    return {account.id: account for account in found}


def find_session(
    session: Session, token_sha256: str
) -> tuple[LoginSession, Account, Device] | None:
    with_account = (
        select(LoginSession, Account, Device)
        .join(Account, Account.id == LoginSession.account_id)
        .join(
            Device,
            (Device.account_id == LoginSession.account_id)
            & (Device.id == LoginSession.device_id),
        )
        .where(LoginSession.token_sha256 == token_sha256)
    )
    row = session.execute(with_account).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def lock_session(session: Session, session_id: UUID) -> LoginSession | None:
    """The session, with everybody else who locks it made to wait."""
    return session.get(LoginSession, session_id, with_for_update=True)


def revoke_other_sessions(
    session: Session, account_id: UUID, kept: UUID, at: datetime
) -> int:
    """End all of an account's sessions but one; how many there were."""
    others = (
        update(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            LoginSession.id != kept,
            LoginSession.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    return rows_changed(session.execute(others))


def lower_other_sessions(session: Session, account_id: UUID, kept: UUID) -> None:
    """Leave all of an account's sessions but one what capturing needs."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.account_id == account_id, LoginSession.id != kept)
        .values(authenticated_at=None, work_until=None)
    )


def revoke_session(session: Session, session_id: UUID, at: datetime) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def revoke_sessions_of(
    session: Session, account_id: UUID, device_id: str, at: datetime
) -> None:
    session.execute(
        update(LoginSession)
        .where(
            LoginSession.account_id == account_id,
            LoginSession.device_id == device_id,
            LoginSession.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )


def find_device(session: Session, account_id: UUID, device_id: str) -> Device | None:
    return session.get(Device, (account_id, device_id))


def find_device_by_token(
    session: Session, account_id: UUID, token_sha256: str
) -> Device | None:
    return session.scalars(
        select(Device).where(
            Device.account_id == account_id,
            Device.token_sha256 == token_sha256,
            Device.revoked_at.is_(None),
        )
    ).first()


def list_devices(session: Session, account_id: UUID) -> Sequence[Device]:
    latest_first = (
        select(Device)
        .where(Device.account_id == account_id)
        .order_by(Device.last_seen_at.desc(), Device.id)
    )
    return session.scalars(latest_first).all()


def failure_row(session: Session, key: str, at: datetime) -> SignInFailure:
    """The counter of ``key``, locked until the transaction ends; made if missing."""
    add_unless_there(session, SignInFailure, id=key, failures=0, since=at, last_at=at)
    return session.scalars(
        select(SignInFailure).where(SignInFailure.id == key).with_for_update()
    ).one()


def forget_failures(session: Session, *, before: datetime) -> None:
    """Forget counts nobody added to since ``before``; who is shut out stays so."""
    stale = delete(SignInFailure).where(
        SignInFailure.last_at < before,
        SignInFailure.locked_until.is_(None) | (SignInFailure.locked_until < before),
    )
    session.execute(stale)
