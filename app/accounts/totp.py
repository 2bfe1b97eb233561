"""Codes of an authenticator app (RFC 6238): six digits, a new one every half minute."""

import base64
import hmac
import os
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP_SECONDS = 30
SECRET_BYTES = 20
# A phone's clock may be off by half a minute, a thumb as slow.
STEPS_AROUND = 1
ISSUER = "Shadowlog"


def new_secret() -> bytes:
    return os.urandom(SECRET_BYTES)


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int) -> str:
    return generator(secret).generate(step * STEP_SECONDS).decode()


def matching_step(secret: bytes, code: str, at: datetime) -> int | None:
    """The half minute ``code`` belongs to, if that is now, just over or just ahead."""
    now = step_of(at)
    near = range(now - STEPS_AROUND, now + STEPS_AROUND + 1)
    given = code.encode()
    # All are compared, so that the time taken does not tell which one was close.
    fits = [hmac.compare_digest(code_at(secret, s).encode(), given) for s in near]
    return max((s for s, fit in zip(near, fits, strict=True) if fit), default=None)


def base32(secret: bytes) -> str:
    """The secret as one types it into an app that cannot scan."""
    return base64.b32encode(secret).decode()


def uri(secret: bytes, login: str) -> str:
    """What the QR code says."""
    return generator(secret).get_provisioning_uri(login, ISSUER)


def generator(secret: bytes) -> TOTP:
    # SHA-1 because several apps ignore any other; its weakness does not touch HMAC.
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)
