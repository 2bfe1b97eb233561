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


def init_app(app: Flask, config: Config) -> None:
    secure = dict(ALWAYS)
    document_csp = DOCUMENT_CSP
    if config.https:
        # On plain http://localhost both would only lock a developer out of her machine.
        secure["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        document_csp += "; upgrade-insecure-requests"

    @app.after_request
    def add(response: Response) -> Response:
        api = request.path.startswith("/api/")
        response.headers.update(secure)
        response.headers["Content-Security-Policy"] = API_CSP if api else document_csp
        if api:
            response.headers["Cache-Control"] = "no-store"
            response.headers["Vary"] = "Cookie, Sec-Fetch-Site, Origin"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response
