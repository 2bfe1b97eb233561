"""Joins the modules of the phone's app into few scripts, as they are served.

It knows the forms of `import` and `export` that the sources use and refuses every other
by file and line; it never guesses. Why: docs/decisions/0010-joined-when-served.md.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath

from app.web.javascript import (
    CannotJoin,
    Source,
    only_code,
    parts_of,
    squeezed,
    without_comments,
)

HEAD = "// Joined from the files in pwa/: docs/architecture.md\n"

KEYWORD = re.compile(r"(?<![.\w$])(?:import(?!\s*\.\s*meta\b)|export)\b")
NAME = re.compile(r"([\w$]+)(?:\s+as\s+([\w$]+))?")
_NAMES = r"\{(?P<names>[^{}]*)\}"
_FROM = r"\s*from\s*(?P<quote>['\"])(?P<path>\.[^'\"\n]*)(?P=quote)"
_END = r"[ \t]*(?:;|(?=\n)|\Z)\n?"
IMPORT = re.compile(rf"import(?:\s*{_NAMES}|\s+(?P<whole>[\w$]+)\s){_FROM}{_END}")
PASS_ON = re.compile(rf"export\s*{_NAMES}{_FROM}{_END}")
EXPORT = re.compile(rf"export\s*{_NAMES}{_END}")
DECLARATION = r"(?:const|class|(?:async )?function\*?) "
DECLARE = re.compile(rf"export (?={DECLARATION}(?P<name>[\w$]+))")
DEFAULT = re.compile(r"export default function(?=\s*\()")
LATER = re.compile(r"import\((?P<quote>['\"])(?P<path>\.[^'\"\n]*)(?P=quote)\)")
# Outside of every function: our sources indent whatever is inside one.
AWAIT = re.compile(r"^(?!.*\basync\b)(?:\S.*)?\bawait\b", re.MULTILINE)


@dataclass(slots=True)
class Module:
    """A module's code, with its imports and exports taken out and noted down."""

    source: Source
    plain: str
    code: str = ""
    takes: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    gives: dict[str, str] = field(default_factory=dict)
    needs: list[tuple[str, int, set[str]]] = field(default_factory=list)
    later: list[tuple[str, int]] = field(default_factory=list)

    def scoped(self) -> str:
        """A function that runs at once and returns the exports by name."""
        first = f"{at(self.source.name)} = (() => {{"
        last = f"return {braced(self.gives.items())};\n}})();\n"
        whole = "\n".join([first, *self.takes, self.code, last])
        return squeezed(Source(self.source.name, whole))


def join_scripts(
    sources: Mapping[str, str], entry: str, name: str = "app.js"
) -> dict[str, str]:
    """Module scripts by name that together do what `entry` does with all it imports.

    Each module has a scope of its own and runs after the modules it imports, whose
    exports are final by then: what could still change cannot be exported. What is
    imported later becomes a script of its own, which takes what both need from the
    first; no module is in two of them.
    """
    first = reached(sources, entry, {})
    placed = {module.source.name: module for module in first}
    parts: dict[str, list[Module]] = {}
    taken: set[str] = set()
    for module, path, position in [(m, *each) for m in first for each in m.later]:
        if path not in sources:
            raise module.source.wrong(position, f"there is no {path}")
        if basename(path) in parts:
            continue
        found = reached(sources, path, placed)
        names = {each.source.name for each in found}
        if not found or names & taken or any(each.later for each in found):
            raise module.source.wrong(position, f"{path} cannot be loaded by itself")
        parts[basename(path)] = found
        taken |= names
    begin = HEAD + "const $modules = {};\n"
    end = "export {$modules};\n" if parts else ""
    scripts = {name: begin + scoped(first) + end}
    for part, modules in parts.items():
        begin = f"{HEAD}import {{$modules}} from './{name}';\n"
        scripts[part] = begin + scoped(modules) + shown(modules[-1])
    return scripts


