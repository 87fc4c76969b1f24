"""What was removed by law, no address of the site gives away to a reader, now or at a past moment.

Words that stand nowhere but in what was removed are looked for in every answer that a visitor can
get. Where they stood, the answer is 410, and nowhere else; once the removals are lifted, they are
back.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, quote, urlencode

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from factcheck.actions import articles, claims, duplicates, removals, reviews, verdicts
from factcheck.actions.pictures import Picture
from factcheck.domain.acts import PUBLIC, REMOVING
from factcheck.models import Article, ChangeSet, Claim, Removal, Revision
from factcheck.models.verification import Verification
from tests import every_address
from tests.newsroom import Newsroom, report, version
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
    picture: Any = revised(
        room,
        article,
        f"Said {REVISION['reason']}.",
        html=TEXT.format(f" {REVISION['sentence']}", f" And {REVISION['text']}."),
        headline=f"A bridge, {REVISION['headline']}",
        picture=pictured(),
    ).image.name
    article.refresh_from_db()
    kept = room.claim(article, "two euros", statement={"en": "The fare is two."})
    room.published(kept, "mostly_true")
    third = room.claim(article, "Nobody was hurt", statement={"en": "All were well."})
    room.published(third)
    plain: dict[str, Any] = {"html": TEXT.format("", "").replace("two euros", "three euros")}
    revised(room, article, "Mended.", headline="A bridge", picture=Picture(), **plain)
    duplicates.merge(
        claim=third, into=claim, by=room.editor, version=version(third), reason="The same."
    )
    report(claim, receipt=RECEIPT)
    every_address.RECEIPTS[1:] = [RECEIPT]
    by = room.administrator
    given: dict[str, Any] = {"reason": "The court ordered it.", "order": ORDER}
    removals.remove_claim(claim=claim, by=by, **given)
    old = Revision.objects.get(article=article, number=2)
    removals.remove_revision(revision=old, by=by, **given)
    return Site(room, article, claim, kept, picture)


def removed_claim(room: Newsroom, article: Article) -> Claim:
    """A claim that was published, withdrawn, reinstated and published again, with dissent."""
    words: dict[str, Any] = {
        "statement": {"en": f"It is {CLAIM['statement']}.", "id": CLAIM["statement in Indonesian"]},
        "topic": f"On {CLAIM['topic']}",
        "claimant": f"Mr {CLAIM['claimant']}",
        "open_questions": {"en": f"Why {CLAIM['open questions']}?"},
    }
    claim = room.claim(article, slug=CLAIM["earlier address"], **words)
    source = room.source(title=f"The {CLAIM['source']}", url=f"https://{CLAIM['source']}.example/")
    note = {"en": f"Has {CLAIM['note']}."}
    room.evidence(claim, source=source, note=note, quote=f"So {CLAIM['quote']}")
    judge(room, claim, {"en": f"First {CLAIM['earlier rationale']}."})
    say: dict[str, Any] = {"claim": claim, "by": room.editor}
    claims.withdraw(**say, version=version(claim), reason=f"For {CLAIM['reason of withdrawal']}.")
    claims.reinstate(**say, version=version(claim), reason=f"No {CLAIM['reason of withdrawal']}.")
    judge(
        room,
        claim,
        {"en": f"Then {CLAIM['rationale']}."},
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
    given: dict[str, Any] = {
        "rating": "false",
        "confidence": "high",
        "rationale": rationale,
        **more,
    }
    claims.take(claim=claim, by=room.reviewer, version=version(claim))
    verdicts.propose(claim=claim, by=room.reviewer, version=version(claim), **given)
    dissent: dict[str, Any] = {"rating": "true", "note": {"en": f"I {CLAIM['dissent']}."}}
    reviews.review(claim=claim, by=room.colleague, version=version(claim), **dissent)
    reviews.decide(claim=claim, by=room.editor, version=version(claim), reason="So be it.")
    reason = f"As {CLAIM['reason of publication']}."
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
#: What can be asked for a moment of the past.
IN_THE_PAST = {
    "articles/<slug:slug>/",
    "articles/<slug:slug>/history/",
    "articles/<slug:slug>/revisions/<int:number>/",
    "claims/<slug:slug>/",
    "claims/<slug:slug>/history/",
    "claims/<slug:slug>/verdicts/<int:number>/",
}


def everything(site: Site) -> Iterator[str]:
    """Every address that readers have, in both languages, now and at moments of the past."""
    for route in every_address.routes():
        if not route.startswith(NOT_FOR_READERS):
            for address in every_address.addresses(route):
                yield address
                yield f"/id{address}"
                if route in IN_THE_PAST:
                    yield from (f"{address}?{urlencode({'at': at})}" for at in moments(site))
    for slug in SLUGS:
        yield f"/claims/{slug}/"
        yield f"/oembed?url={quote(f'{settings.PUBLIC_URL}/claims/{slug}/')}"
    yield f"/media/{site.picture}"
    yield from (f"/corrections/?kind={kind}" for kind in ("verdict_changed", "claim_withdrawn"))


SLUGS = (CLAIM["earlier address"], CLAIM["address"])


def moments(site: Site) -> list[str]:
    """When each public kind of act was done last, and when the second revision was newest."""
    acts = ChangeSet.objects.public_on(site.article.pk).order_by("id")
    last = dict(acts.values_list("kind", "recorded_at"))
    return [at.isoformat() for at in sorted({*last.values(), second(site).act.recorded_at})]


def second(site: Site) -> Revision:
    return Revision.objects.select_related("act").get(article=site.article, number=2)


def removed(site: Site) -> set[str]:
    """The addresses that lead to nothing but what was removed; without a language or a moment."""
    claim_acts = site.claim.acts.filter(kind__in=PUBLIC - REMOVING).values_list("pk", flat=True)
    article = site.article.get_absolute_url()
    return {
        *(f"/acts/{key}/" for key in [*claim_acts, second(site).act_id]),
        f"{article}revisions/2/",
        f"{article}compare/1...2/",
        f"/media/{site.picture}",
    }


def is_gone(site: Site, address: str) -> bool:
    """Whether it leads to what was removed."""
    path, _, query = address.removeprefix("/id").partition("?")
    if path in removed(site) or any(slug in address for slug in SLUGS):
        return True
    acts = Revision.objects.filter(article=site.article).order_by("number")
    begins = list(acts.values_list("act__recorded_at", flat=True))
    at = parse_qs(query).get("at", [""])[0]
    return (
        path == site.article.get_absolute_url()
        and begins[1].isoformat() <= at < begins[2].isoformat()
    )


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


def told(found: dict[str, tuple[int, str]]) -> dict[str, list[str]]:
    """By address, the words that its answer holds beyond what the address says itself."""
    held = {
        address: [word for word in WORDS if word in text and word not in address]
        for address, (_status, text) in found.items()
    }
    return {address: words for address, words in held.items() if words}


# --- The tests -----------------------------------------------------------------------------------


def test_no_address_tells_it_until_it_is_lifted(site: Site) -> None:
    found = answers(site)
    assert told(found) == {}
    statuses = {address: status for address, (status, _text) in found.items()}
    wrong = [at for at, status in statuses.items() if (status == 410) != is_gone(site, at)]
    assert not wrong
    assert set(statuses.values()) <= {200, 301, 400, 404, 410}
    site.lift()
    back = answers(site)
    unseen = {CLAIM["earlier address"]}  # which leads on and is told nowhere
    assert {word for words in told(back).values() for word in words} == set(WORDS) - unseen
    assert 410 not in {status for status, _text in back.values()}


def test_the_record_is_whole(site: Site) -> None:
    found = Verification()
    found.run()
    assert [line for line in found.findings if "picture" not in line] == []


@pytest.mark.parametrize("word", WORDS)
def test_nothing_is_found_by_it(site: Site, word: str) -> None:
    page = Client().get("/search/", {"q": word}).content.decode()
    assert "Nothing that we have published has all of this." in page
