"""What a reader's browser loads before a claim can be read."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.site import Site

NewPage = Callable[..., Page]

#: Bytes over the wire, headers and all, as the browser counts them.
ALL, SCRIPTS = 60_000, 10_000
#: Kept from the first moment on; asked for afterwards, since the Content-Security-Policy lets
#: nothing be evaluated in the page while it loads.
SHIFTS = """() => new Promise(resolve => {
    let moved = 0;
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) moved += shift.value;
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(moved), 500);
})"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("prefix", ["", "/id"])
def test_the_first_load_of_a_claim(site: Site, new_page: NewPage, prefix: str, width: int) -> None:
    listing = new_page(site)
    listing.goto(f"{prefix}/claims/")
    address = listing.locator(".card a").first.get_attribute("href")
    page = new_page(site, viewport={"width": width, "height": 800})  # which has nothing yet
    loaded = watch_network(page)
    page.goto(str(address), wait_until="networkidle")
    kinds = [kind for kind, _size in loaded.values()]
    assert kinds.count("Document") == 1
    assert kinds.count("Stylesheet") == 1
    assert sum(size for kind, size in loaded.values() if kind == "Script") <= SCRIPTS
    assert sum(size for _kind, size in loaded.values()) <= ALL, loaded
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("address", ["/", "/claims/", "/articles/microsoft-xiaomi-mou-2018/"])
def test_nothing_moves_while_a_page_loads(site: Site, new_page: NewPage, address: str) -> None:
    """Pictures say how large they are before they are there."""
    page = new_page(site, viewport={"width": 390, "height": 800})
    page.goto(address, wait_until="networkidle")
    assert page.evaluate(SHIFTS) == 0
    assert page.locator("img:not([width][height])").count() == 0


def watch_network(page: Page) -> dict[str, tuple[str, int]]:
    """(kind, bytes) of what is loaded from now on, by request."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    loaded: dict[str, tuple[str, int]] = {}

    def on_answer(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def on_end(event: dict[str, Any]) -> None:
        key = event["requestId"]
        loaded[key] = (kinds.get(key, ""), int(event["encodedDataLength"]))

    session.on("Network.responseReceived", on_answer)
    session.on("Network.loadingFinished", on_end)
    return loaded
