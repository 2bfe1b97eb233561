"""The wire shape of the trail."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.core.limits import PAGE_MAX
from app.core.text import Label
from app.reports.trail import TrailFilter


class TrailFilterSchema(Schema):
    """Query of a trail."""

    cursor = fields.String(validate=validate.Length(max=200))
    limit = fields.Integer(validate=validate.Range(1, PAGE_MAX))
    action = Label(64, metadata={"description": "such as log:downloaded"})

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> TrailFilter:
        return TrailFilter(**data)


class ActorSchema(Schema):
    id = fields.UUID()
    name = fields.String()


class EntrySchema(Schema):
    """One thing somebody did; ``seq`` counts from 1 without a gap."""

    seq = fields.Integer()
    at = fields.AwareDateTime(format="iso")
    actor = fields.Nested(ActorSchema, allow_none=True)
    device = fields.String(allow_none=True)
    action = fields.String()
    target_id = fields.String()
    outcome = fields.String()
    detail = fields.Dict(keys=fields.String())


class TrailSchema(Schema):
    """One page of a trail, newest first."""

    items = fields.List(fields.Nested(EntrySchema))
    next = fields.String(allow_none=True)


trail_filter = TrailFilterSchema()
trail = TrailSchema()
