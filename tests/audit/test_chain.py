"""What can be done to a chain, and that it shows: on entries in memory, no database."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.chain import (
    EMPTY,
    START,
    Entry,
    Finding,
    Head,
    canonical,
    link,
    neutral,
    verify,
)

Link = tuple[Entry, str]
STUDY = UUID("01990000-0000-7000-8000-000000000002")
AT = datetime(2026, 11, 22, 9, 30, 0, 1234, UTC)


def an_entry(seq: int = 1, **changed: Any) -> Entry:
    known: dict[str, Any] = {
        "id": UUID(int=seq),
        "chain": str(STUDY),
        "seq": seq,
        "at": AT + timedelta(minutes=seq),
        "actor_id": UUID(int=7),
        "device": "d_ana",
        "action": "study:changed",
        "target_id": str(STUDY),
        "study_id": STUDY,
        "outcome": "done",
        "request_id": "0f" * 16,
        "detail": {"changed": ["title"], "n": seq},
    }
    return Entry(**known | changed)


def linked(entries: Sequence[Entry]) -> list[Link]:
    """A chain over the entries, as whoever holds the database could make one."""
    last, chain = START, []
    for seq, entry in enumerate(entries, 1):
        numbered = dataclasses.replace(entry, seq=seq)
        last = link(last, numbered)
        chain.append((numbered, last))
    return chain


def head_of(chain: Sequence[Link]) -> Head:
    return Head(len(chain), chain[-1][1]) if chain else EMPTY


def test_an_entry_is_hashed_in_a_form_anybody_can_write() -> None:
    assert canonical(an_entry(detail={"what": "Zoë"})) == (
        '{"action":"study:changed","actor":"00000000-0000-0000-0000-000000000007",'
        '"at":"2026-11-22T09:31:00.001234+00:00",'
        '"chain":"01990000-0000-7000-8000-000000000002","detail":{"what":"Zo\\u00eb"},'
        '"device":"d_ana","id":"00000000-0000-0000-0000-000000000001",'
        '"outcome":"done","request":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","seq":1,'
        '"study":"01990000-0000-7000-8000-000000000002",'
        '"target":"01990000-0000-7000-8000-000000000002"}'
    )


def test_the_same_moment_in_another_zone_is_the_same_entry() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
    assert canonical(an_entry(at=elsewhere)) == canonical(an_entry(at=AT))


def test_an_untouched_chain_verifies() -> None:
    chain = linked([an_entry(seq) for seq in range(1, 6)])

    assert verify(chain, head_of(chain)) == (head_of(chain), None)
    assert verify([], EMPTY) == (EMPTY, None)


def test_heads_seen_earlier_are_on_the_chain() -> None:
    chain = linked([an_entry(seq) for seq in range(1, 6)])
    seen = [head_of(chain[:n]) for n in (1, 3, 5)]

    assert verify(chain, head_of(chain), seen).finding is None


OTHER: dict[str, Any] = {
    "id": UUID(int=99),
    "chain": "installation",
    "at": AT,
    "actor_id": None,
    "device": "d_ben",
    "action": "log:downloaded",
    "target_id": "day:1",
    "study_id": None,
    "outcome": "refused",
    "request_id": None,
    "detail": {},
}


@pytest.mark.parametrize("column", OTHER)
def test_every_column_is_covered(column: str) -> None:
    chain = linked([an_entry(seq) for seq in range(1, 6)])
    entry, kept = chain[2]
    chain[2] = (dataclasses.replace(entry, **{column: OTHER[column]}), kept)

    assert verify(chain, head_of(chain)).finding == Finding(
        3, "is not what was written"
    )


def test_every_column_is_among_those() -> None:
    assert {field.name for field in dataclasses.fields(Entry)} == {*OTHER, "seq"}


def edited(chain: list[Link], where: int) -> list[Link]:
    entry, kept = chain[where]
    changed = dataclasses.replace(entry, detail={"forged": True})
    return [*chain[:where], (changed, kept), *chain[where + 1 :]]


def deleted(chain: list[Link], where: int) -> list[Link]:
    return chain[:where] + chain[where + 1 :]


def swapped(chain: list[Link], where: int) -> list[Link]:
    """Two neighbours change places and numbers; each keeps its hash."""
    one, other = chain[where], chain[where - 1]
    renumbered = [
        (dataclasses.replace(e, seq=chain[i][0].seq), kept)
        for i, (e, kept) in zip((where - 1, where), (one, other), strict=True)
    ]
    found = list(chain)
    found[where - 1], found[where] = renumbered
    return found if where else list(reversed(chain))


def inserted(chain: list[Link], where: int) -> list[Link]:
    """One more entry, numbered and hashed as it should be; the rest moves up."""
    last = chain[where - 1][1] if where else START
    forged = an_entry(where + 1, action="member:added")
    moved = [(dataclasses.replace(e, seq=e.seq + 1), kept) for e, kept in chain[where:]]
    return [*chain[:where], (forged, link(last, forged)), *moved]


def truncated(chain: list[Link], where: int) -> list[Link]:
    return chain[:where]


TAMPERING = [edited, deleted, swapped, inserted, truncated]


@given(st.integers(2, 12), st.data())
def test_whatever_is_done_to_rows_shows_against_the_head_kept(
    length: int, data: st.DataObject
) -> None:
    chain = linked([an_entry(seq) for seq in range(1, length + 1)])
    tamper = data.draw(st.sampled_from(TAMPERING))
    where = data.draw(st.integers(0, length - 1))

    finding = verify(tamper(chain, where), head_of(chain)).finding

    assert finding is not None
    # One put in between is numbered and linked right: the next betrays it.
    assert finding.seq <= where + 1 + (tamper is inserted)


@given(st.integers(2, 12), st.data())
def test_a_chain_written_anew_shows_against_a_head_seen_from_outside(
    length: int, data: st.DataObject
) -> None:
    """Everything is linked again and the head moved along: only a phone knows."""
    chain = linked([an_entry(seq) for seq in range(1, length + 1)])
    told = data.draw(st.integers(1, length))
    where = data.draw(st.integers(0, told - 1))
    tamper = data.draw(st.sampled_from(TAMPERING))
    forged = linked([entry for entry, _ in tamper(chain, where)])

    assert verify(forged, head_of(forged)).finding is None
    assert verify(forged, head_of(forged), [head_of(chain[:told])]).finding is not None


def test_the_first_fault_is_the_one_named() -> None:
    chain = linked([an_entry(seq) for seq in range(1, 9)])
    twice = edited(edited(chain, 6), 2)

    assert verify(twice, head_of(chain)) == (
        head_of(chain[:2]),
        Finding(3, "is not what was written"),
    )


def test_entries_are_read_one_by_one() -> None:
    asked: list[int] = []

    def entries() -> Any:
        for one in chain:
            asked.append(one[0].seq)
            yield one
            assert len(asked) == one[0].seq

    chain = linked([an_entry(seq) for seq in range(1, 6)])
    assert verify(entries(), head_of(chain)).finding is None


@given(st.text(st.characters(codec=None, categories=None)))
def test_nothing_in_an_entry_breaks_a_line(text: str) -> None:
    kept = neutral({"label": [text], text: 1})

    flat = "".join([*kept["label"], *kept])
    assert flat.isprintable()
    flat.encode("utf-8")


def test_plain_text_is_left_alone() -> None:
    assert neutral({"a": ["Zoë 日本", 1, None, True]}) == {
        "a": ["Zoë 日本", 1, None, True]
    }
    assert neutral("one\r\ntwo\x00") == "one\\r\\ntwo\\x00"
