"""Secrets the server must be able to read again, kept unreadable in its database."""

import base64
import binascii
import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def sealed(secret_key: str, account_id: UUID, plain: bytes) -> str:
    """``plain``, readable only with the installation's secret and for this account."""
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = AESGCM(key_of(secret_key)).encrypt(nonce, plain, account_id.bytes)
    return base64.b64encode(nonce + ciphertext).decode()


def opened(secret_key: str, account_id: UUID, text: str) -> bytes | None:
    """What was sealed, or None where the secret or the account is another one."""
    try:
        raw = base64.b64decode(text, validate=True)
        nonce, ciphertext = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return AESGCM(key_of(secret_key)).decrypt(nonce, ciphertext, account_id.bytes)
    except (binascii.Error, InvalidTag, ValueError):
        return None


def key_of(secret_key: str) -> bytes:
    """A key for this use alone, so that no other use of the secret weakens it."""
    return hmac.new(secret_key.encode(), b"shadowlog totp", hashlib.sha256).digest()
