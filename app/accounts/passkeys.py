"""Passkeys (WebAuthn): made, kept, and believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import webauthn
from sqlalchemy.orm import Session
from webauthn.authentication.verify_authentication_response import (
    VerifiedAuthentication,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers import options_to_json_dict as plain
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from app.accounts import ceremonies, factors
from app.accounts import factor_store as store
from app.accounts import store as accounts
from app.accounts.actor import Actor
from app.accounts.ceremonies import Site
from app.accounts.factor_models import Ceremony, Passkey, Purpose
from app.audit.trail import Action
from app.core.errors import Conflict, Invalid, NotFound, NotSignedIn
from app.core.ids import uuid7
from app.core.limits import PASSKEYS_PER_ACCOUNT
from app.core.writes import add_unless_there

NAME = "Shadowlog"
TIMEOUT_MS = int(ceremonies.LASTS.total_seconds() * 1000)
# The device asks for a finger, a face or its own code: that makes it two factors.
VERIFIED = UserVerificationRequirement.REQUIRED


class PasskeyRefused(NotSignedIn):
    """Whatever is wrong with an answer, and whoever it is from, this is said of it."""

    slug = "passkey-refused"

    def __init__(self) -> None:
        super().__init__("This passkey was not accepted. Try again.")


class PasskeyKnown(Conflict):
    slug = "passkey-known"


class TooManyPasskeys(Conflict):
    slug = "too-many-passkeys"


@dataclass(frozen=True, slots=True)
class Answered:
    """A passkey that answered its challenge, or one refused as a copy."""

    passkey: Passkey
    cloned: bool


def registration_options(
    session: Session, site: Site, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """What a browser needs to make a passkey for the actor."""
    ceremony = ceremonies.begin(
        session, Purpose.REGISTER, account_id=by.id, session_id=by.session_id, at=at
    )
    options = webauthn.generate_registration_options(
        rp_id=site.name,
        rp_name=NAME,
        user_id=by.id.bytes,
        user_name=by.login,
        user_display_name=by.name,
        challenge=ceremonies.challenge_of(ceremony),
        timeout=TIMEOUT_MS,
        # Kept on the device with the name of the site, so that signing in needs no
        # login, and no list of passkeys that would tell which logins exist.
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=descriptors(store.list_passkeys(session, by.id)),
    )
    return plain(options)


def request_options(
    session: Session, ceremony: Ceremony, site: Site, *, by: Actor | None
) -> dict[str, Any]:
    """What a browser needs to answer a challenge; strangers are told of no passkey."""
    known = store.list_passkeys(session, by.id) if by else []
    options = webauthn.generate_authentication_options(
        rp_id=site.name,
        challenge=ceremonies.challenge_of(ceremony),
        timeout=TIMEOUT_MS,
        allow_credentials=descriptors(known),
        user_verification=VERIFIED,
    )
    return plain(options)


def descriptors(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id))
        for one in passkeys
    ]


def add(
    session: Session,
    ceremony: Ceremony | None,
    credential: dict[str, Any],
    label: str,
    site: Site,
    *,
    by: Actor,
    at: datetime,
) -> tuple[Passkey, list[str]]:
    """Keep a passkey just made; with the account's first factor come recovery codes.

    Raises:
        Invalid: it does not answer the challenge.
        PasskeyKnown: it is here already.
        TooManyPasskeys: the account has as many as it may.
    """
    made = registered(ceremony, credential, site, at)
    accounts.lock_account(session, by.id)
    if len(store.list_passkeys(session, by.id)) >= PASSKEYS_PER_ACCOUNT:
        raise TooManyPasskeys("Remove a passkey you no longer use first.")
    first = not store.enrolled(session, by.id)
    key_id = uuid7()
    added = add_unless_there(
        session,
        Passkey,
        id=key_id,
        account_id=by.id,
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        label=label,
        created_at=at,
    )
    passkey = store.find_passkey(session, by.id, key_id)
    if not added or passkey is None:
        raise PasskeyKnown("This passkey is known here already.")
    codes = []
    if first:
        factors.close_desks(session, by)
        codes = factors.renew_codes(session, by.id, at=at)
    factors.note(
        session,
        Action.FACTOR_ADDED,
        by.id,
        at=at,
        factor="passkey",
        passkey=str(key_id),
    )
    return passkey, codes


def registered(
    ceremony: Ceremony | None, credential: dict[str, Any], site: Site, at: datetime
) -> VerifiedRegistration:
    if ceremony is None or ceremonies.is_stale(ceremony, at):
        raise Invalid("This took too long. Begin again.", "#/credential")
    try:
        return webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=ceremonies.challenge_of(ceremony),
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    # Whatever a parser makes of bytes from outside is the fault of the bytes.
    except Exception as error:
        raise Invalid("This is not the passkey asked for.", "#/credential") from error


def answer(
    session: Session,
    ceremony: Ceremony,
    credential: dict[str, Any],
    site: Site,
    *,
    at: datetime,
) -> Answered:
    """Believe a passkey that answers its challenge, and count its use.

    One whose counter did not rise is a copy of a key that should have none: that is
    handed back, not raised, so that what the trail says of it is committed.

    Raises:
        PasskeyRefused: anything else is wrong with it.
    """
    passkey = store.lock_passkey(session, str(credential.get("id")))
    if passkey is None or ceremonies.is_stale(ceremony, at):
        raise PasskeyRefused
    if ceremony.account_id not in {None, passkey.account_id}:
        raise PasskeyRefused
    owner = credential["response"].get("userHandle")
    if owner and owner != bytes_to_base64url(passkey.account_id.bytes):
        raise PasskeyRefused
    told = verified(passkey, ceremony, credential, site)
    if is_copy(passkey.sign_count, told.new_sign_count):
        factors.note(
            session,
            Action.PASSKEY_CLONED,
            passkey.account_id,
            at=at,
            passkey=str(passkey.id),
        )
        return Answered(passkey, cloned=True)
    passkey.sign_count, passkey.last_used_at = told.new_sign_count, at
    return Answered(passkey, cloned=False)


def verified(
    passkey: Passkey, ceremony: Ceremony, credential: dict[str, Any], site: Site
) -> VerifiedAuthentication:
    try:
        return webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=ceremonies.challenge_of(ceremony),
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            # The counter is compared by us, only once the signature is known good.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    # Whatever a parser makes of bytes from outside is the fault of the bytes.
    except Exception as error:
        raise PasskeyRefused from error


def is_copy(kept: int, told: int) -> bool:
    """Whether a counter stood still or fell; authenticators without one say 0."""
    return (kept > 0 or told > 0) and told <= kept


def remove(session: Session, key_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a passkey out of use.

    Raises:
        NotFound: it is unknown, or somebody else's.
    """
    passkey = store.find_passkey(session, by.id, key_id)
    if passkey is None:
        raise NotFound("There is no such passkey.")
    session.delete(passkey)
    session.flush()
    factors.tidy(session, by.id)
    factors.note(
        session,
        Action.FACTOR_REMOVED,
        by.id,
        at=at,
        factor="passkey",
        passkey=str(key_id),
    )
