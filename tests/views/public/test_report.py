"""“Something wrong?”: reports by readers, and their receipts."""

import html
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core.cache import cache
from django.db import connection
from django.test import Client

from factcheck.actions import articles, claims
from factcheck.actions.notices import NoticeText
from factcheck.actions.triage import answer, answer_with_notice, set_aside
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import ChangeSet, Claim, Report, ReportContact
from factcheck.views.public import challenge
from tests.newsroom import Newsroom, newsroom, version

SENT = {"about": "fact", "message": "It cost 13 million.", "quoted": "", "email": ""}
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim)
    return claim


@pytest.fixture
def path(claim: Claim) -> str:
    return f"/claims/{claim.slug}/report/"


def browser(address: str = "192.0.2.1", **headers: str) -> Client:
    return Client(REMOTE_ADDR=address, headers={"Sec-Fetch-Site": "same-origin"} | headers)


def form_of(client: Client, path: str) -> dict[str, str]:
    """What the page's form holds, with its challenge solved as a browser would."""
    page = client.get(path).content.decode()
    made = re.search(r'data-challenge="([^"]*)"', page)
    name = re.search(r'name="form" value="([^"]*)"', page)
    assert made
    assert name
    return {"form": name[1], "proof": proof_of(made[1])}


def proof_of(made: str) -> str:
    given = Challenge.from_dict(json.loads(html.unescape(made)))
    solution = solve_challenge(given)
    assert solution
    return Payload(given, solution).to_base64()


def send(client: Client, path: str, **said: str) -> Any:
    return client.post(path, SENT | form_of(client, path) | said)


