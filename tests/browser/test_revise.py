"""An editor revises the first article: what the preview says, what stands then, what is read."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import ROOT, Original, Site, running_site

SLUG = "microsoft-xiaomi-mou-2018"
ARTICLE = f"/articles/{SLUG}/"
WINDOWS_PHONE = re.compile(r" Sebagai contoh, ambil saja Windows Phone[^<]*")
CHECKED = 11  # claims of the first article with a published verdict, of 14


@pytest.fixture(scope="module")
def revised_site(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all of these tests; each puts the text back when it is done."""
    with running_site(tmp_path_factory.mktemp("revised"), original) as site:
        yield site


@pytest.fixture
def editor(revised_site: Site, new_page: NewPage, tmp_path: Path) -> Iterator[Page]:
    yield new_page(revised_site, "demo-editor")
    first = tmp_path / "first.txt"
    lines = (ROOT / "seeds" / "article.txt").read_text().splitlines()
    first.write_text("\n".join(line for line in lines if not line.startswith("Diperbarui")))
    words = ["--by", "demo-editor", "--reason", "Put back."]
    revised_site.manage("record_revision", SLUG, str(first), *words)


@pytest.fixture
def reader(revised_site: Site, new_page: NewPage, editor: Page) -> Page:
    return new_page(revised_site, java_script_enabled=False)


def open_form(page: Page) -> None:
    page.goto("/admin/factcheck/article/")
    page.get_by_role("link", name="Microsoft dan Xiaomi Teken MoU").first.click()
    page.get_by_role("link", name="Record a revision").click()
    page.get_by_role("button", name="Put the present text in the box").click()


def preview(page: Page, change: Callable[[str], str]) -> None:
    """Change the present text, and look at what that does."""
    open_form(page)
    box = page.locator("[name=html]")
    before = box.input_value()
    after = change(before)
    assert after != before
    box.fill(after)
    page.get_by_role("button", name="See what it does").last.click()
    expect(page.get_by_role("heading", name="What changes")).to_be_visible()


def record(page: Page) -> None:
    page.locator("[name=reason]").fill("The publisher changed it.")
    page.get_by_role("button", name="Record revision").click()
    expect(page.locator(".messagelist")).to_contain_text("is recorded.")


def touched(page: Page) -> list[str]:
    """The claims of the preview that need another look, each with all that is said of it."""
    return page.locator(".prospect-list > li").all_inner_texts()


def stale(page: Page) -> set[str]:
    """The texts of the marks that readers see as stale."""
    page.goto(ARTICLE)
    return set(page.locator(".article-body a.mark.is-stale").all_inner_texts())


def marks(page: Page) -> set[str | None]:
    return {link.get_attribute("href") for link in page.locator(".article-body a.mark").all()}


def test_a_changed_figure_makes_one_verdict_stale(editor: Page, reader: Page) -> None:
    preview(editor, lambda html: html.replace("US$100 miliar", "US$54 miliar"))
    expect(editor.get_by_text("1 of 14 claims needs another look.")).to_be_visible()
    expect(editor.get_by_text("13 claims stay as they are")).to_be_visible()
    [claim] = touched(editor)
    assert claim.startswith("3. ")
    assert "A number changed" in claim
    assert "Its verdict becomes stale." in claim
    assert stale(reader) == set()  # a preview changes nothing

    record(editor)
    message = editor.locator(".messagelist")
    expect(message).to_contain_text("1 of 14 claims needs another look.")
    expect(message.get_by_role("link")).to_have_text(
        re.compile(r"^3\. The latest Xiaomi IPO report")
    )
    [words] = stale(reader)
    assert "US$54 miliar" in words
    assert len(marks(reader)) == CHECKED
    expect(reader.get_by_text(f"{CHECKED - 1} of 14 claims checked, 1 stale")).to_be_visible()


def test_a_mended_word_touches_the_claim_in_whose_sentence_it_stands(
    editor: Page, reader: Page
) -> None:
    preview(editor, lambda html: html.replace("dikolaboarasikan", "dikolaborasikan"))
    [claim] = touched(editor)
    assert claim.startswith("6. ")
    assert "The wording changed" in claim
    record(editor)
    expect(editor.locator(".messagelist").get_by_role("link")).to_have_count(1)
    [words] = stale(reader)
    assert "dikolaborasikan" in words


def test_a_moved_paragraph_leaves_every_verdict_standing(editor: Page, reader: Page) -> None:
    preview(editor, last_paragraph_first)
    expect(editor.get_by_text("0 of 14 claims need another look.")).to_be_visible()
    assert touched(editor) == []
    expect(editor.get_by_text("claims move with their words")).to_be_visible()
    expect(editor.get_by_text("1 paragraph moved")).to_be_visible()
    expect(editor.locator("del, ins")).to_have_count(0)
    record(editor)
    assert stale(reader) == set()
    assert len(marks(reader)) == CHECKED
    expect(reader.locator(".article-body p").first).to_contain_text("Windows Phone")


def last_paragraph_first(html: str) -> str:
    *others, last = html.split("\n")
    assert "Windows Phone" in last
    return "\n".join([last, *others])


def test_deleted_words_are_lost_and_get_no_false_home(editor: Page, reader: Page) -> None:
    preview(editor, lambda html: WINDOWS_PHONE.sub("", html))
    [claim] = touched(editor)
    assert claim.startswith("4. ")
    assert "The words are gone" in claim
    assert "Perhaps these words" not in claim
    record(editor)
    assert stale(reader) == set()
    assert len(marks(reader)) == CHECKED - 1
    gone = reader.locator("#gone li")
    expect(gone).to_have_count(1)
    expect(gone).to_contain_text("Stale: the words are gone")


def test_both_pages_fit_and_everyone_can_use_them(
    editor: Page, assert_accessible: Callable[..., None], complaints: list[str]
) -> None:
    def check() -> None:
        assert editor.evaluate("document.documentElement.scrollWidth") == 390
        assert not complaints
        assert_accessible(editor)
        complaints.clear()  # axe reads what Django's forms.css imports by a style of its own

    editor.set_viewport_size({"width": 390, "height": 844})
    open_form(editor)
    check()
    box = editor.locator("[name=html]")
    box.fill(f"{box.input_value()}<p>Ralat 20/11/2026: Angka diperbaiki.</p>".replace("100", "54"))
    editor.locator("[name=headline]").press("Enter")
    expect(editor.get_by_role("heading", name="What changes")).to_be_visible()
    check()
    expect(editor.locator("[name=notice_text_id]")).to_have_value("Angka diperbaiki.")
    editor.get_by_role("button", name="Back to the text").click()
    expect(editor.locator("[name=html]")).to_have_value(re.compile("US\\$54 miliar"))
