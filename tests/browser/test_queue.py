"""The queue with a real worker: a letter is sent, and the admin tells of it."""

import time
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site, working

Check = Callable[..., None]


def test_an_invitation_waits_for_a_worker_and_is_sent(
    site: Site, new_page: NewPage, assert_accessible: Check
) -> None:
    invited = ["--username", "ayu", "--name", "Ayu", "--email", "ayu@example.org"]
    site.manage("invite", *invited, "--role", "reviewer")
    page = new_page(site, "demo-editor")
    page.goto("/admin/factcheck/queuedtask/")
    row = page.locator("#result_list tr", has_text="Send an invitation")
    expect(row).to_contain_text("Waiting")
    assert_accessible(page, but=["label-title-only"])
    with working(site.env, site.var / "worker.log"):
        letter = wait_for_letter(site)
    assert "To: ayu@example.org" in letter
    page.reload()
    expect(row).to_contain_text("Done")
    row.locator("a").first.click()
    expect(page.get_by_role("heading", name="Send an invitation")).to_be_visible()
    assert_accessible(page)


def test_letters_are_chosen_at_the_desk(
    site: Site, new_page: NewPage, assert_accessible: Check
) -> None:
    page = new_page(site, "demo-reviewer-1")
    page.goto("/desk/")
    page.get_by_role("link", name="Letters").click()
    expect(page.get_by_text("Your account has no email address")).to_be_visible()
    page.get_by_label("Once a day, together").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Once a day, together")).to_be_checked()
    assert_accessible(page)


def wait_for_letter(site: Site) -> str:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for path in (site.var / "mail").glob("*.log"):
            if text := path.read_text():
                return text
        time.sleep(0.05)
    raise AssertionError("No letter came.")
