"""The app as phones get it does what its sources say."""

from pathlib import Path

from app.web.join import join_scripts
from app.web.shell import sources
from app.web.stylesheet import join_styles
from tests.web.node import complaints, run


def test_the_whole_app_is_one_script_node_accepts(tmp_path: Path) -> None:
    app = sources("js")

    script = join_scripts(app, "main.js")

    assert complaints(script, tmp_path / "app.mjs") == ""
    left_out = [name for name in app if f"\n$modules['{name}'] = " not in script]
    assert left_out == ["sw.js"]


def test_joined_modules_answer_as_those_apart_do(tmp_path: Path) -> None:
    entry = (Path(__file__).parent / "domain_entry.js").read_text("utf-8")
    app = sources("js") | {"entry.js": entry}
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for name, text in app.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    apart = run("await import('./entry.js')\n", tmp_path)

    assert run(join_scripts(app, "entry.js")) == apart
    assert len(apart) > 200


def test_every_stylesheet_is_in_the_joined_one_in_its_order() -> None:
    sheets = sources("css")

    joined = join_styles(sheets, "main.css")

    assert joined.startswith("@layer tokens, base, layout, components, screens;")
    listed = [line for line in sheets["main.css"].splitlines() if "@import" in line]
    assert len(listed) == len(sheets) - 1
