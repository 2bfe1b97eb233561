"""The wire shape of second factors, passwords and resets."""

from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.accounts.schemas import (
    CODE_CHARS,
    DeviceFields,
    WelcomeSchema,
    password_field,
    token_field,
)
from app.core.limits import LABEL_CHARS, PAGE, PAGE_MAX
from app.core.text import Label, Note

BASE64URL = validate.Regexp(r"^[A-Za-z0-9_-]+$(?!\n)")
# What an authenticator may name itself with is at most 1,023 bytes long.
CREDENTIAL_ID_CHARS = 1_364
PART_CHARS = 64 * 1024


@dataclass(frozen=True, slots=True)
class PasskeySignIn:
    """An answer to a challenge, and what the browser says of itself."""

    ceremony: str
    credential: dict[str, Any]
    device: str | None = None
    device_label: str | None = None


def credential_id() -> fields.String:
    return fields.String(
        required=True,
        validate=validate.And(validate.Length(1, CREDENTIAL_ID_CHARS), BASE64URL),
    )


def part(*, required: bool = True, allow_none: bool = False) -> fields.String:
    """Bytes the browser hands on from the authenticator, in base64url."""
    return fields.String(
        required=required,
        allow_none=allow_none,
        validate=validate.Length(0, PART_CHARS),
    )


class CredentialResponseSchema(Schema):
    """Browsers add members from year to year; what we do not read is left out."""

    class Meta:
        unknown = EXCLUDE

    clientDataJSON = part()  # the standard's own names


class CredentialSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    id = credential_id()
    rawId = credential_id()
    type = fields.String(required=True, validate=validate.Equal("public-key"))


class MadeResponseSchema(CredentialResponseSchema):
    attestationObject = part()


class AnswerResponseSchema(CredentialResponseSchema):
    authenticatorData = part()
    signature = part()
    userHandle = part(required=False, allow_none=True)


class MadeCredentialSchema(CredentialSchema):
    response = fields.Nested(MadeResponseSchema, required=True)


class AnswerCredentialSchema(CredentialSchema):
    response = fields.Nested(AnswerResponseSchema, required=True)


class CodeSchema(Schema):
    code = fields.String(required=True, validate=validate.Length(1, CODE_CHARS))


class NewPasskeySchema(Schema):
    label = Label(required=True)
    credential = fields.Nested(MadeCredentialSchema, required=True)


class ChallengeSchema(Schema):
    login = Note(LABEL_CHARS)


class PasskeySignInSchema(DeviceFields):
    ceremony = token_field()
    credential = fields.Nested(AnswerCredentialSchema, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> PasskeySignIn:
        return PasskeySignIn(**data)


class PasskeySchema(Schema):
    id = fields.UUID(required=True)
    label = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True, format="iso")
    last_used_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)


class FactorsSchema(Schema):
    totp = fields.Boolean(required=True)
    passkeys = fields.List(fields.Nested(PasskeySchema), required=True)
    passkeys_possible = fields.Boolean(required=True)
    recovery_codes_left = fields.Integer(required=True)


class TotpSchema(Schema):
    secret = fields.String(required=True)
    uri = fields.String(required=True)


class CodesSchema(Schema):
    recovery_codes = fields.List(fields.String(), required=True)


class PasskeyMadeSchema(PasskeySchema, CodesSchema):
    pass


class OptionsSchema(Schema):
    options = fields.Dict(required=True)


class ChallengedSchema(OptionsSchema):
    ceremony = fields.UUID(required=True)


class PasswordChangeSchema(Schema):
    current = password_field()
    password = password_field()


class ResetSchema(Schema):
    token = token_field()
    password = password_field()


class ResetMadeSchema(Schema):
    token = fields.String(required=True)
    link = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True, format="iso")


class AccountSeenSchema(Schema):
    id = fields.UUID(required=True)
    login = fields.String(required=True)
    name = fields.String(required=True)
    is_operator = fields.Boolean(required=True)
    created_at = fields.AwareDateTime(required=True, format="iso")
    last_seen_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    second_factor = fields.Boolean(required=True)
    locked = fields.Boolean(required=True)


class AccountsSchema(Schema):
    items = fields.List(fields.Nested(AccountSeenSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class AccountsAskedSchema(Schema):
    cursor = fields.String(validate=validate.Length(1, 500))
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(1, PAGE_MAX))


code = CodeSchema()
new_passkey = NewPasskeySchema()
challenge = ChallengeSchema()
passkey_sign_in = PasskeySignInSchema()
factors = FactorsSchema()
passkey = PasskeySchema()
welcome = WelcomeSchema()
totp = TotpSchema()
codes = CodesSchema()
passkey_made = PasskeyMadeSchema()
options = OptionsSchema()
challenged = ChallengedSchema()
password_change = PasswordChangeSchema()
reset = ResetSchema()
reset_made = ResetMadeSchema()
accounts_asked = AccountsAskedSchema()
accounts = AccountsSchema()
