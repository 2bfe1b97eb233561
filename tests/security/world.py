"""Two studies and everybody who could knock at a door, made once and never used up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Connection

from app import create_app
from app.accounts import sealing, totp
from app.accounts import service as accounts
from app.accounts.factor_models import Passkey, Totp
from app.accounts.passwords import hashed
from app.accounts.service import NewAccount
from app.core import clock, db
from app.core.config import Config
from app.core.doors import Reach
from app.core.ids import uuid7
from app.studies.access import Role
from tests import make
from tests.api import Answer, Api
from tests.databases import SqliteFiles
from tests.phone import Phone

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TOTP_SECRET = b"twenty bytes of seed"
COOKIE = "shadowlog"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody at the door: who, with which session, and what they are here."""

    name: str
    login: str | None = None
    session: str = "alive"
    reach: Reach = Reach.ELEVATED
    role: Role | None = None
    operator: bool = False
    factor: bool = True
    # Whether the day everybody asks for is her own.
    owner: bool = False

    def __str__(self) -> str:
        return self.name


PI, OBSERVER, ANALYST = Role.PI, Role.OBSERVER, Role.ANALYST
CALLERS = [
    Caller("stranger", session="none"),
    Caller("session-expired", "carla", "ended", role=PI),
    Caller("session-forgotten", "carla", "ended", role=PI),
    Caller("signed-out", "carla", "ended", role=PI),
    Caller("device-revoked", "carla", "revoked", role=PI),
    Caller("capture-reach", "carla", reach=Reach.CAPTURE, role=PI),
    Caller("desk-left", "carla", reach=Reach.CAPTURE, role=PI),
    Caller("work-reach", "carla", reach=Reach.WORK, role=PI),
    Caller("pi", "carla", role=PI),
    Caller("pi-without-factor", "nora", role=PI, factor=False),
    Caller("observer", "ana", role=OBSERVER, owner=True),
    Caller(
        "observer-in-the-field", "ana", reach=Reach.CAPTURE, role=OBSERVER, owner=True
    ),
    Caller("observer-peer", "ben", role=OBSERVER),
    Caller("observer-without-factor", "nils", role=OBSERVER, factor=False),
    Caller("analyst", "adil", role=ANALYST),
    Caller("removed", "rosa"),
    Caller("observer-elsewhere", "eve"),
    Caller("pi-elsewhere", "dov"),
    Caller("operator", "olga", operator=True),
    Caller("operator-in-the-field", "olga", reach=Reach.CAPTURE, operator=True),
    Caller("operator-without-factor", "oscar", operator=True, factor=False),
]
BY_NAME = {caller.name: caller for caller in CALLERS}
LOGINS = sorted({caller.login for caller in CALLERS if caller.login} | {"hugo"})
OPERATORS = {caller.login for caller in CALLERS if caller.operator}
SIGNED_IN = [caller for caller in CALLERS if caller.session == "alive"]


@dataclass
class Things:
    """What one study holds that has an id."""

    study: str = ""
    subject: str = ""
    day: str = ""
    record: str = ""
    invitation: str = ""
    invitation_token: str = ""
    member: str = ""


@dataclass
class World:
    """The application with everything in it; what a knock changes is undone."""

    app: Flask
    at: datetime = NOW
    ours: Things = field(default_factory=Things)
    theirs: Things = field(default_factory=Things)
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    other_passkey: str = ""

    @property
    def config(self) -> Config:
        config: Config = self.app.config["SHADOWLOG"]
        return config

    @contextmanager
    def undone(self, at: datetime | None = None) -> Iterator[None]:
        """Stop the clock, and take back whatever is written meanwhile."""
        engine = self.app.extensions["engine"]
        before = db.new_session.kw["bind"]
        with pytest.MonkeyPatch.context() as patch, engine.connect() as connection:
            patch.setattr(clock, "now", lambda: at or self.at)
            outer = connection.begin()
            bind(connection)
            try:
                yield
            finally:
                db.new_session.configure(
                    bind=before, join_transaction_mode="conditional_savepoint"
                )
                outer.rollback()

    def api(self, caller: Caller) -> Api:
        """The browser a caller sits at."""
        client = self.app.test_client()
        if caller.name in self.tokens:
            client.set_cookie(COOKIE, self.tokens[caller.name])
        return Api(client)

    def id_of(self, caller: Caller) -> str:
        return self.ids[caller.login or "hugo"]


def bind(connection: Connection) -> None:
    db.new_session.configure(bind=connection, join_transaction_mode="create_savepoint")


def build(folder: Path) -> World:
    """The world, on a database of its own."""
    url = SqliteFiles(folder).fresh(folder)
    config = Config.from_env({"SHADOWLOG_DATA_DIR": str(folder), "DATABASE_URL": url})
    before = dict(db.new_session.kw)
    with pytest.MonkeyPatch.context() as patch:
        world = World(create_app(config))

        def later(**length: float) -> None:
            patch.setattr(clock, "now", lambda: NOW - timedelta(**length))

        later(days=31)
        people(world)
        used = remember(world, "session-expired", "carla")
        for days in (20, 10):
            later(days=days)
            assert used.get("/api/session").status == 200
        later(days=15)
        remember(world, "session-forgotten", "carla")
        later(minutes=61)
        remember(world, "desk-left", "carla")
        later(minutes=30)
        remember(world, "work-reach", "carla")
        later(minutes=1)
        studies(world)
        sessions(world)
        factors(world)
    world.app.config["SHADOWLOG"] = replace(config, second_factor=True)
    db.new_session.configure(**before)
    return world


