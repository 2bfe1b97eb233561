from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.merge import State, accepted_stamp, merge
from tests import contract

CONTRACT = contract.load("merge")
Op = dict[str, Any]


def arrive(ops: list[Op]) -> tuple[State, list[str]]:
    """Merge operations in the order given, as a server that keeps all of them."""
    log: dict[str, Op] = {}

    def saw_of(op_id: str, field: str) -> str | None:
        saw: dict[str, str | None] = log.get(op_id, {}).get("saw", {})
        return saw.get(field)

    state: State | None = None
    met: list[str] = []
    for op in ops:
        state, met = merge(state, {"op": "put"} | op, saw_of)
        log[op["id"]] = op
    assert state is not None
    return state, met


def outcome(state: State) -> dict[str, Any]:
    """What must not depend on the order of arrival."""
    return {
        "f": state["f"],
        "deleted": state["deleted"],
        "deletion": state["deletion"],
        "conflicts": sorted(state["conflicts"], key=lambda c: (c["field"], c["stamp"])),
    }


@pytest.mark.parametrize("case", CONTRACT["merge"], ids=lambda case: case["it"])
def test_merging_keeps_the_contract(case: dict[str, Any]) -> None:
    state, met = arrive(case["ops"])

    told = {
        "values": {field: entry[0] for field, entry in state["f"].items()},
        "writers": {field: entry[1] for field, entry in state["f"].items()},
        "stamps": {field: entry[2] for field, entry in state["f"].items()},
        "met": met,
        **state,
    }
    expected = {"deleted": False} | case
    for key in told.keys() & expected.keys():
        assert told[key] == expected[key], key


@pytest.mark.parametrize(
    "case",
    [case for case in CONTRACT["merge"] if case.get("any_order")],
    ids=lambda case: case["it"],
)
def test_the_order_of_arrival_does_not_matter(case: dict[str, Any]) -> None:
    expected = outcome(arrive(case["ops"])[0])

    for ops in permutations(case["ops"]):
        assert outcome(arrive(list(ops))[0]) == expected


@pytest.mark.parametrize("case", CONTRACT["accepted_stamp"], ids=lambda c: c["it"])
def test_the_server_accepts_no_stamp_ahead_of_its_clock(case: dict[str, Any]) -> None:
    assert accepted_stamp(case["ms"], case["now"], case["saw"]) == case["accepted"]


def test_the_record_before_is_left_as_it_was() -> None:
    first = {"id": "a", "op": "put", "set": {"code": "x"}, "stamp": [1, "d", 1]}
    second = {"id": "b", "op": "put", "set": {"code": "y"}, "stamp": [2, "d", 2]}
    before, _ = merge(None, first)

    merge(before, second)
    merge(before, {"id": "t", "op": "del", "stamp": [3, "d", 3]})

    assert before == merge(None, first)[0]


def test_a_first_hand_edit_asks_nobody_for_history() -> None:
    def nobody(op_id: str, field: str) -> str | None:
        raise AssertionError(f"asked what {op_id} saw of {field}")

    first = {"id": "a", "op": "put", "set": {"code": "x"}, "stamp": [1, "d", 1]}
    edit = first | {"id": "b", "saw": {"code": "a"}, "stamp": [2, "d", 2]}
    state, _ = merge(merge(None, first, nobody)[0], edit, nobody)

    assert state["f"]["code"] == ["x", "b", [2, "d", 2]]


def test_a_ring_of_operations_that_saw_each_other_comes_to_an_end() -> None:
    ring = [
        {"id": "a", "set": {"code": 1}, "saw": {"code": "b"}, "stamp": [1, "d", 1]},
        {"id": "b", "set": {"code": 2}, "saw": {"code": "a"}, "stamp": [2, "d", 2]},
        {"id": "c", "set": {"code": 3}, "saw": {"code": "a"}, "stamp": [3, "d", 3]},
        {"id": "e", "set": {"code": 4}, "saw": {"code": "x"}, "stamp": [1, "e", 1]},
    ]

    for ops in permutations(ring):
        assert arrive(list(ops))[0]["f"]["code"][0] in {1, 2, 3, 4}


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """Operations on one record, each of which may have seen any made before it; stamps
    rise along what was seen, as clients and the server see to it."""
    ops: list[Op] = []
    for i in range(draw(st.integers(1, 6))):
        verb = draw(st.sampled_from(["put", "put", "put", "del", "restore"]))
        fields = draw(st.sets(st.sampled_from(["code", "note"]), min_size=1))
        registers = sorted(fields) if verb == "put" else ["deleted"]
        saw: dict[str, str | None] = {}
        floor = 0
        for register in registers:
            earlier = [op for op in ops if register in op["saw"]]
            seen = draw(st.sampled_from([None, *earlier]))
            saw[register] = seen["id"] if seen else None
            floor = max(floor, seen["stamp"][0] if seen else 0)
        stamp = [
            draw(st.integers(floor + 1, floor + 9)),
            draw(st.sampled_from("de")),
            i,
        ]
        op: Op = {"id": f"o{i}", "op": verb, "saw": saw, "stamp": stamp}
        if verb == "put":
            op["set"] = {field: i for field in registers}
        ops.append(op)
    return ops


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_values_and_deletion(
    ops: list[Op], random: Any
) -> None:
    shuffled = random.sample(ops, len(ops))

    state = arrive(shuffled)[0]

    assert state["deleted"] == arrive(ops)[0]["deleted"]
    for register in {register for op in ops for register in op["saw"]}:
        latest = max(
            (op for op in ops if register in op["saw"]), key=lambda op: op["stamp"]
        )
        if register == "deleted":
            assert state["deletion"] == [latest["id"], latest["stamp"]]
            assert state["deleted"] == (latest["op"] == "del")
        else:
            value = latest["set"][register]
            assert state["f"][register] == [value, latest["id"], latest["stamp"]]


@given(histories(), st.randoms(use_true_random=False))
def test_who_was_seen_by_another_is_neither_winner_nor_listed(
    ops: list[Op], random: Any
) -> None:
    seen = {(field, op["saw"][field]) for op in ops for field in op["saw"]}

    state = arrive(random.sample(ops, len(ops)))[0]

    standing = [(field, entry[1]) for field, entry in state["f"].items()]
    listed = [(c["field"], c["op"]) for c in state["conflicts"]]
    assert not seen.intersection(standing + listed)


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from("def"), st.sampled_from("xyz")),
        min_size=1,
        max_size=6,
        unique_by=lambda made: made[:2],
    ),
    st.randoms(use_true_random=False),
)
def test_strangers_edits_are_all_listed_in_any_order(
    made: list[tuple[int, str, str]], random: Any
) -> None:
    ops: list[Op] = [
        {"id": f"{ms}{device}", "set": {"code": value}, "stamp": [ms, device, 1]}
        for ms, device, value in made
    ]

    state = arrive(random.sample(ops, len(ops)))[0]

    winner = max(ops, key=lambda op: op["stamp"])
    values = {op["set"]["code"] for op in ops}
    assert state["f"]["code"][0] == winner["set"]["code"]
    assert {c["value"] for c in state["conflicts"]} == values - {winner["set"]["code"]}
    assert outcome(state) == outcome(arrive(ops)[0])
