"""Whether observers see each other's days is for the study to say."""

from tests import make
from tests.api import Api
from tests.phone import Phone


def capture(phone: Phone) -> str:
    day = phone.start_day()
    phone.put("jotting", day=day, at=phone.instant())
    phone.sync()
    return day


def test_an_observer_reads_only_days_of_her_own(phone: Phone, bens: Phone) -> None:
    own, others = capture(phone), capture(bens)

    phone.sync()

    assert own in phone.base
    assert others not in phone.base
    assert {record["parent"] for record in phone.base.values()} == {None, own}


def test_the_pi_reads_everybodys_days(
    carla: Api, study: make.Study, phone: Phone, bens: Phone
) -> None:
    days = {capture(phone), capture(bens)}
    carlas = Phone(carla, study)

    carlas.sync()

    assert days <= carlas.base.keys()


def test_in_the_field_a_pi_reads_her_own_days_only(
    carla: Api, study: make.Study, phone: Phone
) -> None:
    others = capture(phone)
    fields = Api(carla.client.application.test_client())
    signed_in = fields.post(
        "/api/session", login="carla", password=make.PASSWORD, reach="capture"
    )
    assert signed_in.body["reach"] == "capture"
    carlas = Phone(fields, study)
    own = capture(carlas)

    assert own in carlas.base
    assert others not in carlas.base
    assert fields.get("/api/sync/digest", study=study.id).body["count"] == 2

    fields.post("/api/session/elevate", password=make.PASSWORD)
    carlas.sync()

    assert {own, others} <= carlas.base.keys()


def test_persons_are_everybodys(phone: Phone, bens: Phone) -> None:
    person = bens.put(
        "person",
        subject_id=bens.study.subject_id,
        person_code="P1",
        relation="assistant",
        inside="inside",
    )
    bens.sync()

    phone.sync()

    assert person in phone.base


def test_an_observer_changes_only_days_of_her_own(phone: Phone, bens: Phone) -> None:
    day = capture(bens)
    phone.put("jotting", day=day, at=phone.instant())
    change = phone.operation("day", day, "put", {"status": "struck"}, {})
    phone.outbox.append(change)

    results = phone.push().body["results"]

    assert [result["code"] for result in results] == ["forbidden", "forbidden"]
    bens.sync()
    assert bens.value(day, "status") == "open"


def test_an_observer_cannot_move_her_record_into_anothers_day(
    phone: Phone, bens: Phone
) -> None:
    others = capture(bens)
    own = capture(phone)
    rec = next(rec for rec in phone.base if phone.base[rec]["parent"] == own)
    phone.put("jotting", rec, day=others)

    assert phone.push().body["results"][0]["code"] == "forbidden"


def test_opening_the_days_shows_what_was_hidden_before(
    phone: Phone, bens: Phone, study: make.Study
) -> None:
    make.share_days(study, "own")
    day = capture(bens)
    capture(phone)
    assert day not in phone.base

    make.share_days(study, "study")
    phone.sync()

    assert day in phone.base
