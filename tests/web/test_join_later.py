"""What is imported later is a script of its own that shares what both need."""

from pathlib import Path

import pytest

from app.web.javascript import CannotJoin
from app.web.join import join_scripts
from tests.web.node import run

MAIN = """import {shared} from './shared.js'
export const load = () => import('./far/rare.js')
tell('first', shared.count)
load().then(({Rare, other}) => tell('', Rare(), other, shared.count))
"""
APP = {
    "main.js": MAIN,
    "shared.js": "export const shared = {count: 1}\n",
    "far/rare.js": "import {own} from './own.js'\nexport {own as Rare}\n"
    "export {other} from './other.js'\n",
    "far/own.js": "import {shared} from '../shared.js'\n"
    "export function own() {\n  shared.count += 1\n  return 'own'\n}\n",
    "far/other.js": "export const other = 'other'\n",
}


def test_it_comes_when_it_is_asked_for_and_finds_the_same_modules(
    tmp_path: Path,
) -> None:
    for name, script in join_scripts(APP, "main.js").items():
        (tmp_path / name).write_text(script, "utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')

    assert run("await import('./app.js')\n", tmp_path) == "first 1 own other 2"


def test_no_module_is_in_both() -> None:
    scripts = join_scripts(APP, "main.js")

    assert list(scripts) == ["app.js", "rare.js"]
    for name in APP:
        held = [f"$modules['{name}']=(" in text for text in scripts.values()]
        assert held == ([False, True] if name.startswith("far/") else [True, False])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"far/rare.js": "export const a = 1\n"}, None),
        ({"main.js": MAIN.replace("far/rare", "nowhere")}, "there is no nowhere.js"),
        ({"main.js": MAIN.replace("far/rare", "shared")}, "cannot be loaded by itself"),
        ({"far/rare.js": "export default function() {}\n"}, "exports need names"),
        (
            {"far/own.js": "export const own = () => import('./other.js')\n"},
            "cannot be loaded by itself",
        ),
        (
            {"main.js": MAIN + "const b = () => import('./far/own.js')\n"},
            "cannot be loaded by itself",
        ),
        ({"far/own.js": "import {a} from '../shared.js'\n"}, "shared.js exports no a"),
    ],
)
def test_what_would_be_in_two_scripts_or_in_none_is_refused(
    change: dict[str, str], why: str | None
) -> None:
    if why is None:
        join_scripts(APP | change, "main.js")
        return
    with pytest.raises(CannotJoin, match=why):
        join_scripts(APP | change, "main.js")
