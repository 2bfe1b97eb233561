"""Which passwords are accepted, and how they are kept."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.accounts.hashing import Hasher, fits
from app.core.errors import Invalid

LEAST_CHARS = 15
MOST_CHARS = 128
MOST_BYTES = 512
LIST = Path(__file__).parent / "data" / "common_passwords.txt"
# Words of this product and its field: what somebody who knows us would try first.
CONTEXT = {"shadowlog", "shadow", "shadowing", "study", "observer", "trust", "hospital"}
OBVIOUS = {
    *("password", "passwort", "passphrase", "pass", "word", "welcome", "letmein"),
    *("admin", "administrator", "user", "login", "secret", "changeme", "test", "root"),
    *("qwerty", "qwertz", "azerty", "asdf", "zxcv", "abc", "iloveyou", "master"),
    *("monkey", "dragon", "football", "sunshine", "princess", "summer", "winter"),
    *("spring", "autumn", "monday", "friday", "january", "december", "hello"),
}
RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890")

# A tenth of a second on a server, days on a card that tries them by the million.
FULL_WORK = Hasher(memory_cost=65536, time_cost=3, parallelism=1)
HASHER = FULL_WORK
# Each hash takes 64 MiB; more than four at once could starve everything else.
at_once = threading.Semaphore(4)


def comparable(password: str) -> str:
    """One form for what different keyboards send for the same password."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, about: Iterable[str] = ()) -> None:
    """Refuse a new password that is too short, too long or too easily guessed.

    ``about`` holds what an attacker knows of the person: login, name.

    Raises:
        Invalid: with a sentence that says what to change.
    """
    if len(password) < LEAST_CHARS:
        refuse(f"Use at least {LEAST_CHARS} characters; a short sentence does well.")
    if len(password) > MOST_CHARS or len(encoded(password)) > MOST_BYTES:
        refuse(f"Use at most {MOST_CHARS} characters ({MOST_BYTES} bytes).")
    if guessable(password, about):
        refuse("This password is easily guessed. Choose words that are not connected.")


def refuse(detail: str) -> None:
    raise Invalid(detail, "#/password")


def guessable(password: str, about: Iterable[str] = ()) -> bool:
    """Whether a password is a common one, or nothing but obvious words and runs."""
    plain = comparable(password).casefold()
    return plain in common_passwords() or len(surprise(plain, about)) < 4


def surprise(plain: str, about: Iterable[str]) -> str:
    """What is left of a password without obvious words, runs, repeats and digits."""
    rest = re.sub(r"[!-/:-@\[-`{-~\s]+", "", plain)
    for word in longest_first(CONTEXT | OBVIOUS | parts_of(about)):
        rest = rest.replace(word, "")
    for run in RUNS:
        for piece in pieces(run):
            rest = rest.replace(piece, "")
    return re.sub(r"\d+|([a-z])\1{2,}", "", rest)


def longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def pieces(run: str) -> list[str]:
    """Every stretch of four or more keys of a run, forwards and backwards."""
    stretches = {
        line[start:end]
        for line in (run, run[::-1])
        for start in range(len(line))
        for end in range(start + 4, len(line) + 1)
    }
    return longest_first(stretches)


def parts_of(about: Iterable[str]) -> set[str]:
    """The words of a login or a name, as they could turn up inside a password."""
    split = (re.split(r"[\W_]+", comparable(text).casefold()) for text in about)
    return {word for words in split for word in words if len(word) >= 3}


@cache
def common_passwords() -> frozenset[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if line and line[0] != "#")


def hashed(password: str) -> str:
    with at_once:
        return HASHER.hash(encoded(password))


def verify(known_hash: str | None, password: str) -> bool:
    """Whether ``password`` is the one hashed.

    Without a hash (no such account) the same work is done for nothing, so that the
    time an answer takes does not tell which logins exist.
    """
    against = known_hash or dummy_hash(HASHER)
    secret = encoded(password)[:MOST_BYTES]
    with at_once:
        right = fits(against, secret)
    return right and known_hash is not None and len(encoded(password)) <= MOST_BYTES


def renewed(known_hash: str | None, password: str) -> str | None:
    """A new hash of a password just verified, where the old one has become too weak."""
    weak = known_hash is not None and HASHER.is_outgrown(known_hash)
    return hashed(password) if weak else None


@cache
def dummy_hash(hasher: Hasher) -> str:
    return hasher.hash(b"nobody's password")


def encoded(password: str) -> bytes:
    return comparable(password).encode("utf-8", "surrogatepass")
