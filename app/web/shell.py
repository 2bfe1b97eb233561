"""Serves the phone's app: the page, its worker, and one script and stylesheet."""

import base64
import gzip
import hashlib
import json
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

from app.web.join import join_scripts
from app.web.stylesheet import join_styles

bp = Blueprint("shell", __name__)

PWA = Path(__file__).parents[2] / "pwa"
TEMPLATES = {
    "/": "index.html",
    "/manifest.webmanifest": "manifest.webmanifest",
    "/sw.js": "sw.js",
}
TEXT = re.compile(r"^text/|json|svg")
FOREVER = "public, max-age=31536000, immutable"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True, slots=True)
class Shell:
    """Every file the browser may ask for, rendered once, by its URL."""

    version: str
    files: dict[str, bytes]
    packed: dict[str, bytes]


@cache
def shell() -> Shell:
    """Read the app from disk and join it.

    The version is a hash over all that is served, so that a changed file always means
    a new version and nobody keeps a list by hand.
    """
    held = joined() | icons() | languages()
    templates = {url: (PWA / name).read_bytes() for url, name in TEMPLATES.items()}
    version = version_of(held | templates)
    static = f"/static/{version}"
    pages = {
        url: body.decode().replace("{{static}}", static).replace("{{version}}", version)
        for url, body in templates.items()
    }
    worker = pages.pop("/sw.js")
    files = {f"{static}/{name}": body for name, body in held.items()}
    files |= {url: text.encode() for url, text in pages.items()}
    listed = [[url, integrity(body)] for url, body in files.items()]
    worker = worker.replace("/* {{shell}} */", json.dumps(listed, indent=2)[1:-1])
    files["/sw.js"] = worker.encode()
    files["/words.json"] = words()
    packed = {url: gzip.compress(body, mtime=0) for url, body in files.items()}
    return Shell(version, files, packed)


def joined() -> dict[str, bytes]:
    """The few files a phone loads in place of some hundred."""
    scripts = join_scripts(sources("js"), "main.js")
    sheets = sources("css")
    styles = {
        "app.css": join_styles(sheets, "main.css"),
        "rarely.css": join_styles(sheets, "rarely.css"),
    }
    return {name: text.encode() for name, text in (scripts | styles).items()}


def sources(suffix: str) -> dict[str, str]:
    found = sorted(PWA.rglob(f"*.{suffix}"))
    return {path.relative_to(PWA).as_posix(): path.read_text("utf-8") for path in found}


def icons() -> dict[str, bytes]:
    found = sorted((PWA / "icons").iterdir())
    return {f"icons/{path.name}": path.read_bytes() for path in found}


def languages() -> dict[str, bytes]:
    """The catalogues of the languages other than English, by the tag in their name."""
    found = sorted((PWA / "languages").glob("*.json"))
    return {f"languages/{path.name}": path.read_bytes() for path in found}


def words() -> bytes:
    """The list passphrases are drawn from: asked for once, so no phone keeps it."""
    return json.dumps((PWA / "words.txt").read_text("utf-8").split()).encode()


def version_of(files: dict[str, bytes]) -> str:
    parts = [name.encode() + b"\0" + body for name, body in files.items()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def integrity(body: bytes) -> str:
    """The Subresource Integrity value of a file."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body).digest()).decode()


@bp.get("/", endpoint="page")
@bp.get("/sw.js", endpoint="worker")
@bp.get("/manifest.webmanifest", endpoint="manifest")
@bp.get("/words.json", endpoint="words")
@bp.get("/static/<version>/<path:name>", endpoint="file")
def serve(version: str = "", name: str = "") -> Response:
    body = shell().files.get(request.path)
    if body is None:
        abort(404)
    kind = mimetypes.guess_type(request.path)[0] or "text/html"
    if kind.startswith("text/") or kind.endswith("json"):
        kind += "; charset=utf-8"
    response = Response(body, content_type=kind)
    if TEXT.search(kind):
        response.vary.add("Accept-Encoding")
        if request.accept_encodings.quality("gzip"):
            response.data = shell().packed[request.path]
            response.content_encoding = "gzip"
    response.headers["Cache-Control"] = FOREVER if version else "no-cache"
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response


@bp.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for it unasked; the page links the real icon."""
    return Response(status=204)
