from typing import Any

import pytest

from app.studies import settings
from app.studies.service import initials
from tests.api import Api


def new(**other: Any) -> dict[str, Any]:
    return {
        "title": "Ward managers",
        "template": "mintzberg",
        "timezone": "Europe/Berlin",
        **other,
    }


def test_a_new_study_can_be_read_back(carla: Api) -> None:
    made = carla.post("/api/studies", **new())

    assert made.status == 201
    assert carla.get(f"/api/studies/{made.body['id']}").body == made.body
    told = {name: made.body[name] for name in ("title", "timezone", "template")}
    assert told == new()
    assert made.body["study_code"] == "WM"
    assert made.body["codebook_version"] == 1
    assert (made.body["role"], made.body["observer_code"]) == ("pi", "OBS1")
    assert made.body["settings"] == settings.defaults()


def test_settings_can_be_given_from_the_start(carla: Api) -> None:
    asked = {"fragment_threshold_s": 300, "peer_days": "own"}

    made = carla.post("/api/studies", **new(study_code="WM-7", settings=asked)).body

    assert made["study_code"] == "WM-7"
    assert made["settings"] == {**settings.defaults(), **asked}


def test_a_method_brings_its_settings_but_does_not_insist(carla: Api) -> None:
    diary = new(template="executive_time_use")

    by_itself = carla.post("/api/studies", **diary).body
    overruled = carla.post("/api/studies", **diary, settings={"min_duration_s": 600})

    assert by_itself["settings"]["min_duration_s"] == 900
    assert overruled.body["settings"]["min_duration_s"] == 600


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "#/title"),
        ({"title": None}, "#/title"),
        ({"title": 5}, "#/title"),
        ({"title": " x"}, "#/title"),
        ({"title": "x" * 201}, "#/title"),
        ({"title": "nul\x00"}, "#/title"),
        ({"title": "\u202eltr"}, "#/title"),
        ({"template": "none"}, "#/template"),
        ({"template": ["blank"]}, "#/template"),
        ({"timezone": "Mars/Olympus"}, "#/timezone"),
        ({"timezone": "../../etc/passwd"}, "#/timezone"),
        ({"timezone": 1}, "#/timezone"),
        ({"study_code": "a b"}, "#/study_code"),
        ({"study_code": "x" * 41}, "#/study_code"),
        ({"owner": "me"}, "#/owner"),
        ({"id": "01a204ea-428c-7a84-b87c-8396d1eadb53"}, "#/id"),
        ({"codebook_version": 7}, "#/codebook_version"),
        ({"settings": []}, "#/settings"),
        ({"settings": {"peer_days": "all"}}, "#/settings/peer_days"),
    ],
)
def test_bad_input_is_named_and_makes_nothing(
    carla: Api, change: dict[str, Any], pointer: str
) -> None:
    refused = carla.post("/api/studies", **new(**change))

    assert refused.status == 422
    assert [error["pointer"] for error in refused.body["errors"]] == [pointer]
    assert carla.get("/api/studies").body["items"] == []


@pytest.mark.parametrize("missing", ["title", "template"])
def test_what_is_needed_is_asked_for(carla: Api, missing: str) -> None:
    body = new()
    del body[missing]

    refused = carla.post("/api/studies", **body)

    assert refused.body["errors"][0]["pointer"] == f"#/{missing}"


def test_the_limits_are_exact(carla: Api) -> None:
    longest = new(title="x" * 200, study_code="x" * 40)

    assert carla.post("/api/studies", **longest).status == 201


@pytest.mark.parametrize(
    ("title", "code"),
    [("Chief executives", "CE"), ("7 ward sisters", "7WS"), ("дневник", "STUDY")],
)
def test_a_study_code_is_made_of_initials(title: str, code: str) -> None:
    assert initials(title) == code


def test_studies_are_listed_page_by_page(carla: Api) -> None:
    made = [carla.post("/api/studies", **new()).body["id"] for _ in range(5)]

    first = carla.get("/api/studies", limit=3).body
    rest = carla.get("/api/studies", limit=3, cursor=first["next"]).body

    assert [study["id"] for study in first["items"] + rest["items"]] == made
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"limit": "0"}, "#/limit"),
        ({"limit": "501"}, "#/limit"),
        ({"limit": "x"}, "#/limit"),
        ({"cursor": "%%%"}, "#/cursor"),
        ({"cursor": "W10"}, "#/cursor"),
        ({"page": "2"}, "#/page"),
    ],
)
def test_a_bad_page_is_named(carla: Api, query: dict[str, str], pointer: str) -> None:
    refused = carla.get("/api/studies", **query)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == pointer
