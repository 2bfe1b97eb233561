from typing import Any

import pytest

from tests import make
from tests.api import Api
from tests.make import Study


def codebook(api: Api, study: Study, **query: str) -> Any:
    return api.get(f"/api/studies/{study.id}/codebook", **query)


def test_a_study_begins_with_a_published_copy_of_its_template(
    ana: Api, study: Study
) -> None:
    shown = codebook(ana, study)

    assert shown.status == 200
    assert (shown.body["version"], shown.body["state"]) == (1, "published")
    names = [dimension["name"] for dimension in shown.body["dimensions"]]
    assert names[:3] == ["activity", "source_kind", "use_purpose"]
    corridor = shown.body["dimensions"][0]["codes"][2]
    assert corridor == {
        "code": "corridor_meeting",
        "label": "Corridor meeting",
        "definition": "An unarranged encounter with business content.",
        "include": None,
        "exclude": None,
        "examples": None,
        "parent": None,
        "colour": "c3",
        "position": 2,
        "expected_minutes": 5,
        "retired": False,
        "retired_in": None,
        "maps_to": None,
    }


@pytest.mark.parametrize(
    "template",
    ["kmobilis_like", "mintzberg", "executive_time_use", "wombat_clinician", "blank"],
)
def test_every_template_founds_a_study(carla: Api, template: str) -> None:
    study = make.study(carla, template=template)

    shown = codebook(carla, study).body

    assert shown["dimensions"][0]["name"] == "activity"
    assert codebook(carla, study, version="1").body == shown


@pytest.mark.parametrize("version", ["2", "999999999", "draft"])
def test_a_version_that_is_not_there_is_not_found(
    ana: Api, study: Study, version: str
) -> None:
    assert codebook(ana, study, version=version).status == 404


@pytest.mark.parametrize(
    "version", ["0", "-1", "1\n", "x", "", "1.0", "9999999999", "٣"]
)
def test_a_version_is_a_number_or_the_draft(
    ana: Api, study: Study, version: str
) -> None:
    refused = codebook(ana, study, version=version)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/version"


def test_studies_share_no_codebook(carla: Api, study: Study, dov: Api) -> None:
    theirs = dov.get("/api/studies").body["items"][0]["id"]
    draft = {"dimensions": [{"name": "activity", "codes": []}]}

    dov.put(f"/api/studies/{theirs}/codebook/draft", **draft)
    dov.post(f"/api/studies/{theirs}/codebook/publish")

    assert codebook(carla, study).body["version"] == 1
