"""Following every chain of the trail from end to end."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from app.audit import store
from app.audit.chain import EMPTY, Finding, Head, Verdict, verify


def verify_all(
    session: Session,
    expected: Collection[str],
    seen: Mapping[str, Sequence[Head]],
) -> Iterator[tuple[str, Verdict]]:
    """What each chain came to, by name.

    ``expected`` are chains there must be: one that is gone as a whole leaves no other
    trace. ``seen`` are the heads somebody outside was told of.
    """
    for chain in sorted({*store.chains(session), *expected, *seen}):
        kept = store.head_of(session, chain)
        verdict = verify(store.entries(session, chain), kept, seen.get(chain, ()))
        if chain in expected and verdict == Verdict(EMPTY, None):
            verdict = Verdict(EMPTY, Finding(1, "is missing"))
        yield chain, verdict
