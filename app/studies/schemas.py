"""The wire shape of studies: what may come in, what goes out."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from app.accounts.schemas import AccountSchema, DeviceFields, token_field
from app.core.limits import LABEL_CHARS, NOTE_CHARS, PAGE, PAGE_MAX
from app.core.text import Label, Note, Title
from app.studies import settings, timezones
from app.studies.access import Membership, Role
from app.studies.models import Consent, InvitationState, Level, MemberState, Study

CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$(?!\n)")
PSEUDONYM_CHARS = 40
TRAINING_HOURS_MAX = 10_000


def word(kinds: Any, **options: Any) -> fields.Enum[Any]:
    """One of an enumeration's words."""
    return fields.Enum(kinds, by_value=fields.String(), **options)


def code_field(**options: Any) -> fields.String:
    message = "Use letters, digits, points, dashes and underscores, at most 40."
    return fields.String(validate=validate.Regexp(CODE, error=message), **options)


class TimeZone(fields.String):
    """An IANA time zone name."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        name: str = super()._deserialize(value, attr, data, **kw) or ""
        if not timezones.is_zone(name):
            raise ValidationError("Not a time zone, such as Europe/London.")
        return name


class CalendarDate(fields.String):
    """A day as YYYY-MM-DD, kept as text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kw: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kw) or ""
        try:
            if len(text) != 10:
                raise ValueError
            datetime.date.fromisoformat(text)
        except ValueError as error:
            raise ValidationError("Not a date, such as 2026-11-22.") from error
        return text


def setting_fields() -> dict[str, fields.Field[Any]]:
    """A field for every setting ``app.studies.settings`` knows."""
    words = {
        name: fields.String(validate=validate.OneOf(choices))
        for name, choices in settings.CHOICES.items()
    }
    numbers = {
        name: fields.Integer(strict=True, validate=validate.Range(least, most))
        for name, (_, least, most) in settings.NUMBERS.items()
    }
    return {**words, **numbers}


StampSchema = Schema.from_dict(
    {name: Note(most=NOTE_CHARS, allow_none=True) for name in settings.STAMP},
    name="StampSchema",
)


class SettingsSchema(Schema.from_dict(setting_fields(), name="SettingFields")):  # type: ignore[misc]  # built from the table of settings
    retention_until = CalendarDate(allow_none=True)
    ethics_reference = Label(allow_none=True)
    stamp = fields.Nested(StampSchema)


class StudyFieldsSchema(Schema):
    """What can be said of a study when it is made and changed later."""

    title = Title()
    timezone = TimeZone()
    study_code = code_field()
    settings = fields.Nested(SettingsSchema)


class StudySchema(Schema):
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    study_code = fields.String(required=True)
    timezone = fields.String(required=True)
    template = fields.String(required=True)
    codebook_version = fields.Integer(required=True)
    settings = fields.Nested(SettingsSchema, required=True)
    created_at = fields.AwareDateTime(required=True, format="iso")
    role = word(Role, required=True)
    observer_code = fields.String(required=True)


