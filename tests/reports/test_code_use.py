from typing import Any

from tests import make
from tests.api import Api
from tests.phone import Phone
from tests.reports.conftest import NINE, Captured


def uses(api: Api, study: make.Study) -> dict[str, dict[str, Any]]:
    answer = api.get(f"/api/studies/{study.id}/codebook/use")
    assert answer.status == 200, answer.body
    return {use["code"]: use for use in answer.body["items"]}


def publish(pi: Api, study: make.Study, *codes: dict[str, Any]) -> None:
    path = f"/api/studies/{study.id}/codebook"
    dimensions = [{"name": "activity", "codes": list(codes)}]
    assert pi.put(f"{path}/draft", dimensions=dimensions).status == 200
    assert pi.post(f"{path}/publish").status == 200


def new_code(phone: Phone, day: str, after: int = 0) -> str:
    """An activity under a code made in the field."""
    return phone.put(
        "activity",
        day=day,
        code="x_ward_round",
        code_label="Ward round",
        started_at=phone.instant(NINE + after),
    )


def test_every_code_in_the_data_is_counted(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    found = uses(carla, study)

    assert found["formal_meeting"] == {
        "dimension": "activity",
        "code": "formal_meeting",
        "label": None,
        "records": 1,
        "days": 1,
        "first_date": "2026-11-22",
    }
    assert found["board_or_committee_paper"]["dimension"] == "source_kind"


def test_what_was_deleted_is_not_counted(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    assert "phone_call" not in uses(carla, study)


def test_a_code_made_in_the_field_is_kept_flagged_and_told_of(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    phone = captured.phone
    made = new_code(phone, captured.day)
    new_code(phone, captured.day, after=60_000)
    later = phone.start_day(date="2026-11-23")
    new_code(phone, later, after=86_400_000)
    phone.sync()

    told = uses(carla, study)["x_ward_round"]

    assert (told["label"], told["records"], told["days"]) == ("Ward round", 3, 2)
    assert told["first_date"] == "2026-11-22"
    assert [w["code"] for w in phone.base[made]["warnings"]] == ["unknown_code"]


def test_a_code_of_a_field_with_several_is_counted_once_a_record(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    captured.phone.put(
        "activity",
        day=captured.day,
        information_tool=["phone", "paper", "phone"],
        started_at=captured.phone.instant(NINE),
    )
    captured.phone.sync()

    assert uses(carla, study)["phone"]["records"] == 1


def test_an_adopted_code_is_known_on_later_days_and_its_first_records_stay(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    phone = captured.phone
    before = new_code(phone, captured.day)
    phone.sync()

    publish(carla, study, {"code": "x_ward_round", "label": "Round of the wards"})
    later = phone.start_day(date="2026-11-23")
    after = new_code(phone, later)
    phone.sync()

    assert phone.base[before]["warnings"] != []
    assert phone.base[after]["warnings"] == []
    log = carla.get(f"/api/studies/{study.id}/log.csv").body
    assert ",x_ward_round,Ward round," in log
    assert ",x_ward_round,Round of the wards," in log


def test_a_day_stays_with_the_wording_of_its_version(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    publish(carla, study, {"code": "formal_meeting", "label": "Arranged meeting"})
    publish(carla, study, {"code": "x_other", "label": "Other"})

    log = carla.get(f"/api/studies/{study.id}/log.csv").body

    assert ",formal_meeting,Formal meeting," in log


def test_a_retired_code_stays_readable_on_a_new_day(
    carla: Api, study: make.Study, captured: Captured
) -> None:
    publish(carla, study, {"code": "x_other", "label": "Other"})
    phone = captured.phone
    day = phone.start_day(date="2026-11-23")
    made = phone.put("activity", day=day, code="travel", started_at=phone.instant(NINE))
    phone.sync()

    assert [w["code"] for w in phone.base[made]["warnings"]] == ["retired_code"]
    log = carla.get(f"/api/studies/{study.id}/log.csv").body
    assert ",travel,Travel," in log


def test_only_who_may_change_the_codebook_is_told(
    ana: Api, dov: Api, study: make.Study
) -> None:
    path = f"/api/studies/{study.id}/codebook/use"

    assert (ana.get(path).status, dov.get(path).status) == (403, 404)
