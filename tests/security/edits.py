"""One check after the other taken out of the program's own text."""

import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import pytest
from flask import Flask

from app.accounts import csrf, factor_store, guard, lifetimes, sessions
from app.accounts import store as accounts_store
from app.records import loading
from app.records import service as records
from app.reports import service as reports
from app.studies import access
from app.studies import resets as study_resets
from app.studies import service as studies
from app.studies import store as studies_store
from app.sync import service as sync
from tests.security.cells import CELLS
from tests.security.mutants import Mutant
from tests.security.world import World


@dataclass(frozen=True, slots=True)
class Edit:
    """In ``function`` write ``new`` for ``old``; ``seen_by`` finds the cells' names."""

    name: str
    function: Any
    old: str
    new: str
    seen_by: str


def scoped(model: str, key: str) -> str:
    """The question for a row by its own id alone."""
    return f"session.scalars(select({model}).where({model}.{key})).first()"


PEERS = "observer-peer$"
MINE = 'only_own(mine, study.settings.get("peer_days"))'
THEIRS = 'only_own(member, study.settings.get("peer_days"))'
OWN = "actor.id if scope == OWN else None"
OWN_DIGEST = "actor.id if scope_of(study, member, actor) == OWN else None"
FIELD = "sync.pull-(capture-reach|pi-without-factor)$"
UNKNOWN = "except NotFound:\n            continue"
LET_IN = "except NotFound:\n            return day"
MEMBERSHIP = "studies.membership_in(session, by.actor.id, study_id) if study else None"
PI_OF_ALL = "studies.Membership(study_id, by.actor.id, studies.Role.PI, 'OBS0')"
ABSENT = """if member is None or member.state is not MemberState.ACTIVE:
        return None"""
ANYBODY = """if member is None:
        return Membership(study_id, account_id, Role.PI, "OBS0")"""
SUBJECT = "session.get(Subject, (study_id, subject_id))"
MEMBER = "session.get(Member, (study_id, account_id))"
INVITATION = "session.get(Invitation, (study_id, invitation_id), with_for_update=True)"
DEVICE = "session.get(Device, (account_id, device_id))"
ANY_MEMBER = f"{MEMBER} or {scoped('Member', 'account_id == account_id')}"
ANY_DEVICE = f"{DEVICE} or {scoped('Device', 'id == device_id')}"
TOKEN = ".where(LoginSession.token_sha256 == token_sha256)"
OF_DAY = "not store.is_of_day(session, day.study_id, day.id, wanted)"

