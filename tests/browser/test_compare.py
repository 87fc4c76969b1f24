"""Comparing two revisions in a browser: by keys, and without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import ROOT, Site

SLUG = "microsoft-xiaomi-mou-2018"
COMPARE = f"/articles/{SLUG}/compare/2...3/"


@pytest.fixture
def revised(fresh_site: Site, tmp_path: Path) -> Site:
    """The seed article with a paragraph moved and two words changed."""
    body, _, _ = (ROOT / "seeds" / "article.txt").read_text().partition("Diperbarui 24/12/2019")
    *lines, last = body.strip().splitlines()
    text = "\n".join([last, *lines]).replace("US$100", "US$54").replace("2015", "2014")
    file = tmp_path / "revised.txt"
    file.write_text(text)
    given = ("--by", "demo-editor", "--reason", "Mended.")
    fresh_site.manage("record_revision", SLUG, str(file), *given)
    return fresh_site


def test_keys_lead_from_change_to_change(
    revised: Site, new_page: Callable[..., Page], assert_accessible: Callable[..., None]
) -> None:
    page = new_page(revised)
    page.goto(COMPARE)
    assert_accessible(page)
    expect(page.get_by_text("next change")).to_be_visible()
    numbers = page.locator(".diff-pair.changed").count()
    assert numbers == 3
    for number in range(1, numbers + 1):
        page.keyboard.press("n")
        expect(page.locator(f"#change-{number}")).to_be_focused()
        expect(page.locator(f"#change-{number}")).to_be_in_viewport()
    page.keyboard.press("n")
    expect(page.locator(f"#change-{numbers}")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator(f"#change-{numbers - 1}")).to_be_focused()
    assert page.url.endswith(f"#change-{numbers - 1}")


def test_without_scripts_links_do(revised: Site, new_page: Callable[..., Page]) -> None:
    page = new_page(revised, java_script_enabled=False)
    page.goto(COMPARE)
    page.get_by_role("link", name="change 1", exact=True).click()
    page.locator("#change-1").get_by_role("link", name="Next change").click()
    assert page.url.endswith("#change-2")
    expect(page.get_by_text("next change")).to_be_hidden()
    page.get_by_role("link", name="Moved: see change 1").click()
    assert page.url.endswith("#change-1")
