"""The shapes of sync: the envelope is checked here, its operations one by one later."""

import re
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.audit.chain import Head
from app.core.limits import INTEGER_MAX, LABEL_CHARS, PULL_DEFAULT, PULL_RECORDS
from app.core.text import Label
from app.sync.asked import Envelope, Pull, Sample

HEAD = re.compile(r"([1-9][0-9]{0,15})\.([0-9a-f]{64})").fullmatch
DEVICE = validate.Regexp(r"\A[A-Za-z0-9_-]{1,64}\Z")
SAMPLES = 100
# Beyond it a clock has no meaning, and no database a column.
EXACT = validate.Range(-INTEGER_MAX, INTEGER_MAX)
WAITING_MAX = 2**31 - 1


class Number(fields.Float):
    """A number that came as one: "5" and true are not numbers."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **options: Any
    ) -> float:
        if type(value) not in (int, float):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **options)


class SampleSchema(Schema):
    boot = Label(64, required=True)
    wall = fields.Integer(required=True, strict=True)
    mono = Number(load_default=None, allow_none=True, validate=EXACT)
    off = Number(
        required=True, validate=EXACT, metadata={"description": "ms to add to wall"}
    )
    unc = Number(required=True, validate=validate.Range(0, INTEGER_MAX))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Sample:
        return Sample(**data)


class OperationSchema(Schema):
    """How an operation looks; each is answered on its own, so none is refused here."""

    id = fields.UUID(required=True)
    n = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    study = fields.UUID(required=True)
    kind = fields.String(required=True)
    rec = fields.UUID(required=True)
    op = fields.String(
        required=True, validate=validate.OneOf(["put", "del", "restore"])
    )
    set = fields.Dict()
    saw = fields.Dict()
    stamp = fields.List(fields.Raw(), required=True, validate=validate.Length(equal=3))


class Operations(fields.List[Any]):
    """A list taken as it is: a bad operation must not cost the others their place."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        return value


class EnvelopeSchema(Schema):
    proto = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    schema = fields.Integer(load_default=None, allow_none=True, strict=True)
    app = Label(LABEL_CHARS, load_default=None, allow_none=True)
    device = fields.String(required=True, validate=DEVICE)
    uid = fields.String(load_default=None, allow_none=True)
    epoch = fields.String(load_default=None, allow_none=True)
    batch = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=64)
    )
    clock = fields.List(
        fields.Nested(SampleSchema),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=SAMPLES),
    )
    waiting = fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(0, WAITING_MAX),
        metadata={"description": "Operations still on the device."},
    )
    ops = Operations(fields.Nested(OperationSchema), required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Envelope:
        return Envelope(**data)


class WarningSchema(Schema):
    field = fields.String(allow_none=True)
    code = fields.String(required=True)
    msg = fields.String()


class ResultSchema(Schema):
    id = fields.String(required=True, allow_none=True)
    status = fields.String(
        required=True,
        validate=validate.OneOf(["applied", "duplicate", "rejected", "deferred"]),
    )
    rev = fields.Integer()
    stamp = fields.List(fields.Raw())
    conflict = fields.List(fields.String())
    warnings = fields.List(fields.Nested(WarningSchema))
    code = fields.String()
    field = fields.String(allow_none=True)
    msg = fields.String()
    kept = fields.Boolean()
    sha256 = fields.String(
        metadata={"description": "of what is kept of the operation, but for its stamp"}
    )


class AnswerSchema(Schema):
    """What every answer of sync carries; t1 and t2 are ms at receipt and at sending."""

    proto = fields.Integer(required=True)
    epoch = fields.String(required=True)
    t1 = fields.Integer(required=True)
    t2 = fields.Integer(required=True)
    device = fields.String(
        allow_none=True,
        validate=validate.OneOf(["retire"]),
        metadata={"description": "retire: send what waits, then forget everything"},
    )


class PushedSchema(AnswerSchema):
    results = fields.List(fields.Nested(ResultSchema), required=True)


class LimitsSchema(Schema):
    ops = fields.Integer()
    bytes = fields.Integer()
    op_bytes = fields.Integer()
    pull = fields.Integer()


class HeadSchema(Schema):
    """How long the trail of a study is, and the hash of its last entry."""

    seq = fields.Integer(required=True)
    head = fields.String(required=True)


class TrailSchema(HeadSchema):
    """The head, and whether the one the device presented is still in the trail."""

    witness = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(["ok", "broken"])
    )


class HelloStudySchema(Schema):
    id = fields.UUID()
    role = fields.String()
    state = fields.String()
    trail = fields.Nested(HeadSchema)


class HelloSchema(AnswerSchema):
    uid = fields.UUID(required=True)
    app = fields.String(required=True)
    min_schema = fields.Integer(required=True)
    max_schema = fields.Integer(required=True)
    limits = fields.Nested(LimitsSchema, required=True)
    studies = fields.List(fields.Nested(HelloStudySchema), required=True)


class Witness(fields.String):
    """The head of a trail as a device was told it: ``<seq>.<hash>``."""

    def _deserialize(self, value: Any, *rest: Any, **options: Any) -> Any:
        text = super()._deserialize(value, *rest, **options)
        found = HEAD(text)
        if found is None:
            raise self.make_error("invalid")
        return Head(int(found[1]), found[2])


class PullSchema(Schema):
    study = fields.String(required=True)
    cursor = fields.String(load_default="")
    limit = fields.Integer(
        load_default=PULL_DEFAULT, validate=validate.Range(1, PULL_RECORDS)
    )
    witness = Witness(
        load_default=None,
        metadata={"description": "the trail's head as told last: seq.hash"},
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Pull:
        return Pull(**data)


class DigestQuerySchema(Schema):
    study = fields.String(required=True)


class DigestSchema(AnswerSchema):
    q = fields.Integer(required=True, metadata={"description": "latest revision"})
    count = fields.Integer(required=True)
    sha256 = fields.String(required=True)


class ReceiptSchema(AnswerSchema):
    receipt = fields.String(required=True)


class ConflictSchema(Schema):
    field = fields.String()
    value = fields.Raw(allow_none=True)
    op = fields.String()
    by = fields.String()
    at = fields.Integer()


class WireRecordSchema(Schema):
    rec = fields.UUID(required=True)
    kind = fields.String(required=True)
    rev = fields.Integer(required=True)
    deleted = fields.Boolean(required=True)
    parent = fields.UUID(required=True, allow_none=True)
    created_by = fields.UUID()
    created_at = fields.Integer(metadata={"description": "ms, the phone's stamp"})
    device = fields.String()
    revisions = fields.Integer()
    f = fields.Dict(metadata={"description": "field: [value, operation, stamp]"})
    unknown_ = fields.Dict(
        data_key="unknown", metadata={"description": "likewise, of a newer client"}
    )
    conflicts = fields.List(fields.Nested(ConflictSchema))
    warnings = fields.List(fields.Nested(WarningSchema))


class PageSchema(AnswerSchema):
    from_ = fields.String(data_key="from", required=True)
    next = fields.String(required=True)
    more = fields.Boolean(required=True)
    trail = fields.Nested(TrailSchema, required=True)
    records = fields.List(fields.Nested(WireRecordSchema), required=True)


envelope = EnvelopeSchema()
pushed = PushedSchema()
hello = HelloSchema()
pull = PullSchema()
digest_query = DigestQuerySchema()
digest = DigestSchema()
receipt = ReceiptSchema()
page = PageSchema()
