"""Whether the fields of an operation can be stored, and whether they are plausible.

The line between the two is drawn once, here. What cannot be stored or read is refused
with the name of the field; what can be read but hardly be true is kept as it is and
flagged, because it is evidence.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from app.core.limits import INTEGER_MAX
from app.records.fields import ENUMERATIONS, KINDS

Warning_ = dict[str, str]
Check = Callable[[Any, str, list[Warning_]], Any]
# Of a codebook: dimension → code → whether it is still in use.
Codes = Mapping[str, Mapping[str, bool]]

# NUL and lone surrogates cannot be stored by PostgreSQL; the other control characters
# but tab and line ends have no business in a note.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch

STORED_INSTANT = frozenset({"wall", "mono", "boot", "tz", "utcoff"})
DERIVED_INSTANT = frozenset({"utc", "unc", "quality"})
# 2000 and 2090: before and after, a phone has lost its clock rather than its way.
EARLIEST, LATEST = 946_684_800_000, 3_786_912_000_000
DAY_MS = 86_400_000
# Beyond it JavaScript has no date.
WALL_MAX = 8_600_000_000_000_000
# What is written into an ISO 8601 offset must be less than a day.
OFFSET_MAX = 1439
LIST_MAX = 500

SPANS = (
    ("started_at", "ended_at"),
    ("observation_started_at", "observation_ended_at"),
    ("scheduled_start_at", "scheduled_end_at"),
    ("subject_arrived_at", "subject_left_at"),
    ("planned_start", "planned_end"),
)


class Refused(ValueError):
    """A field holds what cannot be stored or read; nothing of its operation applies."""

    def __init__(self, field: str, msg: str) -> None:
        super().__init__(f"{field}: {msg}")
        self.field = field
        self.msg = msg


class Checked(NamedTuple):
    """The fields of an operation, known and unknown apart, and what looks wrong."""

    values: dict[str, Any]
    unknown: dict[str, Any]
    warnings: list[Warning_]


def check(kind: str, fields: Mapping[str, Any], codes: Codes | None = None) -> Checked:
    """Check what an operation sets, each field on its own.

    A word outside its fixed list passes without warning where ``codes``, the day's
    codebook, has a dimension of the field's name that knows it. What depends on fields
    set earlier is asked of the merged record by ``span_warnings``, and whether codes
    are in the codebook by ``code_warnings``.

    Raises:
        Refused: a field is of the wrong type, or holds text that cannot be stored.
        KeyError: there is no such kind.
    """
    checks = CHECKS[kind]
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    warnings: list[Warning_] = []
    for field, value in fields.items():
        known = checks.get(field)
        if known is None:
            check_storable(field, "set")
            check_storable(value, field)
            unknown[field] = value
        elif value is None:
            if field in PARENTS[kind]:
                raise Refused(field, "Cannot be cleared.")
            values[field] = None
        else:
            values[field] = known(value, field, warnings)
    if warnings and codes:
        warnings = [w for w in warnings if not is_own_word(w, values, codes)]
    return Checked(values, unknown, warnings)


def is_own_word(warning: Warning_, values: dict[str, Any], codes: Codes) -> bool:
    """Whether a word outside its fixed list is one of the study's own codebook."""
    field = warning["field"]
    return warning["code"] == "unknown_value" and values[field] in codes.get(field, {})


def span_warnings(kind: str, fields: Mapping[str, Any]) -> list[Warning_]:
    """What is wrong with the times of a record as it stands after merging."""
    warnings: list[Warning_] = []
    for start, end in SPANS_OF[kind]:
        last = fields.get(end)
        if last is None:
            continue
        first = fields.get(start)
        if first is None:
            continue
        ms = moment_of(last) - moment_of(first)
        if ms < 0:
            warn(warnings, end, "end_before_start", "Ends before it starts.")
        elif ms > DAY_MS:
            warn(warnings, end, "over_24_h", "Lasts longer than 24 hours.")
    return warnings


def code_warnings(kind: str, fields: Mapping[str, Any], codes: Codes) -> list[Warning_]:
    """The codes of ``fields`` that the day's codebook does not offer."""
    warnings: list[Warning_] = []
    for field, dimension in CODE_FIELDS[kind].items():
        value = fields.get(field)
        if value is None:
            continue
        known = codes.get(dimension, {})
        for code in (value,) if isinstance(value, str) else value:
            in_use = known.get(code)
            if in_use is None:
                warn(warnings, field, "unknown_code", "Not in the day's codebook.")
            elif not in_use:
                warn(warnings, field, "retired_code", "Retired in the day's codebook.")
    return warnings


def moment_of(instant: Mapping[str, Any]) -> int:
    """The instant in UTC milliseconds: as derived, else by the phone's own clock."""
    utc = instant.get("utc")
    return int(instant["wall"] if utc is None else utc)


def warn(warnings: list[Warning_], field: str, code: str, msg: str) -> None:
    warnings.append({"field": field, "code": code, "msg": msg})


def check_storable(value: Any, field: str) -> None:
    """Refuse a value of a newer client only when no database could hold it."""
    if isinstance(value, str):
        # Printable text holds neither control characters nor surrogates.
        if not value.isprintable() and UNSTORABLE.search(value):
            raise Refused(field, "Holds characters that cannot be stored.")
    elif isinstance(value, int):
        if not -INTEGER_MAX <= value <= INTEGER_MAX:
            raise Refused(field, "Beyond 2^53.")
    elif isinstance(value, dict | list):
        for member in value:
            check_storable(member, field)
        if isinstance(value, dict):
            check_storable(list(value.values()), field)


