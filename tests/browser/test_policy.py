"""What the policy forbids is heard when it is done: so silence means something."""

import pytest

from tests.browser.conftest import MakePhone

FORBIDDEN = {
    "markup": "() => { document.body.innerHTML = '<b>x</b>' }",
    # A debugger may evaluate; a timer's turn is the page's own.
    "eval": "() => { setTimeout(() => { try { eval('1') } catch {} }) }",
    "inline style": "() => document.body.setAttribute('style', 'color: red')",
    "inline script": """() => {
      const script = document.createElement('script')
      script.textContent = '1'
      document.body.append(script)
    }""",
    "foreign picture": """() => {
      document.body.append(Object.assign(new Image(), {src: 'https://evil.invalid/x'}))
    }""",
    "foreign request": "() => { void fetch('https://evil.invalid/').catch(() => {}) }",
}


@pytest.mark.parametrize("where", ["in its tab", "in another"])
def test_whatever_the_policy_forbids_is_heard(
    make_phone: MakePhone, where: str
) -> None:
    phone = make_phone()
    page = phone.page
    if where == "in another":
        page = phone.context.new_page()
        page.goto(phone.origin)
    heard = {}
    for what, act in FORBIDDEN.items():
        phone.complaints.clear()
        page.evaluate(f"() => {{ try {{ ({act})() }} catch {{ }} }}")
        page.wait_for_timeout(200)
        heard[what] = any("violates" in said for said in phone.complaints)
    phone.complaints.clear()

    assert heard == dict.fromkeys(FORBIDDEN, True)
