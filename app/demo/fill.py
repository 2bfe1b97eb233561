"""Fills an empty installation with a demonstration study, through the phones' door."""

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.actor import Actor
from app.accounts.models import Account
from app.accounts.service import NewAccount
from app.codebooks import service as codebooks
from app.demo import fire_alarm_day, other_days
from app.demo.people import PERSONS
from app.demo.phone import ZONE, Capture, Phone, clock_of, plain, sha256_of
from app.records import service as records
from app.records.instants import Samples
from app.records.service import Sender
from app.studies import members, subjects
from app.studies.access import Role
from app.studies.models import Consent, Level, Study
from app.studies.service import NewStudy

TITLE = "Demonstration: chief executives"
LEAD, OBSERVER = "lead", "observer"
SEED = 20140326
RUNNING_FOR = timedelta(hours=2, minutes=26)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the demonstration has, once it is set up."""

    study: Study
    lead: Actor
    observer: Actor
    subject_ids: dict[str, UUID]


def new_password(chance: random.Random | secrets.SystemRandom) -> str:
    """Four words nobody can look up, easily typed on a phone: over 60 bits."""
    vowels, consonants = "aeiou", "bdfghjklmnprstvz"
    return "-".join(
        "".join(chance.choice(letters) for letters in (consonants, vowels) * 2)
        + chance.choice(consonants)
        for _ in range(4)
    )


def fill(session: Session, token: str, password_hash: str, *, at: datetime) -> None:
    """Make the accounts, the study and its days, the last of them still running.

    ``token`` opens the empty installation. The content is the same every time; only
    its dates follow the calendar.
    """
    chance = random.Random(SEED)
    today = at.astimezone(ZoneInfo(ZONE)).date()
    first, second, third = weekdays_before(today, 3)
    cast = set_up(
        session, token, password_hash, at=at_hour(first, 0) - timedelta(days=6)
    )
    phone = Phone(cast.study.id, "d_demo_phone", chance)
    tablet = Phone(cast.study.id, "d_demo_tablet", chance)
    meet_people(phone, cast, at_hour(first, 7))
    call = fire_alarm_day.tell(capture(phone, cast, "CE1", at_hour(first, 0)))
    correct_a_typo(phone, call, at_hour(first, 18))
    send(session, cast, cast.observer, phone, at=at_hour(first, 18))
    region = capture(tablet, cast, "CE2", at_hour(second, 0))
    other_days.region_day(region)
    send(session, cast, cast.lead, tablet, at=at_hour(second, 17))
    before = other_days.board_day(capture(phone, cast, "CE1", at_hour(third, 0)))
    tablet.seen |= phone.seen
    disagree(phone, tablet, before, at_hour(third, 17))
    send(session, cast, cast.observer, phone, at=at_hour(third, 18))
    send(session, cast, cast.lead, tablet, at=at_hour(third, 18))
    other_days.running_day(capture(phone, cast, "CE2", at - RUNNING_FOR))
    send(session, cast, cast.observer, phone, at=at)


def weekdays_before(today: date, count: int) -> Sequence[date]:
    """The last working days, oldest first."""
    earlier = (today - timedelta(days=back) for back in range(1, 3 * count + 3))
    return [day for day in earlier if day.weekday() < 5][:count][::-1]


def at_hour(day: date, hour: int) -> datetime:
    local = datetime.combine(day, time_of_day(hour), ZoneInfo(ZONE))
    return local.astimezone(UTC)


def set_up(session: Session, token: str, password_hash: str, *, at: datetime) -> Cast:
    new = [
        NewAccount(login, f"Demo {login}", password_hash) for login in (LEAD, OBSERVER)
    ]
    lead = actor_of(accounts.set_up(session, token, new[0], at=at))
    observer = actor_of(accounts.create_account(session, new[1], at=at))
    wanted = NewStudy(TITLE, "kmobilis_like", ZONE)
    study, _ = codebooks.found_study(session, wanted, by=lead, at=at)
    members.add_member(session, study, OBSERVER, Role.OBSERVER, by=lead, at=at)
    ids = {}
    for pseudonym in PERSONS:
        fields = {
            "pseudonym": pseudonym,
            "level": Level.CHIEF_EXECUTIVE,
            "consent_status": Consent.CONSENTED,
        }
        made = subjects.add_subject(session, study, fields, by=lead, at=at)
        ids[pseudonym] = made.id
    return Cast(study, lead, observer, ids)


def actor_of(account: Account) -> Actor:
    return Actor(
        account.id,
        account.login,
        account.name,
        device_id="d_demo",
        session_id=account.id,
    )


def capture(phone: Phone, cast: Cast, pseudonym: str, midnight: datetime) -> Capture:
    return Capture(phone, clock_of(midnight), cast.subject_ids[pseudonym])


def meet_people(phone: Phone, cast: Cast, at: datetime) -> None:
    for pseudonym, known in PERSONS.items():
        for code, (relation, inside, function) in known.items():
            values = {
                "subject_id": str(cast.subject_ids[pseudonym]),
                "person_code": code,
                "relation": relation,
                "inside": inside,
                "function": function,
                "recorded_at": plain(at),
            }
            phone.put("person", phone.new_id(), values, at)


def correct_a_typo(phone: Phone, call: str, at: datetime) -> None:
    corrected = {"code": "video_call", "medium": "video", "edit_reason": "typo"}
    phone.put("activity", call, corrected, at)


def disagree(phone: Phone, tablet: Phone, rec: str, at: datetime) -> None:
    """Two people correct one field, neither knowing of the other."""
    phone.put("meeting", rec, {"place": "meeting_room"}, at)
    later = at + timedelta(minutes=9)
    tablet.put("meeting", rec, {"place": "others_office"}, later)


def send(
    session: Session, cast: Cast, actor: Actor, phone: Phone, *, at: datetime
) -> None:
    """Hand the records over as a phone's push does.

    Every operation must go in: a demonstration with holes demonstrates nothing.
    """
    ops = phone.take()
    accounts.device_seen(
        session, actor.id, phone.device_id, at=at, waiting=0, label="Demonstration"
    )
    sender = Sender(actor, phone.device_id, at, Samples(clock_checks(ops)))
    results = records.apply_operations(session, cast.study.id, ops, by=sender)
    refused = [
        result
        for op, result in zip(ops, results, strict=True)
        if result["status"] != "applied" or result["sha256"] != sha256_of(op)
    ]
    if refused:
        raise AssertionError(refused)


def clock_checks(ops: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One comparison with the server's clock at each start of a day."""
    starts = [op["set"].get("observation_started_at") for op in ops if "set" in op]
    return [
        {
            "wall": start["wall"],
            "mono": start["mono"],
            "boot": start["boot"],
            "off": -12.0,
            "unc": 41.0,
        }
        for start in starts
        if start
    ]
