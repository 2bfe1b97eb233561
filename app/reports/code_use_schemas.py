"""The wire shape of how records use codes."""

from marshmallow import Schema, fields


class CodeUseSchema(Schema):
    """One code as the records use it; ``label`` is what they call it themselves."""

    dimension = fields.String(required=True)
    code = fields.String(required=True)
    label = fields.String(required=True, allow_none=True)
    records = fields.Integer(required=True)
    days = fields.Integer(required=True)
    first_date = fields.String(required=True, allow_none=True)


class CodeUsesSchema(Schema):
    items = fields.List(fields.Nested(CodeUseSchema), required=True)
    next = fields.String(required=True, allow_none=True)


code_uses = CodeUsesSchema()
