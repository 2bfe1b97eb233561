"""When two spellings of a login name mean the same account."""

import unicodedata


def folded(login: str) -> str:
    """The form logins are compared in: blind to case, width and spaces."""
    compatible = unicodedata.normalize("NFKC", login).casefold()
    return " ".join(unicodedata.normalize("NFKC", compatible).split())
