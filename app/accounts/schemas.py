"""The wire shape of accounts: what may come in, what goes out."""

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.accounts.service import DEVICE_ID
from app.core.doors import Reach
from app.core.limits import LABEL_CHARS
from app.core.text import Label, Note

# Looser than what a new password must be: a wrong one is wrong, whatever its shape.
PASSWORD_CHARS = 1_000
TOKEN_CHARS = 200
CODE_CHARS = 64


@dataclass(frozen=True, slots=True)
class SignIn:
    login: str
    password: str
    code: str | None = None
    reach: Reach | None = None
    device: str | None = None
    device_label: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """Who is signed in proves again who they are."""

    password: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody with a one-time token who wants an account."""

    token: str
    login: str
    name: str
    password: str
    device: str | None = None
    device_label: str | None = None


class DeviceFields(Schema):
    """What a browser may say of itself when it signs in."""

    device = fields.String(validate=validate.Regexp(DEVICE_ID))
    device_label = Label()


def password_field() -> fields.String:
    return fields.String(
        required=True, load_only=True, validate=validate.Length(1, PASSWORD_CHARS)
    )


def token_field() -> fields.String:
    return fields.String(required=True, validate=validate.Length(1, TOKEN_CHARS))


def code_field() -> fields.String:
    """A code of an authenticator app, or a recovery code."""
    return fields.String(load_only=True, validate=validate.Length(1, CODE_CHARS))


class SignInSchema(DeviceFields):
    login = Note(LABEL_CHARS, required=True)
    password = password_field()
    code = code_field()
    reach = fields.Enum(
        Reach, by_value=fields.String(), validate=validate.Equal(Reach.CAPTURE)
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SignIn:
        return SignIn(**data)


class ProofSchema(Schema):
    password = password_field()
    code = code_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Proof:
        return Proof(**data)


class NewcomerSchema(DeviceFields):
    token = token_field()
    login = Label(required=True)
    name = Label(required=True)
    password = password_field()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Newcomer:
        return Newcomer(**data)


class AccountSchema(Schema):
    id = fields.UUID(required=True)
    login = fields.String(required=True)
    name = fields.String(required=True)
    is_operator = fields.Boolean(required=True)


class SecondFactorSchema(Schema):
    enrolled = fields.Boolean(required=True)
    required = fields.Boolean(required=True)


class WelcomeSchema(Schema):
    account = fields.Nested(AccountSchema, required=True)
    device = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True, format="iso")
    reach = fields.Enum(Reach, by_value=fields.String(), required=True)
    work_until = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    elevated_until = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    second_factor = fields.Nested(SecondFactorSchema, required=True)


class DeviceSchema(Schema):
    id = fields.String(required=True)
    label = fields.String(required=True, allow_none=True)
    app = fields.String(required=True, allow_none=True)
    waiting = fields.Integer(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True, format="iso")
    last_seen_at = fields.AwareDateTime(required=True, format="iso")
    retired_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    current = fields.Boolean(required=True)


class DevicesSchema(Schema):
    items = fields.List(fields.Nested(DeviceSchema), required=True)
    next = fields.String(required=True, allow_none=True)


sign_in = SignInSchema()
proof = ProofSchema()
newcomer = NewcomerSchema()
welcome = WelcomeSchema()
devices = DevicesSchema()
device = DeviceSchema()
