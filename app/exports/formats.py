"""The formats a study can leave in. To add one, write a module and list it here."""

from typing import BinaryIO, Protocol

from app.dataset.types import Dataset
from app.exports import daylog


class Format(Protocol):
    """What every module of a format offers."""

    MEDIA_TYPE: str
    SUFFIX: str

    def write(self, dataset: Dataset, out: BinaryIO) -> None: ...


FORMATS: dict[str, Format] = {"csv": daylog}
