import unicodedata

import pytest
from flask import Flask

from app.accounts import passwords
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


def test_a_broken_hash_fits_nothing() -> None:
    assert not passwords.verify("not a hash", "whatever this may be")


def test_every_listed_password_could_otherwise_be_chosen() -> None:
    assert all(
        len(word) >= passwords.LEAST_CHARS for word in passwords.common_passwords()
    )


def test_an_emoji_password_opens_the_door(app: Flask, stranger: Api) -> None:
    assert app
    hashes = passwords.hashed("🙂" * 64), passwords.hashed("🙂" * 63)

    assert [passwords.verify(kept, "🙂" * 64) for kept in hashes] == [True, False]
