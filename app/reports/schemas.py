"""The wire shape of days and day logs: what may be asked, what goes out."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.core.limits import PAGE_MAX
from app.core.text import Label
from app.records.instants import iso_utc
from app.reports.service import DayFilter

DATE = validate.Regexp(
    r"^\d{4}-\d{2}-\d{2}(?!\n)$", error="Write a date as YYYY-MM-DD."
)


class DayFilterSchema(Schema):
    """Query of a list of days."""

    subject = Label(metadata={"description": "pseudonym or id"})
    observer = Label(metadata={"description": "observer code or account id"})
    first = fields.String(data_key="from", validate=DATE)
    last = fields.String(data_key="to", validate=DATE)
    cursor = fields.String(validate=validate.Length(max=200))
    limit = fields.Integer(validate=validate.Range(1, PAGE_MAX))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> DayFilter:
        return DayFilter(**data)


class FlavourSchema(Schema):
    """For which tools a CSV is written."""

    flavour = fields.String(
        load_default="statistics",
        validate=validate.OneOf(["spreadsheet", "statistics"]),
    )


class DayQuerySchema(Schema):
    """Whether to be shown what was deleted, too."""

    deleted = fields.Boolean(load_default=False)


class DaySchema(Schema):
    """One shadowing day, without its records."""

    id = fields.UUID()
    study_id = fields.UUID()
    subject = fields.String(allow_none=True, metadata={"description": "pseudonym"})
    subject_id = fields.UUID(allow_none=True)
    observer = fields.String(metadata={"description": "observer code"})
    observer_id = fields.UUID()
    date = fields.String(allow_none=True)
    timezone = fields.String(allow_none=True)
    status = fields.String(allow_none=True)
    codebook_version = fields.Integer()
    records_count = fields.Integer()


class DaysSchema(Schema):
    """One page of days, newest first."""

    items = fields.List(fields.Nested(DaySchema))
    next = fields.String(allow_none=True)


class DayRecordSchema(Schema):
    """One record as phones are sent it, with its bare values beside it."""

    rec = fields.UUID()
    kind = fields.String()
    rev = fields.Integer()
    deleted = fields.Boolean()
    parent = fields.UUID(allow_none=True)
    created_by = fields.UUID()
    created_at = fields.Integer(
        allow_none=True,
        metadata={"description": "ms since 1970, UTC; null where it is withheld"},
    )
    device = fields.String()
    revisions = fields.Integer()
    fields_ = fields.Dict(
        data_key="fields", keys=fields.String(), metadata={"description": "values"}
    )
    f = fields.Dict(
        keys=fields.String(),
        metadata={"description": "field: [value, operation, stamp]"},
    )
    unknown_ = fields.Dict(data_key="unknown", keys=fields.String())
    conflicts = fields.List(fields.Dict(keys=fields.String()))
    warnings = fields.List(fields.Dict(keys=fields.String()))
    withheld = fields.Boolean(
        metadata={"description": "an embargo cut the record, and this is what is left"}
    )


class WholeDaySchema(DaySchema):
    """One shadowing day with its records in time order, deleted ones left out."""

    fields_ = fields.Dict(
        data_key="fields",
        keys=fields.String(),
        metadata={"description": "values of the day's own record"},
    )
    records = fields.List(fields.Nested(DayRecordSchema))


class BySchema(Schema):
    """Who made a change."""

    observer_code = fields.String()


class ChangeSchema(Schema):
    """One change of a record: of a put the fields it set, as they were sent."""

    rev = fields.Integer()
    at = fields.AwareDateTime(format="iso", metadata={"description": "received"})
    made_at = fields.Integer(metadata={"description": "ms since 1970, UTC"})
    by = fields.Nested(BySchema)
    device = fields.String()
    op = fields.String()
    set = fields.Dict(keys=fields.String())


class HistorySchema(Schema):
    """Everything a record ever was, first things first."""

    items = fields.List(fields.Nested(ChangeSchema))
    next = fields.String(allow_none=True)


class UtcText(fields.String):
    """Milliseconds since 1970, written as every instant is."""

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str:
        return iso_utc(value)


class JumpSchema(Schema):
    """Once that a phone's clock was set; above 0 forward."""

    at = UtcText()
    size_ms = fields.Integer()


class ZoneSchema(Schema):
    """From when on which time zone was captured in."""

    at = UtcText()
    timezone = fields.String()
    utcoff = fields.Integer(metadata={"description": "minutes east of UTC"})


class QualitiesSchema(Schema):
    """How many moments of the day were come by in which way."""

    synced = fields.Integer()
    interpolated = fields.Integer()
    unsynced = fields.Integer()
    stepped = fields.Integer()


class ClockSchema(Schema):
    """How far the clock of a day can be trusted."""

    samples = fields.Integer(
        metadata={"description": "comparisons with the server, 12 h around the day"}
    )
    offset_ms = fields.Float(
        allow_none=True, metadata={"description": "what the last would add"}
    )
    uncertainty_ms = fields.Float(allow_none=True)
    drift_ppm = fields.Float(
        allow_none=True, metadata={"description": "above 0: the clock runs slow"}
    )
    jumps = fields.List(fields.Nested(JumpSchema))
    zones = fields.List(fields.Nested(ZoneSchema))
    instants = fields.Nested(QualitiesSchema)
    largest_uncertainty_ms = fields.Integer(allow_none=True)


day_filter = DayFilterSchema()
flavour = FlavourSchema()
day_query = DayQuerySchema()
day = DaySchema()
days = DaysSchema()
whole_day = WholeDaySchema()
history = HistorySchema()
clock = ClockSchema()
