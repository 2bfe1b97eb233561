"""What the app seals to a public key opens elsewhere, and the other way round."""

import json
from collections.abc import Callable
from pathlib import Path
from secrets import randbelow, token_bytes

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

from tests.security.reader import SUITE
from tests.web.node import run

ROOT = Path(__file__).parents[2]
COUNT = 200
OTHER = CipherSuite.new(
    KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM
)

Message = tuple[bytes, bytes]


def open_with_cryptography(
    key: EllipticCurvePrivateKey, info: bytes, message: Message
) -> bytes:
    return SUITE.decrypt(b"".join(message), key, info)


def open_with_pyhpke(
    key: EllipticCurvePrivateKey, info: bytes, message: Message
) -> bytes:
    enc, ct = message
    return OTHER.create_recipient_context(
        enc, KEMKey.from_pyca_cryptography_key(key), info=info
    ).open(ct)


def seal_with_cryptography(
    key: EllipticCurvePublicKey, info: bytes, plain: bytes
) -> Message:
    message = SUITE.encrypt(plain, key, info)
    return message[:65], message[65:]


def seal_with_pyhpke(key: EllipticCurvePublicKey, info: bytes, plain: bytes) -> Message:
    recipient = KEMKey.from_pyca_cryptography_key(key)
    enc, context = OTHER.create_sender_context(recipient, info=info)
    return enc, context.seal(plain)


def samples() -> list[dict[str, str]]:
    return [
        {
            "info": f"shadowlog|1|v_1|inbox|{n}".encode().hex(),
            "plain": token_bytes(randbelow(600)).hex(),
        }
        for n in range(COUNT)
    ]


def point(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def told(script: str, **given: object) -> list[dict[str, str]]:
    """What a script of ours answers, given these values."""
    begin = "import {seal, open, privateKey} from './pwa/store/hpke.js'\n"
    begin += "const unhex = (t) => Uint8Array.from(Buffer.from(t, 'hex'))\n"
    begin += "const hex = (b) => Buffer.from(b).toString('hex')\n"
    begin += f"const given = {json.dumps(given)}\n"
    answer: list[dict[str, str]] = json.loads(run(begin + script, ROOT))
    return answer


@pytest.mark.parametrize("opened", [open_with_cryptography, open_with_pyhpke])
def test_what_the_app_seals_opens_elsewhere(
    opened: Callable[[EllipticCurvePrivateKey, bytes, Message], bytes],
) -> None:
    key, given = generate_private_key(SECP256R1()), samples()

    sealed = told(
        """
        const out = []
        for (const {info, plain} of given.samples) {
          const {enc, ct} = await seal(unhex(given.pub), unhex(info), unhex(plain))
          out.push({enc: hex(enc), ct: hex(ct)})
        }
        tell(JSON.stringify(out))
        """,
        pub=point(key).hex(),
        samples=given,
    )

    assert len(sealed) == COUNT
    for sample, message in zip(given, sealed, strict=True):
        parts = bytes.fromhex(message["enc"]), bytes.fromhex(message["ct"])
        plain = opened(key, bytes.fromhex(sample["info"]), parts)
        assert plain.hex() == sample["plain"]


@pytest.mark.parametrize("sealed", [seal_with_cryptography, seal_with_pyhpke])
def test_what_is_sealed_elsewhere_opens_in_the_app(
    sealed: Callable[[EllipticCurvePublicKey, bytes, bytes], Message],
) -> None:
    key, given = generate_private_key(SECP256R1()), samples()
    messages = []
    for sample in given:
        info, plain = bytes.fromhex(sample["info"]), bytes.fromhex(sample["plain"])
        enc, ct = sealed(key.public_key(), info, plain)
        messages.append({"info": sample["info"], "enc": enc.hex(), "ct": ct.hex()})
    pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    opened = told(
        """
        const priv = await privateKey(unhex(given.priv))
        const out = []
        for (const {info, enc, ct} of given.messages) {
          const message = {enc: unhex(enc), ct: unhex(ct)}
          const plain = await open(priv, unhex(given.pub), unhex(info), message)
          out.push({plain: hex(plain)})
        }
        tell(JSON.stringify(out))
        """,
        priv=pkcs8.hex(),
        pub=point(key).hex(),
        messages=messages,
    )

    assert [each["plain"] for each in opened] == [each["plain"] for each in given]
