import json
from typing import Any

import pytest

from app.records.incoming import canonical, digest_of, written
from tests import contract

CASES = contract.load("canonical")["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_both_ends_write_alike(case: dict[str, Any]) -> None:
    text = canonical(json.loads(case["wire"]))

    assert text == case["canonical"]
    assert digest_of(text) == case["sha256"]


def test_the_stamp_is_no_part_of_the_hash() -> None:
    op = {"id": "o", "n": 1, "stamp": [1, "d", 1]}

    _, digest = written(op)

    assert digest == written(op | {"stamp": [2, "d", 1]})[1]
    assert digest == digest_of(canonical({"id": "o", "n": 1}))
