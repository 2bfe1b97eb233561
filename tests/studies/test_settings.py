from typing import Any

import pytest

from app.studies import settings
from tests.api import Api
from tests.make import Study


def change(pi: Api, study: Study, **asked: Any) -> Any:
    return pi.patch(f"/api/studies/{study.id}", settings=asked)


def test_every_setting_has_a_default() -> None:
    extra = {"retention_until", "ethics_reference", "stamp"}

    assert set(settings.defaults()) == {*settings.CHOICES, *settings.NUMBERS, *extra}


def test_the_methods_statement_has_its_29_and_3_elements() -> None:
    ancillary = [name for name in settings.STAMP if name.startswith("ancillary")]

    assert (len(settings.STAMP), len(ancillary)) == (32, 3)


@pytest.mark.parametrize(("name", "choices"), settings.CHOICES.items())
def test_every_choice_can_be_made(
    carla: Api, study: Study, name: str, choices: tuple[str, ...]
) -> None:
    for choice in choices:
        assert change(carla, study, **{name: choice}).body["settings"][name] == choice


@pytest.mark.parametrize(("name", "range_"), settings.NUMBERS.items())
def test_numbers_keep_to_their_range(
    carla: Api, study: Study, name: str, range_: tuple[int, int, int]
) -> None:
    _, least, most = range_

    assert change(carla, study, **{name: least}).status == 200
    assert change(carla, study, **{name: most}).status == 200
    for bad in (least - 1, most + 1, "60", 1.5, True, None):
        refused = change(carla, study, **{name: bad})
        assert refused.status == 422
        assert refused.body["errors"][0]["pointer"] == f"#/settings/{name}"


def test_only_the_settings_named_change(carla: Api, study: Study) -> None:
    change(carla, study, min_duration_s=300)

    changed = change(carla, study, peer_days="own").body["settings"]

    assert changed == {**settings.defaults(), "min_duration_s": 300, "peer_days": "own"}


def test_the_methods_statement_fills_up_bit_by_bit(carla: Api, study: Study) -> None:
    change(carla, study, stamp={"task_definition": "Own", "subject_size": "Seven"})

    after = change(carla, study, stamp={"task_definition": None}).body["settings"]

    assert after["stamp"] == {"subject_size": "Seven"}


def test_what_was_set_can_be_emptied(carla: Api, study: Study) -> None:
    told = {"retention_until": "2036-12-31", "ethics_reference": "REC 26/LO/0001"}
    assert change(carla, study, **told).body["settings"].items() >= told.items()

    emptied = change(carla, study, retention_until=None, ethics_reference=None)

    assert emptied.body["settings"] == settings.defaults()


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"retention_until": "2036-02-30"}, "#/settings/retention_until"),
        ({"retention_until": "20361231"}, "#/settings/retention_until"),
        ({"retention_until": 2036}, "#/settings/retention_until"),
        ({"ethics_reference": "x" * 121}, "#/settings/ethics_reference"),
        ({"stamp": {"weather": "fine"}}, "#/settings/stamp/weather"),
        (
            {"stamp": {"task_definition": "x" * 4001}},
            "#/settings/stamp/task_definition",
        ),
        ({"stamp": {"task_definition": "\x00"}}, "#/settings/stamp/task_definition"),
        ({"gap_policy": ["exclude"]}, "#/settings/gap_policy"),
        ({"colour": "blue"}, "#/settings/colour"),
    ],
)
def test_bad_settings_are_named_and_change_nothing(
    carla: Api, study: Study, asked: dict[str, Any], pointer: str
) -> None:
    refused = change(carla, study, **asked)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == pointer
    shown = carla.get(f"/api/studies/{study.id}").body
    assert shown["settings"] == settings.defaults()
