"""A phone on the same Wi-Fi gets the certificate first, and then the app over HTTPS."""

import ssl
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from app.serving import lan
from tests.serving.process import Server, shadowlog, start

# Loopback too, but not the name every certificate check makes an exception for.
ADDRESS = "127.0.0.2"


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("laptop") / "data"
    running = start(folder, "serve", "--lan", "--address", ADDRESS)
    running.wait_for("Shadowlog is at")
    yield running
    running.stop()


def fetch(url: str, trusting: bytes | None = None) -> tuple[str, bytes]:
    context = None
    if trusting is not None:
        context = ssl.create_default_context(cadata=trusting.decode())
    with urllib.request.urlopen(url, context=context, timeout=20) as answer:
        return answer.headers["Content-Type"], answer.read()


def test_a_phone_that_installs_the_certificate_reaches_the_app(laptop: Server) -> None:
    kind, certificate = fetch(
        f"http://{ADDRESS}:{laptop.port + 1}/shadowlog-authority.cer"
    )

    _, page = fetch(f"https://{ADDRESS}:{laptop.port}/", trusting=certificate)

    assert kind == "application/x-x509-ca-cert"
    assert b"<!doctype html>" in page.lower()


def test_a_phone_that_does_not_is_turned_away(laptop: Server) -> None:
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch(f"https://{ADDRESS}:{laptop.port}/")


def test_page_and_laptop_show_the_same_fingerprint(laptop: Server) -> None:
    said = next(line for line in laptop.printed if "fingerprint" in line)

    _, page = fetch(f"http://{ADDRESS}:{laptop.port + 1}/")

    pairs = said.split()[-1].split(":")
    assert " ".join(pairs[:8]) in page.decode()
    assert f"https://{ADDRESS}:{laptop.port}" in page.decode()


@pytest.mark.parametrize("path", ["/api/session", "/authority.key", "/../shadowlog.db"])
def test_the_plain_port_gives_nothing_else(laptop: Server, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        fetch(f"http://{ADDRESS}:{laptop.port + 1}{path}")


def test_the_setup_link_is_for_the_address_phones_use(laptop: Server) -> None:
    setup = next(line for line in laptop.printed if line.startswith("Setup: "))

    assert setup.startswith(f"Setup: https://{ADDRESS}:{laptop.port}/#setup=")


@pytest.mark.parametrize(
    "words",
    [
        ("--address", ADDRESS),
        ("--lan", "--address", "laptop.local"),
        ("--lan", "--address", "1.2.3"),
        ("--lan", "--host-name", "my laptop"),
        ("--lan", "--host-name", "laptop.local/app"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = shadowlog(tmp_path, "serve", *words)

    assert done.returncode == 2
    assert "--address" in done.stderr or "--host-name" in done.stderr


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("laptop.local", True),
        ("laptop", True),
        ("192.168.1.20", False),
        ("-laptop.local", False),
        ("Laptop.local", False),
        ("laptop..local", False),
        ("", False),
    ],
)
def test_host_names_are_told_from_anything_else(text: str, good: bool) -> None:
    assert lan.is_host_name(text) is good


def test_this_machine_never_offers_its_loopback_address() -> None:
    assert lan.find_address() is None or not str(lan.find_address()).startswith("127.")
