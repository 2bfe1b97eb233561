"""How to knock at each door with a request that would do something real."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete

from app.accounts import resets, tokens
from app.accounts import service as accounts
from app.accounts import store as accounts_store
from app.accounts.actor import Actor
from app.accounts.ceremonies import site_of
from app.accounts.factor_models import Totp
from app.accounts.passkeys import registration_options
from app.core import clock, db
from app.core.ids import uuid7
from tests import make
from tests.api import Answer
from tests.authenticator import Authenticator
from tests.phone import Phone
from tests.security.world import (
    TOUR,
    Caller,
    Things,
    World,
    code_now,
    outcome_of,
    passkey_of,
    totp_of,
)

Ids = dict[str, str]
Body = dict[str, Any]
NEW_PASSWORD = "seven brown owls on a fence"


@dataclass(frozen=True)
class Case:
    """One valid request.

    ``path`` is filled in with ids; ``body`` and ``prepare`` are asked just before.
    ``shows`` tells of a list whether it holds what is only for some. ``open`` is what
    a door open to anyone answers, where nobody can get further here.
    """

    method: str
    path: str
    body: Callable[[World, Caller], Body] | None = None
    prepare: Callable[[World, Caller], None] | None = None
    query: Callable[[Things], dict[str, str]] | None = None
    shows: Callable[[World, Answer], bool] | None = None
    outcome: Callable[[Answer], str] = outcome_of
    open: str = "ok"
    # For once one's own name in the path; otherwise what the study holds.
    own: Callable[[World, Caller], Ids] | None = None


def const(**body: Any) -> Callable[[World, Caller], Body]:
    return lambda world, caller: body


def ids_of(world: World, things: Things) -> Ids:
    return {
        "study": things.study,
        "subject": things.subject,
        "day": things.day,
        "record": things.record,
        "invitation": things.invitation,
        "member": things.member,
        "account": world.ids["hugo"],
    }


def knock(
    world: World,
    caller: Caller,
    case: Case,
    ids: Ids | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send the request as the caller would; inside ``world.undone()``."""
    if case.prepare and caller.login:
        case.prepare(world, caller)
    named = ids_of(world, world.ours)
    if case.own and caller.name in world.tokens:
        named |= case.own(world, caller)
    named |= ids or {}
    path = case.path.format_map(Named(named))
    body = case.body(world, caller) if case.body else {}
    things = world.ours
    query = case.query(things) if case.query else None
    sent = None if case.method in {"GET", "DELETE"} else body
    api = world.api(caller)
    return api.call(case.method, path, sent, query=query, headers=headers)


class Named(dict[str, str]):
    """Ids by name; what nobody has is an id nobody has."""

    def __missing__(self, key: str) -> str:
        return str(uuid4())


# What has to be there first.


def add_totp(*, confirmed: bool) -> Callable[[World, Caller], None]:
    def prepare(world: World, caller: Caller) -> None:
        assert caller.login is not None
        without_totp(world, caller)
        with db.transaction() as session:
            session.add(totp_of(world, caller.login, confirmed=confirmed))

    return prepare


def without_totp(world: World, caller: Caller) -> None:
    assert caller.login is not None
    account_id = UUID(world.ids[caller.login])
    with db.transaction() as session:
        session.execute(delete(Totp).where(Totp.account_id == account_id))


def add_passkey(world: World, caller: Caller) -> None:
    assert caller.login is not None
    passkey = passkey_of(world, caller.login)
    passkey.id = UUID(PASSKEY)
    with db.transaction() as session:
        session.add(passkey)


PASSKEY = str(uuid7())


def proof(world: World, caller: Caller) -> Body:
    code = {"code": code_now()} if caller.factor and caller.login else {}
    return {"password": make.PASSWORD, **code}


def new_passkey(world: World, caller: Caller) -> Body:
    """Answer a challenge, if the caller has a session to be given one in."""
    options: Any = {"user": {"id": "AA"}, "rp": {"id": "localhost"}, "challenge": "AA"}
    if caller.name in world.tokens:
        digest = tokens.digest(world.tokens[caller.name])
        with db.transaction() as session:
            found = accounts_store.find_session(session, digest)
            assert found is not None
            row, account, device = found
            by = Actor(account.id, account.login, account.name, device.id, row.id)
            site, at = site_of(world.config.origin), clock.now()
            options = registration_options(session, site, by=by, at=at)
    return {"label": "Phone", "credential": Authenticator().make(options)}