def reached(
    sources: Mapping[str, str], entry: str, placed: Mapping[str, Module]
) -> list[Module]:
    """What `entry` needs and has no place yet, in its order; itself the last."""
    ordered: dict[str, Module] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            circle = " → ".join([*above[above.index(name) :], name])
            raise CannotJoin(f"Modules import each other in a circle: {circle}")
        if name in ordered or name in placed:
            return
        module = read(Source(name, sources[name]))
        for path, position, wanted in module.needs:
            if path not in sources:
                raise module.source.wrong(position, f"there is no {path}")
            visit(path, (*above, name))
            gives = (placed.get(path) or ordered[path]).gives
            if missing := sorted(wanted - gives.keys()):
                raise module.source.wrong(position, f"{path} exports no {missing[0]}")
        ordered[name] = module

    visit(entry, ())
    return list(ordered.values())


def scoped(modules: Iterable[Module]) -> str:
    return "".join(module.scoped() for module in modules)


def shown(module: Module) -> str:
    """The exports of a module as those of the script it is in."""
    if "default" in module.gives:
        raise module.source.wrong(0, "imported later, so its exports need names")
    names = braced((name, name) for name in module.gives)
    return f"export const {names} = {at(module.source.name)};\n"


def read(source: Source) -> Module:
    parts = list(parts_of(source))
    module = Module(source, only_code(source.text, parts))
    if late := AWAIT.search(module.plain):
        raise source.wrong(late.end(), "a module that waits while it is being loaded")
    edits = without_comments(source)
    edits += [take_out(module, word.start()) for word in KEYWORD.finditer(module.plain)]
    module.code = source.text
    for start, end, instead in sorted(edits, reverse=True):
        module.code = module.code[:start] + instead + module.code[end:]
    return module


def take_out(module: Module, start: int) -> tuple[int, int, str]:
    """Note down one import or export; says what to put in its place."""
    text, instead = module.source.text, ""
    if found := IMPORT.match(text, start):
        whole = found["whole"]
        names = [("default", whole)] if whole else pairs_in(module, found)
        path = needed(module, found, names)
        module.takes.append(f"const {braced(names)} = {path};")
        module.taken |= {here for _, here in names}
    elif found := PASS_ON.match(text, start):
        names = pairs_in(module, found)
        path = needed(module, found, names)
        module.gives |= {outside: f"{path}.{there}" for there, outside in names}
    elif found := EXPORT.match(text, start):
        names = pairs_in(module, found)
        must_be_final(module, start, {here for here, _ in names})
        module.gives |= {outside: here for here, outside in names}
    elif found := DECLARE.match(text, start):
        module.gives[found["name"]] = found["name"]
    elif found := LATER.match(text, start):
        path = beside(module, found)
        module.later.append((path, start))
        instead = f"import('./{basename(path)}')"
    elif found := DEFAULT.match(text, start):
        module.gives["default"] = "$default"
        instead = "function $default"
    else:
        raise module.source.wrong(start, "an import or export of an unknown form")
    return start, found.end(), instead


def pairs_in(module: Module, found: re.Match[str]) -> list[tuple[str, str]]:
    """`a, b as c` as (a, a), (b, c)."""
    pairs = []
    for part in filter(None, map(str.strip, found["names"].split(","))):
        name = NAME.fullmatch(part)
        if name is None:
            raise module.source.wrong(found.start(), f"not a plain name: {part}")
        pairs.append((name[1], name[2] or name[1]))
    return pairs


def needed(module: Module, found: re.Match[str], names: list[tuple[str, str]]) -> str:
    path = beside(module, found)
    module.needs.append((path, found.start(), {there for there, _ in names}))
    return at(path)


def beside(module: Module, found: re.Match[str]) -> str:
    return normpath(join(dirname(module.source.name), found["path"]))


def must_be_final(module: Module, start: int, names: set[str]) -> None:
    """Refuse `let`: importers hold the value and would not see it change.

    What is vendored is pinned by its hash, and settles before it exports.
    """
    declared = set(re.findall(rf"^{DECLARATION}([\w$]+)", module.plain, re.MULTILINE))
    loose = sorted(names - declared - module.taken)
    if loose and not module.source.name.startswith("vendor/"):
        raise module.source.wrong(start, f"not a const, class or function: {loose[0]}")


def at(path: str) -> str:
    return f"$modules['{path}']"


def braced(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(a if a == b else f"{a}: {b}" for a, b in pairs) + "}"
