"""A dissent is shown to readers with the verdict, where the editor published it with it."""

from typing import Any

import pytest
from django.test import Client

from factcheck.actions import reviews, verdicts
from tests.newsroom import Newsroom, version


@pytest.mark.parametrize("with_dissent", [True, False])
def test_readers_see_what_was_published(newsroom: Newsroom, with_dissent: bool) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.proposed(claim)
    reviews.review(
        claim=claim,
        by=newsroom.colleague,
        version=version(claim),
        rating="false",
        note={"en": "It was 21 million."},
    )
    given: dict[str, Any] = {"claim": claim, "by": newsroom.editor, "reason": "Well founded."}
    reviews.decide(version=version(claim), **given)
    verdicts.publish(version=version(claim), with_dissent=with_dissent, **given)

    pages = [f"/claims/{claim.slug}/", f"/claims/{claim.slug}/verdicts/1/"]
    for address in pages:
        answer = Client().get(address, follow=True)
        assert answer.status_code == 200
        assert ("It was 21 million." in answer.content.decode()) == with_dissent, address
