"""Adding a source in one step: by its address, with a quote that stands in it, with a file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.domain.vocabulary import Origin
from factcheck.forms.evidence import SEEN
from factcheck.models import Evidence, Snapshot, Source
from factcheck.models.snapshot import inside
from tests.fetching.servers import http, says, site
from tests.files import PDF, picture, xlsx
from tests.newsroom import snapshot
from tests.views.desk.conftest import recorded
from tests.views.desk.test_evidence import NEW, WORDS, address, refused

LONG = " It is told at some length here, so that it reads as an article of a newspaper would."
PAGE = """<html lang="en"><head><title>A dear bridge</title>
<meta property="og:title" content="A dear bridge"><meta property="og:site_name" content="City Post">
<link rel="canonical" href="%s"><meta name="author" content="Rahma Putri">
<meta property="article:published_time" content="2019-06-04T10:00:00+07:00">
</head><body><article><h1>A dear bridge</h1><p>It cost “13 million” euros.{0}</p><p>Nobody was
hurt.{0}</p><p>The ferry stopped.{0}</p></article></body></html>""".replace("{0}", LONG)
MISSING = "stand in the text that was read of the source"


@pytest.fixture
def mine(room, desk):
    return desk(room.reviewer).client


@pytest.fixture
def served(settings: Any) -> Any:
    settings.FETCH_ALLOW_PRIVATE = True
    with site(says(http((PAGE % "/bridge").encode()))) as server:
        yield server


def typed(page: str, server: Any) -> dict[str, str]:
    """What the form was filled with, sent as it came."""
    return WORDS | {
        "source-title": "A dear bridge",
        "source-url": f"{server.url}bridge",
        "source-type": "news",
        "source-title_confirmed": "on",
    }


def test_an_address_fills_the_form(claim, mine, served):
    before = recorded()
    page = mine.get(address(claim), {"source_q": f"{served.url}x?utm_source=mail"}).content.decode()
    for value in ("A dear bridge", "Rahma Putri", "City Post", "2019-06-04", "en"):
        assert f'value="{value}"' in page
    assert f'value="{served.url}bridge"' in page  # the page's own address
    assert "Read from the page" in page
    assert recorded() == before


def test_a_reload_asks_no_site_twice(claim, mine, served):
    for _ in range(3):
        mine.get(address(claim), {"source_q": served.url})
    assert served.connections == 1


@pytest.mark.parametrize("written", ["{}bridge/?utm_source=x", "{}other"])
def test_a_source_that_is_here_is_used_at_once(room, claim, mine, served, written):
    """By the address that was typed, or by the one that the page calls its own."""
    source = room.source(url=f"{served.url}bridge", title="Known here")
    asked = {"source_q": written.format(served.url)}
    page = mine.get(address(claim), asked).content.decode()
    assert "This source is here already, and is used." in page
    assert f'name="source" value="{source.pk}"' in page
    assert "source-title" not in page


def test_what_can_not_be_fetched_goes_on_by_hand(claim, mine, settings):
    settings.FETCH_ALLOW_PRIVATE = True
    with site(says(http(b"", status="404 Not Found"))) as server:
        page = mine.get(address(claim), {"source_q": server.url}).content.decode()
    assert "There is no page at this address (404)." in page
    assert "enter the source by hand" in page
    assert f'value="{server.url}"' in page


def test_words_are_looked_for_and_nothing_goes_out(room, claim, mine, served):
    room.source(title="Harbour accounts")
    page = mine.get(address(claim), {"source_q": "harbour"}).content.decode()
    assert "Harbour accounts" in page
    assert served.connections == 0


def test_a_quote_in_the_page_is_taken(claim, mine, served):
    there = f"{address(claim)}?source_q={served.url}"
    page = mine.get(there).content.decode()
    sent = typed(page, served) | {"quote": 'cost "13 million" euros'}
    assert mine.post(there, sent).status_code == 302
    assert claim.evidence.get().quote == 'cost "13 million" euros'
    assert served.connections == 1


def test_a_quote_that_is_not_there_is_asked_about_and_never_walled_off(claim, mine, served):
    there = f"{address(claim)}?source_q={served.url}"
    sent = typed(mine.get(there).content.decode(), served) | {"quote": "cost 14 million euros"}
    before = recorded()
    refused(mine.post(there, sent), before, MISSING, "cost 14 million euros", 'name="seen"')
    assert not Source.objects.exists()
    assert mine.post(there, sent | {"seen": "on", "reason": "By hand."}).status_code == 302
    act = Evidence.objects.get().act
    assert act.reason == f"By hand. {SEEN}"  # who vouches for the words stays on record


def test_who_ticks_it_in_vain_vouches_for_nothing(room, claim, mine):
    source = room.source()
    snapshot(source, "It cost 12 million.")
    sent = WORDS | {"source": source.pk, "quote": "cost 12 million", "seen": "on"}
    assert mine.post(address(claim), sent).status_code == 302
    assert "myself" not in Evidence.objects.get().act.reason


def test_the_quote_is_looked_for_in_the_newest_copy(room, claim, mine):
    source = room.source()
    snapshot(source, "It cost 12 million.")
    snapshot(source, "It cost 13 million.")
    sent = WORDS | {"source": source.pk, "quote": "cost 12 million"}
    refused(mine.post(address(claim), sent), recorded(), MISSING)
    assert mine.post(address(claim), sent | {"quote": "cost 13 million"}).status_code == 302


def test_an_edit_asks_of_a_new_quote_alone(room, claim, mine):
    evidence = room.evidence(claim, quote="cost 11 million")
    snapshot(evidence.source, "It cost 12 million.")
    there = f"/desk/evidence/{evidence.pk}/"
    sent = WORDS | {"version": 1, "quote": "cost 11 million"}
    assert mine.post(there, sent).status_code == 302
    sent |= {"version": 2, "quote": "cost 14 million"}
    refused(mine.post(there, sent), recorded(), MISSING, 'name="seen"')


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("cost 12 million", "These words stand in the page."),
        ("cost 13 million", MISSING),
        ("", "quote-standing-none"),
    ],
)
def test_it_is_said_at_once(room, claim, mine, quote, said):
    source = room.source()
    snapshot(source, "It cost 12 million.")
    page = mine.post("/desk/quote/", {"source": source.pk, "quote": quote}).content.decode()
    assert (said in page) is bool(quote)
    assert ("seen" in page) is (said == MISSING)


def test_the_claims_page_says_how_each_quote_stands(room, claim, desk):
    stands = room.evidence(claim, quote="cost 12 million")
    snapshot(stands.source, "It cost 12 million.")
    lacks = room.evidence(claim, quote="cost 14 million")
    snapshot(lacks.source, "It cost 12 million.")
    blank = room.evidence(claim, quote="cost 15 million")
    snapshot(blank.source, "")
    room.evidence(claim, quote="cost 16 million")
    for _ in range(2):  # the second time from memory
        page = desk(room.reviewer).see(claim)
        assert page.count("stands in the copy of") == 1
        assert page.count("not found in the copy of") == 1
        assert page.count("the copy has no text") == 1
        assert page.count("there is no copy") == 1


def test_an_address_that_is_here_turns_up_when_sent(room, claim, mine):
    source = room.source(url="https://city.example/accounts/")
    before = recorded()
    answer = mine.post(address(claim), WORDS | NEW)
    refused(answer, before, "This source is here already.", "It cost 21 million.")
    assert f'name="source" value="{source.pk}"' in answer.content.decode()


# Files.


def file(content: bytes, name: str = "report.pdf", kind: str = "application/pdf") -> Any:
    return SimpleUploadedFile(name, content, kind)


def test_a_file_is_kept_and_its_text_searched(claim, mine):
    sent = (
        WORDS | NEW | {"quote": "cost 21 million euros", "file": file(PDF, "<b>Anggaran</b>.html")}
    )
    assert mine.post(address(claim), sent).status_code == 302
    kept = Snapshot.objects.get()
    assert kept.source == claim.evidence.get().source
    assert (kept.origin, kept.media_type) == (Origin.UPLOADED, "application/pdf")
    assert kept.name.endswith(".pdf")
    assert "21 million" in kept.text
    with inside().open(str(kept.file.name)) as stored:
        assert stored.read() == PDF


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "report.pdf", "none that is kept here"),
        (b"", "report.pdf", "This file is empty"),
        (xlsx({"xl/vbaProject.bin": b"x"}), "data.xlsx", "without macros"),
        (bytes(26_000_000), "report.pdf", "larger than 25 MB"),
        (PDF + bytes(25_100_000), "report.pdf", "larger than 25 MB"),
    ],
)
def test_a_bad_file_is_one_sentence_and_all_else_stays(claim, mine, content, name, said):
    before = recorded()
    answer = mine.post(address(claim), WORDS | NEW | {"file": file(content, name)})
    refused(answer, before, said, "The file has to be chosen again", "It cost 21 million.")
    assert not Source.objects.exists()


def test_forms_with_files_are_checked_for_forgery(room, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.account(room.reviewer))
    assert client.post(address(claim), WORDS | NEW).status_code == 403


@pytest.mark.parametrize(
    ("content", "name", "told", "called"),
    [
        (PDF, 'x"; <script>alert(1)</script>.html', "application/octet-stream", ".pdf"),
        (picture("PNG") + b"<script>alert(1)</script>", "x.svg", "image/png", "x.png"),
    ],
)
def test_a_download_runs_nothing(room, claim, mine, content, name, told, called):
    mine.post(address(claim), WORDS | NEW | {"file": file(content, name)})
    there = f"/desk/snapshots/{Snapshot.objects.get().pk}/file/"
    answer = mine.get(there)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == told
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert called in answer["Content-Disposition"]
    assert not set(answer["Content-Disposition"]) & set("<>\\")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Client().get(there).status_code == 302


def test_what_was_fetched_leaves_as_warc(room, mine):
    kept = snapshot(room.source(), "It cost 12 million.")
    answer = mine.get(f"/desk/snapshots/{kept.pk}/file/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert ".warc.gz" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content) == b"It cost 12 million."
    inside().delete(str(kept.file.name))
    assert mine.get(f"/desk/snapshots/{kept.pk}/file/").status_code == 404
