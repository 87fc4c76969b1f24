"""A claim's picture: what it says, what it looks like, and what it leaves out."""

import time
from collections.abc import Iterator
from io import BytesIO
from unittest import mock

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from PIL import Image, ImageFont

from factcheck.actions import claims
from factcheck.domain.ratings import RATINGS
from factcheck.models import Claim
from factcheck.presenters.outside import typefaces
from factcheck.presenters.outside.cards import Card, claim_card
from factcheck.presenters.outside.drawing import HEIGHT, WIDTH, Words, draw
from factcheck.presenters.outside.rating_signs import sign
from factcheck.presenters.outside.typefaces import drawable, typeface
from factcheck.presenters.verdicts import verdict_of
from tests.newsroom import Newsroom, version


def words(statement: str = "It cost 12 million.", **given: str) -> Words:
    known = {"newsroom": "The Checks", "host": "checks.example.org", "rating": "True"}
    return Words(statement=statement, **known | given)


def picture(statement: str, rating: str = "true", **given: str) -> Image.Image:
    return Image.open(BytesIO(draw(rating, words(statement, **given)))).convert("RGB")


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(newsroom.article())
    newsroom.published(claim, "mostly_true")
    return claim


def card_of(claim: Claim) -> Card:
    claim.refresh_from_db()
    return claim_card(claim, verdict_of(claim))


def test_every_rating_has_a_sign_of_its_own() -> None:
    assert picture("It cost 12 million.").size == (WIDTH, HEIGHT) == (1200, 630)
    masks = {sign(rating.key, 92).tobytes() for rating in RATINGS}
    assert len(masks) == len(RATINGS), "not told apart by hue alone"


@pytest.mark.parametrize(
    "statement",
    ["价格上涨了", "رأي في الجسر", "जनसंख्या", "It cost 12 million, 价格", "a\u0301\u0302\u0303b"],
    ids=["chinese", "arabic", "hindi", "mixed", "stacked"],
)
def test_what_has_no_letters_is_left_out_whole(statement: str) -> None:
    assert drawable(statement, typeface(40)) == ""
    assert picture(statement).tobytes() == picture("").tobytes()


def test_indonesian_and_print_are_drawn() -> None:
    for text in ("Jembatan itu – kata “wali kota” – mahal…", "100 × 3 = ‘300’"):
        assert drawable(text, typeface(40))
    assert drawable("to\u202egether\u200b", typeface(40)) == "together"


def test_without_the_machines_typefaces_plain_words_are_drawn_still() -> None:
    typefaces.typeface.cache_clear()
    try:
        with mock.patch.object(ImageFont, "truetype", side_effect=_only_from_memory()):
            assert drawable("Jembatan “itu” – mahal…", typeface(40)) == 'Jembatan "itu" - mahal...'
    finally:
        typefaces.typeface.cache_clear()


def _only_from_memory() -> object:
    real = ImageFont.truetype

    def truetype(font: object, *args: object, **kwargs: object) -> object:
        if isinstance(font, str):
            raise OSError
        return real(font, *args, **kwargs)  # type: ignore[arg-type]

    return truetype


@pytest.mark.parametrize(
    "statement",
    ["x" * 400, "wide words " * 40, "\u202e" * 400, "i" * 399 + " W"],
    ids=["one word", "many words", "turned", "narrow"],
)
def test_no_text_takes_long(statement: str) -> None:
    picture("warm")
    before = time.process_time()
    picture(statement, newsroom="N" * 300, host="h" * 300, rating="R" * 300)
    assert time.process_time() - before < 1


@pytest.mark.django_db
def test_a_card_says_what_the_verdict_says(claim: Claim) -> None:
    card = card_of(claim)
    assert card.alt == "Mostly true: The article says: cost 12 million euros. – factcheck"
    assert card.url == (f"{settings.PUBLIC_URL}/claims/{claim.slug}/card.png?v={card.version}")
    assert card.words.published.startswith("Published ")


@pytest.fixture
def indonesian() -> Iterator[None]:
    with translation.override("id"):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("indonesian")
def test_in_indonesian(claim: Claim) -> None:
    card = card_of(claim)
    assert card.words.rating == "Sebagian besar benar"
    assert "/id/claims/" in card.url


@pytest.mark.django_db
def test_what_was_withdrawn_says_so_under_another_version(newsroom: Newsroom, claim: Claim) -> None:
    before = card_of(claim)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="No.")
    after = card_of(claim)
    assert after.words.state == "withdrawn"
    assert "(withdrawn)" in after.alt
    assert after.version != before.version


@pytest.mark.django_db
def test_a_card_is_drawn_once(claim: Claim) -> None:
    caches["cards"].clear()
    card = card_of(claim)
    first = card.png()
    with mock.patch("factcheck.presenters.outside.cards.draw") as again:
        assert card.png() == first
    again.assert_not_called()
