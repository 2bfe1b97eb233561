"""Only our own pages, and scripts that know us, may change anything."""

from flask import Flask, request

from app.core.body import check_media_type
from app.core.config import Config
from app.core.errors import NotAllowed

SAFE = {"GET", "HEAD", "OPTIONS"}


class CrossSite(NotAllowed):
    slug = "cross-site-request"


def init_app(app: Flask, config: Config) -> None:
    """Check every unsafe request under ``/api/``, signing in included."""

    def check() -> None:
        if request.method not in SAFE and request.path.startswith("/api/"):
            check_source(config.origin)
            if has_body():
                check_media_type()
            if request.headers.get("X-Requested-By") != "shadowlog":
                raise CrossSite("Send the header X-Requested-By: shadowlog.")

    app.before_request(check)


def check_source(origin: str) -> None:
    """Refuse what another site made the browser send.

    ``Sec-Fetch-Site`` cannot be forged by a page, so it decides where it is there.
    Without it ``Origin`` has to be ours; only a request that has no cookie, and so no
    power, may lack both.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        allowed = site == "same-origin"
    else:
        sent = request.headers.get("Origin")
        allowed = sent == origin or (sent is None and not request.cookies)
    if not allowed:
        raise CrossSite(f"This request did not come from {origin}.")


def has_body() -> bool:
    """Whether there is anything to read; a bare DELETE needs no media type."""
    declared = {"Content-Type", "Transfer-Encoding"} & set(request.headers.keys())
    return bool(declared) or bool(request.content_length)
