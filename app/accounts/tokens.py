"""Secrets we hand out and keep only as a hash."""

import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits, safe in a URL and in a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token; 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def pseudonymous(secret_key: str, text: str) -> str:
    """A name for ``text`` that means nothing without the installation's secret."""
    key, message = secret_key.encode(), text.encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()
