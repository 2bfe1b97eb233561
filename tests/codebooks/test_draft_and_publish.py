from typing import Any

import pytest

from tests.api import Api
from tests.make import Study

TOUR = {"code": "tour", "label": "Tour"}


def path(study: Study, tail: str = "") -> str:
    return f"/api/studies/{study.id}/codebook{tail}"


def draft(pi: Api, study: Study, *codes: dict[str, Any]) -> Any:
    dimensions = [{"name": "activity", "codes": list(codes)}]
    return pi.put(path(study, "/draft"), dimensions=dimensions)


def activities(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = next(one for one in body["dimensions"] if one["name"] == "activity")
    return {code["code"]: code for code in found["codes"]}


def test_a_draft_leaves_the_published_version_alone(carla: Api, study: Study) -> None:
    before = carla.get(path(study)).body

    saved = draft(carla, study, TOUR)

    assert saved.status == 200
    assert (saved.body["version"], saved.body["state"]) == (2, "draft")
    assert carla.get(path(study)).body == before
    assert carla.get(path(study), version="draft").body == saved.body
    assert carla.get(path(study), version="2").body == saved.body


def test_publishing_makes_the_draft_current(carla: Api, study: Study, ana: Api) -> None:
    saved = draft(carla, study, TOUR).body

    published = carla.post(path(study, "/publish"))

    assert published.status == 200
    assert published.body["state"] == "published"
    assert published.body["dimensions"] == saved["dimensions"]
    assert ana.get(path(study)).body == published.body
    assert ana.get(f"/api/studies/{study.id}").body["codebook_version"] == 2
    assert carla.get(path(study), version="draft").status == 404


def test_a_published_version_never_changes(carla: Api, study: Study) -> None:
    first = carla.get(path(study)).body
    for label in ("Tour", "Round"):
        draft(carla, study, {**TOUR, "label": label})
        carla.post(path(study, "/publish"))

    assert carla.get(path(study), version="1").body == first
    assert (
        activities(carla.get(path(study), version="2").body)["tour"]["label"] == "Tour"
    )
    assert activities(carla.get(path(study)).body)["tour"]["label"] == "Round"


def test_what_is_left_out_is_kept_as_retired(carla: Api, study: Study) -> None:
    saved = draft(carla, study, TOUR).body

    codes = activities(saved)
    assert codes["tour"]["retired"] is False
    assert codes["travel"]["retired"] is True
    assert codes["travel"]["retired_in"] == 2
    names = [dimension["name"] for dimension in saved["dimensions"]]
    assert names[:2] == ["activity", "source_kind"]


def test_a_draft_replaces_the_draft_before(carla: Api, study: Study) -> None:
    draft(carla, study, TOUR)

    again = draft(carla, study, {"code": "round", "label": "Round"}).body

    assert "tour" not in activities(again)
    assert again["version"] == 2


def test_everything_told_of_a_code_is_kept(carla: Api, study: Study) -> None:
    told = {
        "code": "ward_round",
        "label": "Ward round",
        "definition": "Going from bed to bed.",
        "include": "With a team",
        "exclude": "A single visit",
        "examples": "Monday's round",
        "parent": "walkabout",
        "colour": "c12",
        "position": 0,
        "expected_minutes": 45,
        "retired": False,
        "maps_to": "walkabout",
    }

    assert (
        activities(draft(carla, study, told).body)["ward_round"].items() >= told.items()
    )


def test_what_was_read_can_be_sent_back(carla: Api, study: Study) -> None:
    shown = carla.get(path(study)).body
    for dimension in shown["dimensions"]:
        for code in dimension["codes"]:
            del code["retired_in"]

    saved = carla.put(path(study, "/draft"), dimensions=shown["dimensions"])

    for dimension in saved.body["dimensions"]:
        for code in dimension["codes"]:
            assert code.pop("retired_in") is None
    assert saved.body["dimensions"] == shown["dimensions"]


def test_versions_are_listed_with_what_was_new_in_each(
    carla: Api, study: Study, ana: Api
) -> None:
    draft(carla, study, TOUR)
    carla.post(path(study, "/publish"), change_note="Walkabouts are tours now.")
    draft(carla, study, {**TOUR, "label": "Round"})

    listed = ana.get(path(study, "/versions"))

    assert listed.status == 200
    told = [(one["version"], one["change_note"]) for one in listed.body["items"]]
    assert told == [(2, "Walkabouts are tours now."), (1, None)]
    assert ana.get(path(study)).body["change_note"] == "Walkabouts are tours now."


def test_a_change_note_is_a_note(carla: Api, study: Study) -> None:
    draft(carla, study, TOUR)

    refused = carla.post(path(study, "/publish"), change_note="x" * 1001)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/change_note"
    assert carla.get(path(study), version="draft").status == 200


def test_there_must_be_something_to_publish(carla: Api, study: Study) -> None:
    refused = carla.post(path(study, "/publish"))

    assert refused.status == 409
    assert refused.body["type"] == "/problems/nothing-to-publish"


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"code": "Tour"}, "code"),
        ({"code": "x" * 61}, "code"),
        ({"code": None}, "code"),
        ({"label": ""}, "label"),
        ({"label": "a\u202eb"}, "label"),
        ({"label": "x" * 121}, "label"),
        ({"definition": "\x00"}, "definition"),
        ({"definition": "x" * 1001}, "definition"),
        ({"colour": "red"}, "colour"),
        ({"colour": "c13"}, "colour"),
        ({"expected_minutes": 0}, "expected_minutes"),
        ({"expected_minutes": "5"}, "expected_minutes"),
        ({"expected_minutes": 5.5}, "expected_minutes"),
        ({"position": True}, "position"),
        ({"position": -1}, "position"),
        ({"retired": 1}, "retired"),
        ({"retired": "yes"}, "retired"),
        ({"parent": "nowhere"}, "parent"),
        ({"parent": "tour"}, "parent"),
        ({"maps_to": "nowhere"}, "maps_to"),
        ({"hotkey": "t"}, "hotkey"),
    ],
)
def test_a_bad_code_is_named_and_nothing_is_saved(
    carla: Api, study: Study, change: dict[str, Any], member: str
) -> None:
    refused = draft(carla, study, {**TOUR, **change})

    assert refused.status == 422
    pointers = [error["pointer"] for error in refused.body["errors"]]
    assert pointers == [f"#/dimensions/0/codes/0/{member}"]
    assert carla.get(path(study), version="draft").status == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/dimensions"),
        ({"dimensions": {}}, "#/dimensions"),
        ({"dimensions": ["activity"]}, "#/dimensions/0"),
        ({"dimensions": [{"name": "Bad", "codes": []}]}, "#/dimensions/0/name"),
        ({"dimensions": [{"name": "place"}]}, "#/dimensions/0/codes"),
        ({"dimensions": [], "version": 2}, "#/version"),
    ],
)
def test_a_bad_draft_is_named(
    carla: Api, study: Study, body: dict[str, Any], pointer: str
) -> None:
    refused = carla.put(path(study, "/draft"), **body)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == pointer
