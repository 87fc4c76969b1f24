"""The newsroom's own pages: as they come, as they are written, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.actions.policies import set_policy
from factcheck.actions.texts import set_newsroom, set_text
from factcheck.domain.vocabulary import Page, PeopleShown
from factcheck.models import Claim, Rating
from tests.newsroom import Newsroom

pytestmark = pytest.mark.django_db

PAGES = {
    Page.METHODOLOGY: "/methodology/",
    Page.ABOUT: "/about/",
    Page.CORRECTIONS_POLICY: "/corrections/policy/",
}


def write(newsroom: Newsroom, page: Page, version: int = 0, **text: str) -> None:
    reason = f"Written, number {version + 1}."
    set_text(page=page, by=newsroom.editor, reason=reason, version=version, text=text)


@pytest.mark.parametrize(("url", "language"), [("/methodology/", "en"), ("/id/methodology/", "id")])
def test_defines_every_rating(client: Client, url: str, language: str) -> None:
    page = client.get(url).content.decode()
    for rating in Rating.objects.all():
        assert rating.definition[language] in page


def test_the_rules_are_told_as_they_are_kept(client: Client, newsroom: Newsroom) -> None:
    assert "A verdict needs 2 people" in client.get("/methodology/").content.decode()
    set_policy(
        by=newsroom.administrator, reason="More.", version=0, people_needed=3, is_sealed=False
    )
    page = client.get("/methodology/").content.decode()
    assert "A verdict needs 3 people" in page
    assert "Reviewers see the proposed rating" in page


@pytest.mark.parametrize(("page", "url"), PAGES.items())
def test_a_text_that_the_newsroom_wrote(
    client: Client, newsroom: Newsroom, page: Page, url: str
) -> None:
    assert client.get(url).status_code == 200
    write(newsroom, page, en="## Money\n\nWe are paid by *readers*.<script>alert(1)</script>")
    shown = client.get(url).content.decode()
    assert "<h2>Money</h2>" in shown
    assert "<em>readers</em>" in shown
    assert "alert(1)" not in shown
    assert "not written this part yet" not in shown


def test_a_text_in_another_language_says_so(client: Client, newsroom: Newsroom) -> None:
    write(newsroom, Page.ABOUT, en="We are three people.")
    page = client.get("/id/about/").content.decode()
    assert '<div class="prose written" lang="en"><p>We are three people.</p></div>' in page
    assert "Teks ini belum ada dalam bahasa Indonesia." in page


@pytest.mark.parametrize(("page", "url"), PAGES.items())
def test_what_changed_in_a_text(client: Client, newsroom: Newsroom, page: Page, url: str) -> None:
    assert "nobody has changed it" in client.get(f"{url}history/").content.decode()
    write(newsroom, page, en="We are three people.")
    write(newsroom, page, version=1, en="We are four people.")
    history = client.get(f"{url}history/").content.decode()
    assert history.index("Written, number 2.") < history.index("Written, number 1.")
    assert "three</del>" in history
    assert "four</ins>" in history


def test_emptied_the_shipped_text_stands_again(client: Client, newsroom: Newsroom) -> None:
    write(newsroom, Page.ABOUT, en="We are three people.")
    write(newsroom, Page.ABOUT, version=1)
    assert "not written this part yet" in client.get("/about/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/id"])
def test_where_it_stood_first(client: Client, prefix: str) -> None:
    answer = client.get(f"{prefix}/how/")
    assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/methodology/")


@pytest.mark.parametrize("url", ["/methodology/", "/how/", "/about/history/"])
def test_only_reads(client: Client, url: str) -> None:
    assert client.post(url).status_code == 405


def test_by_role_alone_no_page_names_anybody(
    client: Client, newsroom: Newsroom, claim: Claim, revise: Callable[..., Any]
) -> None:
    assert claim.published_verdict
    revise(claim.article, html="The bridge cost 13 million euros. Nobody was hurt.")
    write(newsroom, Page.ABOUT, en="We are three people.")
    paths = [
        claim.get_absolute_url(),
        f"{claim.get_absolute_url()}history/",
        f"{claim.get_absolute_url()}verdicts/1/",
        f"{claim.article.get_absolute_url()}history/",
        f"/acts/{claim.published_verdict.publication.act_id}/",
        "/about/history/",
    ]
    names = ["Editor", "Reviewer", "Colleague"]  # whom the newsroom is made of
    for path in paths:
        assert any(name in client.get(path).content.decode() for name in names), path

    set_newsroom(
        by=newsroom.administrator,
        reason="They were threatened.",
        version=0,
        people_shown=PeopleShown.ROLES,
    )
    for path in paths:
        page = client.get(path).content.decode()
        assert not any(name in page for name in names), path
        assert "editor" in page, path
