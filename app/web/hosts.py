"""Only requests meant for this installation are answered."""

from urllib.parse import urlsplit

from flask import Flask, request

from app.core.config import Config
from app.core.errors import Malformed

# Whoever watches over the server knows its address, not its name; what they are told
# is the same for everybody.
PROBES = {"/healthz", "/readyz"}
# Names no stranger's domain can be made to point at us under.
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class UntrustedHost(Malformed):
    slug = "untrusted-host"


def init_app(app: Flask, config: Config) -> None:
    """Refuse other names in ``Host``: a page of another site could have led here."""
    # Werkzeug would answer //path, and no path at all, by sending the browser to the
    # host it named.
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    ours = urlsplit(config.origin).netloc

    @app.before_request
    def check() -> None:
        if request.path in PROBES or is_ours(request.host, ours):
            return
        if config.production or name_of(request.host) not in LOOPBACK:
            raise UntrustedHost(f"This server is {config.origin}.")


def is_ours(host: str, ours: str) -> bool:
    """Whether a ``Host`` is the origin's; the usual port may be written out."""
    usual = {f"{ours}:443", f"{ours}:80"} if ":" not in ours else set()
    return host.lower() in {ours, *usual}


def name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host.lower()}").hostname or ""
    except ValueError:
        return ""
