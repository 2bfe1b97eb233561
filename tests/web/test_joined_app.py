"""The app as phones get it does what its sources say."""

from collections import Counter
from pathlib import Path

from app.web.join import join_scripts
from app.web.shell import sources
from app.web.stylesheet import IMPORT, join_styles
from tests.web.node import complaints, run


def test_the_whole_app_is_in_three_scripts_node_accepts(tmp_path: Path) -> None:
    app = sources("js")

    scripts = join_scripts(app, "main.js")

    assert set(scripts) == {"app.js", "rarely.js", "translate.js"}
    for name, script in scripts.items():
        assert complaints(script, tmp_path / name.replace(".js", ".mjs")) == ""


def test_every_module_is_in_one_of_them_and_in_one_only() -> None:
    app = sources("js")

    scripts = join_scripts(app, "main.js").values()

    times = Counter(
        name
        for name in app
        for script in scripts
        if f"\n$modules['{name}']=(" in script
    )
    assert set(times.values()) == {1}
    assert set(app) - set(times) == {"sw.js"}


def test_what_capture_needs_is_there_from_the_start() -> None:
    start = join_scripts(sources("js"), "main.js")["app.js"]

    for screen in ["welcome", "unlock", "pad", "today", "capture"]:
        assert f"$modules['screens/{screen}.js']=(" in start


def test_joined_modules_answer_as_those_apart_do(tmp_path: Path) -> None:
    entry = (Path(__file__).parent / "domain_entry.js").read_text("utf-8")
    app = sources("js") | {"entry.js": entry}
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for name, text in app.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    apart = run("await import('./entry.js')\n", tmp_path)

    assert run(join_scripts(app, "entry.js")["app.js"]) == apart
    assert len(apart) > 200


def test_every_stylesheet_is_in_a_joined_one_in_its_order() -> None:
    sheets = sources("css")

    joined = join_styles(sheets, "main.css")

    assert joined.startswith("@layer tokens, base, layout, components, screens;")
    entries = ("main.css", "rarely.css")
    listed = [line for entry in entries for line in IMPORT.findall(sheets[entry])]
    assert len(set(listed)) == len(sheets) - len(entries)
