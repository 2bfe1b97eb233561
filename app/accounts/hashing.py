"""Argon2id hashes in the usual text form (PHC), made by cryptography."""

import os
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

SALT_BYTES = 16
HASH_BYTES = 32
PARAMETERS = re.compile(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$")


@dataclass(frozen=True, slots=True)
class Hasher:
    """How much work a hash is; what was hashed with other parameters still verifies."""

    memory_cost: int  # KiB
    time_cost: int
    parallelism: int

    def hash(self, secret: bytes) -> str:
        work = Argon2id(
            salt=os.urandom(SALT_BYTES),
            length=HASH_BYTES,
            iterations=self.time_cost,
            lanes=self.parallelism,
            memory_cost=self.memory_cost,
        )
        return work.derive_phc_encoded(secret)

    def is_outgrown(self, known_hash: str) -> bool:
        """Whether a hash was made with other parameters than these."""
        found = PARAMETERS.match(known_hash)
        wanted = (self.memory_cost, self.time_cost, self.parallelism)
        return found is None or tuple(map(int, found.groups())) != wanted


def fits(known_hash: str, secret: bytes) -> bool:
    """Whether ``secret`` was hashed into ``known_hash``; never for what is no hash."""
    try:
        Argon2id.verify_phc_encoded(secret, known_hash)
    except InvalidKey:
        return False
    return True