def receipt(answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(urlsplit(answer["Location"]).path)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("&#x27;", "'")


def test_a_report_arrives_and_its_receipt_says_so(path: str, claim: Claim) -> None:
    client = browser()
    where = receipt(send(client, path, quoted="12 million", email="reader@example.org"))
    report = Report.objects.get()
    assert (report.status, report.held, report.language) == ("new", "", "en")
    assert (report.claim, report.article) == (claim, claim.article)
    assert where.split("/")[2] not in str(Report.objects.values().get())
    page = read(client, where)
    for said in ["Your report has arrived", "It cost 13 million.", "12 million", "An editor will"]:
        assert said in page
    assert "We will also send the answer" in page
    assert "reader@example.org" not in page
    assert ReportContact.objects.get().email == "reader@example.org"


def test_an_article_can_be_reported_in_indonesian(claim: Claim) -> None:
    client = browser()
    where = receipt(send(client, f"/id/articles/{claim.article.slug}/report/"))
    assert where.startswith("/id/reports/")
    report = Report.objects.get()
    assert (report.claim, report.language) == (None, "id")


def test_the_pages_lead_to_the_form(path: str, claim: Claim) -> None:
    client = browser()
    assert f'href="{path}"' in read(client, claim.get_absolute_url())
    article = claim.article
    assert f'href="/articles/{article.slug}/report/"' in read(client, article.get_absolute_url())


def test_no_cookie_and_no_cache(path: str) -> None:
    client = browser()
    form = client.get(path)
    sent = send(client, path)
    got = client.get(receipt(sent))
    for told in [form, sent, got]:
        assert not told.cookies
        assert "no-store" in told["Cache-Control"]
    for page in [form, got]:
        assert "noindex" in page["X-Robots-Tag"]
    assert got["Referrer-Policy"] == "no-referrer"
    assert not client.cookies


def test_a_report_is_no_act(path: str) -> None:
    before = ChangeSet.objects.count()
    receipt(send(browser(), path))
    assert ChangeSet.objects.count() == before


# --- What is not public can't be reported --------------------------------------------------------


def test_what_readers_do_not_see_has_no_form(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    for path in [f"/claims/{claim.slug}/report/", f"/articles/{claim.article.slug}/report/"]:
        assert browser().get(path).status_code == 404
        assert browser().post(path, SENT).status_code == 404


def test_words_changed_at_the_desk_do_not_show(newsroom: Newsroom, claim: Claim, path: str) -> None:
    where = receipt(send(browser(), path))
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Clearer.",
        version=version(claim),
        statement={"en": "Not yet judged."},
    )
    assert "Not yet judged" not in read(browser(), where) + read(browser(), path)


def test_a_form_sent_to_an_old_address_goes_along(newsroom: Newsroom, claim: Claim) -> None:
    old = claim.article.slug
    client = browser()
    form = form_of(client, f"/articles/{old}/report/")
    article = claim.article
    article.refresh_from_db()
    articles.edit_article(
        article=article,
        by=newsroom.editor,
        reason="A better address.",
        version=article.version,
        slug="another",
    )
    moved = client.post(f"/articles/{old}/report/", SENT | form)
    assert (moved.status_code, moved["Location"]) == (308, "/articles/another/report/")


# --- What is wrong is said, and nothing typed is lost --------------------------------------------


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Write what is wrong", {"message": " \u200b\n"}),
        ("Shorten the text to 5000 characters", {"message": "x" * 5001}),
        ("Shorten the text to 1000 characters", {"quoted": "y" * 1001}),
        ("Choose what is wrong", {"about": ""}),
        ("Choose what is wrong", {"about": "nonsense"}),
        ("like name@example.org", {"email": "reader"}),
        ("like name@example.org", {"email": "a@example.org\nBcc: b@example.org"}),
    ],
)
def test_what_is_wrong_is_said(path: str, said: str, typed: dict[str, str]) -> None:
    client = browser()
    answer = send(client, path, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    for text in (SENT | typed)["message"], typed.get("quoted", ""):
        assert text.strip("\n") in page
    assert not Report.objects.exists()


def test_a_megabyte_is_refused_in_one_sentence(path: str) -> None:
    answer = send(browser(), path, message="word " * 200_000)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Shorten the text to 5000 characters" in page
    assert "only the beginning is still here" in page
    assert 20_000 < len(page) < 40_000
    assert not Report.objects.exists()


def test_five_thousand_characters_are_not_too_many_for_their_line_ends(path: str) -> None:
    receipt(send(browser(), path, message="x\r\n" * 2_500))
    assert len(Report.objects.get().message) == 4_999


def test_a_script_is_text(newsroom: Newsroom, path: str) -> None:
    client = browser()
    where = receipt(send(client, path, message=SCRIPT, quoted=SCRIPT))
    answer(report=Report.objects.get(), by=newsroom.editor, text=SCRIPT, version=0)
    page = read(client, where)
    assert SCRIPT not in page
    assert page.count("&lt;script&gt;") == 3
    refused = send(client, path, message=SCRIPT, about="")
    assert SCRIPT not in refused.content.decode()


# --- Twice is once -------------------------------------------------------------------------------


def test_a_second_click_leads_to_the_same_receipt(path: str) -> None:
    client = browser()
    form = SENT | form_of(client, path)
    assert receipt(client.post(path, form)) == receipt(client.post(path, form))
    assert Report.objects.count() == 1
    assert Report.objects.get().status == "new"


def test_the_same_words_again_lead_to_the_same_receipt(path: str) -> None:
    client = browser()
    assert receipt(send(client, path)) == receipt(send(client, path))
    assert Report.objects.count() == 1


def test_the_same_words_of_somebody_else_are_another_report(path: str) -> None:
    first, second = receipt(send(browser(), path)), receipt(send(browser("192.0.2.2"), path))
    assert first != second
    assert Report.objects.count() == 2


def test_other_words_out_of_the_same_form_are_not_lost(path: str) -> None:
    """The way back leads to the same form, whose solution is spent."""
    client = browser()
    form = form_of(client, path)
    first = receipt(client.post(path, SENT | form))
    second = receipt(client.post(path, SENT | form | {"message": "And the day is wrong."}))
    assert first != second
    assert list(Report.objects.order_by("pk").values_list("status", flat=True)) == ["new", "held"]


# --- Programs ------------------------------------------------------------------------------------


def test_without_the_challenge_it_is_held_and_said_so(path: str) -> None:
    client = browser()
    form = form_of(client, path) | {"proof": ""}
    page = read(client, receipt(client.post(path, SENT | form)))
    assert "so it is held apart. Editors read those too" in page
    report = Report.objects.get()
    assert (report.status, report.held) == ("held", "unproven")


@pytest.mark.parametrize("proof", ["nonsense", "e30=", "x" * 10_000, "bnVsbA=="])
def test_a_made_up_solution_proves_nothing(path: str, proof: str) -> None:
    receipt(send(browser(), path, proof=proof))
    assert Report.objects.get().held == "unproven"


def test_a_solution_is_taken_once(path: str) -> None:
    form = form_of(browser(), path)
    receipt(browser().post(path, SENT | form))
    receipt(browser("192.0.2.2").post(path, SENT | form | {"form": "other"}))
    assert Report.objects.filter(status="held").count() == 1


def test_a_solution_of_ours_expires(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(challenge, "LIFETIME", -timedelta(seconds=5))
    receipt(send(browser(), path))
    assert Report.objects.get().held == "unproven"


def test_a_filled_trap_is_held(path: str) -> None:
    receipt(send(browser(), path, website="https://spam.example"))
    assert Report.objects.get().held == "trap"


def test_another_site_cannot_have_a_browser_send_it(path: str) -> None:
    for headers in [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]:
        answer = send(browser(**headers), path)
        assert answer.status_code == 403
        assert "sent from another site" in answer.content.decode()
        assert SENT["message"] in answer.content.decode()
    old = Client(headers={"Origin": "https://evil.example"})
    assert send(old, path).status_code == 403
    assert send(Client(headers={"Origin": "null"}), path).status_code == 403
    assert not Report.objects.exists()
    receipt(send(Client(headers={"Origin": "http://testserver"}), path))


def test_a_hundred_from_one_address_and_the_honest_ones_from_others(path: str) -> None:
    spammer = browser("198.51.100.7")
    answers = [send(spammer, path, message=f"Buy number {n}") for n in range(20)]
    answers += [spammer.post(path, SENT | {"message": f"Buy number {n}"}) for n in range(20, 100)]
    assert [answer.status_code for answer in answers[:7]] == [302] * 5 + [429] * 2
    kept = [answer for answer in answers if answer.status_code == 302]
    assert len(kept) == 7  # five, and two without a solution, which are held
    refused = answers[-1]
    assert refused["Retry-After"] == "600"
    assert "Too many reports came from your connection" in refused.content.decode()
    assert "Buy number 99" in refused.content.decode()
    for number in range(1, 11):
        receipt(send(browser(f"192.0.2.{number}"), path, message=f"Honest {number}"))
    honest = Report.objects.filter(message__startswith="Honest", status="new")
    assert honest.count() == 10


def test_a_flood_from_everywhere_is_held_and_not_lost(path: str, settings: Any) -> None:
    limits = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = limits | {"report_all": "3/10m/key"}
    wheres = [receipt(send(browser(f"192.0.2.{n}"), path, message=f"No. {n}")) for n in range(5)]
    held = Report.objects.filter(status="held", held="flood")
    assert (Report.objects.count(), held.count()) == (5, 2)
    assert "Very many reports are coming in" in read(browser(), wheres[-1])


# --- The answer ----------------------------------------------------------------------------------


def test_the_receipt_shows_the_answer(newsroom: Newsroom, path: str) -> None:
    where = receipt(send(browser(), path))
    answer(report=Report.objects.get(), by=newsroom.editor, text="You are right.", version=0)
    page = read(browser(), where)
    assert "We answered your report" in page
    assert "You are right." in page
    assert "The answer is of" in page
    assert "Kami menjawab" in read(browser(), f"/id{where}")


def test_the_receipt_shows_the_notice_it_led_to(newsroom: Newsroom, path: str) -> None:
    where = receipt(send(browser(), path))
    notice = answer_with_notice(
        report=Report.objects.get(),
        article=Report.objects.get().article,
        by=newsroom.editor,
        reason="A reader found it.",
        notice=NoticeText(NoticeKind.CORRECTION, {"en": "It cost 13 million."}),
    )
    page = read(browser(), where)
    assert f"#notice-{notice.pk}" in page
    assert "It cost 13 million." in page


def test_the_receipt_says_that_it_was_set_aside(newsroom: Newsroom, path: str) -> None:
    where = receipt(send(browser(), path))
    set_aside(reports=Report.objects.all(), by=newsroom.editor, reason="Nothing of this is so.")
    page = read(browser(), where)
    assert "set it aside" in page
    assert "Nothing of this is so" not in page


@pytest.mark.parametrize("secret", ["nowhere", "0" * 64, "%00"])
def test_an_unknown_receipt(db: None, secret: str) -> None:
    got = browser().get(f"/reports/{secret}/")
    assert got.status_code == 404
    assert "No report has this address" in got.content.decode()
    assert got["Referrer-Policy"] == "no-referrer"


def test_a_receipt_takes_a_fixed_number_of_queries(
    newsroom: Newsroom, path: str, django_assert_num_queries: Any
) -> None:
    where = receipt(send(browser(), path))
    with django_assert_num_queries(1):
        browser().get(where)


@pytest.mark.usefixtures("committed")
def test_two_clicks_at_once_are_one_report() -> None:
    cache.clear()
    room = newsroom()
    claim = room.claim(room.article())
    room.published(claim)
    path = f"/claims/{claim.slug}/report/"
    form = SENT | form_of(browser(), path)

    def click(_number: int) -> str:
        try:
            return receipt(browser().post(path, form))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        wheres = set(threads.map(click, range(4)))
    assert len(wheres) == 1
    assert Report.objects.count() == 1
