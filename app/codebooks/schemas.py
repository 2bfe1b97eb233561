"""The wire shape of codebooks, and of a study about to be founded on one."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from app.codebooks.models import CodebookState
from app.codebooks.ready import NAMES
from app.codebooks.rules import MOST_CODES, CodeEntry
from app.codebooks.service import CodebookSeen
from app.core.text import Label, Note, Title
from app.studies.schemas import StudyFieldsSchema, TimeZone, word
from app.studies.service import NewStudy

CODE_CHARS = 60
WORDS_CHARS = 1_000
COLOURS = [f"c{number}" for number in range(1, 13)]


class TrueOrFalse(fields.Boolean):
    """A JSON boolean and nothing that resembles one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Not true or false.")
        return value


class NewStudySchema(StudyFieldsSchema):
    title = Title(required=True)
    template = fields.String(required=True, validate=validate.OneOf(NAMES))
    timezone = TimeZone(load_default="UTC")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> NewStudy:
        return NewStudy(**data)


class CodeFieldsSchema(Schema):
    code = Label(CODE_CHARS, required=True)
    label = Label(required=True)
    definition = Note(WORDS_CHARS, load_default="")
    include = Note(WORDS_CHARS, allow_none=True)
    # A schema has an ``exclude`` of its own.
    excluded = Note(
        WORDS_CHARS, allow_none=True, data_key="exclude", attribute="exclude"
    )
    examples = Note(WORDS_CHARS, allow_none=True)
    parent = Label(CODE_CHARS, allow_none=True)
    colour = fields.String(allow_none=True, validate=validate.OneOf(COLOURS))
    position = fields.Integer(strict=True, validate=validate.Range(0, 10_000))
    expected_minutes = fields.Integer(
        strict=True, allow_none=True, validate=validate.Range(1, 1440)
    )
    retired = TrueOrFalse()
    maps_to = Label(CODE_CHARS, allow_none=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> CodeEntry:
        return CodeEntry(**data)


class DimensionFieldsSchema(Schema):
    name = Label(CODE_CHARS, required=True)
    codes = fields.List(
        fields.Nested(CodeFieldsSchema),
        required=True,
        validate=validate.Length(max=MOST_CODES),
    )


class DraftSchema(Schema):
    dimensions = fields.List(fields.Nested(DimensionFieldsSchema), required=True)


class CodeSchema(Schema):
    code = fields.String(required=True)
    label = fields.String(required=True)
    definition = fields.String(required=True)
    include = fields.String(required=True, allow_none=True)
    excluded = fields.String(
        required=True, allow_none=True, data_key="exclude", attribute="exclude"
    )
    examples = fields.String(required=True, allow_none=True)
    parent = fields.String(required=True, allow_none=True)
    colour = fields.String(required=True, allow_none=True)
    position = fields.Integer(required=True)
    expected_minutes = fields.Integer(required=True, allow_none=True)
    retired = fields.Boolean(required=True)
    retired_in = fields.Integer(required=True, allow_none=True)
    maps_to = fields.String(required=True, allow_none=True)


class DimensionSchema(Schema):
    name = fields.String(required=True)
    codes = fields.List(fields.Nested(CodeSchema), required=True)


class CodebookSchema(Schema):
    version = fields.Integer(required=True)
    state = word(CodebookState, required=True)
    published_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    change_note = fields.String(required=True, allow_none=True)
    dimensions = fields.List(fields.Nested(DimensionSchema), required=True)


class PublishSchema(Schema):
    """What is new in the version, for those who code with it."""

    change_note = Note(WORDS_CHARS, load_default="")


class VersionSchema(Schema):
    version = fields.Integer(required=True)
    published_at = fields.AwareDateTime(required=True, format="iso")
    change_note = fields.String(required=True, allow_none=True)


class VersionsSchema(Schema):
    """The published versions, newest first."""

    items = fields.List(fields.Nested(VersionSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class CodebookQuerySchema(Schema):
    """A version by its number, or the draft; unless said otherwise the current one."""

    version = fields.String(
        validate=validate.Regexp(r"^([1-9][0-9]{0,8}|draft)$(?!\n)")
    )


def body_of(codebook: CodebookSeen) -> dict[str, Any]:
    dimensions = [
        {"name": name, "codes": codes} for name, codes in codebook.dimensions.items()
    ]
    body: dict[str, Any] = codebook_out.dump(
        {
            "version": codebook.version,
            "state": codebook.state,
            "published_at": codebook.published_at,
            "change_note": codebook.change_note,
            "dimensions": dimensions,
        }
    )
    return body


new_study = NewStudySchema()
draft = DraftSchema()
codebook_out = CodebookSchema()
publication = PublishSchema()
versions = VersionsSchema()
codebook_query = CodebookQuerySchema()
