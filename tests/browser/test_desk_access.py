"""At the desk: who takes part, on which devices, and what stands on the trail."""

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import DESK, Phone
from tests.browser.server import Server
from tests.browser.test_screens import look

pytestmark = pytest.mark.long

AT_DESK: dict[str, Any] = DESK | {"is_mobile": False, "has_touch": False}


@pytest.fixture
def desk(make_phone: MakePhone, server: Server) -> Phone:
    """Carla's browser, in her study."""
    phone = make_phone("desk", **AT_DESK)
    steps.set_up(phone, server)
    steps.create_study(phone)
    return phone


def change(server: Server, sql: str, *values: Any) -> None:
    """Let happen to the installation's data what time or another phone would do."""
    with closing(sqlite3.connect(server.data_dir / "shadowlog.db")) as db, db:
        db.execute(sql, values)


def let_time_pass(server: Server) -> None:
    """The password was given long ago; the session still stands."""
    change(
        server,
        "UPDATE login_session SET authenticated_at = '2020-01-01 00:00:00.000000'",
    )


def settings(phone: Phone) -> None:
    phone.page.goto(phone.origin + "/#/settings")
    expect(phone.page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def study(phone: Phone) -> None:
    phone.page.goto(phone.origin + "/#/studies")
    phone.page.get_by_role("link", name=re.compile(steps.TITLE)).click()
    expect(phone.page.get_by_role("heading", name="People")).to_be_visible()


def card(phone: Phone, name: str) -> Locator:
    return phone.page.get_by_role("region", name=name)


def invitation(desk: Phone) -> str:
    study(desk)
    desk.tap("Make invitation link")
    return desk.page.locator("code", has_text="#invite=").inner_text()


def joined(desk: Phone, make_phone: MakePhone, login: str = "ana") -> Phone:
    """Somebody who took an invitation, on a phone of her own."""
    link = invitation(desk)
    phone = make_phone(login)
    phone.page.goto(link)
    phone.page.get_by_label("Login").fill(login)
    phone.page.get_by_label("Name").fill(login.title())
    phone.page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Join the study")
    phone.get_in()
    return phone


def member(desk: Phone, name: str) -> Locator:
    study(desk)
    desk.page.get_by_role("button", name=re.compile(f"^{name}")).click()
    return steps.sheet(desk)


def test_what_needs_the_password_again_asks_and_then_goes_on(
    desk: Phone, server: Server
) -> None:
    study(desk)
    let_time_pass(server)

    desk.tap("Make invitation link")
    steps.sheet(desk).get_by_label("Password", exact=True).fill(
        "not the password at all"
    )
    steps.answer(desk, "Go on")
    expect(steps.sheet(desk).get_by_role("alert")).to_be_visible()
    look("desk-light", desk, "access-asked-again")
    steps.sheet(desk).get_by_label("Password", exact=True).fill(steps.PASSWORD)
    steps.answer(desk, "Go on")

    steps.gone(desk)
    expect(desk.page.locator("code", has_text="#invite=")).to_be_visible()


def test_who_does_not_give_the_password_is_told_why_nothing_happened(
    desk: Phone, server: Server
) -> None:
    study(desk)
    let_time_pass(server)

    desk.tap("Make invitation link")
    desk.tap("Cancel")

    expect(card(desk, "People").get_by_role("alert")).to_contain_text("password again")


def test_a_member_changes_role_leaves_and_comes_back(
    desk: Phone, make_phone: MakePhone
) -> None:
    joined(desk, make_phone)

    sheet = member(desk, "Ana")
    look("desk-light", desk, "access-member")
    sheet.get_by_label("Role").select_option("analyst")
    expect(steps.sheet(desk).get_by_label("Role")).to_have_value("analyst")
    steps.answer(desk, "Remove from the study")
    expect(desk.page.get_by_text("Ana is out of the study.").first).to_be_visible()
    expect(desk.page.get_by_role("button", name=re.compile("^Ana"))).to_have_count(0)
    desk.tap("Undo")

    back = desk.page.get_by_role("button", name=re.compile("^Ana"))
    expect(back).to_contain_text("Analyst · OBS2")


def test_what_the_method_tells_of_an_observer_is_kept(desk: Phone) -> None:
    sheet = member(desk, "Carla")
    sheet.get_by_label("Background").fill("Sociologist; two years on wards")
    sheet.get_by_label("Hours of training").fill("40")
    sheet.get_by_label("First day of shadowing").fill("2026-11-02")
    look("desk-light", desk, "observer")
    steps.answer(desk, "Keep what is said")
    expect(desk.page.get_by_text("Kept", exact=True).first).to_be_attached()

    desk.reload()
    sheet = member(desk, "Carla")
    expect(sheet.get_by_label("Background")).to_have_value(re.compile("^Sociologist"))
    expect(sheet.get_by_label("Hours of training")).to_have_value("40")
    expect(sheet.get_by_label("First day of shadowing")).to_have_value("2026-11-02")


def test_an_invitation_is_listed_and_can_be_taken_back(
    desk: Phone, make_phone: MakePhone
) -> None:
    link = invitation(desk)
    desk.tap("Show invitations made so far")
    made = desk.page.get_by_role("list", name="Invitations")
    expect(made).to_contain_text("open")

    made.get_by_role("button").click()

    expect(made).to_contain_text("taken back")
    late = make_phone("late")
    late.page.goto(link)
    late.page.get_by_label("Login").fill("ana")
    late.page.get_by_label("Name").fill("Ana")
    late.page.get_by_label("Password").fill(steps.PASSWORD)
    late.tap("Join the study")
    expect(late.page.get_by_role("alert")).to_contain_text("does not work")


def test_a_forgotten_password_is_chosen_anew_by_its_owner(
    desk: Phone, make_phone: MakePhone
) -> None:
    joined(desk, make_phone)
    sheet = member(desk, "Ana")
    sheet.get_by_role("button", name="Make a reset link").click()
    link = sheet.locator("code", has_text="#reset=").inner_text()
    fresh = "quite another long password"

    browser = make_phone("new", **AT_DESK)
    browser.page.goto(link)
    browser.page.get_by_label("New password").fill(fresh)
    browser.tap("Change password")
    browser.tap("Sign in")
    browser.page.get_by_label("Login").fill("ana")
    browser.page.get_by_label("Password").fill(fresh)
    browser.tap("Sign in")

    browser.get_in()


def test_parting_with_a_device_says_what_it_costs(
    desk: Phone, make_phone: MakePhone, server: Server
) -> None:
    other = make_phone("other")
    steps.sign_in(other, "carla")
    settings(other)
    here = card(other, "My devices").get_by_text("this one")
    expect(here).to_be_visible()
    change(server, "UPDATE device SET waiting = 3")

    settings(desk)
    card(desk, "My devices").get_by_role("button", name=re.compile("^Revoke")).click()
    expect(steps.sheet(desk)).to_contain_text(
        "3 changes were not sent when it was last heard of"
    )
    expect(steps.sheet(desk)).to_contain_text("what it has not sent is lost")
    steps.answer(desk, "Revoke it")

    expect(card(desk, "My devices").get_by_text("revoked")).to_be_visible()


def test_a_changed_password_signs_out_everywhere_else(
    desk: Phone, make_phone: MakePhone
) -> None:
    other = make_phone("other")
    steps.sign_in(other, "carla")
    settings(desk)
    desk.tap("Change password")
    desk.page.get_by_label("Current password").fill(steps.PASSWORD)
    desk.page.get_by_label("New password").fill("quite another long password")
    steps.answer(desk, "Change password")
    steps.gone(desk)

    other.page.goto(other.origin + "/#/sync")
    other.tap("Sync now")

    expect(other.page.get_by_role("heading", name="Sign in again")).to_be_visible()


def test_the_trail_tells_what_was_done_and_can_be_narrowed_in_the_address(
    desk: Phone, make_phone: MakePhone
) -> None:
    joined(desk, make_phone)
    study(desk)
    desk.page.get_by_role("link", name=re.compile("^Trail")).click()
    rows = desk.page.get_by_role("table", name="Trail").locator("tbody tr")
    expect(rows.first).to_contain_text("Invitation accepted")
    expect(rows.first).to_contain_text("Ana")
    expect(rows.last).to_contain_text("Study created")

    desk.page.get_by_label("Show").select_option("subject:added")

    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("CE1")
    assert "subject:added" in desk.page.url


def test_whoever_looks_after_the_installation_sees_accounts_and_no_content(
    desk: Phone, make_phone: MakePhone
) -> None:
    joined(desk, make_phone)
    settings(desk)
    desk.page.get_by_role("link", name="Accounts").click()

    accounts = desk.page.get_by_role("main").get_by_role("list").first
    expect(accounts).to_contain_text("ana")
    expect(desk.page.get_by_role("main")).to_contain_text("no study, no subject")
    expect(desk.page.get_by_role("main")).not_to_contain_text(steps.TITLE)


def test_the_days_of_all_come_as_the_file_the_server_names(desk: Phone) -> None:
    steps.start_day(desk)
    desk.tap("Formal meeting")
    steps.kept(desk)
    desk.page.goto(desk.origin + "/#/reports")

    with desk.page.expect_download() as started:
        desk.tap("CSV for spreadsheets")

    assert re.fullmatch(r"daylog_\w+\.csv", started.value.suggested_filename)
    assert started.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
