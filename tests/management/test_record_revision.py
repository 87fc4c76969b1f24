"""manage.py record_revision: a new text by command, with what it does to each claim."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Article, ChangeSet, Notice, Revision
from tests.fetching.servers import http, says, site
from tests.newsroom import TEXT, Newsroom, version

MORE = TEXT.replace("12 million", "13 million")


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    article = newsroom.article()
    newsroom.published(newsroom.claim(article))
    newsroom.claim(article, "The fare was two euros", topic="The fare")
    return article


def run(article: Article, *arguments: str, by: str = "editor") -> str:
    """Run the command, and give back what it printed."""
    out = io.StringIO()
    call_command("record_revision", article.slug, *arguments, "--by", by, stdout=out)
    return out.getvalue()


def file_with(tmp_path: Path, text: str | bytes, name: str = "new.txt") -> str:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_a_file_is_recorded_and_each_claim_told(article: Article, tmp_path: Path) -> None:
    shown = run(article, file_with(tmp_path, MORE), "--reason", "The city said so.")
    first, dearer, fare = shown.splitlines()
    assert first == "Revision 2 is recorded. 1 of 2 claims needs another look."
    assert "A number changed. Its verdict becomes stale." in dearer
    assert "“cost 12 million euros” → “cost 13 million euros”" in dearer
    assert fare == "  2. The fare: Current. No verdict is published on it."
    act = ChangeSet.objects.newest_first()[0]
    assert (act.channel, act.actor_name, act.reason) == ("command", "Editor", "The city said so.")
    assert article.claims.get(number=1).stale == "number"


def test_a_preview_prints_the_same_and_writes_nothing(article: Article, tmp_path: Path) -> None:
    file, acts = file_with(tmp_path, MORE), ChangeSet.objects.count()
    seen = run(article, file, "--preview").splitlines()
    assert seen[0] == "Revision 2 would be recorded. 1 of 2 claims needs another look."
    assert (Revision.objects.count(), ChangeSet.objects.count()) == (1, acts)
    assert run(article, file, "--reason", "Now.").splitlines()[1:] == seen[1:]


def test_standard_input_and_a_headline(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"The *fare* rose.")))
    run(article, "-", "--reason", "New.", "--form", "markdown", "--effective-on", "2020-05-04")
    revision = Revision.objects.select_related("act").get(number=2)
    assert revision.text == "The fare rose."
    assert str(revision.act.effective_on) == "2020-05-04"
    run(article, "--headline", "A dear bridge", "--reason", "Clearer.")
    revision = Revision.objects.get(number=3)
    assert (revision.headline, revision.text) == ("A dear bridge", "The fare rose.")


def test_lost_words_come_with_places_that_are_like_them(article: Article, tmp_path: Path) -> None:
    text = TEXT.replace("It cost 12 million euros, as the city said. ", "")
    text += "\nThe tunnel cost 12 billion euros too."
    shown = run(article, file_with(tmp_path, text), "--preview")
    assert "The words are gone. Its verdict becomes stale. “cost 12 million euros”" in shown
    assert "Perhaps “cost 12 billion euros” (" in shown


def test_nothing_changed(article: Article, tmp_path: Path) -> None:
    assert run(article, file_with(tmp_path, TEXT)) == "Nothing was changed, so nothing was saved.\n"
    assert version(article) == 1


def test_a_notice_as_the_text_announces_it(article: Article, tmp_path: Path) -> None:
    file = file_with(tmp_path, f"{MORE}\nCorrection, 4 June 2019: It cost 13 million.")
    shown = run(article, file, "--reason", "Wrong.", "--notice", "correction")
    assert "The new text announces: Correction of 2019-06-04: It cost 13 million." in shown
    notice = Notice.objects.get()
    assert (notice.kind, notice.text) == ("correction", {"en": "It cost 13 million."})
    assert str(notice.dated) == "2019-06-04"


def test_a_notice_in_words_of_its_own(article: Article, tmp_path: Path) -> None:
    words = ["--notice", "update", "--notice-text", "New figures."]
    run(article, file_with(tmp_path, MORE), "--reason", "New.", *words)
    assert Notice.objects.get().text == {"en": "New figures."}


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (MORE, [], "Say why: a reason is kept with every change."),
        (b"%PDF-1.4", ["--reason", "x"], "This is a PDF."),
        (b"\x89PNG\r\n", ["--reason", "x"], "This is a picture."),
        ("", ["--reason", "x"], "There is no text here."),
        (MORE, ["--reason", "x", "--url", "https://example.org"], "Give a file or an address"),
        (MORE, ["--reason", "x", "--effective-on", "2999-01-01"], "is in the future"),
        (MORE, ["--reason", "x", "--notice", "update"], "announces no such notice"),
        (MORE, ["--reason", "x", "--notice-text", "Mind."], "what kind of notice"),
        (MORE, ["--reason", "x", "--headline", " "], "Give the article a headline."),
    ],
)
def test_what_is_refused(
    article: Article, tmp_path: Path, content: str | bytes, arguments: list[str], sentence: str
) -> None:
    acts = ChangeSet.objects.count()
    with pytest.raises(CommandError, match=sentence):
        run(article, file_with(tmp_path, content), *arguments)
    assert ChangeSet.objects.count() == acts


def test_who_may_not(newsroom: Newsroom, article: Article, tmp_path: Path) -> None:
    file = file_with(tmp_path, MORE)
    with pytest.raises(CommandError, match="Only editors change articles"):
        run(article, file, "--reason", "x", by="reviewer")
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        run(article, file, "--reason", "x", by="nobody")
    with pytest.raises(CommandError, match="can't be read"):
        run(article, str(tmp_path / "none.txt"), "--reason", "x")
    with pytest.raises(CommandError, match="There is no article at the address “none”"):
        call_command("record_revision", "none", file, "--by", "editor", "--reason", "x")


def test_a_page_is_fetched(article: Article, settings: Any) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    paragraphs = "".join(f"<p>{line} It is told at length here.</p>" for line in MORE.splitlines())
    page = f"<html><head><title>A bridge</title></head><body><article><h1>A bridge</h1>{paragraphs}"
    with site(says(http(page.encode()))) as server:
        shown = run(article, "--url", server.url, "--reason", "Fetched.")
    assert shown.startswith("Found “A bridge” at http://127.0.0.1:")
    assert "cost 13 million euros" in Revision.objects.get(number=2).text
