"""The words passphrases are drawn from are served to anybody, and kept by no phone."""

import json

from app.web.shell import shell
from tests.api import Api


def test_the_list_is_served_to_anybody(stranger: Api) -> None:
    answer = stranger.get("/words.json")

    assert (answer.status, answer.media_type) == (200, "application/json")
    assert len(set(json.loads(answer.raw))) == 6**5


def test_a_phone_neither_loads_nor_keeps_it_at_the_start(stranger: Api) -> None:
    page, worker = stranger.get("/").body, stranger.get("/sw.js").body

    assert "words.json" not in page + worker
    assert [url for url in shell().files if "words" in url] == ["/words.json"]
