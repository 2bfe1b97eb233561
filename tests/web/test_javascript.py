"""Comments are told from what only looks like one."""

import pytest

from app.web.javascript import (
    CannotJoin,
    Source,
    lone_comments,
    parts_of,
    squeezed,
    without_comments,
)
from tests.web.node import run


def bare(text: str) -> str:
    """A script without the comments that have lines to themselves."""
    for start, end in reversed(
        list(lone_comments(text, [*parts_of(Source("x.js", text))]))
    ):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    "comment",
    [
        "// why\n",
        "  // why, it's `open {\n",
        "/** What it is. */\n",
        "/**\n * @param {string} a `{`\n */\n",
        "  /* why */  \n",
        "/* one */\n/* two */\n// three\n",
    ],
)
def test_a_comment_with_lines_to_itself_goes(comment: str) -> None:
    assert bare(f"{comment}a()\n{comment}b()\n{comment}") == "a()\nb()\n"


@pytest.mark.parametrize(
    "kept",
    [
        "a() // beside code\n",
        "/** @type {A} */ (a).b()\n",
        "const a = /** @type {{a: B}} */ (\n  b\n)\n",
        "const a = '// no comment'\n",
        'const a = "it\'s /* no"\nconst b = "comment */"\n',
        "const a = 'that\\'s // it'\n",
        "const a = `\n// no comment\n/* nor this */\n`\n",
        "const a = html`\n// a ${b ? html`\n// b ${{c: '}'}.c}\n` : ''}\n// d\n`\n",
        "const a = `\\`\n// no comment\n$ {\n`\n",
        "const a = /[/*]\\/*'`/g\n// a comment\nconst b = 1 / 2 / 3\n",
    ],
)
def test_whatever_else_stays_to_the_letter(kept: str) -> None:
    assert bare(kept) == kept.replace("// a comment\n", "")


def test_a_comment_between_the_parts_of_a_template_goes() -> None:
    text = "const a = `// stays ${\n  // goes\n  b\n}\n// stays`\n// goes\n"

    assert bare(text) == "const a = `// stays ${\n  b\n}\n// stays`\n"


@pytest.mark.parametrize(
    "before", ["return ", "(", "= ", "=> ", "[", "!", "case ", ";\n"]
)
def test_a_pattern_is_known_by_what_stands_before_it(before: str) -> None:
    parts = list(parts_of(Source("x.js", f"a {before}/['\"`/]/i.b")))

    assert [part.kind for part in parts] == ["pattern"]


@pytest.mark.parametrize("before", ["a ", "1 ", "a) ", "a] ", "'' ", "a.case "])
def test_a_division_is_known_by_what_stands_before_it(before: str) -> None:
    parts = list(parts_of(Source("x.js", f"{before}/ b / c")))

    assert "pattern" not in [part.kind for part in parts]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("const a = 'open\n", "string or comment that does not end"),
        ("a()\n/* open\n", "string or comment that does not end"),
        ("const a = `open ${b\n", "braces that do not match"),
        ("const a = `open\n", "template that does not end"),
        ("const a = /open\n", "pattern that does not end"),
        ("if (a) {\n", "braces that do not match"),
        ("if (a) /b/.test(c)\n", "a slash that may divide or open a pattern"),
        ("if (a) {}/b/.test(c)\n", "a slash that may divide or open a pattern"),
    ],
)
def test_what_is_not_sure_is_refused(text: str, why: str) -> None:
    with pytest.raises(CannotJoin, match=rf"^x\.js:\d+: .*{why}"):
        list(parts_of(Source("x.js", text)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a() // beside code\n", "a()  \n"),
        ("const a = /** @type {A} */ (b)\n", "const a =   (b)\n"),
        ("return /* one\ntwo */ a\n", "return \n a\n"),
        ("// alone\na('// no') /* b */\n", "a('// no')  \n"),
        ("/* a */ b() /* c */\n/* d */\n", "  b()  \n"),
    ],
)
def test_a_comment_beside_code_leaves_what_it_meant(text: str, left: str) -> None:
    for start, end, instead in sorted(
        without_comments(Source("x.js", text)), reverse=True
    ):
        text = text[:start] + instead + text[end:]

    assert text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("if (a) {\n  b = [c, d]\n\n}\n", "if(a){\nb=[c,d]\n}\n"),
        ("a = b - -c + +d / e % f\n", "a=b - -c + +d / e % f\n"),
        ("const a = 'b  = c'\n", "const a='b  = c'\n"),
        ("a = `b  =\n   c`\n", "a=`b  =\n   c`\n"),
        ("a = html`b  =\n   c`\n", "a=html`b  =\nc`\n"),
        ("a = html`\n  ${b(`\n  c`) }\n  d`\n", "a=html`\n${b(`\n  c`)}\nd`\n"),
        ("a.replace(/ = /g, b)\n", "a.replace(/ = /g,b)\n"),
        ("typeof a in b of c\n", "typeof a in b of c\n"),
    ],
)
def test_only_spaces_that_mean_nothing_go(text: str, left: str) -> None:
    assert squeezed(Source("x.js", text)) == left


def test_a_squeezed_script_says_the_same() -> None:
    text = (
        "const a = 4\nlet b = 2, c = [a > b ? .5 : 1, a-- > b, ! ! b]\n"
        "const d = {e: (f) => ({g: - -f}), async h () { return [...c] }}\n"
        "const i = a\n  ? b\n  : c\n"
        "tell(JSON.stringify([a, b, c, d.e(3), i, /[=] ?/.test('= '), 8 / b / 2]))\n"
    ).replace("const a", "let a")

    assert run(squeezed(Source("x.js", text))) == run(text)
    assert len(squeezed(Source("x.js", text))) < len(text)
