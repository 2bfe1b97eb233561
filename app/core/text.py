"""Which text may be stored, and the marshmallow fields that hold text to it."""

import re
from typing import Any

from marshmallow import ValidationError, fields, validate

from app.core.limits import LABEL_CHARS, NOTE_CHARS, TITLE_CHARS

# NUL and lone surrogates cannot be stored by PostgreSQL, the other control characters
# and noncharacters have no business in a note: C0 except tab and line feed, DEL to C1.
UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17)
    )
    + "]"
)
# Overrides and isolates can make a label read as something else (Trojan Source).
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def storable(text: str) -> bool:
    """Whether a note's text can be kept exactly as it was typed."""
    return UNSTORABLE.search(text) is None


def well_behaved(text: str) -> bool:
    """Whether a label is storable, on one line, and reads as it is written."""
    return storable(text) and not BIDI.search(text) and not {"\n", "\t"} & set(text)


class Note(fields.String):
    """Free text of up to ``most`` code points, stored as typed."""

    def __init__(self, most: int = NOTE_CHARS, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        text = super()._deserialize(value, attr, data, **kw)
        if text is not None and not storable(text):
            raise ValidationError("Contains characters that cannot be stored.")
        return text or ""


class Label(fields.String):
    """One line of 1 to ``most`` code points that reads as it is written."""

    def __init__(self, most: int = LABEL_CHARS, **options: Any) -> None:
        super().__init__(validate=validate.Length(1, most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        text = super()._deserialize(value, attr, data, **kw) or ""
        if not well_behaved(text):
            raise ValidationError("Contains characters that a label may not hold.")
        if text != text.strip():
            raise ValidationError("Begins or ends with a space.")
        return text


class Title(Label):
    """A label of up to 200 code points."""

    def __init__(self, **options: Any) -> None:
        super().__init__(TITLE_CHARS, **options)
