"""The modules are joined into one script that does the same, or are refused by line."""

import pytest

from app.web.javascript import CannotJoin
from app.web.join import join_scripts
from tests.web.node import run

OTHER = "export const a = 'A'\nexport const b = 'B'\n"


def told(main: str, **others: str) -> str:
    """What the joined modules say, main.js through `tell`."""
    files = {f"{name}.js": text for name, text in others.items()}
    return run(join_scripts({"main.js": main, **files}, "main.js")["app.js"])


@pytest.mark.parametrize(
    "line",
    [
        "import {a, b} from './other.js'",
        "import {b as b, a} from './other.js'",
        "import {\n  a,\n  b,\n} from './other.js'",
        'import{b,a}from"./other.js";',
        "import {b as c, a} from './other.js'\nconst b = c",
    ],
)
def test_named_imports_are_known(line: str) -> None:
    assert told(f"{line}\ntell(a + b)\n", other=OTHER) == "AB"


@pytest.mark.parametrize(
    "line",
    [
        "export const it = () => 'yes'",
        "export function it() {\n  return 'yes'\n}",
        "export class it {\n  static call() {\n    return 'yes'\n  }\n}",
        "const it = () => 'yes'\nexport {it}",
        "function yes() {\n  return 'yes'\n}\n\nexport {yes as it}",
        "export {\n  it,\n} from './far.js'",
        "export {far as it} from './far.js'",
        "import {far} from './far.js'\nexport {far as it}",
    ],
)
def test_exports_are_known(line: str) -> None:
    far = "export const it = () => 'yes'\nexport const far = it\n"
    main = "import {it} from './other.js'\ntell(it.call())\n"

    assert told(main, other=line + "\n", far=far) == "yes"


def test_async_functions_and_generators_are_known() -> None:
    other = (
        "export async function later() {}\nexport function* each() {\n  yield 1\n}\n"
    )
    main = "import {later, each} from './other.js'\ntell(later.name, ...each())\n"

    assert told(main, other=other) == "later 1"


def test_a_default_function_is_known() -> None:
    other = "const n=()=>'yes';export default function(s){return n()+s}"
    main = "import htm from './other.js'\ntell(htm('!'))\n"

    assert told(main, other=other) == "yes!"


def test_what_is_vendored_is_known() -> None:
    main = "import {h, Part} from './vendor/x.js'\ntell(h('p'), Part)\n"
    vendored = {
        "vendor/x.js": 'import{p as n}from"./y.js";export{Part}from"./y.js";'
        "var k=n;function t(s){return s+k}export{t as h,t as createElement};",
        "vendor/y.js": 'var n;n=/[/"]`/.test("import{x}")?1:2;const e=3;'
        "export{n as p,e as Part};",
    }

    joined = join_scripts({"main.js": main, **vendored}, "main.js")
    assert run(joined["app.js"]) == "p2 3"


def test_each_module_keeps_its_names_to_itself_and_runs_once() -> None:
    main = "import {b} from './b.js'\nimport {c} from './c.js'\nconst x = 1\n"
    b = "import {n} from './n.js'\nconst x = 2\nexport const b = x + n()\n"
    c = "import {n} from './n.js'\nconst x = 3\nexport const c = x + n()\n"
    n = "let count = 0\nexport function n() {\n  return (count += 10)\n}\n"

    assert told(main + "tell(b, c, x)\n", b=b, c=c, n=n) == "12 23 1"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("import * as all from './other.js'", "unknown form"),
        ("import one, {a} from './other.js'", "unknown form"),
        ("import './other.js'", "unknown form"),
        ("import {a} from 'preact'", "unknown form"),
        ("import {a} from './other.js' with {type: 'json'}", "unknown form"),
        ("import {a} from './other.js' // why", "unknown form"),
        ("const later = () => import(where)", "unknown form"),
        ("const later = () => import('./other.js', {})", "unknown form"),
        ("const later = () => import('preact')", "unknown form"),
        ("export default 5", "unknown form"),
        ("export default function named() {}", "unknown form"),
        ("export * from './other.js'", "unknown form"),
        ("export let count = 0", "unknown form"),
        ("export var count = 0", "unknown form"),
        ("export const {a, b} = {}", "unknown form"),
        ("let count = 0\nexport {count}", "not a const, class or function: count"),
        ("import {\n  a, // why\n} from './other.js'", "not a plain name"),
        ("import {'a' as b} from './other.js'", "not a plain name"),
        ("import {c} from './other.js'", "other.js exports no c"),
        ("import {a} from './nowhere.js'", "there is no nowhere.js"),
        ("await tell(1)", "waits while it is being loaded"),
        ("const a = await tell(1)", "waits while it is being loaded"),
        ("for await (const a of tell()) a()", "waits while it is being loaded"),
    ],
)
def test_another_form_is_refused_by_file_and_line(line: str, why: str) -> None:
    other = "export const a = 1\n"
    at = 3 if line.startswith("let") else 2

    with pytest.raises(CannotJoin) as refused:
        join_scripts(
            {"main.js": f"const z = 1\n{line}\n", "other.js": other}, "main.js"
        )

    assert str(refused.value).startswith(f"main.js:{at}: ")
    assert why in str(refused.value)


def test_a_circle_is_refused_with_its_files() -> None:
    circle = {
        "main.js": "import {b} from './b.js'\n",
        "b.js": "import {c} from './c.js'\nexport const b = 1\n",
        "c.js": "import {b} from './b.js'\nexport const c = 1\n",
    }

    with pytest.raises(CannotJoin, match=r"circle: b\.js → c\.js → b\.js"):
        join_scripts(circle, "main.js")
