"""A claim's check within pages of other sites: the frame's code, and oEmbed's answer about it."""

from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language

from factcheck.domain.languages import pick
from factcheck.models import Claim, Verdict
from factcheck.presenters.outside.addresses import absolute, address
from factcheck.presenters.outside.cards import Card, claim_card

WIDTH, HEIGHT = 600, 320  # points, unless less is asked for
_KEPT = 300  # seconds for which an answer may be kept


def frame_of(claim: Claim, verdict: Verdict, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The code that shows a claim's check, as it stands whenever it is read, on another page."""
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" '
        'style="max-width:100%;border:0"></iframe>',
        address("claim_embed", claim.slug),
        width,
        height,
        _title(claim, verdict),
    )


def oembed(claim: Claim, verdict: Verdict, most_wide: int, most_high: int) -> dict[str, Any]:
    """What oEmbed 1.0 asks for of a “rich” resource, within the room that there is."""
    width, height = min(WIDTH, most_wide), min(HEIGHT, most_high)
    card = claim_card(claim, verdict)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": _title(claim, verdict),
        "author_name": settings.NEWSROOM_NAME,
        "author_url": absolute("/"),
        "provider_name": settings.NEWSROOM_NAME,
        "provider_url": absolute("/"),
        "cache_age": _KEPT,
        "width": width,
        "height": height,
        "html": frame_of(claim, verdict, width, height),
    }
    return told | _thumbnail(card, most_wide, most_high)


def _thumbnail(card: Card, most_wide: int, most_high: int) -> dict[str, Any]:
    """The picture, where it has room: it comes in one size."""
    if card.width > most_wide or card.height > most_high:
        return {}
    return {
        "thumbnail_url": card.url,
        "thumbnail_width": card.width,
        "thumbnail_height": card.height,
    }


def _title(claim: Claim, verdict: Verdict) -> str:
    """Never with the rating: the code stays on the other page, whatever becomes of it here."""
    row: Any = verdict.claim_row
    statement = pick(row.statement, get_language() or "en")[1]
    return f"{settings.NEWSROOM_NAME}: {statement}"
