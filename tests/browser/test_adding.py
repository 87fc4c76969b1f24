"""A source added by its address in a browser, with scripts and without: found, read, or by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Original, Site, running_site
from tests.files import CSV
from tests.web import Web, page, web

REVIEWER = "demo-reviewer-1"
ENV = {"WATCHING": "0", "FETCHING": "1", "FETCH_ALLOW_PRIVATE": "1"}
CLAIM = "/desk/claims/14/"
THERE = "It cost 12 million euros, as the city said"


@pytest.fixture(scope="module")
def daily() -> Iterator[Web]:
    with web() as made:
        for name in ("with", "without"):
            made.pages[f"/{name}"] = page(title=f"A bridge {name}")
        yield made


@pytest.fixture(scope="module")
def reading_site(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that may read pages of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENV.items():
            patch.setenv(name, value)
        with running_site(tmp_path_factory.mktemp("reading"), original) as site:
            yield site


def look(page: Page, words: str) -> None:
    page.locator("#source-q").fill(words)
    page.get_by_role("button", name="Look", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_address_becomes_evidence(
    reading_site: Site,
    daily: Web,
    new_page: NewPage,
    complaints: list[str],
    assert_accessible: Callable[[Page], None],
    scripts: bool,
) -> None:
    name = "with" if scripts else "without"
    page = new_page(reading_site, REVIEWER, java_script_enabled=scripts)
    page.goto(f"{CLAIM}evidence/add/")
    look(page, daily.url(f"/{name}"))
    expect(page.locator("[name='source-title']")).to_have_value(f"A bridge {name}")
    page.locator("[name='source-type']").select_option("news")
    page.locator("[name='stance']").select_option("refutes")
    page.locator("[name='note_en']").fill("It tells of another sum.")
    page.locator("[name='reason']").fill("Their own report.")
    page.locator("[name='quote']").fill("It cost 13 million euros")
    if scripts:
        expect(page.locator(".quote-missing")).to_be_visible()
        assert_accessible(page)
        page.locator("[name='quote']").fill(THERE)
        expect(page.locator(".quote-stands")).to_be_visible()
    else:
        page.locator("[name='quote']").fill("It cost 13 million euros")
        page.get_by_role("button", name="Add evidence").click()
        expect(page.locator("[name='note_en']")).to_have_value("It tells of another sum.")
        expect(page.locator("[name='seen']")).to_be_visible()
        page.locator("[name='quote']").fill(THERE)
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".evidence-list")).to_contain_text(f"A bridge {name}")
    expect(page.locator(".evidence-list")).to_contain_text("there is no copy")
    complaints.clear()  # of a 422, as it should be

    page.goto(f"{CLAIM}evidence/add/")
    look(page, daily.url(f"/{name}/#top"))
    expect(page.locator(".source-known")).to_be_visible()
    expect(page.locator("[name='source-title']")).to_have_count(0)

    page.goto("/desk/sources/")
    page.get_by_role("link", name=f"A bridge {name}", exact=True).click()
    expect(page.locator("h1")).to_contain_text(f"A bridge {name}")
    if scripts:
        assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_that_can_not_be_read_goes_on_by_hand(
    reading_site: Site, daily: Web, new_page: NewPage, tmp_path: Path, scripts: bool
) -> None:
    page = new_page(reading_site, REVIEWER, java_script_enabled=scripts)
    page.goto(f"{CLAIM}evidence/add/")
    address = daily.url(f"/nowhere-{scripts}")
    look(page, address)
    expect(page.get_by_text("There is no page at this address (404).")).to_be_visible()
    expect(page.locator("[name='source-url']")).to_have_value(address)
    page.locator("[name='source-title']").fill(f"By hand {scripts}")
    page.locator("[name='source-type']").select_option("news")
    page.locator("[name='stance']").select_option("context")
    page.locator("[name='reason']").fill("Seen in print.")
    scan = tmp_path / "scan.csv"
    scan.write_bytes(CSV)
    page.locator("[name='file']").set_input_files(scan)
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".evidence-list")).to_contain_text(f"By hand {scripts}")