def reset_token(world: World, caller: Caller) -> Body:
    with db.transaction() as session:
        hugo = accounts.find_account(session, "hugo")
        assert hugo is not None
        _, token = resets.make(session, hugo, by=None, at=clock.now())
    return {"token": token, "password": NEW_PASSWORD}


def push(world: World, caller: Caller) -> Body:
    """Change the day's one jotting."""
    study = make.Study(world.api(caller), world.ours.study, "", world.ours.subject, "")
    phone = Phone(study.pi, study)
    phone.put("jotting", world.ours.record, text="After")
    return phone.envelope()


def pushed(answer: Answer) -> str:
    """What became of the one operation."""
    if answer.status != 200:
        return outcome_of(answer)
    (result,) = answer.body["results"]
    return "ok" if result["status"] == "applied" else f"refused {result['code']}"


def newcomer(world: World, caller: Caller) -> Body:
    token = world.ours.invitation_token
    if caller.name in world.tokens:
        return {"token": token}
    who = {"login": "newcomer", "name": "New", "password": NEW_PASSWORD}
    return {"token": token, **who}


def same_device(world: World, caller: Caller) -> Ids:
    return {"device": world.devices[caller.name]}


def has_study(world: World, answer: Answer) -> bool:
    listed = answer.body.get("items", answer.body.get("studies"))
    return world.ours.study in {study["id"] for study in listed}


def study_of(things: Things) -> dict[str, str]:
    return {"study": things.study}


STUDY, DAY = "/api/studies/{study}", "/api/days/{day}"

