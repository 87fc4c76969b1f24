"""The seeded site from end to end, as a visitor walks it in both languages.

Every link, picture, stylesheet, script and feed leads somewhere, every #fragment to a place of its
page, and every page is valid HTML.
"""

import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from lxml import etree, html

from tests import checker

#: Enough for the seeds and what may be added to them; more is a trap in which crawlers are caught.
MOST = 2_000
#: What a visitor is led to and may not look at, or need not: other people's rooms.
OTHER_ROOMS = ("/accounts/", "/desk/", "/admin/", "/id/accounts/", "/id/desk/", "/id/admin/")
#: Where an address stands in a page, by element.
LINKS = [
    ("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("use", "href"),
    ("form", "action"), ("iframe", "src"), ("source", "srcset"),
]  # fmt: skip


@dataclass
class Crawl:
    """What was found: pages and other answers by address, with the places of each page."""

    pages: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)  # (from, to)
    broken: list[str] = field(default_factory=list)


_crawls: list[Crawl] = []


@pytest.fixture
def crawl(db: None) -> Crawl:
    """The seeded site, crawled once for all that is asked of it."""
    if not _crawls:
        call_command("demo_accounts", verbosity=0)
        call_command("load_seeds", verbosity=0)
        _crawls.append(crawled(["/", "/id/"]))
    return _crawls[0]


def crawled(starts: list[str]) -> Crawl:
    """Follow every link within the site, each address once."""
    client, found = Client(), Crawl()
    waiting = deque((start, "the start") for start in starts)
    asked = set(starts)
    while waiting:
        address, origin = waiting.popleft()
        if address.startswith(settings.STATIC_URL):
            if finders.find(unquote(urlsplit(address).path).removeprefix("/static/")) is None:
                found.broken.append(f"{address}, from {origin}: no such file")
            continue
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            found.broken.append(f"{address}, from {origin}: {answer.status_code}")
            continue
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            found.others[address] = answer["Content-Type"]
            if answer.streaming:
                b"".join(answer)  # read to its end, it closes itself and no more
            continue
        text = answer.content.decode()
        found.pages[address] = text
        tree = html.fromstring(text)
        found.places[address] = set(tree.xpath("//@id | //a/@name"))
        for link in links_of(tree, address):
            found.links.add((address, link))
            target = urldefrag(link).url
            if target not in asked and not target.startswith(OTHER_ROOMS):
                asked.add(target)
                assert len(asked) < MOST, "Links that never end"
                waiting.append((target, address))
    return found


def links_of(tree: html.HtmlElement, address: str) -> Iterator[str]:
    """Where the page leads within the site, as paths."""
    for tag, name in LINKS:
        for value in tree.xpath(f"//{tag}/@{name}"):
            absolute = urljoin(settings.PUBLIC_URL + address, value)
            if absolute.startswith(settings.PUBLIC_URL + "/"):
                yield absolute.removeprefix(settings.PUBLIC_URL)


def test_every_link_leads_somewhere(crawl: Crawl) -> None:
    assert not crawl.broken, "\n".join(crawl.broken)
    assert len(crawl.pages) > 100


@pytest.mark.parametrize("start", ["/claims/", "/acts/", "/id/claims/", "/id/acts/"])
def test_it_came_about(crawl: Crawl, start: str) -> None:
    """Or else there was nothing to find fault with."""
    assert len([page for page in crawl.pages if page.startswith(start)]) > 10


def test_every_fragment_is_a_place(crawl: Crawl) -> None:
    icons = Path(finders.find("factcheck/icons.svg") or "").read_bytes()
    signs = set(etree.fromstring(icons).xpath("//@id"))
    astray = []
    for origin, link in crawl.links:
        target, fragment = urldefrag(link)
        places = signs if target.endswith("icons.svg") else crawl.places.get(target)
        if fragment and places is not None and unquote(fragment) not in places:
            astray.append(f"{link}, from {origin}")
    assert not astray, "\n".join(sorted(astray)[:20])


def test_every_page_is_valid(crawl: Crawl, tmp_path: Path) -> None:
    """To the Nu checker, without exception."""
    names = {}
    for number, (address, text) in enumerate(crawl.pages.items()):
        name = f"{number:04}.html"
        (tmp_path / name).write_text(text)
        names[name] = address
    try:
        complaints = checker.check(tmp_path)
    except checker.NoChecker as reason:
        if os.environ.get("CI"):
            pytest.fail(f"No HTML checker: {reason}")
        pytest.skip(f"no HTML checker: {reason}")
    told = {
        each.message[:20]: f"{names[each.file]}: {each.message} {each.extract}"
        for each in complaints
    }
    assert not told, "\n".join(told.values())
