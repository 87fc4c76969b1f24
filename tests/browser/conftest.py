"""Fixtures for tests in a real browser.

`page` is a visitor's page on `site`, which all tests share and none may change. A test that changes
things takes `fresh_site` and opens pages on it with `new_page(fresh_site, "demo-editor")`.

Whatever the browser complains of fails the test: a script error, a failed request, a refusal by the
Content-Security-Policy. A test that provokes a complaint takes `complaints` and removes it.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser import chromium
from tests.browser.site import Original, Site, original_site, running_site

HERE = Path(__file__).parent
NO_BROWSER = pytest.StashKey[str]()
# Headless in a container, and talking to nobody but the site under test.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NewPage = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say it where it is seen when there was no browser."""
    if reason := config.stash.get(NO_BROWSER, ""):
        terminalreporter.section("browser tests left out", yellow=True)
        terminalreporter.line(f"No browser: {reason}.")
        terminalreporter.line(f"To run them, {chromium.HOW_TO_GET_ONE}.")


# For the folder, not the session: the event loop in Playwright would stop Django's database calls
# in tests that come later.
@pytest.fixture(scope="package")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    try:
        found = chromium.find()
    except chromium.NoBrowser as error:
        pytestconfig.stash[NO_BROWSER] = str(error)
        if os.environ.get("CI"):
            pytest.fail(f"No browser: {error}. To run these tests, {chromium.HOW_TO_GET_ONE}.")
        pytest.skip(f"no browser: {error}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path,
            args=FLAGS,
            env={**os.environ, **found.env},
        )
        yield browser
        browser.close()


# These take the browser only so that without one nothing is set up in vain.
@pytest.fixture(scope="package")
def original(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Original]:
    with original_site(tmp_path_factory.mktemp("original")) as original:
        yield original


@pytest.fixture(scope="package")
def site(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site"), original) as site:
        yield site


@pytest.fixture
def fresh_site(original: Original, tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path, original) as site:
        yield site


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of; it must be empty when the test ends."""
    found: list[str] = []
    yield found
    assert not found, "The browser complained:\n" + "\n".join(found)


@pytest.fixture
def new_page(browser: Browser, complaints: list[str]) -> Iterator[NewPage]:
    """new_page(site, username=None, **context) opens a page in a browser session of its own.

    `context` is what Playwright takes: viewport={"width": 360, "height": 740},
    java_script_enabled=False, color_scheme="dark", locale="id".
    """
    with ExitStack() as contexts:

        def open_page(site: Site, username: str | None = None, **options: Any) -> Page:
            cookies = site.cookies.get(username) if username else None
            context = browser.new_context(base_url=site.url, storage_state=cookies, **options)
            contexts.callback(context.close)
            context.set_default_timeout(10_000)
            page = context.new_page()
            watch(page, complaints)
            if username and not cookies:
                log_in(page, site, username)
            return page

        yield open_page


@pytest.fixture
def page(site: Site, new_page: NewPage) -> Page:
    return new_page(site)


def watch(page: Page, complaints: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    def on_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before all of it had come
            complaints.append(f"{page.url}: no {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", on_failure)


def log_in(page: Page, site: Site, username: str) -> None:
    page.goto("/accounts/login/")
    form = page.locator("form:has(input[name=password])")
    form.locator("input[name=login]").fill(username)
    form.locator("input[name=password]").fill(site.accounts[username].password)
    form.locator("[type=submit]").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    site.cookies[username] = page.context.storage_state()


@pytest.fixture
def assert_accessible() -> Callable[..., None]:
    """Fail with what axe finds on a page, `but` for the rules named."""

    def check(page: Page, but: Sequence[str] = ()) -> None:
        results = Axe().run(page, options={"rules": {rule: {"enabled": False} for rule in but}})
        assert results.violations_count == 0, results.generate_report()

    return check
