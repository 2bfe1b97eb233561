"""How much one study, account or device may come to hold."""

from app.core.errors import Conflict


class QuotaReached(Conflict):
    slug = "quota-reached"


def check(held: int, most: int, of_what: str) -> None:
    """Refuse one more where there are as many as there may be.

    Raises:
        QuotaReached: with the number in the member ``most``.
    """
    if held >= most:
        raise reached(most, of_what)


def reached(most: int, of_what: str) -> QuotaReached:
    return QuotaReached(f"There may be at most {most:,} {of_what}.", most=most)
