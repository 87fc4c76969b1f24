"""The main job, end to end: an editor, two reviewers and a reader, each in their own browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

ARTICLE = "/articles/microsoft-xiaomi-mou-2018/"
QUOTE = "Microsoft dan Xiaomi telah menjalin hubungan sejak lama."
STATEMENT = "Microsoft and Xiaomi had worked together for years before 2018."
RATIONALE = "Their agreements of 2015 and 2016 are on record."


def form_with(page: Page, button: str) -> Locator:
    """The form that ends in this button."""
    return page.locator("form").filter(has=page.get_by_role("button", name=button, exact=True))


def open_claim(page: Page) -> None:
    """From the desk to the claim of this journey."""
    page.goto("/desk/")
    page.get_by_role("link", name=STATEMENT).first.click()
    expect(page.locator("#claim")).to_contain_text(STATEMENT)


@pytest.mark.journey
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_an_editors_claim_to_a_reader(
    fresh_site: Site, new_page: NewPage, scripts: bool
) -> None:
    editor = new_page(fresh_site, "demo-editor", java_script_enabled=scripts)
    add_claim(editor)

    reviewer = new_page(fresh_site, "demo-reviewer-1", java_script_enabled=scripts)
    propose_verdict(reviewer)

    colleague = new_page(fresh_site, "demo-reviewer-2", java_script_enabled=scripts)
    approve(colleague)

    publish(editor)
    read(new_page(fresh_site, java_script_enabled=scripts))
    fresh_site.manage("verify_history")


def add_claim(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Articles", exact=True).first.click()
    page.get_by_role("link", name="Microsoft dan Xiaomi Teken MoU").first.click()
    page.get_by_role("link", name="Add a claim").first.click()
    page.locator("[name=quote]").fill("These words are not there")
    page.locator("[name=statement_en]").fill(STATEMENT)
    page.get_by_label("Factual").check()
    page.locator("[name=reason]").fill("A claim of its own.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("These words are not in the text").first).to_be_visible()
    expect(page.locator("[name=statement_en]")).to_have_value(STATEMENT)  # nothing typed is lost

    page.locator("[name=quote]").fill(QUOTE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(STATEMENT).first).to_be_visible()


def propose_verdict(page: Page) -> None:
    open_claim(page)
    page.get_by_role("button", name="Take", exact=True).click()
    form = form_with(page, "Propose verdict")
    form.locator("[name=rating][value=mostly_true]").check()
    form.locator("select[name=confidence]").select_option("high")
    form.locator("[name=rationale_en]").fill(RATIONALE)
    form.get_by_role("button", name="Propose verdict", exact=True).click()
    expect(page.get_by_text("You proposed this verdict").first).to_be_attached()


def approve(page: Page) -> None:
    open_claim(page)
    page.get_by_role("button", name="Begin second review", exact=True).click()
    form = form_with(page, "Record your rating")
    form.locator("[name=rating][value=mostly_true]").check()
    form.locator("[name=note_en]").fill("The two agreements bear it out; 'long' is loose.")
    form.get_by_role("button", name="Record your rating", exact=True).click()
    expect(page.locator(".status-approved").first).to_be_visible()


def publish(page: Page) -> None:
    open_claim(page)
    form = form_with(page, "Publish")
    form.locator("[name=reason]").fill("Two people reached the same rating.")
    form.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".status-published").first).to_be_visible()


def read(page: Page) -> None:
    page.goto(ARTICLE)
    expect(page.get_by_text("12 of 15 claims checked")).to_be_visible()
    page.locator("a.mark").filter(has_text=QUOTE).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(STATEMENT)
    expect(page.get_by_text(RATIONALE)).to_be_visible()
    expect(page.get_by_text("Mostly true").first).to_be_visible()
