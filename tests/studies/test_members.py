from typing import Any

import pytest
from flask import Flask

from tests import make
from tests.api import Api
from tests.make import Study


def path(study: Study, api: Api | None = None) -> str:
    base = f"/api/studies/{study.id}/members"
    return f"{base}/{make.account_id(api)}" if api else base


def codes(api: Api, study: Study, **query: str) -> dict[str, str]:
    items = api.get(path(study), **query).body["items"]
    return {item["login"]: item["observer_code"] for item in items}


def test_observer_codes_are_drawn_in_turn(
    carla: Api, study: Study, ana: Api, ben: Api
) -> None:
    assert codes(carla, study) == {"carla": "OBS1", "ana": "OBS2", "ben": "OBS3"}


def test_somebody_with_an_account_can_be_let_in(
    carla: Api, study: Study, dov: Api
) -> None:
    added = carla.post(path(study), login="DOV", role="analyst")

    assert added.status == 201
    assert (added.body["login"], added.body["role"]) == ("dov", "analyst")
    assert dov.get(f"/api/studies/{study.id}").body["role"] == "analyst"


def test_nobody_is_let_in_twice(carla: Api, study: Study, ana: Api) -> None:
    again = carla.post(path(study), login="ana", role="pi")

    assert again.status == 409
    assert again.body["type"] == "/problems/already-a-member"
    assert ana.get(f"/api/studies/{study.id}").body["role"] == "observer"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"login": "nobody", "role": "pi"}, "#/login"),
        ({"login": 5, "role": "pi"}, "#/login"),
        ({"login": "nul\x00", "role": "pi"}, "#/login"),
        ({"role": "pi"}, "#/login"),
        ({"login": "carla", "role": "boss"}, "#/role"),
        ({"login": "carla", "role": ["pi"]}, "#/role"),
        ({"login": "carla", "role": "pi", "state": "active"}, "#/state"),
    ],
)
def test_bad_input_is_named(
    carla: Api, study: Study, body: dict[str, Any], pointer: str
) -> None:
    refused = carla.post(path(study), **body)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == pointer


def test_a_new_role_counts_on_the_next_request(
    carla: Api, study: Study, ana: Api
) -> None:
    assert ana.get(f"/api/studies/{study.id}/subjects").status == 200

    changed = carla.patch(path(study, ana), role="analyst")

    assert (changed.status, changed.body["role"]) == (200, "analyst")
    assert ana.get(f"/api/studies/{study.id}/subjects").status == 403


def test_an_observer_code_can_be_chosen(carla: Api, study: Study, ana: Api) -> None:
    changed = carla.patch(path(study, ana), observer_code="AN")

    assert changed.body["observer_code"] == "AN"
    assert ana.get(f"/api/studies/{study.id}").body["observer_code"] == "AN"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"observer_code": "a b"}, "#/observer_code"),
        ({"observer_code": "ab\n"}, "#/observer_code"),
        ({"observer_code": ""}, "#/observer_code"),
        ({"observer_code": None}, "#/observer_code"),
        ({"role": None}, "#/role"),
        ({"account": "x"}, "#/account"),
    ],
)
def test_a_bad_change_is_named(
    carla: Api, study: Study, ana: Api, change: dict[str, Any], pointer: str
) -> None:
    refused = carla.patch(path(study, ana), **change)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == pointer


def test_an_observer_code_is_never_given_twice(
    app: Flask, carla: Api, study: Study, ana: Api
) -> None:
    """Also not that of somebody who left: it stands on the days already made."""
    carla.delete(path(study, ana))
    ben = make.member(app, study, "ben")

    assert codes(carla, study) == {"carla": "OBS1", "ben": "OBS3"}
    refused = carla.patch(path(study, ben), observer_code="OBS2")
    assert refused.status == 409
    assert refused.body["type"] == "/problems/observer-code-taken"


def test_who_is_taken_out_sees_nothing_from_then_on(
    carla: Api, study: Study, ana: Api
) -> None:
    assert carla.delete(path(study, ana)).status == 204

    assert ana.get(f"/api/studies/{study.id}").status == 404
    assert ana.get("/api/studies").body["items"] == []
    assert "ana" not in codes(carla, study)
    assert codes(carla, study, state="all")["ana"] == "OBS2"


def test_who_comes_back_keeps_the_observer_code(
    carla: Api, study: Study, ana: Api
) -> None:
    carla.delete(path(study, ana))

    back = carla.post(path(study), login="ana", role="observer")

    assert (back.status, back.body["observer_code"]) == (201, "OBS2")
    assert ana.get(f"/api/studies/{study.id}").status == 200


def test_the_last_pi_cannot_go(carla: Api, study: Study, ana: Api) -> None:
    gone = carla.delete(path(study, carla))
    demoted = carla.patch(path(study, carla), role="observer")

    assert (gone.status, demoted.status) == (409, 409)
    assert gone.body["type"] == "/problems/last-pi"


def test_one_of_two_pis_can_go(carla: Api, study: Study, ana: Api) -> None:
    carla.patch(path(study, ana), role="pi")

    assert carla.delete(path(study, carla)).status == 204
    assert ana.delete(path(study, ana)).status == 409


@pytest.mark.parametrize(
    "account", ["x", "00000000-0000-4000-8000-000000000000", "%00"]
)
def test_a_member_who_is_none_is_not_found(
    carla: Api, study: Study, account: str
) -> None:
    assert carla.delete(f"{path(study)}/{account}").status == 404
    assert carla.patch(f"{path(study)}/{account}", role="pi").status == 404


ABOUT = {
    "background": "Sociologist; two years on wards",
    "training_hours": 40,
    "first_day": "2026-11-02",
    "last_day": "2026-12-18",
}


def test_what_the_method_tells_of_an_observer_is_kept(
    carla: Api, study: Study, ana: Api
) -> None:
    said = carla.patch(path(study, ana), **ABOUT)
    cleared = carla.patch(path(study, ana), training_hours=None)

    assert {name: said.body[name] for name in ABOUT} == ABOUT
    assert {name: cleared.body[name] for name in ABOUT} == {
        **ABOUT,
        "training_hours": None,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("training_hours", -1),
        ("training_hours", 1.5),
        ("first_day", "2026-02-30"),
        ("last_day", "tomorrow"),
        ("background", "nul\x00"),
    ],
)
def test_what_cannot_be_true_of_an_observer_is_refused(
    carla: Api, study: Study, ana: Api, name: str, value: Any
) -> None:
    refused = carla.patch(path(study, ana), **{name: value})

    assert refused.status == 422
    assert [error["pointer"] for error in refused.body["errors"]] == [f"#/{name}"]
