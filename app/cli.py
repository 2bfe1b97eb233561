"""Commands for the person who runs an installation: ``shadowlog …``."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import SystemRandom
from typing import Any, BinaryIO
from uuid import UUID

import click
from alembic.util.exc import CommandError
from sqlalchemy.exc import OperationalError

from app import create_app
from app.accounts import factors, passwords
from app.accounts import service as accounts
from app.audit import trail
from app.audit.chain import INSTALLATION, Head
from app.audit.checking import verify_all
from app.core import clock, db, logs, migrate
from app.core.config import BadConfig, Config
from app.dataset.store import DaysWanted
from app.demo.fill import LEAD, OBSERVER, fill, new_password
from app.exports import daylog
from app.reports import service as reports
from app.serving import backup as backups
from app.serving import handout, lan, server
from app.serving.certificates import certificates_for
from app.studies import resets
from app.studies import store as studies

log = logging.getLogger(__name__)


class Refused(click.ClickException):
    """A setting makes no sense; nothing has been done."""

    exit_code = 2


@click.group()
def main() -> None:
    """Look after a Shadowlog installation."""
    # Whatever a command writes may hold what a study observed.
    os.umask(0o077)


@main.command()
@click.option("--lan", "on_lan", is_flag=True, help="Serve phones on the same Wi-Fi.")
@click.option("--host-name", help="With --lan: this machine's name, as laptop.local.")
@click.option("--address", help="With --lan: this machine's address on the Wi-Fi.")
def serve(on_lan: bool, host_name: str | None, address: str | None) -> None:
    """Start the server, and keep it running until told to stop."""
    if not on_lan and (host_name or address):
        raise click.UsageError("--host-name and --address go with --lan.")
    config = settings(os.environ)
    if on_lan:
        serve_lan(config, host_name, address)
    else:
        start(server.Run(config, lambda: create_app(config)))


@main.command("setup-link")
def setup_link() -> None:
    """Print a fresh link for making the first account; earlier ones stop working."""
    config = settings(os.environ)
    token = prepare(config)
    if token is None:
        raise click.ClickException(
            "There is an account already. Ask whoever leads a study to invite you: "
            "in the app, under Studies."
        )
    click.echo(f"Setup: {setup_url(config, token)}")


@main.command("reset-link")
@click.argument("login")
@click.option(
    "--without-second-factor",
    "forget",
    is_flag=True,
    help="Also take authenticator app, passkeys and recovery codes off the account.",
)
def reset_link(login: str, forget: bool) -> None:
    """Print a link with which LOGIN chooses a new password, once and within a day."""
    config = settings(os.environ)
    with database(config), db.transaction() as session:
        account = accounts.find_account(session, login)
        if account is None:
            raise click.ClickException("Nobody has this login.")
        if forget:
            factors.forget_all(session, account.id, at=clock.now())
        _, token = resets.make(session, account, by=None, at=clock.now())
    # Behind the #, so that it reaches no server log and no proxy.
    click.echo(f"{config.origin}/#reset={token}")


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE, also while the server is running."""
    config = settings(os.environ)
    source = backups.sqlite_path(config.database_url)
    if source is None:
        line = backups.pg_dump_line(config.database_url, file)
        raise click.ClickException(
            f"PostgreSQL brings its own tool for this. Type:\n{line}"
        )
    try:
        size = backups.back_up(source, file)
    except (backups.BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {size:,} bytes, checked.")


@main.command()
@click.argument("study_id", type=click.UUID)
@click.argument("file", type=click.File("xb", lazy=False), default="-")
@click.option(
    "--flavour", type=click.Choice(["statistics", "spreadsheet"]), default="statistics"
)
def export(study_id: UUID, file: BinaryIO, flavour: str) -> None:
    """Write the day log of every day of STUDY_ID to FILE, or to standard output."""
    with database(settings(os.environ)):
        with db.transaction() as session:
            study = studies.find_study(session, study_id)
            if study is None:
                raise click.ClickException("There is no such study.")
            trail.note(
                session,
                trail.Action.LOG_DOWNLOADED,
                actor_id=None,
                study_id=study.id,
                target_id=f"study:{study.id}",
                at=clock.now(),
                flavour=flavour,
            )
        with db.reading() as session:
            days = reports.study_log(session, DaysWanted(study_id))
            for text in daylog.chunks(days, flavour):
                file.write(text.encode())


class HeadSeen(click.ParamType[tuple[str, Head]]):
    """A head of the trail as somebody outside of the server kept it."""

    name = "head"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> tuple[str, Head]:
        found = re.fullmatch(
            r"([0-9a-f-]{36}|installation):(\d+):([0-9a-f]{64})", value
        )
        if found is None or not int(found[2]):
            self.fail(f"{value!r} is not like STUDY:SEQ:HASH.", param, context)
        return found[1], Head(int(found[2]), found[3])


@main.command("verify-trail")
@click.option(
    "--head",
    "heads",
    type=HeadSeen(),
    metavar="STUDY:SEQ:HASH",
    multiple=True,
    help="A head a phone was told, or an earlier run of this printed. Repeatable.",
)
def verify_trail(heads: tuple[tuple[str, Head], ...]) -> None:
    """Check that nothing in the trail was changed, cut off or written in between."""
    seen: dict[str, list[Head]] = {}
    for chain, head in heads:
        seen.setdefault(chain, []).append(head)
    broken = []
    with database(settings(os.environ)), db.reading() as session:
        expected = [str(id_) for id_ in studies.all_ids(session)]
        expected += [INSTALLATION] if expected else []
        for chain, (last, finding) in verify_all(session, expected, seen):
            click.echo(
                f"{chain}: {last.seq} entries, head {chain}:{last.seq}:{last.hash}"
            )
            if finding is not None:
                broken.append(f"{chain}: entry {finding.seq} {finding.why}.")
    if broken:
        raise click.ClickException("\n".join(broken))


@main.command()
@click.option("--fill-only", is_flag=True, help="Do not start the server afterwards.")
def demo(fill_only: bool) -> None:
    """Fill a demonstration installation, and serve it."""
    config = settings({"SHADOWLOG_DATA_DIR": "var/demo", **os.environ})
    password = demonstration(config)
    lines = (
        f"Sign in as {LEAD} (leads the study) or {OBSERVER} (shadows).",
        f"Password of both: {password}",
    )
    if fill_only:
        click.echo("\n".join(lines))
    else:
        start(server.Run(config, lambda: create_app(config)), *lines)


def demonstration(config: Config) -> str:
    """The password of the demonstration, which is filled in if it is not there yet.

    Its file marks an installation as a demonstration: no other with accounts is
    touched, and a demonstration can be started again.
    """
    kept = config.data_dir / "demo-password"
    with database(config):
        with db.transaction() as session:
            token = accounts.new_setup_token(session, at=clock.now())
        if token is None and not kept.exists():
            raise click.ClickException(
                "This installation has accounts already, so nothing was filled in. "
                "Choose another SHADOWLOG_DATA_DIR for the demonstration."
            )
        if not kept.exists():
            kept.write_text(new_password(SystemRandom()))
        password = kept.read_text()
        if token is not None:
            hashed = passwords.hashed(password)
            with db.transaction() as session:
                fill(session, token, hashed, at=clock.now())
    return password


def settings(env: Mapping[str, str]) -> Config:
    """The settings of this installation, with its data folder made."""
    try:
        config = Config.from_env(env)
        config.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except BadConfig as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"{error.filename} cannot be used: {error.strerror}.") from error
    return config


