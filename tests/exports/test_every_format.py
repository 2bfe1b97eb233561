"""What every format owes, whatever its syntax."""

from io import BytesIO

import pytest

from app.dataset.types import Dataset
from app.exports.formats import FORMATS, Format


@pytest.fixture(params=sorted(FORMATS))
def fmt(request: pytest.FixtureRequest) -> Format:
    return FORMATS[request.param]


def test_an_empty_study_still_gives_a_file(fmt: Format) -> None:
    out = BytesIO()
    fmt.write(Dataset("Chief executives", []), out)
    assert out.getvalue()


def test_the_same_study_gives_the_same_bytes(fmt: Format) -> None:
    first, second = BytesIO(), BytesIO()
    fmt.write(Dataset("Chief executives", []), first)
    fmt.write(Dataset("Chief executives", []), second)
    assert first.getvalue() == second.getvalue()
