"""In production the real command does not start on what would give it away."""

from pathlib import Path

import pytest

from tests.serving.process import shadowlog, start

KEY = "5f0c2b9e74d1a8366e9d0b7c41f2a85d"

pytestmark = pytest.mark.served


def sound(folder: Path, key: str = KEY) -> dict[str, str]:
    """Settings on which production starts."""
    data, secret = folder / "data", folder / "secret"
    data.mkdir(mode=0o700)
    secret.touch(0o600)
    secret.write_text(key)
    return {
        "SHADOWLOG_ENV": "production",
        "SHADOWLOG_ORIGIN": "https://shadowlog.example.org",
        "SHADOWLOG_DATA_DIR": str(data),
        "SHADOWLOG_SECRET_KEY_FILE": str(secret),
    }


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("SHADOWLOG_ORIGIN", "http://shadowlog.example.org", "https://"),
        ("SHADOWLOG_ORIGIN", "", "SHADOWLOG_ORIGIN"),
        ("SHADOWLOG_SECRET_KEY_FILE", "", "SHADOWLOG_SECRET_KEY_FILE"),
        ("SHADOWLOG_SECRET_KEY_FILE", "/nowhere/key", "does not exist"),
        ("FLASK_DEBUG", "1", "FLASK_DEBUG"),
        ("FLASK_DEBUG", "true", "FLASK_DEBUG"),
        ("PYTHONDEVMODE", "1", "PYTHONDEVMODE"),
        ("FLASK_RUN_FROM_CLI", "true", "FLASK_RUN_FROM_CLI"),
        ("SHADOWLOG_RATE_LIMITS", "sometimes", "SHADOWLOG_RATE_LIMITS"),
    ],
)
def test_a_setting_that_gives_it_away_stops_it(
    tmp_path: Path, setting: str, value: str, named: str
) -> None:
    done = shadowlog(tmp_path, "serve", env={**sound(tmp_path), setting: value})

    assert done.returncode == 2, done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("short", "fewer than 32"),
        ("x" * 64, "guess"),
        ("change-me-change-me-change-me-change-me", "guess"),
        ("0123456789abcdef0123456789abcdef", "guess"),
        ("correct-shadowlog-secret-for-everybody", "guess"),
    ],
)
def test_a_secret_anybody_could_guess_stops_it(
    tmp_path: Path, key: str, why: str
) -> None:
    done = shadowlog(tmp_path, "serve", env=sound(tmp_path, key))

    assert done.returncode == 2
    assert why in done.stderr
    assert key not in done.stderr


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_secret_others_can_read_stops_it(tmp_path: Path, mode: int) -> None:
    env = sound(tmp_path)
    Path(env["SHADOWLOG_SECRET_KEY_FILE"]).chmod(mode)

    done = shadowlog(tmp_path, "serve", env=env)

    assert done.returncode == 2
    assert "chmod 600" in done.stderr


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_data_folder_others_can_read_stops_it(tmp_path: Path, mode: int) -> None:
    env = sound(tmp_path)
    Path(env["SHADOWLOG_DATA_DIR"]).chmod(mode)

    done = shadowlog(tmp_path, "serve", env=env)

    assert done.returncode == 2
    assert "chmod 700" in done.stderr


def test_on_sound_settings_it_starts_and_names_what_it_does_not_know(
    tmp_path: Path,
) -> None:
    env = sound(tmp_path) | {"SHADOWLOG_TREADS": "4", "FLASK_DEBUG": "0"}

    running = start(tmp_path / "run", env=env)
    running.wait_for("Shadowlog is at https://shadowlog.example.org")
    running.stop()

    log = (tmp_path / "run" / "log").read_text()
    assert '"setting": "SHADOWLOG_TREADS"' in log
    assert "SHADOWLOG_PORT" not in log