def prepare(config: Config) -> str | None:
    """Bring the database up to date; a setup token, if there is no account yet."""
    with database(config), db.transaction() as session:
        return accounts.new_setup_token(session, at=clock.now())


@contextmanager
def database(config: Config) -> Iterator[None]:
    """The database, migrated, for one command; closed before gunicorn forks."""
    engine = db.connect(config.database_url)
    try:
        migrate.upgrade(engine)
        yield
    except OperationalError as error:
        raise click.ClickException(
            f"The database cannot be used: {str(error.orig).strip()}"
        ) from error
    except CommandError as error:
        raise click.ClickException(
            "The database was last used by a newer version of Shadowlog. "
            "Start that version, or one newer still."
        ) from error
    finally:
        engine.dispose()


def setup_url(config: Config, token: str) -> str:
    # Behind the #, so that it reaches no server log and no proxy.
    return f"{config.origin}/#setup={token}"


def start(run: server.Run, *more: str) -> None:
    """Prepare the database and serve; ``more`` is said once the port is open."""
    logs.init()
    for name in run.config.unknown:
        log.warning("unknown setting", extra={"setting": name})
    token = prepare(run.config)

    def say() -> None:
        if token is not None:
            click.echo(f"Setup: {setup_url(run.config, token)}")
        for line in more:
            click.echo(line)
        click.echo(f"Shadowlog is at {run.config.origin} (Ctrl+C stops it).")

    try:
        server.serve(replace(run, ready=say))
    except server.PortInUse as error:
        raise click.ClickException(str(error)) from error


def serve_lan(config: Config, host_name: str | None, address: str | None) -> None:
    """Serve over HTTPS on the Wi-Fi, and hand phones the certificate they need."""
    if host_name and not lan.is_host_name(host_name):
        raise click.UsageError("--host-name must look like laptop.local.")
    if address and not lan.is_address(address):
        raise click.UsageError("--address must look like 192.168.1.20.")
    address = address or lan.find_address()
    if address is None:
        raise click.ClickException(
            "No network address was found. Join the Wi-Fi, or say --address."
        )
    host = host_name or address
    config = replace(config, host="0.0.0.0", origin=f"https://{host}:{config.port}")
    made = certificates_for(config.data_dir / "field", host, clock.now())
    try:
        listener = handout.listen("0.0.0.0", config.port + 1)
    except (OSError, OverflowError) as error:
        raise click.ClickException(
            f"Port {config.port + 1} is needed too, for the certificate: {error}."
        ) from error
    page = handout.page_for(config.origin, made.fingerprint)
    run = server.Run(
        config,
        lambda: create_app(config),
        in_worker=lambda: handout.serve_in_background(
            listener, page, made.authority.read_bytes()
        ),
        certificate=str(made.certificate),
        key=str(made.key),
    )
    start(
        run,
        # By address, because a phone that knows the name insists on HTTPS for it.
        f"A new phone opens http://{address}:{config.port + 1} first and installs"
        f" {'the new' if made.is_new else 'the'} certificate.",
        f"Its SHA-256 fingerprint: {made.fingerprint}",
    )


if __name__ == "__main__":
    main(prog_name="shadowlog")
