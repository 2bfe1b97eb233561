from typing import Any

import pytest

from app.codebooks.rules import CodeEntry, Fault, draft_of, faults_in, stands_for
from tests import contract

CASES = contract.load("mapping")["mapping"]


def mapped(code: str, to: str | None, *, retired: bool = True) -> CodeEntry:
    return CodeEntry(code, code.title(), retired=retired, maps_to=to)


def pointers(faults: list[Fault]) -> list[str]:
    return [fault.pointer for fault in faults]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_mapping_keeps_the_contract(case: dict[str, Any]) -> None:
    codes = {
        code: mapped(code, to, retired=retired) for code, retired, to in case["codes"]
    }

    assert stands_for(case["code"], codes) == case["stands_for"]


def test_a_draft_may_not_map_in_a_circle() -> None:
    circle = [mapped("a", "b"), mapped("b", "c"), mapped("c", "a"), mapped("d", "a")]

    assert pointers(faults_in([("activity", circle)], {})) == [
        f"#/dimensions/0/codes/{index}/maps_to" for index in range(3)
    ]


def test_a_circle_by_way_of_a_code_the_draft_leaves_out_is_seen() -> None:
    published = draft_of({"activity": [mapped("old", "new"), mapped("new", None)]})

    faults = faults_in([("activity", [mapped("new", "old")])], published)

    assert pointers(faults) == ["#/dimensions/0/codes/0/maps_to"]


def test_a_new_word_for_a_mapping_ends_the_old_one() -> None:
    published = draft_of({"activity": [mapped("a", "b"), mapped("b", None)]})

    turned = [mapped("a", None), mapped("b", "a")]

    assert faults_in([("activity", turned)], published) == []
