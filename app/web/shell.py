"""Serves the phone's app: the page, the service worker, and every file by content."""

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

bp = Blueprint("shell", __name__)

PWA = Path(__file__).parents[2] / "pwa"
# Read by people and tools, not by browsers.
LEFT_OUT = {"tsconfig.json", "tsconfig.worker.json", "README.md", "vendor.lock.json"}
TEMPLATES = {"index.html", "manifest.webmanifest", "sw.js"}
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
    """Read the app from disk.

    The version is a hash over all files, so that a changed file always means a new
    version and nobody keeps a list by hand.
    """
    sources = {
        path.relative_to(PWA).as_posix(): path.read_bytes()
        for path in sorted(PWA.rglob("*"))
        if path.is_file()
        and path.name not in LEFT_OUT
        and not path.name.endswith(".d.ts")
        and path.suffix != ".ts"
    }
    version = hashlib.sha256(
        b"\0".join(name.encode() + b"\0" + body for name, body in sources.items())
    ).hexdigest()[:16]
    static = f"/static/{version}"

    def rendered(name: str) -> bytes:
        text = sources[name].decode()
        return (
            text.replace("{{static}}", static).replace("{{version}}", version).encode()
        )

    files = {
        f"{static}/{name}": body
        for name, body in sources.items()
        if name not in TEMPLATES
    }
    files["/"] = rendered("index.html")
    files["/manifest.webmanifest"] = rendered("manifest.webmanifest")
    listed = [[url, integrity(body)] for url, body in files.items()]
    worker = rendered("sw.js").decode()
    files["/sw.js"] = worker.replace(
        "/* {{shell}} */", json.dumps(listed, indent=2)[1:-1]
    ).encode()
    packed = {url: gzip.compress(body, mtime=0) for url, body in files.items()}
    return Shell(version, files, packed)


def integrity(body: bytes) -> str:
    """The Subresource Integrity value of a file."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body).digest()).decode()


@bp.get("/", endpoint="page")
@bp.get("/sw.js", endpoint="worker")
@bp.get("/manifest.webmanifest", endpoint="manifest")
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
