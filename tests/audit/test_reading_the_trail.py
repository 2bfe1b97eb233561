import pytest

from tests import make
from tests.api import Api


def url(study: make.Study) -> str:
    return f"/api/studies/{study.id}/trail"


def test_the_pi_reads_who_did_what_newest_first(
    carla: Api, study: make.Study, ana: Api
) -> None:
    answer = carla.get(url(study))

    assert answer.status == 200
    items = answer.body["items"]
    assert [item["seq"] for item in items] == list(range(len(items), 0, -1))
    assert [item["action"] for item in items] == [
        "invitation:accepted",
        "invitation:made",
        "subject:added",
        "codebook:published",
        "study:created",
    ]
    assert items[0]["actor"] == {"id": make.account_id(ana), "name": "Ana"}
    assert items[0].keys() == {
        "seq",
        "at",
        "actor",
        "device",
        "action",
        "target_id",
        "outcome",
        "detail",
    }
    assert answer.body["next"] is None


def test_it_comes_page_by_page(carla: Api, study: make.Study, ana: Api) -> None:
    whole = carla.get(url(study)).body["items"]
    body = carla.get(url(study), limit=2).body
    pages = [body["items"]]

    while body["next"]:
        body = carla.get(url(study), limit=2, cursor=body["next"]).body
        pages.append(body["items"])

    assert [len(page) for page in pages] == [2, 2, 1]
    assert [item for page in pages for item in page] == whole


def test_one_action_alone_can_be_asked_for(
    carla: Api, study: make.Study, ana: Api
) -> None:
    made = carla.get(url(study), action="invitation:made").body["items"]

    assert [item["action"] for item in made] == ["invitation:made"]
    assert carla.get(url(study), action="nothing").body["items"] == []
    assert carla.get(url(study), action="a\0b").status == 422


def test_only_the_pi_reads_it(
    study: make.Study, ana: Api, dov: Api, stranger: Api
) -> None:
    assert ana.get(url(study)).status == 403
    assert dov.get(url(study)).status == 404
    assert stranger.get(url(study)).status == 401


@pytest.mark.parametrize("cursor", ["x", "MA", "LTE", "InRleHQi", "dHJ1ZQ"])
def test_a_made_up_cursor_is_refused(
    carla: Api, study: make.Study, cursor: str
) -> None:
    assert carla.get(url(study), cursor=cursor).status == 422


def test_a_download_is_in_it(carla: Api, study: make.Study) -> None:
    carla.get(f"/api/studies/{study.id}/log.csv")

    latest = carla.get(url(study)).body["items"][0]
    assert latest["action"] == "log:downloaded"
    assert latest["target_id"] == f"study:{study.id}"
