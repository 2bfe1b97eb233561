"""What the server refuses before a view is asked, as problems and never as 5xx."""

import pytest

from tests.api import Api

PROBLEM = "application/problem+json"


def test_a_body_over_256_kib_is_too_large(carla: Api) -> None:
    refused = carla.call("POST", "/api/studies", data=b'{"title":"' + b"a" * 300 * 1024)

    assert (refused.status, refused.media_type) == (413, PROBLEM)


def test_a_compressed_body_is_refused(carla: Api) -> None:
    refused = carla.call(
        "POST", "/api/studies", data=b"\x1f\x8b", headers={"Content-Encoding": "gzip"}
    )

    assert (refused.status, refused.body["type"]) == (415, "/problems/wrong-media-type")


@pytest.mark.parametrize("kind", ["text/plain", "application/vnd.api+json", ""])
def test_only_json_is_read(carla: Api, kind: str) -> None:
    refused = carla.call(
        "POST", "/api/studies", data=b"{}", headers={"Content-Type": kind}
    )

    assert refused.status == 415


@pytest.mark.parametrize("method", ["PUT", "TRACE"])
def test_a_wrong_method_is_a_problem(carla: Api, method: str) -> None:
    refused = carla.call(method, "/api/studies")

    assert (refused.status, refused.media_type) == (405, PROBLEM)


def test_an_unknown_path_is_a_problem(stranger: Api) -> None:
    absent = stranger.get("/api/nothing-here")

    assert (absent.status, absent.body["type"]) == (404, "/problems/not-found")
