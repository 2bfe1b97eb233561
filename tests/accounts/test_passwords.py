import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from flask import Flask

from app.accounts import passwords
from app.accounts.hashing import Hasher
from app.core.errors import Invalid
from tests.api import Api


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "fifteen chars!!",
        "🙂" * 64,
        "🦊🐻🐼🐨" * 32,
        "пароль на русском",
        "x7$Kq!9zRt&2mW#",
        "   spaces   count   too   ",
        "tabs\tand\x00controls are characters",
    ],
)
def test_any_characters_make_a_password(password: str) -> None:
    passwords.check(password, about=["carla", "Carla"])

    assert passwords.verify(passwords.hashed(password), password)


@pytest.mark.parametrize(
    "password",
    [
        "fourteen chars",
        "x" * 14,
        "long enough " * 11,
        "ﷺ" * 100,
        "passwordpassword",
        "PasswordPassword1!",
        "thisismypassword",
        "This is my password",
        "123456789012345",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "shadowlogshadowlog",
        "Shadowlog-2026-Study!",
        "carla.carla.1984",
        "CarlaMustermann1",
    ],
)
def test_what_is_short_long_or_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.check(password, about=["carla", "Carla Mustermann"])

    assert refused.value.members["errors"][0]["pointer"] == "#/password"


def test_the_limits_are_exact() -> None:
    passwords.check("kyzdofbuwpmqvl1")
    passwords.check("kyzdofbuw" * 14 + "pm")
    with pytest.raises(Invalid):
        passwords.check("kyzdofbuw" * 14 + "pmq")


def test_keyboards_may_compose_accents_differently() -> None:
    typed = "Müller liebt Käsekuchen"
    kept = passwords.hashed(unicodedata.normalize("NFC", typed))

    assert passwords.verify(kept, unicodedata.normalize("NFD", typed))


def test_what_is_typed_beyond_the_limit_still_counts() -> None:
    kept = passwords.hashed("a" * 512)

    assert not passwords.verify(kept, "a" * 513)


def test_the_work_is_done_also_for_nobody() -> None:
    assert not passwords.verify(None, "nobody's password")


def test_hashes_other_programs_made_still_open() -> None:
    made_elsewhere = (
        "$argon2id$v=19$m=65536,t=3,p=1$HQL61Vjt6l+SbWexBfrYCg"
        "$7it9XfiBmJLzj1yqRa9BavkB3MpKywnwtdinES0Pz9s"
    )

    assert passwords.verify(made_elsewhere, "x" * 20)
    assert not passwords.verify(made_elsewhere, "x" * 21)
    assert not Hasher(65536, 3, 1).is_outgrown(made_elsewhere)


@pytest.mark.parametrize("broken", ["", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$"])
def test_a_broken_hash_fits_nothing(broken: str) -> None:
    assert not passwords.verify(broken, "whatever this may be")


def test_the_work_is_what_was_decided() -> None:
    kept = passwords.FULL_WORK.hash(b"a password")

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")


def test_no_two_hashes_are_alike() -> None:
    assert passwords.hashed("x" * 20) != passwords.hashed("x" * 20)


def test_a_fifth_password_waits_for_one_of_four() -> None:
    with ExitStack() as others, ThreadPoolExecutor(1) as pool:
        for _ in range(4):
            others.enter_context(passwords.at_once)
        fifth = pool.submit(passwords.hashed, "x" * 20)
        with pytest.raises(TimeoutError):
            fifth.result(timeout=0.2)
        others.close()

        assert passwords.verify(fifth.result(timeout=10), "x" * 20)


def test_every_listed_password_could_otherwise_be_chosen() -> None:
    assert all(
        len(word) >= passwords.LEAST_CHARS for word in passwords.common_passwords()
    )


def test_an_emoji_password_opens_the_door(app: Flask, stranger: Api) -> None:
    assert app
    hashes = passwords.hashed("🙂" * 64), passwords.hashed("🙂" * 63)

    assert [passwords.verify(kept, "🙂" * 64) for kept in hashes] == [True, False]
