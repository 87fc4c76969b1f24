"""What was removed by law, no address of the site gives away to a reader, at any moment of the past.

Words that stand nowhere but in what was removed are looked for in every answer that a visitor can
get. Where they stood, the answer is 410, and nowhere else; once the removals are lifted, they are
back.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.utils.formats import date_format
from PIL import Image

from factcheck.actions import articles, claims, duplicates, removals, reviews, verdicts
from factcheck.actions.pictures import Picture
from factcheck.models import Article, ChangeSet, Claim, Removal, Revision
from factcheck.models.verification import Verification
from tests import every_address
from tests.newsroom import Newsroom, another_person, report, version
from tests.newsroom import newsroom as make_newsroom
from tests.standing import standing

#: Words that stand nowhere but in the removed claim, by where they stand.
CLAIM = {
    "statement": "zyxwvut",
    "statement in Indonesian": "tuvwxyz",
    "address": "qazwsx",
    "earlier address": "edcrfv",
    "topic": "tgbyhn",
    "claimant": "ujmikol",
    "open questions": "plokijuh",
    "rationale": "mnbvcxy",
    "earlier rationale": "bvcxymn",
    "time note": "asdfghj",
    "outcome": "qwertzu",
    "dissent": "yxcvbnm",
    "note": "lkjhgfd",
    "quote": "poiuztr",
    "source": "wertzui",
    "reason of publication": "rfvtgb",
    "reason of withdrawal": "zhnujm",
}
#: The same of the removed revision.
REVISION = {
    "headline": "dfghjkl",
    "text": "sdfghjk",
    "sentence": "xcvbnmk",
    "alt": "ertzuio",
    "caption": "cvbnmlk",
    "credit": "vbnmlkj",
    "reason": "tzuiopl",
}
WORDS = [*CLAIM.values(), *REVISION.values()]
ORDER = {"en": "District Court, case 12/2026.", "id": "Pengadilan Negeri, perkara 12/2026."}
TEXT = "The bridge cost 12 million euros.\nThe fare was two euros{}.\nNobody was hurt.{}"
RECEIPT = "a receipt"


@dataclass
class Site:
    """A newsroom whose article has a removed claim and a removed revision."""

    room: Newsroom
    article: Article
    claim: Claim
    kept: Claim
    picture: str

    def lift(self) -> None:
        """Lift every removal."""
        for removal in Removal.objects.standing():
            removals.lift(
                removal=removal,
                by=self.room.administrator,
                reason="The order fell.",
                version=version(removal),
            )


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    with standing(django_db_blocker):
        yield make_site(make_newsroom())


@pytest.fixture
def site(made: Site, db: None) -> Site:
    return made


def make_site(room: Newsroom) -> Site:
    """Claim 1 is removed, of which claim 3 was a duplicate. Claim 2 was judged on revision 2, which
    is removed, and is stale in revision 3."""
    article = room.article(TEXT.format("", ""), headline="A bridge")
    claim = removed_claim(room, article)
    picture = revised(
        room,
        article,
        "Said %(reason)s." % REVISION,
        html=TEXT.format(f" {REVISION['sentence']}", f" And {REVISION['text']}."),
        headline="A bridge, %(headline)s" % REVISION,
        picture=pictured(),
    ).image.name
    article.refresh_from_db()
    kept = room.claim(article, "two euros", statement={"en": "The fare is two."})
    room.published(kept, "mostly_true")
    third = room.claim(article, "Nobody was hurt", statement={"en": "All were well."})
    room.published(third)
    plain = {"html": TEXT.format("", "").replace("two euros", "three euros")}
    revised(room, article, "Mended.", headline="A bridge", picture=Picture(), **plain)
    duplicates.merge(
        claim=third, into=claim, by=room.editor, version=version(third), reason="The same."
    )
    report(claim, receipt=RECEIPT)
    every_address.RECEIPTS[1:] = [RECEIPT]
    by, given = room.administrator, {"reason": "The court ordered it.", "order": ORDER}
    removals.remove_claim(claim=claim, by=by, **given)
    old = Revision.objects.get(article=article, number=2)
    removals.remove_revision(revision=old, by=by, **given)
    return Site(room, article, claim, kept, picture)


def removed_claim(room: Newsroom, article: Article) -> Claim:
    """A claim that was published, withdrawn, reinstated and published again, with dissent."""
    words: dict[str, Any] = {
        "statement": {"en": "It is %(statement)s." % CLAIM, "id": CLAIM["statement in Indonesian"]},
        "topic": "On %(topic)s" % CLAIM,
        "claimant": "Mr %(claimant)s" % CLAIM,
        "open_questions": {"en": "Why %(open questions)s?" % CLAIM},
    }
    claim = room.claim(article, slug=CLAIM["earlier address"], **words)
    source = room.source(title="The %(source)s" % CLAIM, url="https://%(source)s.example/" % CLAIM)
    note = {"en": "Has %(note)s." % CLAIM}
    room.evidence(claim, source=source, note=note, quote="So %(quote)s" % CLAIM)
    judge(room, claim, {"en": "First %(earlier rationale)s." % CLAIM})
    say = {"claim": claim, "by": room.editor}
    claims.withdraw(**say, version=version(claim), reason="For %(reason of withdrawal)s." % CLAIM)
    claims.reinstate(**say, version=version(claim), reason="No %(reason of withdrawal)s." % CLAIM)
    judge(
        room,
        claim,
        {"en": "Then %(rationale)s." % CLAIM},
        time_notes=[{"date": "2018", "note": {"en": CLAIM["time note"]}, "sources": []}],
        outcome={"status": "realised", "note": {"en": CLAIM["outcome"]}},
    )
    claim.refresh_from_db()
    words |= {"quote": claim.quote, "kinds": claim.kinds, "slug": CLAIM["address"]}
    claims.edit_claim(**say, version=version(claim), reason="Shorter.", **words)
    claim.refresh_from_db()
    return claim


def judge(room: Newsroom, claim: Claim, rationale: dict[str, str], **more: Any) -> None:
    """Propose, dissent, decide and publish."""
    given = {"rating": "false", "confidence": "high", "rationale": rationale, **more}
    claims.take(claim=claim, by=room.reviewer, version=version(claim))
    verdicts.propose(claim=claim, by=room.reviewer, version=version(claim), **given)
    dissent = {"rating": "true", "note": {"en": "I %(dissent)s." % CLAIM}}
    reviews.review(claim=claim, by=room.colleague, version=version(claim), **dissent)
    reviews.decide(claim=claim, by=room.editor, version=version(claim), reason="So be it.")
    reason = "As %(reason of publication)s." % CLAIM
    verdicts.publish(claim=claim, by=room.editor, version=version(claim), reason=reason)


def pictured() -> Picture:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "purple").save(content, "PNG")
    return Picture(
        content=content.getvalue(),
        alt={"en": REVISION["alt"]},
        caption={"en": REVISION["caption"]},
        credit=REVISION["credit"],
    )


def revised(room: Newsroom, article: Article, reason: str, **content: Any) -> Revision:
    found = articles.record_revision(
        article=article, by=room.editor, reason=reason, version=version(article), **content
    )
    assert found
    return found


# --- What is fetched -----------------------------------------------------------------------------

NOT_FOR_READERS = ("admin/", "desk/", "accounts/", "api/", "expert/", "^", "styleguide/")


def everything(site: Site) -> Iterator[str]:
    """Every address that readers have, in both languages, now and at each moment of the past."""
    moments = ChangeSet.objects.filter(article=site.article).values_list("recorded_at", flat=True)
    past = [f"?{urlencode({'at': moment.isoformat()})}" for moment in moments]
    for route in every_address.routes():
        if not route.startswith(NOT_FOR_READERS):
            for address in every_address.addresses(route):
                yield address
                yield f"/id{address}"
                if "<slug:slug>/" in route:
                    yield from (f"{address}{query}" for query in past)
    for slug in (CLAIM["earlier address"], CLAIM["address"]):
        yield f"/claims/{slug}/"
        yield f"/oembed?url={quote(f'{settings.PUBLIC_URL}/claims/{slug}/')}"
    yield f"/media/{site.picture}"
    yield from (f"/corrections/?kind={kind}" for kind in ("verdict_changed", "claim_withdrawn"))


def answers(site: Site) -> dict[str, tuple[int, str]]:
    """What a visitor is answered: the status, and headers and body as one text."""
    client = Client()
    found = {}
    with mock.patch("django.test.client.store_rendered_templates"):
        for address in everything(site):
            answer = client.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            text = f"{answer.headers}\n{body.decode(errors='replace')}"
            found[address] = answer.status_code, text
    return found


def told(found: dict[str, tuple[int, str]]) -> set[str]:
    """The words that stand in some answer, but for what the address itself says."""
    return {
        word
        for word in WORDS
        if any(word in text and word not in address for address, (_status, text) in found.items())
    }


# --- The tests -----------------------------------------------------------------------------------


def test_no_address_tells_it_until_it_is_lifted(site: Site) -> None:
    found = answers(site)
    leaks = {
        f"{address}: {word}"
        for address, (_status, text) in found.items()
        for word in WORDS
        if word in text and word not in address
    }
    assert not leaks, "\n".join(sorted(leaks))
    gone = {address for address, (status, _text) in found.items() if status == 410}
    assert gone == {address for address in found if is_of_removed(site, address)}
    assert not {address for address, (status, _text) in found.items() if status >= 500}
    site.lift()
    back = answers(site)
    assert set(WORDS) - told(back) == set()
    assert not {address for address, (status, _text) in back.items() if status == 410}


def is_of_removed(site: Site, address: str) -> bool:
    return False


def test_the_record_is_whole(site: Site) -> None:
    found = Verification()
    found.run()
    assert [line for line in found.findings if "picture" not in line] == []


@pytest.mark.parametrize("word", WORDS)
def test_nothing_is_found_by_it(site: Site, word: str) -> None:
    page = Client().get("/search/", {"q": word}).content.decode()
    assert "Nothing that we have published has all of this." in page
