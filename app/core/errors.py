"""What can go wrong, in the words of the domain.

These classes know nothing of HTTP. ``app.core.problems`` gives each family its
status code, so a rule can be called from a route, the CLI or a test alike.
"""

from typing import Any, ClassVar


class DomainError(Exception):
    """Base of every error a person may be shown.

    ``detail`` is a sentence a researcher can act on; ``members`` are further members
    of the problem document.
    """

    slug: ClassVar[str]

    def __init__(self, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members


class Malformed(DomainError):
    """What arrived cannot be read at all."""

    slug = "malformed"


class NotSignedIn(DomainError):
    slug = "not-signed-in"


class NotAllowed(DomainError):
    slug = "not-allowed"


class NotFound(DomainError):
    slug = "not-found"


class Conflict(DomainError):
    slug = "conflict"


class TooLarge(DomainError):
    slug = "too-large"


class WrongMediaType(DomainError):
    slug = "wrong-media-type"


class Invalid(DomainError):
    """Readable, but not acceptable; ``pointer`` names the member at fault."""

    slug = "invalid-input"

    def __init__(self, detail: str, pointer: str | None = None) -> None:
        errors = [{"pointer": pointer, "detail": detail}] if pointer else []
        super().__init__(detail, **({"errors": errors} if errors else {}))


class TooOld(DomainError):
    """The client is older than the server still understands."""

    slug = "client-too-old"


class TooMany(DomainError):
    """Too many requests; ``retry_after`` is in seconds."""

    slug = "too-many-requests"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
