"""A phone should trust the laptop, and nothing else by the same certificate."""

import socket
import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.core import clock
from app.serving.certificates import (
    Certificates,
    Key,
    certificates_for,
    make_server,
    write_pair,
)

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


@pytest.fixture
def made(tmp_path: Path) -> Certificates:
    return certificates_for(tmp_path / "field", "192.168.1.20", AT)


def handshake(authority: Path, certificate: Path, key: Path, name: str) -> None:
    """Do TLS as a phone that trusts ``authority`` and typed ``name`` would."""
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    client = ssl.create_default_context(cafile=str(authority))
    near, far = socket.socketpair()

    def answer() -> None:
        try:
            server.wrap_socket(far, server_side=True).close()
        except OSError:
            far.close()

    answering = threading.Thread(target=answer)
    answering.start()
    try:
        client.wrap_socket(near, server_hostname=name).close()
    finally:
        near.close()
        answering.join()


@pytest.mark.parametrize("host", ["192.168.1.20", "laptop.local"])
def test_a_phone_that_trusts_the_authority_accepts_the_server(
    tmp_path: Path, host: str
) -> None:
    made = certificates_for(tmp_path, host, clock.now())

    handshake(made.authority, made.certificate, made.key, host)


@pytest.mark.parametrize(
    ("host", "other"),
    [
        ("192.168.1.20", "192.168.1.21"),
        ("192.168.1.20", "bank.example"),
        ("laptop.local", "bank.example"),
        ("laptop.local", "192.168.1.20"),
    ],
)
def test_a_stolen_authority_cannot_vouch_for_another_host(
    tmp_path: Path, host: str, other: str
) -> None:
    made = certificates_for(tmp_path, host, clock.now())
    signer = load_pem_private_key((tmp_path / "authority.key").read_bytes(), None)
    assert isinstance(signer, Key)
    forged, key = make_server(other, clock.now(), read(made.authority), signer)
    certificate, private = tmp_path / "forged.pem", tmp_path / "forged.key"
    write_pair(certificate, private, forged, key)

    with pytest.raises(ssl.SSLCertVerificationError, match=r"permitted|excluded"):
        handshake(made.authority, certificate, private, other)


def test_the_server_certificate_is_what_phones_ask_for(made: Certificates) -> None:
    server = read(made.certificate)
    lasts = server.not_valid_after_utc - server.not_valid_before_utc
    wanted = server.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value

    assert lasts <= timedelta(days=397)
    assert list(wanted) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert server.not_valid_before_utc < AT


def test_the_constraint_cannot_be_ignored(made: Certificates) -> None:
    authority = read(made.authority)

    found = authority.extensions.get_extension_for_class(x509.NameConstraints)

    assert found.critical


def test_the_authority_is_made_once(tmp_path: Path) -> None:
    first = certificates_for(tmp_path, "laptop.local", AT)
    again = certificates_for(tmp_path, "laptop.local", AT + timedelta(days=300))

    assert first.is_new
    assert not again.is_new
    assert again.fingerprint == first.fingerprint


def test_the_server_certificate_is_renewed_before_it_ends(tmp_path: Path) -> None:
    first = read(certificates_for(tmp_path, "laptop.local", AT).certificate)
    later = AT + timedelta(days=380)
    second = read(certificates_for(tmp_path, "laptop.local", later).certificate)

    assert second.not_valid_after_utc > first.not_valid_after_utc


def test_another_address_needs_another_authority(tmp_path: Path) -> None:
    first = certificates_for(tmp_path, "192.168.1.20", AT)
    moved = certificates_for(tmp_path, "10.0.0.7", AT)

    assert moved.is_new
    assert moved.fingerprint != first.fingerprint


def test_keys_are_for_their_owner_only(made: Certificates) -> None:
    folder = made.key.parent

    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_fingerprint_is_the_one_phones_show(made: Certificates) -> None:
    pairs = made.fingerprint.split(":")

    assert len(pairs) == 32
    assert all(len(pair) == 2 for pair in pairs)
