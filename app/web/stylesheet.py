"""Joins the stylesheets of the phone's app into one, in the order they are imported."""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from app.web.javascript import Part, Source, lone_comments, only_code

OPAQUE = re.compile(
    r"""(?P<comment>/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""",
    re.VERBOSE | re.DOTALL,
)
IMPORT = re.compile(r"^@import '(\./[^']+\.css)';$", re.MULTILINE)
# Each would mean another thing in the midst of a file at another address.
PLACED = re.compile(r"@(?:import|charset|namespace)\b|\b(?:url|src)\(", re.IGNORECASE)
UNFINISHED = re.compile(r"[\"']|/\*")


def join_styles(sources: Mapping[str, str], entry: str) -> str:
    """The stylesheets that `entry` imports, which does nothing else."""
    listing = Source(entry, sources[entry])
    imports = without_comments(listing)
    if rest := IMPORT.sub("", imports).strip():
        raise listing.wrong(listing.text.find(rest), "something that is not an import")
    joined = ""
    for found in IMPORT.finditer(imports):
        path = normpath(join(dirname(entry), found[1]))
        if path not in sources:
            raise listing.wrong(listing.text.find(found[0]), f"there is no {path}")
        joined += self_contained(Source(path, sources[path]))
    return joined


def self_contained(sheet: Source) -> str:
    """The sheet without its comments, refused if it could disturb the others."""
    plain = only_code(sheet.text, parts_of(sheet))
    for shape in (PLACED, UNFINISHED):
        if found := shape.search(plain):
            raise sheet.wrong(found.start(), f"{found[0]} in a sheet that is joined")
    if plain.count("{") != plain.count("}"):
        raise sheet.wrong(len(plain), "braces that do not match")
    return without_comments(sheet)


def parts_of(sheet: Source) -> list[Part]:
    return [
        Part(str(found.lastgroup), *found.span())
        for found in OPAQUE.finditer(sheet.text)
    ]


def without_comments(sheet: Source) -> str:
    text = sheet.text
    for start, end in reversed(list(lone_comments(text, parts_of(sheet)))):
        text = text[:start] + text[end:]
    return text
