"""A screen opened rarely is loaded when it first is, and is there without a network."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone
from tests.browser.server import Server


def loaded(phone: Phone) -> list[str]:
    names: list[str] = phone.page.evaluate(
        "() => performance.getEntriesByType('resource').map(({name}) => name)"
    )
    return [name.rsplit("/", 1)[-1] for name in names]


def test_it_opens_offline_and_not_before(make_phone: MakePhone, server: Server) -> None:
    phone = make_phone()
    steps.set_up(phone, server)
    steps.ready_offline(phone)
    phone.context.set_offline(True)
    phone.reload()
    assert "app.js" in loaded(phone)
    assert "rarely.js" not in loaded(phone)

    phone.page.evaluate("location.hash = '#/settings'")

    expect(phone.page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    assert "rarely.js" in loaded(phone)