CASES: dict[str, Case] = {
    "shell.page": Case("GET", "/"),
    "shell.worker": Case("GET", "/sw.js"),
    "shell.manifest": Case("GET", "/manifest.webmanifest"),
    "shell.file": Case("GET", "/static/none/app.js", open="404 not-found"),
    "shell.words": Case("GET", "/words.json"),
    "shell.favicon": Case("GET", "/favicon.ico"),
    "csp.report": Case("POST", "/csp-report", open="415 wrong-media-type"),
    "health.alive": Case("GET", "/healthz"),
    "health.ready": Case("GET", "/readyz"),
    "openapi.show": Case("GET", "/api/openapi.json"),
    "accounts.set_up": Case(
        "POST",
        "/api/setup",
        const(token="x", login="x", name="x", password=NEW_PASSWORD),
        open="403 setup-link-unusable",
    ),
    "accounts.sign_in": Case(
        "POST", "/api/session", const(login="nils", password=make.PASSWORD)
    ),
    "invitations.accept": Case("POST", "/api/invitations/accept", newcomer),
    "passkeys.challenge": Case(
        "POST", "/api/session/passkey/options", const(login="hugo")
    ),
    "passkeys.sign_in": Case(
        "POST",
        "/api/session/passkey",
        lambda world, caller: {
            "ceremony": str(uuid4()),
            "credential": Authenticator().answer(
                {"rpId": "localhost", "challenge": "AA"}
            ),
        },
        open="401 passkey-refused",
    ),
    "resets.use": Case("POST", "/api/password/reset", reset_token),
    "accounts.show": Case("GET", "/api/session"),
    "accounts.sign_out": Case("DELETE", "/api/session"),
    "accounts.elevate": Case("POST", "/api/session/elevate", proof),
    "accounts.end_others": Case("DELETE", "/api/session/others"),
    "accounts.list_devices": Case("GET", "/api/devices"),
    "accounts.retire_device": Case(
        "POST", "/api/devices/{device}/retire", own=same_device
    ),
    "accounts.revoke_device": Case("DELETE", "/api/devices/{device}", own=same_device),
    "factors.show": Case("GET", "/api/factors"),
    "factors.begin_totp": Case("POST", "/api/factors/totp", prepare=without_totp),
    "factors.confirm_totp": Case(
        "POST",
        "/api/factors/totp/confirm",
        lambda world, caller: {"code": code_now()},
        prepare=add_totp(confirmed=False),
    ),
    "factors.remove_totp": Case(
        "DELETE", "/api/factors/totp", prepare=add_totp(confirmed=True)
    ),
    "factors.make_recovery_codes": Case(
        "POST", "/api/factors/recovery-codes", prepare=add_totp(confirmed=True)
    ),
    "factors.passkey_options": Case("POST", "/api/factors/passkeys/options"),
    "factors.add_passkey": Case("POST", "/api/factors/passkeys", new_passkey),
    "factors.remove_passkey": Case(
        "DELETE",
        "/api/factors/passkeys/{passkey}",
        prepare=add_passkey,
        own=lambda world, caller: {"passkey": PASSKEY},
    ),
    "passwords.change": Case(
        "POST", "/api/password", const(current=make.PASSWORD, password=NEW_PASSWORD)
    ),
    "directory.list_accounts": Case("GET", "/api/accounts"),
    "resets.make": Case("POST", "/api/accounts/{account}/reset"),
    "sync.hello": Case("GET", "/api/sync/hello", shows=has_study),
    "sync.push": Case("POST", "/api/sync/push", push, outcome=pushed),
    "sync.rescue": Case("POST", "/api/sync/rescue", const(lost="words")),
    "sync.pull": Case(
        "GET",
        "/api/sync/pull",
        query=study_of,
        shows=lambda world, answer: bool(answer.body["records"]),
    ),
    "sync.digest": Case(
        "GET",
        "/api/sync/digest",
        query=study_of,
        shows=lambda world, answer: answer.body["count"] > 0,
    ),
    "studies.list_studies": Case("GET", "/api/studies", shows=has_study),
    "codebooks.found_study": Case(
        "POST",
        "/api/studies",
        const(title="New", template="blank", timezone="Europe/London"),
    ),
    "studies.show_study": Case("GET", STUDY),
    "studies.change_study": Case("PATCH", STUDY, const(title="Changed")),
    "codebooks.show": Case("GET", STUDY + "/codebook"),
    "codebooks.list_versions": Case("GET", STUDY + "/codebook/versions"),
    "code_use.show": Case("GET", STUDY + "/codebook/use"),
    "codebooks.save_draft": Case(
        "PUT", STUDY + "/codebook/draft", const(dimensions=TOUR)
    ),
    "codebooks.publish": Case(
        "POST", STUDY + "/codebook/publish", const(change_note="Ward rounds")
    ),
    "studies.list_members": Case("GET", STUDY + "/members"),
    "studies.add_member": Case(
        "POST", STUDY + "/members", const(login="rosa", role="observer")
    ),
    "studies.change_member": Case(
        "PATCH", STUDY + "/members/{member}", const(role="analyst")
    ),
    "studies.remove_member": Case("DELETE", STUDY + "/members/{member}"),
    "invitations.list_made": Case("GET", STUDY + "/invitations"),
    "invitations.make": Case("POST", STUDY + "/invitations", const(role="pi")),
    "invitations.revoke": Case("DELETE", STUDY + "/invitations/{invitation}"),
    "studies.list_subjects": Case("GET", STUDY + "/subjects"),
    "studies.add_subject": Case("POST", STUDY + "/subjects", const(pseudonym="CE9")),
    "studies.change_subject": Case(
        "PATCH", STUDY + "/subjects/{subject}", const(role="Chief")
    ),
    "trail.show": Case("GET", STUDY + "/trail"),
    "reports.list_days": Case(
        "GET",
        STUDY + "/days",
        shows=lambda world, answer: bool(answer.body["items"]),
    ),
    "reports.show_day": Case("GET", DAY),
    "reports.show_history": Case("GET", DAY + "/records/{record}/history"),
    "reports.show_clock": Case("GET", DAY + "/clock"),
    "reports.day_log": Case("GET", DAY + "/log.csv"),
    "reports.study_log": Case(
        "GET",
        STUDY + "/log.csv",
        shows=lambda world, answer: answer.body.count("\r\n") > 1,
    ),
}
