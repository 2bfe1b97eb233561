"""Settings, read once from the environment and checked at start-up."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

# A browser leaves the usual port out of ``Origin``.
USUAL_PORTS = {"http": 80, "https": 443}

SETTINGS = {
    "SHADOWLOG_BIND_SESSIONS",
    "SHADOWLOG_DATA_DIR",
    "SHADOWLOG_ENV",
    "SHADOWLOG_HOST",
    "SHADOWLOG_ORIGIN",
    "SHADOWLOG_PORT",
    "SHADOWLOG_RATE_LIMITS",
    "SHADOWLOG_SECOND_FACTOR",
    "SHADOWLOG_SECRET_KEY_FILE",
    "SHADOWLOG_THREADS",
    "SHADOWLOG_TRUSTED_PROXIES",
    "SHADOWLOG_WORKERS",
}
# What turns a debugger on, and what Flask's development server says of itself.
DEBUGGING = ("FLASK_DEBUG", "FLASK_RUN_FROM_CLI", "PYTHONDEVMODE", "WERKZEUG_RUN_MAIN")

# A random secret of 32 characters has more, also where it is written in digits alone.
DISTINCT = 8
MADE_UP = re.compile(
    "change.?me|example|password|secret|shadowlog|0123456789|abcdefgh", re.I
)


class BadConfig(Exception):
    """A setting is missing or makes no sense; the program must not start."""


@dataclass(frozen=True, slots=True)
class Config:
    """One running installation's settings. Each is explained in docs/settings.md."""

    data_dir: Path
    database_url: str
    host: str
    port: int
    origin: str
    production: bool
    secret_key: str
    threads: int
    workers: int
    proxies: int
    # Whether a second factor is asked of those who could take data out.
    second_factor: bool
    # Whether one account's requests and downloads are counted.
    rate_limits: bool
    # Whether a phone may bind its session to a secret that lies in its vault.
    bind_sessions: bool
    # Settings somebody made that we do not know: misspelt, or of another version.
    unknown: tuple[str, ...]

    @property
    def https(self) -> bool:
        return self.origin.startswith("https://")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings.

        Raises:
            BadConfig: with a sentence that says what to change.
        """
        data_dir = Path(env.get("SHADOWLOG_DATA_DIR", "var")).absolute()
        port = whole(env, "SHADOWLOG_PORT", 8000, 1, 65535)
        mode = env.get("SHADOWLOG_ENV", "local")
        if mode not in {"local", "production"}:
            raise BadConfig("SHADOWLOG_ENV must be local or production.")
        database_url = database(env.get("DATABASE_URL", ""), data_dir)
        config = cls(
            data_dir=data_dir,
            database_url=database_url,
            host=env.get("SHADOWLOG_HOST", "127.0.0.1"),
            port=port,
            origin=origin(env.get("SHADOWLOG_ORIGIN", f"http://localhost:{port}")),
            production=mode == "production",
            secret_key=secret(env, data_dir, mode),
            threads=whole(env, "SHADOWLOG_THREADS", 8, 1, 64),
            workers=whole(env, "SHADOWLOG_WORKERS", 1, 1, 32),
            proxies=whole(env, "SHADOWLOG_TRUSTED_PROXIES", 0, 0, 5),
            second_factor=required(env, mode),
            rate_limits=switched(env, "SHADOWLOG_RATE_LIMITS", mode),
            bind_sessions=switched(env, "SHADOWLOG_BIND_SESSIONS", mode),
            unknown=tuple(sorted(name for name in env if is_unknown(name))),
        )
        config.check()
        if config.production:
            check_bystanders(env, data_dir)
        return config

    def check(self) -> None:
        if self.production and not self.https:
            raise BadConfig(
                "In production SHADOWLOG_ORIGIN must begin with https://, "
                "or phones cannot keep the app and passwords travel in the clear."
            )
        if self.workers > 1 and self.database_url.startswith("sqlite"):
            raise BadConfig(
                "SHADOWLOG_WORKERS above 1 needs PostgreSQL: set DATABASE_URL."
            )


def whole(
    env: Mapping[str, str], name: str, default: int, least: int, most: int
) -> int:
    text = env.get(name, str(default))
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise BadConfig(f"{name} must be a whole number from {least} to {most}.")
    return int(text)


def required(env: Mapping[str, str], mode: str) -> bool:
    """Whether a second factor is required: in production unless it says otherwise."""
    default = "required" if mode == "production" else "optional"
    said = env.get("SHADOWLOG_SECOND_FACTOR", default)
    if said not in {"required", "optional"}:
        raise BadConfig("SHADOWLOG_SECOND_FACTOR must be required or optional.")
    return said == "required"


def switched(env: Mapping[str, str], name: str, mode: str) -> bool:
    """Whether something is on: in production unless it says otherwise."""
    said = env.get(name, "on" if mode == "production" else "off")
    if said not in {"on", "off"}:
        raise BadConfig(f"{name} must be on or off.")
    return said == "on"


def is_unknown(name: str) -> bool:
    return name.startswith("SHADOWLOG_") and name not in SETTINGS


def check_bystanders(env: Mapping[str, str], data_dir: Path) -> None:
    """Refuse in production what a developer's machine may have.

    Raises:
        BadConfig: something would show a stranger what goes on inside.
    """
    for name in DEBUGGING:
        if env.get(name, "").lower() not in {"", "0", "false", "no"}:
            raise BadConfig(
                f"{name} is set. In production nothing may debug; start the server "
                "with: shadowlog serve"
            )
    if data_dir.exists() and data_dir.stat().st_mode & 0o077:
        raise BadConfig(
            f"SHADOWLOG_DATA_DIR, {data_dir}, can be read by others. "
            f"Type: chmod 700 {data_dir}"
        )


def origin(text: str) -> str:
    """Scheme, host and port exactly as a browser would send them in ``Origin``."""
    parts = urlsplit(text.lower())
    try:
        port = parts.port
    except ValueError:
        port = 0
    named = f"{parts.scheme}://{parts.netloc}"
    odd = not parts.hostname or "@" in named or named.endswith(":")
    usual = USUAL_PORTS.get(parts.scheme, 0)
    if odd or not usual or port in {0, usual} or text.lower() != named:
        raise BadConfig(
            "SHADOWLOG_ORIGIN must look like https://shadowlog.example.org, "
            "with no path, no slash at the end, and no port where it is the usual one."
        )
    return named


def database(url: str, data_dir: Path) -> str:
    """The SQLAlchemy URL; PostgreSQL always goes through psycopg 3."""
    if not url:
        return f"sqlite:///{data_dir / 'shadowlog.db'}"
    scheme, _, rest = url.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest:
        return url
    raise BadConfig("DATABASE_URL must begin with postgresql:// or sqlite:///.")


def secret(env: Mapping[str, str], data_dir: Path, mode: str) -> str:
    """The installation's secret, kept in a file only its owner can read."""
    named = env.get("SHADOWLOG_SECRET_KEY_FILE")
    path = Path(named) if named else data_dir / "secret.key"
    if not path.exists():
        if named or mode == "production":
            raise BadConfig(
                f"SHADOWLOG_SECRET_KEY_FILE names {path}, which does not exist. "
                "Make one with: openssl rand -hex 32 > FILE; chmod 600 FILE"
            )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    if path.stat().st_mode & 0o077:
        raise BadConfig(f"{path} can be read by others. Type: chmod 600 {path}")
    key = path.read_text().strip()
    if len(key) < 32:
        raise BadConfig(f"{path} holds fewer than 32 characters.")
    if len(set(key)) < DISTINCT or MADE_UP.search(key):
        raise BadConfig(
            f"{path} holds a secret anybody could guess. "
            "Make one with: openssl rand -hex 32 > FILE; chmod 600 FILE"
        )
    return key
