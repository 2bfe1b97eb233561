"""Tells a script's code from its comments, strings, templates and patterns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<template>`)
    |(?P<open>\{)
    |(?P<close>\})
    |(?P<unfinished>["']|/\*)
    |(?P<slash>/)""",
    re.VERBOSE | re.DOTALL,
)
# How what has been opened goes on to its end; a template also ends where a hole begins.
REST = {
    "template": re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL),
    "pattern": re.compile(r"(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*"),
}
NESTING = {"open": 1, "close": -1}
# After these words a value begins, so that a slash begins a pattern.
BEFORE_A_VALUE = re.compile(r"(?<![.\w$])(?:return|typeof|case|in|throw|else|await)$")


class CannotJoin(Exception):
    """A source is written in a way that this program does not know for sure."""


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    text: str

    def wrong(self, position: int, why: str) -> CannotJoin:
        line = self.text.count("\n", 0, position) + 1
        return CannotJoin(f"{self.name}:{line}: {why}")


class Part(NamedTuple):
    """A stretch that is not code: `comment`, `string`, `template` or `pattern`."""

    kind: str
    start: int
    end: int


def parts_of(source: Source) -> Iterator[Part]:
    """Everything in a script that is not code, in order.

    What stands inside `${…}` of a template is code again, to any depth.
    """
    depth, holes, position = 0, list[int](), 0
    while found := TOKEN.search(source.text, position):
        in_hole = bool(holes) and holes[-1] == depth
        kind = kind_of(source, found, in_hole)
        position = end_of(source, found, kind)
        if kind in NESTING:
            depth += NESTING[kind]
        elif kind != "division":
            yield Part(kind, found.start(), position)
        if kind == "template" and found[0] == "}":
            holes.pop()
        if kind == "template" and source.text[position - 1] == "{":
            holes.append(depth)
    if depth or holes:
        raise source.wrong(len(source.text), "braces that do not match")


def kind_of(source: Source, found: re.Match[str], in_hole: bool) -> str:
    kind = str(found.lastgroup)
    if kind == "unfinished":
        raise source.wrong(found.start(), "a string or comment that does not end")
    if kind == "slash":
        return "pattern" if begins_a_pattern(source, found.start()) else "division"
    # The hole ends here; what follows is the template's text again.
    return "template" if kind == "close" and in_hole else kind


def end_of(source: Source, found: re.Match[str], kind: str) -> int:
    if kind not in REST:
        return found.end()
    rest = REST[kind].match(source.text, found.end())
    if rest is None:
        raise source.wrong(found.start(), f"a {kind} that does not end")
    return rest.end()


def begins_a_pattern(source: Source, slash: int) -> bool:
    """Whether a slash opens a regular expression, or else divides."""
    before = source.text[max(0, slash - 40) : slash].rstrip()
    if BEFORE_A_VALUE.search(before):
        return True
    if before.endswith((")", "}")) and not source.text[slash + 1 : slash + 2].isspace():
        raise source.wrong(slash, "a slash that may divide or open a pattern")
    return not re.search(r"[\w$)\]}\"'`]$", before)


def only_code(text: str, parts: list[Part]) -> str:
    """The script with everything else blanked, every position kept."""
    pieces, position = [], 0
    for _, start, end in parts:
        blank = re.sub(r"[^\n]", " ", text[start:end])
        pieces += [text[position:start], blank]
        position = end
    return "".join([*pieces, text[position:]])


def without_comments(source: Source) -> list[tuple[int, int, str]]:
    """Edits that take every comment out, and nothing that a script could notice."""
    parts = list(parts_of(source))
    lone = list(lone_comments(source.text, parts))
    edits = [(start, end, "") for start, end in lone]
    lines = {start for start, _ in lone}
    for kind, start, end in parts:
        line = source.text.rfind("\n", 0, start) + 1
        if kind == "comment" and line not in lines:
            # A comment over several lines ends a statement as a line's end does.
            edits.append((start, end, "\n" if "\n" in source.text[start:end] else " "))
    return edits


def squeezed(source: Source) -> str:
    """The script without the spaces that only make it easy to read.

    Lines stay lines, since a line's end may end a statement. Words never touch: only
    around these signs, none of which makes another sign with its neighbour, spaces go.
    In the templates of `html` a line's indentation is no content; in others it may be.
    """
    text, pieces, position, tags = source.text, list[str](), 0, list[bool]()
    for kind, start, end in [*parts_of(source), Part("end", len(text), len(text))]:
        code = re.sub(r"[ \t]*\n\s*", "\n", text[position:start])
        part = text[start:end]
        pieces.append(re.sub(r" *([{}()\[\];,=<>!&|?:]) *", r"\1", code))
        if kind == "template":
            is_html = tags.pop() if part[0] == "}" else text[:start].endswith("html")
            part = re.sub(r"\n[ \t]+", "\n", part) if is_html else part
            tags += [is_html] if part.endswith("${") else []
        pieces.append(part)
        position = end
    return "".join(pieces)


def lone_comments(text: str, parts: list[Part]) -> Iterator[tuple[int, int]]:
    """Where comments have whole lines to themselves, from line to line.

    A cast before a value shares its line with code and stays.
    """
    for kind, start, end in parts:
        line = text.rfind("\n", 0, start) + 1
        rest = re.compile(r"[ \t]*(?:\n|\Z)").match(text, end)
        if kind == "comment" and rest and not text[line:start].strip():
            yield line, rest.end()