def instant(value: Any, field: str, warnings: list[Warning_]) -> Any:
    if type(value) is not dict:
        raise Refused(field, "Must be an instant {wall, mono, boot, tz, utcoff}.")
    wall = value.get("wall")
    if type(wall) is not int or not -WALL_MAX <= wall <= WALL_MAX:
        raise Refused(field, "wall must be a whole number of milliseconds.")
    if not EARLIEST <= wall < LATEST:
        warn(warnings, field, "clock_far_off", "The clock was far off.")
    utc_offset(value.get("utcoff"), field, warnings)
    string(value.get("tz"), field, warnings, most=64)
    boot = value.get("boot")
    if boot is not None:
        string(boot, field, warnings, most=64)
    mono = value.get("mono")
    if mono is not None:
        number(mono, field, warnings)
    if STORED_INSTANT.issuperset(value):
        return value
    # What the server derives is never taken from a phone; the rest is a newer client's.
    kept = {key: value[key] for key in value if key not in DERIVED_INSTANT}
    check_storable(kept, field)
    return kept


def utc_offset(value: Any, field: str, warnings: list[Warning_]) -> None:
    if type(value) is not int or not -OFFSET_MAX <= value <= OFFSET_MAX:
        raise Refused(field, "utcoff must be whole minutes, less than a day.")
    if not -720 <= value <= 840:
        warn(warnings, field, "out_of_range", "No zone is that far from UTC.")


def string(value: Any, field: str, warnings: list[Warning_], *, most: int) -> Any:
    if type(value) is not str:
        raise Refused(field, "Must be text.")
    if len(value) > most:
        raise Refused(field, f"Longer than {most} characters.")
    if not value.isprintable() and UNSTORABLE.search(value):
        raise Refused(field, "Holds characters that cannot be stored.")
    return value


def text(value: Any, field: str, warnings: list[Warning_], *, most: int) -> Any:
    if type(value) is not str:
        raise Refused(field, "Must be text.")
    if not value.isprintable() and UNSTORABLE.search(value):
        raise Refused(field, "Holds characters that cannot be stored.")
    if len(value) > most:
        warn(warnings, field, "too_long", f"Longer than {most} characters.")
    return value


def word(
    value: Any, field: str, warnings: list[Warning_], *, words: frozenset[str]
) -> Any:
    if type(value) is str and value in words:
        return value
    string(value, field, warnings, most=120)
    warn(warnings, field, "unknown_value", "Not on the list of this field.")
    return value


def texts(value: Any, field: str, warnings: list[Warning_], *, most: int) -> Any:
    if type(value) is not list or len(value) > LIST_MAX:
        raise Refused(field, f"Must be a list of at most {LIST_MAX} codes.")
    for member in value:
        string(member, field, warnings, most=most)
    return value


def ref(value: Any, field: str, warnings: list[Warning_]) -> Any:
    if type(value) is not str or UUID(value) is None:
        raise Refused(field, "Must be a UUID in lower case.")
    return value


def integer(
    value: Any, field: str, warnings: list[Warning_], *, low: int, high: int
) -> Any:
    if type(value) is not int or not -INTEGER_MAX <= value <= INTEGER_MAX:
        raise Refused(field, "Must be a whole number.")
    if not low <= value <= high:
        warn(warnings, field, "out_of_range", f"Not between {low} and {high}.")
    return value


def number(value: Any, field: str, warnings: list[Warning_]) -> Any:
    if type(value) not in (int, float) or not -INTEGER_MAX <= value <= INTEGER_MAX:
        raise Refused(field, "Must be a number.")
    return value


def boolean(value: Any, field: str, warnings: list[Warning_]) -> Any:
    if type(value) is not bool:
        raise Refused(field, "Must be true or false.")
    return value


def calendar_date(value: Any, field: str, warnings: list[Warning_]) -> Any:
    if type(value) is not str or DATE(value) is None:
        raise Refused(field, "Must be a date, YYYY-MM-DD.")
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise Refused(field, "There is no such date.") from error
    return value


def check_of(type_: str) -> Check:
    """The check for one type of the field table."""
    name, *limits = type_.split(":")
    match name:
        case "enum":
            return partial(word, words=frozenset(ENUMERATIONS[limits[0]].split()))
        case "text":
            return partial(text, most=int(limits[0]))
        case "string" | "list":
            check = string if name == "string" else texts
            return partial(check, most=int(limits[0]))
        case "code" | "codes":
            return partial(string if name == "code" else texts, most=120)
        case "int":
            return partial(integer, low=int(limits[0]), high=int(limits[1]))
    return PLAIN_CHECKS[name]


PLAIN_CHECKS: dict[str, Check] = {
    "instant": instant,
    "ref": ref,
    "number": number,
    "bool": boolean,
    "date": calendar_date,
}
# Made once: a push of 200 operations looks each of its fields up here.
CHECKS = {
    kind: {field: check_of(type_) for field, type_ in fields.items()}
    for kind, fields in KINDS.items()
}
PARENTS = {
    kind: {"day", "subject_id"} & fields.keys() for kind, fields in KINDS.items()
}
SPANS_OF = {
    kind: [span for span in SPANS if span[0] in fields]
    for kind, fields in KINDS.items()
}
CODE_FIELDS = {
    kind: {
        field: type_.partition(":")[2]
        for field, type_ in fields.items()
        if type_.startswith("code")
    }
    for kind, fields in KINDS.items()
}
