"""The composition root: the one module that knows every feature."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.accounts import (
    csrf,
    directory_routes,
    factor_routes,
    guard,
    login,
    passkey_routes,
    password_routes,
)
from app.accounts import routes as accounts
from app.codebooks import routes as codebooks
from app.core import db, problems
from app.core.config import Config
from app.core.limits import BODY_BYTES
from app.doors import DOORS
from app.reports import code_use_routes as code_use
from app.reports import routes as reports
from app.reports import trail_routes as trail
from app.studies import invitation_routes, reset_routes
from app.studies import routes as studies
from app.sync import routes as sync_routes
from app.web import (
    csp,
    headers,
    health,
    hosts,
    openapi,
    queries,
    rates,
    requests,
    shell,
)

BLUEPRINTS = [
    accounts.bp,
    factor_routes.bp,
    passkey_routes.bp,
    password_routes.bp,
    directory_routes.bp,
    studies.bp,
    invitation_routes.bp,
    reset_routes.bp,
    codebooks.bp,
    sync_routes.bp,
    reports.bp,
    trail.bp,
    code_use.bp,
    csp.bp,
    health.bp,
    openapi.bp,
    shell.bp,
]


def create_app(config: Config) -> Flask:
    """The web application for one installation.

    Every other module is told what it needs; only this one knows them all.
    """
    app = Flask(__name__, static_folder=None)
    app.config["SHADOWLOG"] = config
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask documents it
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    app.extensions["engine"] = db.connect(config.database_url)
    requests.init_app(app)
    problems.init_app(app)
    headers.init_app(app, config)
    hosts.init_app(app, config)
    csrf.init_app(app, config)
    login.init_app(app, config)
    guard.init_app(app, DOORS)
    rates.init_app(app, config)
    queries.init_app(app)
    sync_routes.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    guard.check_routes(app)
    # A source that cannot be joined stops the start, not the first visitor.
    shell.shell()
    return app
