"""Recovery codes: what lets one in without the phone that was lost."""

import base64
import secrets

from app.accounts import tokens

CODES = 10
CODE_BYTES = 10
GROUP = 4
ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz234567")


def new_codes() -> list[str]:
    """Ten codes of 80 random bits, in groups one can read aloud."""
    return [grouped(secrets.token_bytes(CODE_BYTES)) for _ in range(CODES)]


def grouped(raw: bytes) -> str:
    plain = base64.b32encode(raw).decode().lower()
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def bare(code: str) -> str:
    """A code as it is compared: blind to case, spaces and hyphens."""
    return "".join(sign for sign in code.lower() if sign not in "- \u2010\u2011\u2013")


def digest(code: str) -> str:
    """What is stored of a code; 80 random bits need no slow hash."""
    return tokens.digest(bare(code))
