"""The program starts only on settings that make sense, and says which do not."""

import stat
from pathlib import Path

import pytest

from app.core.config import BadConfig, Config

LONG = "9f1c4be07a52d8e36b0f9d27c4a8e15b"


def config(folder: Path, **env: str) -> Config:
    return Config.from_env({"SHADOWLOG_DATA_DIR": str(folder), **env})


def key_file(folder: Path, text: str = LONG, mode: int = 0o600) -> str:
    path = folder / "key"
    path.write_text(text)
    path.chmod(mode)
    return str(path)


def test_without_settings_it_serves_this_machine_only(tmp_path: Path) -> None:
    made = config(tmp_path)

    assert made.host == "127.0.0.1"
    assert made.origin == "http://localhost:8000"
    assert made.database_url == f"sqlite:///{tmp_path}/shadowlog.db"
    assert not made.production


def test_the_origin_follows_the_port(tmp_path: Path) -> None:
    assert config(tmp_path, SHADOWLOG_PORT="8123").origin == "http://localhost:8123"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SHADOWLOG_PORT", "0"),
        ("SHADOWLOG_PORT", "65536"),
        ("SHADOWLOG_PORT", "eight"),
        ("SHADOWLOG_PORT", ""),
        ("SHADOWLOG_PORT", "-1"),
        ("SHADOWLOG_PORT", "٨٠٠٠"),
        ("SHADOWLOG_THREADS", "0"),
        ("SHADOWLOG_THREADS", "1e3"),
        ("SHADOWLOG_WORKERS", "many"),
        ("SHADOWLOG_TRUSTED_PROXIES", "-1"),
        ("SHADOWLOG_ENV", "Production"),
        ("SHADOWLOG_ORIGIN", "shadowlog.example.org"),
        ("SHADOWLOG_ORIGIN", "https://shadowlog.example.org/"),
        ("SHADOWLOG_ORIGIN", "https://shadowlog.example.org/app"),
        ("SHADOWLOG_ORIGIN", "ftp://shadowlog.example.org"),
        ("SHADOWLOG_ORIGIN", "https://"),
        ("SHADOWLOG_ORIGIN", "https://shadowlog.example.org:port"),
        ("SHADOWLOG_ORIGIN", "https://shadowlog.example.org:0"),
        ("SHADOWLOG_ORIGIN", "https://shadowlog.example.org:443"),
        ("SHADOWLOG_ORIGIN", "https://ana@shadowlog.example.org"),
        ("DATABASE_URL", "mysql://db/shadowlog"),
        ("DATABASE_URL", "postgresql://"),
        ("DATABASE_URL", "shadowlog.db"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadConfig, match=name):
        config(tmp_path, **{name: value})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_goes_through_the_driver_we_have(
    tmp_path: Path, scheme: str
) -> None:
    made = config(tmp_path, DATABASE_URL=f"{scheme}://ana@db/study")

    assert made.database_url == "postgresql+psycopg://ana@db/study"


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("https://Shadowlog.Example.org", "https://shadowlog.example.org"),
        ("https://192.168.1.20:8000", "https://192.168.1.20:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_origin_is_as_browsers_send_it(
    tmp_path: Path, typed: str, sent: str
) -> None:
    assert config(tmp_path, SHADOWLOG_ORIGIN=typed).origin == sent


def test_several_processes_need_postgresql(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="PostgreSQL"):
        config(tmp_path, SHADOWLOG_WORKERS="2")

    made = config(tmp_path, SHADOWLOG_WORKERS="2", DATABASE_URL="postgresql://db/study")
    assert made.workers == 2


def test_production_refuses_plain_http(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="https://"):
        config(
            tmp_path,
            SHADOWLOG_ENV="production",
            SHADOWLOG_SECRET_KEY_FILE=key_file(tmp_path),
            SHADOWLOG_ORIGIN="http://shadowlog.example.org",
        )


def test_production_does_not_make_up_a_secret(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="SHADOWLOG_SECRET_KEY_FILE"):
        config(
            tmp_path / "data",
            SHADOWLOG_ENV="production",
            SHADOWLOG_ORIGIN="https://shadowlog.example.org",
        )


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first = config(tmp_path / "data")
    again = config(tmp_path / "data")

    path = tmp_path / "data" / "secret.key"
    assert first.secret_key == again.secret_key == path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_secret_others_can_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="chmod 600"):
        config(tmp_path, SHADOWLOG_SECRET_KEY_FILE=key_file(tmp_path, mode=0o644))


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="32"):
        config(tmp_path, SHADOWLOG_SECRET_KEY_FILE=key_file(tmp_path, "secret"))


def test_a_named_secret_that_is_missing_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "missing"

    with pytest.raises(BadConfig, match="does not exist"):
        config(tmp_path, SHADOWLOG_SECRET_KEY_FILE=str(missing))
    assert not missing.exists()
