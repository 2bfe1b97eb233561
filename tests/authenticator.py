"""A software authenticator: real keys, real attestations, real signatures."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "http://localhost:8000"
USER_PRESENT, USER_VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One passkey on one device. Members may be set to make it misbehave.

    ``counts`` is False for those that keep no counter, as synchronised passkeys do.
    """

    origin: str = ORIGIN
    rp_id: str | None = None
    verifies: bool = True
    counts: bool = True
    count: int = 0
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    user_handle: bytes = b""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What ``navigator.credentials.create`` answers, attested by nobody."""
        self.user_handle = bytes_of(options["user"]["id"])
        rp_id = self.rp_id or options["rp"]["id"]
        known = len(self.credential_id).to_bytes(2, "big") + self.credential_id
        data = self.data(rp_id, HAS_KEY) + bytes(16) + known + self.public_key()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self.credential(
            clientDataJSON=self.client_data("webauthn.create", options),
            attestationObject=attestation,
        )

    def answer(self, options: dict[str, Any]) -> dict[str, Any]:
        """What ``navigator.credentials.get`` answers."""
        self.count += self.counts
        client_data = self.client_data("webauthn.get", options)
        data = self.data(self.rp_id or options["rpId"], 0)
        signed = data + hashlib.sha256(client_data).digest()
        return self.credential(
            clientDataJSON=client_data,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=self.user_handle,
        )

    def credential(self, **response: bytes) -> dict[str, Any]:
        name = text_of(self.credential_id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {key: text_of(value) for key, value in response.items()},
        }

    def client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": False,
        }
        return json.dumps(said).encode()

    def data(self, rp_id: str, flags: int) -> bytes:
        """Authenticator data up to the counter."""
        flags |= USER_PRESENT | (USER_VERIFIED if self.verifies else 0)
        site = hashlib.sha256(rp_id.encode()).digest()
        return site + bytes([flags]) + self.count.to_bytes(4, "big")

    def public_key(self) -> bytes:
        """The key as COSE writes it: ES256 on P-256."""
        numbers = self.key.public_key().public_numbers()
        x, y = (part.to_bytes(32, "big") for part in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
