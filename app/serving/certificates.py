"""A certificate authority good for one host only, so that phones trust a laptop."""

import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 5 * 365
# Apple refuses a server certificate that is good for longer than 825 days.
SERVER_DAYS = 397
RENEW_DAYS = 30
# A phone's clock may be behind ours.
EARLIER = timedelta(days=1)

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Certificates:
    """The files a server needs, and the one file a phone needs."""

    authority: Path
    certificate: Path
    key: Path
    fingerprint: str
    is_new: bool


def certificates_for(folder: Path, host: str, at: datetime) -> Certificates:
    """The certificates for ``host``, made or renewed in ``folder`` where needed.

    ``is_new`` tells that the authority changed, so every phone must install it again:
    it does when the host changes, because the authority can vouch for no other.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority, key = folder / "authority.pem", folder / "authority.key"
    is_new = not (key.exists() and good_for(authority, at, constraints(host)))
    if is_new:
        write_pair(authority, key, *make_authority(host, at))
    server, server_key = folder / "server.pem", folder / "server.key"
    alternative = x509.SubjectAlternativeName([name_of(host)])
    if is_new or not (server_key.exists() and good_for(server, at, alternative)):
        issuer = x509.load_pem_x509_certificate(authority.read_bytes())
        signer = serialization.load_pem_private_key(key.read_bytes(), None)
        assert isinstance(signer, Key)
        write_pair(server, server_key, *make_server(host, at, issuer, signer))
    return Certificates(authority, server, server_key, fingerprint(authority), is_new)


def name_of(host: str) -> x509.GeneralName:
    """An IP address or a DNS name, as certificates tell them apart."""
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def constraints(host: str) -> x509.NameConstraints:
    """Forbid the authority every name but ``host``, addresses and DNS names alike.

    A kind of name without a permitted entry would be unlimited, so the other kind
    gets one too: a name that can never exist, or no address at all.
    """
    name = name_of(host)
    if isinstance(name, x509.IPAddress):
        only = x509.IPAddress(ipaddress.ip_network(host))
        return x509.NameConstraints([only, x509.DNSName("nowhere.invalid")], None)
    everywhere = [
        x509.IPAddress(ipaddress.ip_network(net)) for net in ("0.0.0.0/0", "::/0")
    ]
    return x509.NameConstraints([name], everywhere)


def make_authority(host: str, at: datetime) -> tuple[x509.Certificate, Key]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = called(f"Shadowlog field authority for {host}")
    builder = (
        begin(name, name, key, at, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage(certificates=True), critical=True)
        .add_extension(constraints(host), critical=True)
    )
    return builder.sign(key, hashes.SHA256()), key


def make_server(
    host: str, at: datetime, issuer: x509.Certificate, signer: Key
) -> tuple[x509.Certificate, Key]:
    key = ec.generate_private_key(ec.SECP256R1())
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    builder = (
        # Words, not the host: some verifiers read a name-like subject as a name.
        begin(called("Shadowlog on this laptop"), issuer.subject, key, at, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(certificates=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .add_extension(x509.SubjectAlternativeName([name_of(host)]), critical=False)
        .add_extension(identifier, critical=False)
    )
    return builder.sign(signer, hashes.SHA256()), key


def begin(
    subject: x509.Name, issuer: x509.Name, key: Key, at: datetime, days: int
) -> x509.CertificateBuilder:
    start = at - EARLIER
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )


def called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def good_for(path: Path, at: datetime, extension: x509.ExtensionType) -> bool:
    """Whether the certificate at ``path`` says this, and is good for a month yet."""
    if not path.exists():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    lasts = certificate.not_valid_after_utc - at > timedelta(days=RENEW_DAYS)
    found = certificate.extensions.get_extension_for_class(type(extension))
    return lasts and found.value == extension


def fingerprint(path: Path) -> str:
    """SHA-256 over the certificate, as phones show it: ``AB:CD:…``."""
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def write_pair(
    path: Path, key_path: Path, certificate: x509.Certificate, key: Key
) -> None:
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write(key_path, private)
    write(path, certificate.public_bytes(serialization.Encoding.PEM))


def write(path: Path, content: bytes) -> None:
    """Replace a file in one step; only its owner may read it, from its first byte."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    draft.replace(path)
