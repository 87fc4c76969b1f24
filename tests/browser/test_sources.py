"""Pages that change, move and go under published verdicts: who is told of it, where and when."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Original, Site, running_site
from tests.web import WORDS, Web, moved, page, status, web

REVIEWER, EDITOR = "demo-reviewer-1", "demo-editor"
ENV = {"WATCHING": "1", "FETCHING": "1", "FETCH_ALLOW_PRIVATE": "1"}
#: What becomes of a page, by its name: what the desk calls it; the advertisement is nothing.
FATES = {
    "changed": "The quoted words are gone",
    "moved": "It moved to another address",
    "removed": "It is gone",
}
#: … and what the look found, as the source's own page lists it.
FOUND = {"changed": "Changed", "moved": "Moved", "removed": "Gone (404)"}
QUOTES = {
    "changed": "The mayor opened the bridge",
    "moved": "It cost 12 million euros",
    "removed": "Nobody was hurt",
    "ad": "The old ferry stopped in June",
}
SAID = "The paper took the figure back; the accounts of the city still show it."

# What people do with the newsroom, and then a worker with its queue: each published verdict rests
# on one page, which is copied before anybody looks again.
WRITE = """
from django.utils import timezone
from factcheck.actions import snapshots
from tests.newsroom import newsroom
room = newsroom()
article = room.article()
for name, quote in {quotes}.items():
    claim = room.claim(article, quote, slug=name)
    source = room.source(url={site!r} + "/" + name, title="Page " + name)
    room.evidence(claim, source=source, quote="It cost 12 million euros")
    snapshots.take(source=source.pk, asked_at=timezone.now())
    room.published(claim)
"""
LOOK = """
from django.utils import timezone
from factcheck.actions import watching
from factcheck.models import Source
for source in Source.objects.filter(url__startswith={site!r}):
    assert watching.look(source=source.pk, asked_at=timezone.now())
"""


@pytest.fixture
def daily() -> Iterator[Web]:
    with web() as made:
        made.pages["/robots.txt"] = status("404 Not Found")
        for name in QUOTES:
            made.pages[f"/{name}"] = page()
        yield made


@pytest.fixture
def watched(
    daily: Web, original: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """A site that may look at pages of this machine; four verdicts rest on one each."""
    for name, value in ENV.items():
        monkeypatch.setenv(name, value)
    with running_site(tmp_path, original) as site:
        run(site, WRITE, daily)
        yield site


def run(site: Site, script: str, daily: Web) -> None:
    told = script.format(quotes=json.dumps(QUOTES), site=daily.url(""))
    site.manage("shell", "--command", told)


def test_the_right_verdicts_are_flagged(
    watched: Site,
    daily: Web,
    new_page: NewPage,
    assert_accessible: Callable[[Page], None],
) -> None:
    daily.pages["/changed"] = page(WORDS.replace("12 million", "13 million"))
    daily.pages["/moved"] = moved("/elsewhere")
    daily.pages["/elsewhere"] = page()
    daily.pages["/removed"] = status("404 Not Found")
    daily.pages["/ad"] = page(ad="Fly to the sea tonight, from nine euros")
    run(watched, LOOK, daily)

    # At the desk: each of the three, with what became of it; and they wait for an editor.
    editor = new_page(watched, EDITOR)
    editor.goto("/desk/?show=source-changed")
    expect(editor.locator(".queue a.stretched")).to_have_count(3)
    reader = new_page(watched)
    reviewer = new_page(watched, REVIEWER)
    for name, words in FATES.items():
        editor.goto("/desk/?show=source-changed")
        editor.locator(".queue a.stretched", has_text=QUOTES[name]).click()
        expect(editor.locator(".ground")).to_contain_text("1 source has changed since this verdict")
        reviewer.goto(editor.url)
        expect(reviewer.locator(".ground")).to_contain_text(words)
        reviewer.locator(".ground").get_by_role("link", name=f"Page {name}").click()
        expect(reviewer.locator("h1")).to_have_text(f"Page {name}")
        expect(reviewer.locator(".check-list li").first).to_contain_text(FOUND[name])
        assert_accessible(reviewer)  # with changes, copies and checks in it
        reader.goto(f"/claims/{name}/")
        expect(reader.locator("main")).not_to_contain_text("has changed since")
        expect(reader.locator("main")).not_to_contain_text(words)

    # To readers, once an editor confirmed: of that claim, and of no other.
    editor.goto("/admin/")
    editor.get_by_role("link", name="Page changed").click()
    expect(editor.locator("del", has_text="12")).to_be_visible()
    editor.locator("textarea[name=reason]").fill(SAID)
    editor.get_by_role("button", name="Confirm, and tell readers").click()
    expect(editor.locator(".messagelist")).to_contain_text("Readers are told")
    for address in ("/claims/changed/", "/claims/changed/verdicts/1/"):
        reader.goto(address)
        expect(reader.locator(".notices")).to_contain_text(
            "1 source has changed since this verdict"
        )
        expect(reader.locator(".notices")).to_contain_text(SAID)
        expect(reader.locator(".evidence")).to_contain_text("Changed since")
    for name in ("moved", "removed", "ad"):
        reader.goto(f"/claims/{name}/")
        expect(reader.locator("main")).not_to_contain_text("has changed since")

    # The advertisement is nothing, to nobody.
    reviewer.goto("/desk/?show=all")
    expect(reviewer.locator(".queue", has_text=QUOTES["ad"])).to_have_count(0)
