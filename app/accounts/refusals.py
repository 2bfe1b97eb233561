"""What a door says to somebody it knows and still does not let through."""

from collections.abc import Sequence

from app.core.doors import Reach
from app.core.errors import NotAllowed, NotSignedIn


class ReauthenticationNeeded(NotAllowed):
    """The password was given too long ago; ``reach`` is what the door needs."""

    slug = "reauthentication-needed"

    def __init__(self, needed: Reach) -> None:
        super().__init__("Give your password again to go on.", reach=needed.value)


class SecondFactorRequired(NotAllowed):
    """The account has none, and this installation wants one here."""

    slug = "second-factor-required"

    def __init__(self) -> None:
        super().__init__("Set up a second factor in the settings first.")


class SecondFactorNeeded(NotSignedIn):
    """The password fitted; ``methods`` are the ways to give the second factor."""

    slug = "second-factor-needed"

    def __init__(self, methods: Sequence[str]) -> None:
        super().__init__("Give your second factor, too.", methods=list(methods))
