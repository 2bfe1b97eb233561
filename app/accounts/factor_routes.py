"""HTTP for one's second factors."""

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.accounts import ceremonies, cookies, factors, passkeys, totp
from app.accounts import factor_schemas as schemas
from app.accounts import factor_store as store
from app.accounts.actor import Actor
from app.accounts.ceremonies import Site, site_of
from app.accounts.factor_models import Passkey, Purpose
from app.accounts.login import signed_in
from app.core import clock, db
from app.core.body import read_json
from app.core.errors import NotFound
from app.core.ids import id_or_none
from app.core.openapi import describe

bp = Blueprint("factors", __name__, url_prefix="/api/factors")


@bp.get("")
@describe("What my account has besides its password.", answers={200: schemas.factors})
@signed_in
def show(actor: Actor) -> Any:
    with db.reading() as session:
        found = factors.factors_of(session, actor.id)
    possible = ceremonies.possible(cookies.installed().origin)
    return {**dict(schemas.factors.dump(found)), "passkeys_possible": possible}


@bp.post("/totp")
@describe(
    "Begin to set up an authenticator app; it is in use once confirmed.",
    answers={201: schemas.totp},
)
@signed_in
def begin_totp(actor: Actor) -> Any:
    read_json()
    at, secret = clock.now(), cookies.installed().secret_key
    key = db.run(
        lambda session: factors.begin_totp(session, by=actor, secret=secret, at=at)
    )
    return {"secret": totp.base32(key), "uri": totp.uri(key, actor.login)}, 201


@bp.post("/totp/confirm")
@describe(
    "Put the authenticator app to use; recovery codes made before stop working.",
    body=schemas.code,
    answers={201: schemas.codes},
)
@signed_in
def confirm_totp(actor: Actor) -> Any:
    code, at = schemas.code.load(read_json())["code"], clock.now()
    secret = cookies.installed().secret_key
    codes = db.run(
        lambda session: factors.confirm_totp(
            session, code, by=actor, secret=secret, at=at
        )
    )
    return {"recovery_codes": codes}, 201


@bp.delete("/totp")
@describe("Take my authenticator app out of use.", answers={204: None})
@signed_in
def remove_totp(actor: Actor) -> Response:
    at = clock.now()
    db.run(lambda session: factors.remove_totp(session, by=actor, at=at))
    return Response(status=204)


@bp.post("/recovery-codes")
@describe(
    "Make ten new recovery codes; the old ones stop working.",
    answers={201: schemas.codes},
)
@signed_in
def make_recovery_codes(actor: Actor) -> Any:
    read_json()
    at = clock.now()
    codes = db.run(lambda session: factors.new_recovery_codes(session, by=actor, at=at))
    return {"recovery_codes": codes}, 201


@bp.post("/passkeys/options")
@describe("What a browser needs to make a passkey.", answers={201: schemas.options})
@signed_in
def passkey_options(actor: Actor) -> Any:
    read_json()
    at, site = clock.now(), here()
    options = db.run(
        lambda session: passkeys.registration_options(session, site, by=actor, at=at)
    )
    return {"options": options}, 201


@bp.post("/passkeys")
@describe(
    "Keep a passkey just made; with the first factor come recovery codes.",
    body=schemas.new_passkey,
    answers={201: schemas.passkey_made},
)
@signed_in
def add_passkey(actor: Actor) -> Any:
    asked, at, site = schemas.new_passkey.load(read_json()), clock.now(), here()
    # In a transaction of its own: a challenge is spent also by a wrong answer.
    ceremony = db.run(
        lambda session: store.take_ceremony_of(
            session, actor.session_id, Purpose.REGISTER
        )
    )

    def act(session: Session) -> tuple[Passkey, list[str]]:
        credential, label = asked["credential"], asked["label"]
        return passkeys.add(session, ceremony, credential, label, site, by=actor, at=at)

    passkey, codes = db.run(act)
    return {**dict(schemas.passkey.dump(passkey)), "recovery_codes": codes}, 201


@bp.delete("/passkeys/<passkey_id>")
@describe("Take a passkey of mine out of use.", answers={204: None})
@signed_in
def remove_passkey(actor: Actor, passkey_id: str) -> Response:
    wanted, at = id_or_none(passkey_id), clock.now()
    if wanted is None:
        raise NotFound("There is no such passkey.")
    db.run(lambda session: passkeys.remove(session, wanted, by=actor, at=at))
    return Response(status=204)


def here() -> Site:
    """The site passkeys are made for, as the settings name it."""
    return site_of(cookies.installed().origin)
