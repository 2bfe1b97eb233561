"""The security headers every answer carries, errors and redirects included."""

from flask import Flask, Response, request

from app.core.config import Config

DOCUMENT_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types shadowlog-sw; report-to csp"
)
API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox"
HSTS = "max-age=63072000; includeSubDomains"

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), serial=(), usb=(), web-share=(self), "
        "xr-spatial-tracking=(), publickey-credentials-get=(self), "
        "publickey-credentials-create=(self), screen-wake-lock=(self)"
    ),
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Reporting-Endpoints": 'csp="/csp-report"',
}


API_VARY = ("Cookie", "Sec-Fetch-Site", "Origin")


def armour(*, api: bool, https: bool) -> dict[str, str]:
    """The headers of one answer, of the API or of anything else we serve."""
    csp = API_CSP if api else DOCUMENT_CSP
    headers = dict(ALWAYS)
    if https:
        # On plain http://localhost both would only lock a developer out of her machine.
        headers["Strict-Transport-Security"] = HSTS
        csp += "" if api else "; upgrade-insecure-requests"
    return headers | {"Content-Security-Policy": csp}


def init_app(app: Flask, config: Config) -> None:
    of_api = armour(api=True, https=config.https)
    of_documents = armour(api=False, https=config.https)

    @app.after_request
    def add(response: Response) -> Response:
        if request.path.startswith("/api/"):
            response.headers.update(of_api)
            response.headers["Cache-Control"] = "no-store"
            # A compressed answer has said already that it varies with more.
            response.vary.update(API_VARY)
        else:
            response.headers.update(of_documents)
            response.headers.setdefault("Cache-Control", "no-cache")
        return response
