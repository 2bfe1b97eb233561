"""The stylesheets are joined in their order, or refused where that would change."""

import pytest

from app.web.javascript import CannotJoin
from app.web.stylesheet import join_styles


def joined(main: str, **sheets: str) -> str:
    files = {f"styles/{name}.css": text for name, text in sheets.items()}
    return join_styles({"main.css": main, **files}, "main.css")


def test_they_stand_in_the_order_they_are_imported() -> None:
    main = "/* Order. */\n@import './styles/b.css';\n@import './styles/a.css';\n"

    assert joined(main, a="a {}\n", b="@layer x, y;\n") == "@layer x, y;\na {}\n"


def test_only_comments_with_lines_to_themselves_go() -> None:
    kept = "a {\n  b: c; /* stays */\n  d: '/* e */';\n}\n"

    told = joined(
        "@import './styles/a.css';\n", a=f"/* Why\n   so. */\n{kept}  /* f */\n"
    )

    assert told == kept


@pytest.mark.parametrize(
    "sheet",
    [
        "@import './b.css';\n",
        "@charset 'utf-8';\n",
        "a { background: url(../icons/mark.svg) }\n",
        "a { background: URL('x.svg') }\n",
        "a {\n",
        "a {}\n/* open\n",
        "a { b: 'open }\n",
    ],
)
def test_a_sheet_that_would_disturb_or_move_is_refused(sheet: str) -> None:
    with pytest.raises(CannotJoin, match=r"^styles/a\.css:\d+: "):
        joined("@import './styles/a.css';\n", a=sheet)


@pytest.mark.parametrize(
    "line", ["a {}", "@import url('./styles/a.css');", "@import './styles/b.css';"]
)
def test_the_list_holds_nothing_but_sheets_that_are_there(line: str) -> None:
    with pytest.raises(CannotJoin, match=r"^main\.css:2: "):
        joined(f"@import './styles/a.css';\n{line}\n", a="a {}\n")