class StudiesSchema(Schema):
    items = fields.List(fields.Nested(StudySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class PageSchema(Schema):
    """Which page of a list."""

    cursor = fields.String(validate=validate.Length(1, 500))
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(1, PAGE_MAX))


class NewMemberSchema(Schema):
    login = Note(LABEL_CHARS, required=True)
    role = word(Role, required=True)


class ObserverFieldsSchema(Schema):
    """What a report on the method tells of who observed."""

    background = Note(allow_none=True)
    training_hours = fields.Integer(
        strict=True, validate=validate.Range(0, TRAINING_HOURS_MAX), allow_none=True
    )
    first_day = CalendarDate(allow_none=True)
    last_day = CalendarDate(allow_none=True)


class MemberChangeSchema(ObserverFieldsSchema):
    role = word(Role)
    observer_code = code_field()


class MemberSchema(ObserverFieldsSchema):
    account = fields.UUID(required=True)
    login = fields.String(required=True)
    name = fields.String(required=True)
    role = word(Role, required=True)
    observer_code = fields.String(required=True)
    state = word(MemberState, required=True)
    created_at = fields.AwareDateTime(required=True, format="iso")


class MembersSchema(Schema):
    items = fields.List(fields.Nested(MemberSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class MembersQuerySchema(Schema):
    """``all`` lists those who left, too: their codes are on the days they made."""

    state = fields.String(
        load_default="active", validate=validate.OneOf(["active", "all"])
    )


class NewInvitationSchema(Schema):
    role = word(Role, required=True)


class InvitationSchema(Schema):
    id = fields.UUID(required=True)
    token = fields.String(required=True)
    link = fields.String(required=True)
    role = word(Role, required=True)
    expires_at = fields.AwareDateTime(required=True, format="iso")


class InvitationSeenSchema(Schema):
    """An invitation as it is looked back on; its token is never told again."""

    id = fields.UUID(required=True)
    role = word(Role, required=True)
    created_at = fields.AwareDateTime(required=True, format="iso")
    expires_at = fields.AwareDateTime(required=True, format="iso")
    created_by = fields.UUID(required=True)
    state = word(InvitationState, required=True)


class InvitationsSchema(Schema):
    items = fields.List(fields.Nested(InvitationSeenSchema), required=True)
    next = fields.String(required=True, allow_none=True)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An invitation accepted; without a login, by whoever is signed in."""

    token: str
    login: str | None = None
    name: str | None = None
    password: str | None = None
    device: str | None = None
    device_label: str | None = None


class AcceptanceSchema(DeviceFields):
    token = token_field()
    login = Label()
    name = Label()
    password = fields.String(load_only=True, validate=validate.Length(1, 1_000))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Acceptance:
        return Acceptance(**data)


class JoinedSchema(Schema):
    account = fields.Nested(AccountSchema, required=True)
    study = fields.Nested(StudySchema, required=True)


class SubjectFieldsSchema(Schema):
    """What can be said of a subject; there is deliberately no name."""

    pseudonym = Label(PSEUDONYM_CHARS)
    role = Label(allow_none=True)
    level = word(Level, allow_none=True)
    organisation_code = code_field(allow_none=True)
    organisation_type = Label(allow_none=True)
    site_codes = fields.List(code_field(), validate=validate.Length(max=50))
    years_in_post_band = Label(40, allow_none=True)
    background = Note(allow_none=True)
    consent_status = word(Consent)
    consent_version = Label(40, allow_none=True)


class NewSubjectSchema(SubjectFieldsSchema):
    pseudonym = Label(PSEUDONYM_CHARS, required=True)


class SubjectSchema(SubjectFieldsSchema):
    id = fields.UUID(required=True)
    created_at = fields.AwareDateTime(required=True, format="iso")


class SubjectsSchema(Schema):
    items = fields.List(fields.Nested(SubjectSchema), required=True)
    next = fields.String(required=True, allow_none=True)


def seen(study: Study, membership: Membership) -> dict[str, Any]:
    """A study as one of its members sees it."""
    columns = (
        "id title study_code timezone template codebook_version settings created_at"
    )
    whole = {name: getattr(study, name) for name in columns.split()}
    whole["role"], whole["observer_code"] = membership.role, membership.observer_code
    body: dict[str, Any] = study_out.dump(whole)
    return body


study_change = StudyFieldsSchema()
study_out = StudySchema()
studies = StudiesSchema()
page = PageSchema()
new_member = NewMemberSchema()
member_change = MemberChangeSchema()
member = MemberSchema()
members = MembersSchema()
members_query = MembersQuerySchema()
new_invitation = NewInvitationSchema()
invitation = InvitationSchema()
invitation_seen = InvitationSeenSchema()
invitations = InvitationsSchema()
acceptance = AcceptanceSchema()
joined = JoinedSchema()
account = AccountSchema()
new_subject = NewSubjectSchema()
subject_change = SubjectFieldsSchema()
subject = SubjectSchema()
subjects = SubjectsSchema()
