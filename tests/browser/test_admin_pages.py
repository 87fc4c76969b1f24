"""The admin in a real browser: what its scripts add to a page must be usable by everyone too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

Check = Callable[..., None]

#: The label of Django's own search box is a picture, which axe would like to be a word.
DJANGOS = ["label-title-only"]


@pytest.fixture
def editor(site: Site, new_page: NewPage) -> Page:
    return new_page(site, "demo-editor")


@pytest.mark.parametrize("noun", ["claim", "article", "source", "changeset"])
def test_a_list_with_its_filters(editor: Page, assert_accessible: Check, noun: str) -> None:
    editor.goto(f"/admin/factcheck/{noun}/")
    assert_accessible(editor, but=DJANGOS)


def test_a_box_of_a_filter_has_the_filters_name(editor: Page) -> None:
    editor.goto("/admin/factcheck/claim/")
    expect(editor.get_by_role("textbox", name="assignee", exact=True)).to_be_visible()


def test_an_act_with_what_it_wrote(editor: Page, assert_accessible: Check) -> None:
    editor.goto("/admin/factcheck/changeset/?article__isnull=False")
    editor.locator("#result_list th a").first.click()
    expect(editor.get_by_role("heading", name="What it wrote")).to_be_visible()
    assert_accessible(editor)
