from typing import Any
from uuid import uuid4

from tests import make
from tests.api import Api
from tests.phone import Phone


def test_each_operation_gets_its_own_revision(phone: Phone) -> None:
    day = phone.start_day()
    phone.put("activity", day=day, code="writing_preparing", started_at=phone.instant())

    results = phone.push().body["results"]

    assert [result["status"] for result in results] == ["applied", "applied"]
    assert [result["rev"] for result in results] == [1, 2]


def test_sending_twice_is_harmless(phone: Phone) -> None:
    phone.start_day()
    first = phone.push(lose_answer=True).body["results"]

    again = phone.push().body["results"]

    assert again == [first[0] | {"status": "duplicate"}]
    assert phone.pull().body["records"][0]["rev"] == first[0]["rev"]


def test_a_phone_may_adopt_the_accepted_stamp_and_send_again(phone: Phone) -> None:
    phone.skew = 3_600_000
    phone.start_day()
    accepted = phone.push().body["results"][0]["stamp"]

    again = phone.push(phone.sent).body["results"][0]

    assert (again["status"], again["stamp"]) == ("duplicate", accepted)


def test_the_same_operation_twice_in_a_batch_is_applied_once(phone: Phone) -> None:
    phone.start_day()

    results = phone.push(phone.outbox * 2).body["results"]

    assert [result["status"] for result in results] == ["applied", "duplicate"]


def test_another_content_under_a_used_id_is_refused(phone: Phone) -> None:
    phone.start_day()
    phone.push()
    forged = phone.sent[0] | {"set": {"subject_id": phone.study.subject_id}, "n": 9}

    result = phone.push([forged]).body["results"][0]

    assert (result["status"], result["code"]) == ("rejected", "id_reuse")


def test_a_number_used_twice_tells_a_cloned_device(phone: Phone) -> None:
    phone.start_day()
    phone.push()
    phone.n = 0
    rec = phone.start_day()

    result = phone.push().body["results"][0]

    assert (result["status"], result["code"]) == ("rejected", "device_cloned")
    phone.pull()
    assert rec not in phone.base


def test_a_cloned_device_is_heard_under_a_new_name(phone: Phone) -> None:
    phone.start_day()
    phone.push()
    phone.n = 0
    phone.start_day()
    waiting = list(phone.outbox)
    phone.push()
    phone.device = "d_reborn"

    resent = [op | {"id": str(uuid4())} for op in waiting]
    result = phone.push(resent).body["results"][0]

    assert result["status"] == "applied"


def test_a_day_may_come_after_its_records_in_a_batch(phone: Phone) -> None:
    day = phone.start_day()
    phone.put("jotting", day=day, at=phone.instant(), text="A word")
    phone.outbox.reverse()

    results = phone.push().body["results"]

    assert [result["status"] for result in results] == ["applied", "applied"]


def test_a_record_of_an_unknown_day_waits(phone: Phone) -> None:
    phone.put("jotting", day=str(uuid4()), at=phone.instant(), text="A word")

    result = phone.push().body["results"][0]

    assert (result["status"], result["code"]) == ("deferred", "parent_missing")
    assert len(phone.outbox) == 1


def test_a_change_of_an_unknown_record_waits_until_it_is_there(phone: Phone) -> None:
    day = phone.start_day()
    phone.put("day", day, status="closed")
    started, closed = phone.outbox

    early = phone.push([closed]).body["results"][0]
    phone.push([started])
    late = phone.push([closed]).body["results"][0]

    assert (early["status"], early["code"]) == ("deferred", "parent_missing")
    assert late["status"] == "applied"
    phone.pull()
    assert phone.value(day, "status") == "closed"


def test_a_new_record_must_name_its_day(phone: Phone) -> None:
    phone.put("jotting", at=phone.instant(), text="Whose?")

    result = phone.push().body["results"][0]

    assert (result["status"], result["code"]) == ("rejected", "invalid")
    assert result["field"] == "day"


def test_a_record_keeps_its_kind(phone: Phone) -> None:
    day = phone.start_day()
    jotting = phone.put("jotting", day=day, at=phone.instant())
    phone.put("tally", jotting, code="with_observer")

    result = phone.push().body["results"][2]

    assert (result["status"], result["code"]) == ("rejected", "kind_mismatch")


def test_somebody_elses_operations_wait_for_their_owner(phone: Phone, ben: Api) -> None:
    phone.start_day()

    answer = phone.api.post(
        "/api/sync/push", **phone.envelope(), uid=make.account_id(ben)
    )

    assert answer.status == 200
    assert answer.body["results"][0]["code"] == "wrong_user"
    assert phone.pull().body["records"] == []


def test_operations_of_a_newer_form_wait_for_a_newer_server(phone: Phone) -> None:
    phone.start_day()

    answer = phone.api.post("/api/sync/push", **phone.envelope() | {"schema": 2})

    assert answer.body["results"][0]["code"] == "schema_newer"


def test_a_client_from_before_the_first_version_must_update(phone: Phone) -> None:
    answer = phone.api.post("/api/sync/push", **phone.envelope() | {"schema": 0})

    assert (answer.status, answer.body["type"]) == (426, "/problems/client-too-old")


def test_an_analyst_captures_nothing(app: Any, study: make.Study) -> None:
    analyst = Phone(make.member(app, study, "eve", role="analyst"), study)
    analyst.start_day()

    result = analyst.push().body["results"][0]

    assert (result["status"], result["code"]) == ("rejected", "forbidden")


def test_what_was_forbidden_is_applied_once_it_is_allowed(
    app: Any, study: make.Study
) -> None:
    eve = make.member(app, study, "eve", role="analyst")
    phone = Phone(eve, study)
    phone.start_day()
    ops = list(phone.outbox)
    phone.push()
    path = f"/api/studies/{study.id}/members/{make.account_id(eve)}"
    assert study.pi.patch(path, role="observer").status == 200

    allowed = phone.push(ops).body["results"][0]
    again = phone.push(ops).body["results"][0]

    assert (allowed["status"], again["status"]) == ("applied", "duplicate")
    assert len(phone.pull().body["records"]) == 1


def test_a_push_is_seen_among_the_owners_devices(phone: Phone) -> None:
    phone.api.post("/api/sync/push", **phone.envelope([]), app="1.0-abc", waiting=7)

    devices = phone.api.get("/api/devices").body["items"]

    seen = next(device for device in devices if device["id"] == phone.device)
    assert (seen["app"], seen["waiting"]) == ("1.0-abc", 7)


def test_a_revoked_device_is_not_heard(phone: Phone) -> None:
    phone.start_day()
    phone.push()
    phone.api.delete(f"/api/devices/{phone.device}")
    phone.start_day()

    refused = phone.push()

    assert (refused.status, refused.body["device"]) == (401, "revoked")


def test_a_push_of_another_epoch_begins_again(phone: Phone) -> None:
    phone.start_day()
    phone.epoch = "e_before_the_fire"

    refused = phone.push()

    assert (refused.status, refused.body["type"]) == (409, "/problems/epoch-changed")
    phone.epoch = refused.body["epoch"]
    assert phone.push().status == 200


def test_operations_of_several_studies_travel_together(app: Any, carla: Api) -> None:
    phones = [Phone(carla, make.study(carla, title)) for title in ("One", "Two")]
    for one in phones:
        one.start_day()
    phones[1].n = 1
    ops = [phones[0].outbox[0], phones[1].outbox[0] | {"n": 2}]

    results = phones[0].push(ops).body["results"]

    assert [result["status"] for result in results] == ["applied", "applied"]
    assert [len(one.pull().body["records"]) for one in phones] == [1, 1]
