"""Whatever a record once was can be told again, and brought back."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import db
from app.records import history
from app.records.merge import State
from tests import make
from tests.api import Api
from tests.clocks import StoppedClock
from tests.phone import Phone

SENT = {"wall", "tz", "utcoff", "mono", "boot"}
FIELDS = ["note", "code", "medium", "ended_at"]


def as_sent(value: Any) -> Any:
    """An instant without what the server works out of it."""
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name in SENT}
    return value


def shown(record: dict[str, Any] | State) -> tuple[Any, ...]:
    """What of a record must come out again: values, their authors, and the rest."""
    fields = {
        name: [as_sent(value), op, list(stamp)]
        for name, (value, op, stamp) in record["f"].items()
    }
    conflicts = [(c["field"], c["op"]) for c in record["conflicts"]]
    return fields, record["deleted"], conflicts, record["revisions"]


def url(day: str, rec: str) -> str:
    return f"/api/days/{day}/records/{rec}/history"


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["put", "put", "put", "del", "restore", "push", "sync"]),
        st.sampled_from(FIELDS),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=20,
)


def value_of(phone: Phone, field: str, n: int) -> Any:
    match field:
        case "ended_at":
            return phone.instant()
        case "code":
            return ["travel", "unclear", "walkabout", "telephone"][n]
        case "medium":
            return ["phone", "video", "face_to_face", None][n]
    return f"note {n}"


def take(phone: Phone, rec: str, verb: str, field: str, n: int) -> None:
    match verb:
        case "put":
            phone.put("activity", rec, **{field: value_of(phone, field, n)})
        case "del":
            phone.delete("activity", rec)
        case "restore":
            phone.restore("activity", rec)
        case "push":
            phone.push()
        case "sync":
            phone.sync()


def live(phones: list[Phone], steps: list[Any]) -> tuple[str, str, dict[int, Any]]:
    """One record's day, its id, and every state the first phone saw it in."""
    first = phones[0]
    day = first.start_day()
    rec = first.put("activity", day=day, code="walkabout", started_at=first.instant())
    seen: dict[int, Any] = {}

    def look(*syncing: Phone) -> None:
        for phone in (*syncing, first):
            phone.sync() if phone in syncing else phone.pull()
        record = first.base[rec]
        seen[record["rev"]] = shown(record)

    look(*phones)
    for who, *step in steps:
        take(phones[who], rec, *step)
        look()
    look(*phones)
    return day, rec, seen


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_every_state_a_record_was_seen_in_comes_out_of_its_history(
    ana: Api, study: make.Study, steps: list[Any]
) -> None:
    """Three devices change one record, and often know nothing of each other."""
    phones = [Phone(ana, study), Phone(ana, study, skew=-500), Phone(ana, study)]

    day, rec, seen = live(phones, steps)

    with db.reading() as session:
        changes = history.changes_of(session, UUID(study.id), UUID(rec))
    again = {rev: shown(state) for rev, state in history.states(changes)}
    assert {rev: again[rev] for rev in seen} == seen
    sent = {op["id"]: op for phone in phones for op in phone.sent if op["rec"] == rec}
    assert {c.id: dict(c.set) for c in changes} == {
        id_: op.get("set", {}) for id_, op in sent.items()
    }
    told = ana.get(url(day, rec)).body["items"]
    assert [item["rev"] for item in told] == sorted(again)
    assert [item["set"] for item in told] == [dict(c.set) for c in changes]


@pytest.fixture
def changed(ana: Api, study: make.Study) -> tuple[Phone, str, str]:
    """A jotting that was written, corrected and deleted."""
    phone = Phone(ana, study)
    day = phone.start_day()
    rec = phone.put("jotting", day=day, at=phone.instant(), text="first words")
    phone.put("jotting", rec, text="second words")
    phone.delete("jotting", rec)
    phone.sync()
    return phone, day, rec


def test_a_history_says_who_changed_what_when_and_from_where(
    changed: tuple[Phone, str, str], ana: Api
) -> None:
    phone, day, rec = changed

    answer = ana.get(url(day, rec))

    assert answer.status == 200
    assert answer.body["next"] is None
    items = answer.body["items"]
    assert [(item["op"], item["set"].get("text")) for item in items] == [
        ("put", "first words"),
        ("put", "second words"),
        ("del", None),
    ]
    assert items[0].keys() == {"rev", "at", "made_at", "by", "device", "op", "set"}
    assert {item["device"] for item in items} == {phone.device}
    assert {item["by"]["observer_code"] for item in items} == {"OBS2"}


def test_a_day_has_a_history_of_its_own(
    changed: tuple[Phone, str, str], ana: Api
) -> None:
    _, day, _ = changed
    assert [i["op"] for i in ana.get(url(day, day)).body["items"]] == ["put"]


def test_who_may_not_read_the_day_reads_no_history(
    changed: tuple[Phone, str, str], carla: Api, ben: Api, dov: Api
) -> None:
    _, day, rec = changed

    assert carla.get(url(day, rec)).status == 200
    for nobody in (ben, dov):
        assert nobody.get(url(day, rec)).status == 404


def test_a_record_of_another_day_is_not_found(
    changed: tuple[Phone, str, str], ana: Api
) -> None:
    phone, _, rec = changed
    other = phone.start_day()
    phone.sync()

    for wrong in (rec, str(uuid4()), "nonsense"):
        assert ana.get(url(other, wrong)).status == 404


def test_what_was_refused_was_never_a_value(
    changed: tuple[Phone, str, str], ana: Api
) -> None:
    phone, day, rec = changed
    phone.put("jotting", rec, at="no instant")
    phone.push()

    assert len(ana.get(url(day, rec)).body["items"]) == 3
    assert len(phone.refused) == 1


def test_a_deletion_is_undone_a_month_later(
    monkeypatch: pytest.MonkeyPatch, ana: Api, study: make.Study
) -> None:
    now = StoppedClock(monkeypatch)
    make.sign_in(ana, "ana")
    phone = Phone(ana, study)
    day = phone.start_day()
    rec = phone.put("jotting", day=day, at=phone.instant(), text="words")
    phone.delete("jotting", rec)
    phone.sync()
    assert phone.base[rec]["deleted"]

    now.pass_by(days=30)
    make.sign_in(ana, "ana")
    phone.restore("jotting", rec)
    phone.sync()

    assert not phone.base[rec]["deleted"]
    assert phone.value(rec, "text") == "words"
    verbs = [item["op"] for item in ana.get(url(day, rec)).body["items"]]
    assert verbs == ["put", "del", "restore"]