EDITS = [
    Edit(
        "nobody is checked",
        guard.stand_guard,
        "    check(actor, door)\n",
        "",
        "operator",
    ),
    Edit("operator", guard.check, "not actor.is_operator", "False", "list_accounts"),
    Edit("factor", guard.check, "and actor.owes_factor", "and False", "without-factor"),
    Edit(
        "reach", guard.check, "not actor.reach.covers(door.reach)", "False", "-reach$"
    ),
    Edit(
        "revoked",
        sessions.recognise,
        "device.revoked_at is not None",
        "False",
        "-revoked$",
    ),
    Edit(
        "ended", sessions.recognise, "row.revoked_at is not None or", "", "-signed-out$"
    ),
    Edit("alive", sessions.recognise, "or not alive", "", "-session-"),
    Edit("expiry", lifetimes.lives, "at < expires_at and ", "", "-session-expired$"),
    Edit("idle", lifetimes.lives, "and at < last_seen_at + IDLE", "", "-forgotten$"),
    Edit(
        "elevated for ever",
        lifetimes.reach_of,
        "at < authenticated_at + ELEVATED_FOR",
        "True",
        "-work-reach$",
    ),
    Edit(
        "capture only rises",
        lifetimes.reach_of,
        "return Reach.CAPTURE\n    if",
        "return Reach.ELEVATED\n    if",
        "-capture-reach$",
    ),
    Edit(
        "the desk stays open",
        lifetimes.reach_of,
        "if at < work_until",
        "if True",
        "-desk-left$",
    ),
    Edit(
        "any token will do",
        accounts_store.find_session,
        TOKEN,
        ".order_by(LoginSession.id).limit(1)",
        "list_studies",
    ),
    Edit(
        "all have a factor",
        sessions.recognise,
        "factors.enrolled(session, account.id)",
        "True",
        "without-factor",
    ),
    Edit(
        "no door asks for one",
        sessions.recognise,
        "door.factor is not Factor.NOBODY",
        "False",
        "without-factor",
    ),
    Edit(
        "nobody is powerful",
        studies.study_for,
        "actor.owes_factor and",
        "False and",
        "pi-without-factor",
    ),
    Edit(
        "verb",
        studies.study_for,
        "not membership.may(actor.wants)",
        "False",
        "-analyst$",
    ),
    Edit("membership", studies.membership_in, ABSENT, ANYBODY, "-elsewhere$"),
    Edit(
        "removed",
        studies.membership_in,
        "or member.state is not MemberState.ACTIVE",
        "",
        "-removed$",
    ),
    Edit(
        "listed to all",
        studies_store.list_studies,
        "Member.account_id == account_id, ",
        "",
        "list_studies",
    ),
    Edit(
        "listed to former members",
        studies_store.list_studies,
        ", Member.state == MemberState.ACTIVE",
        "",
        "-removed$",
    ),
    Edit("peers", access.only_own, 'peer_days == "study"', "True", PEERS),
    Edit(
        "one day", access.may_touch_day, "whose in {None, observer_id}", "True", PEERS
    ),
    Edit("sync", sync.scope_of, 'OWN if own else "study"', '"study"', PEERS),
    Edit("sync of a PI", sync.scope_of, "not by.desk_open", "False", FIELD),
    Edit("pull", sync.pull, OWN, "None", PEERS),
    Edit("digest", sync.digest, OWN_DIGEST, "None", PEERS),
    Edit("push", loading.load, f"{THEIRS} is not None", "False", PEERS),
    Edit("days", reports.wanted_of, MINE, "None", PEERS),
    Edit("any study's day", reports.day_for, UNKNOWN, LET_IN, "foreign-day"),
    Edit(
        "misspelt day",
        reports.day_for,
        "id_or_none(day_id)",
        "id_or_none(day_id[:36])",
        "foreign-day",
    ),
    Edit("any study's record", reports.history_of, OF_DAY, "False", "foreign-record"),
    Edit(
        "push: membership", records.apply_operations, MEMBERSHIP, PI_OF_ALL, "sync.push"
    ),
    Edit(
        "push: verb",
        records.judge,
        "not member.may(Verb.CAPTURE)",
        "False",
        "sync.push",
    ),
    Edit(
        "any study's subject",
        studies_store.find_subject,
        SUBJECT,
        scoped("Subject", "id == subject_id"),
        "foreign-subject",
    ),
    Edit(
        "any study's member",
        studies_store.find_member,
        MEMBER,
        ANY_MEMBER,
        "foreign-member",
    ),
    Edit(
        "any study's invitation",
        studies_store.lock_invitation,
        INVITATION,
        scoped("Invitation", "id == invitation_id"),
        "foreign-invitation",
    ),
    Edit(
        "anybody's device",
        accounts_store.find_device,
        DEVICE,
        ANY_DEVICE,
        "foreign-device",
    ),
    Edit(
        "anybody's passkey",
        factor_store.find_passkey,
        "Passkey.account_id == account_id, ",
        "",
        "foreign-passkey",
    ),
    Edit(
        "a reset for anybody",
        study_resets.account_to_reset,
        "by.is_operator or in_hand(session, account, by.id)",
        "True",
        "resets.make",
    ),
    Edit(
        "a reset of another PI's",
        study_resets.in_hand,
        "belongs <= led",
        "True",
        "resets.make",
    ),
    Edit(
        "site",
        csrf.check_source,
        'allowed = site == "same-origin"',
        "allowed = True",
        "another-site",
    ),
    Edit("origin", csrf.check_source, "sent == origin or", "True or", "another-origin"),
    Edit("our header", csrf.init_app, '!= "shadowlog"', "is None", "a-page's-form"),
    Edit(
        "source", csrf.init_app, "check_source(config.origin)", "pass", "another-site"
    ),
]


def edit_mutants() -> Iterator[Mutant]:
    for edit in EDITS:
        cells = [cell for cell in CELLS if re.search(edit.seen_by, str(cell))]

        def weaken(patch: pytest.MonkeyPatch, world: World, edit: Edit = edit) -> None:
            replace_everywhere(patch, world.app, edit.function, edited(edit))

        yield Mutant(f"{where(edit.function)}: {edit.name}", weaken, tuple(cells))


def where(function: FunctionType) -> str:
    return f"{function.__module__.removeprefix('app.')}.{function.__name__}"


def edited(edit: Edit) -> FunctionType:
    """The function as it would be with other words in it, in its own module."""
    source = textwrap.dedent(inspect.getsource(edit.function))
    if source.count(edit.old) != 1:
        raise AssertionError(f"{edit.name}: the words are not there once")
    module = sys.modules[edit.function.__module__]
    made: dict[str, Any] = {}
    exec(source.replace(edit.old, edit.new), vars(module), made)
    function: FunctionType = made[edit.function.__name__]
    return function


def replace_everywhere(
    patch: pytest.MonkeyPatch, app: Flask, old: FunctionType, new: FunctionType
) -> None:
    """Put a function in the other's place, wherever it has been imported or hung."""
    before = app.before_request_funcs[None]
    changed = [new if it is old else it for it in before]
    if old is csrf.init_app:
        changed = [reinit(app, new) if is_csrf(it) else it for it in before]
    patch.setitem(app.before_request_funcs, None, changed)
    for name, module in list(sys.modules.items()):
        if name == "app" or name.startswith("app."):
            for attribute in [a for a, it in vars(module).items() if it is old]:
                patch.setattr(module, attribute, new)


def is_csrf(check: Callable[..., Any]) -> bool:
    return check.__module__ == csrf.__name__


def reinit(app: Flask, init_app: FunctionType) -> Callable[..., Any]:
    """What an edited ``init_app`` hangs before every request."""
    bare = Flask(__name__, static_folder=None)
    init_app(bare, app.config["SHADOWLOG"])
    return bare.before_request_funcs[None][0]
