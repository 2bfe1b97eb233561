from typing import Any

import pytest

from tests.api import Api
from tests.make import Study


def test_title_code_and_time_zone_can_change(carla: Api, study: Study) -> None:
    asked = {"title": "Wards", "study_code": "W-1", "timezone": "America/New_York"}

    changed = carla.patch(f"/api/studies/{study.id}", **asked)

    assert changed.status == 200
    assert changed.body.items() >= asked.items()
    assert carla.get(f"/api/studies/{study.id}").body == changed.body


def test_changing_nothing_is_harmless(carla: Api, study: Study) -> None:
    before = carla.get(f"/api/studies/{study.id}").body

    assert carla.patch(f"/api/studies/{study.id}").body == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", ""),
        ("timezone", "Nowhere"),
        ("template", "blank"),
        ("codebook_version", 2),
        ("role", "analyst"),
        ("seq", 9),
        ("created_by", "me"),
    ],
)
def test_what_may_not_change_stays(
    carla: Api, study: Study, field: str, value: Any
) -> None:
    before = carla.get(f"/api/studies/{study.id}").body

    refused = carla.patch(f"/api/studies/{study.id}", **{field: value})

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == f"#/{field}"
    assert carla.get(f"/api/studies/{study.id}").body == before