def people(world: World) -> None:
    password_hash = hashed(make.PASSWORD)
    with db.transaction() as session:
        accounts.ensure_installation(session, at=clock.now())
        for login in LOGINS:
            new = NewAccount(login, login.title(), password_hash)
            made = accounts.create_account(
                session, new, at=clock.now(), is_operator=login in OPERATORS
            )
            world.ids[login] = str(made.id)


def sign_in(world: World, login: str, **other: str) -> Api:
    api = Api(world.app.test_client())
    done = api.post("/api/session", login=login, password=make.PASSWORD, **other)
    assert done.status == 201, done.body
    return api


def remember(world: World, name: str, login: str, **other: str) -> Api:
    api = sign_in(world, login, **other)
    cookie = api.client.get_cookie(COOKIE)
    assert cookie is not None
    world.tokens[name] = cookie.value
    world.devices[name] = api.get("/api/session").body["device"]
    return api


def studies(world: World) -> None:
    for things, lead, observer in (
        (world.ours, "carla", "ana"),
        (world.theirs, "dov", "eve"),
    ):
        pi = sign_in(world, lead)
        study = make.study(pi, title=f"{lead.title()}'s")
        path = f"/api/studies/{study.id}"
        things.study, things.subject = study.id, study.subject_id
        admit(pi, path, observer)
        phone = Phone(sign_in(world, observer), study)
        things.day = phone.start_day()
        things.record = phone.put(
            "jotting", day=things.day, at=phone.instant(), text="Before"
        )
        phone.sync()
        assert not phone.refused
        invited = pi.post(f"{path}/invitations", role="observer").body
        things.invitation, things.invitation_token = invited["id"], invited["token"]
        draft = pi.put(f"{path}/codebook/draft", dimensions=TOUR)
        assert draft.status == 200, draft.body
    world.ours.member, world.theirs.member = world.ids["hugo"], world.ids["eve"]
    pi, path = sign_in(world, "carla"), f"/api/studies/{world.ours.study}"
    for login, role in (
        ("ben", "observer"),
        ("nils", "observer"),
        ("hugo", "observer"),
        ("rosa", "observer"),
        ("adil", "analyst"),
        ("nora", "pi"),
    ):
        admit(pi, path, login, role)
    assert pi.delete(f"{path}/members/{world.ids['rosa']}").status == 204


TOUR = [{"name": "activity", "codes": [{"code": "tour", "label": "Tour"}]}]


def admit(pi: Api, path: str, login: str, role: str = "observer") -> None:
    added = pi.post(f"{path}/members", login=login, role=role)
    assert added.status == 201, added.body


def sessions(world: World) -> None:
    for caller in CALLERS:
        if caller.name in world.tokens or caller.login is None:
            continue
        asked = {"reach": "capture"} if caller.reach is Reach.CAPTURE else {}
        remember(world, caller.name, caller.login, **asked)
    client = world.app.test_client()
    client.set_cookie(COOKIE, world.tokens["signed-out"])
    assert Api(client).delete("/api/session").status == 204
    revoked = world.devices["device-revoked"]
    carla = sign_in(world, "carla")
    assert carla.delete(f"/api/devices/{revoked}").status == 204


def factors(world: World) -> None:
    """Last, so that nobody had to give a code before."""
    having = {caller.login for caller in CALLERS if caller.factor and caller.login}
    with db.transaction() as session:
        for login in sorted(having):
            session.add(totp_of(world, login))
        passkey = passkey_of(world, "ben")
        session.add(passkey)
        world.other_passkey = str(passkey.id)


def totp_of(world: World, login: str, *, confirmed: bool = True) -> Totp:
    account = UUID(world.ids[login])
    return Totp(
        account_id=account,
        secret=sealing.sealed(world.config.secret_key, account, TOTP_SECRET),
        last_step=0,
        created_at=clock.now(),
        confirmed_at=clock.now() if confirmed else None,
    )


def passkey_of(world: World, login: str) -> Passkey:
    return Passkey(
        id=uuid7(),
        account_id=UUID(world.ids[login]),
        credential_id=uuid7().hex,
        public_key=b"key",
        sign_count=0,
        label="Phone",
        created_at=clock.now(),
    )


def code_now() -> str:
    return totp.code_at(TOTP_SECRET, totp.step_of(clock.now()))


def outcome_of(answer: Answer) -> str:
    """``ok``, or the status and the kind of problem."""
    if 200 <= answer.status < 300:
        return "ok"
    return f"{answer.status} {answer.body['type'].removeprefix('/problems/')}"
