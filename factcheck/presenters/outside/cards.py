"""The picture of a claim that other sites show beside a link: what it says, and where it is.

A card's `version` is drawn from all that it says, so that an address with a version never leads to
another picture, and changes whenever the picture does.
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.models import Claim, Verdict
from factcheck.presenters.outside.addresses import absolute
from factcheck.presenters.outside.drawing import HEIGHT, WIDTH, Words, draw

_STATEMENT = 400  # characters: more than fits at any size


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says; `alt` is for those who don't see it. `state`: "", "stale" or
    "withdrawn"."""

    path: str
    rating: str
    words: Words
    state: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    type: str = "image/png"

    @property
    def version(self) -> str:
        """A short fingerprint of all that is drawn."""
        said = [settings.VERSION, self.rating, self.state, asdict(self.words)]
        return sha256(json.dumps(said).encode()).hexdigest()[:12]

    @property
    def url(self) -> str:
        """The whole address of this very picture."""
        return absolute(f"{self.path}?v={self.version}")

    @property
    def alt(self) -> str:
        words = self.words
        parts = [words.rating, f"({words.state})" if words.state else ""]
        verdict = " ".join(part for part in parts if part)
        told = f"{verdict}: {words.statement}" if verdict else words.statement
        return f"{told} – {words.newsroom}"

    def png(self) -> bytes:
        """The picture, drawn once as long as it is asked for now and then."""
        key = f"{self.version}-{get_language()}"
        found: bytes | None = caches["cards"].get(key)
        if found is None:
            found = draw(self.rating, self.words, is_muted=bool(self.state))
            caches["cards"].set(key, found)
        return found


def claim_card(claim: Claim, verdict: Verdict) -> Card:
    """The card of a claim with the verdict that stands, read with its rating, its words and its
    publication, in the language at hand."""
    language = get_language() or "en"
    day = date_format(localtime(verdict.publication.act.recorded_at), "j M Y")
    words = Words(
        newsroom=settings.NEWSROOM_NAME,
        rating=pick(verdict.rating.label, language)[1],
        statement=_shortened(pick(verdict.claim_row.statement, language)[1]),
        state=_state_in_words(claim),
        published=gettext("Published %(day)s") % {"day": day},
        host=settings.PUBLIC_HOST,
    )
    path = reverse("public:claim_card", args=[claim.slug])
    return Card(path, verdict.rating.key, words, state=state_of(claim))


def site_card() -> Card:
    """The card of pages that are about no one claim."""
    words = Words(
        newsroom=settings.NEWSROOM_NAME,
        statement=gettext("What was said, how it was checked, and what changed since."),
        host=settings.PUBLIC_HOST,
    )
    return Card(reverse("public:card"), "", words)


def state_of(claim: Claim) -> str:
    """Whether a verdict stands for the words as they are: "", "stale" or "withdrawn"."""
    if claim.is_withdrawn:
        return "withdrawn"
    return "stale" if claim.stale else ""


def _state_in_words(claim: Claim) -> str:
    match state_of(claim):
        case "withdrawn":
            return gettext("withdrawn")
        case "stale":
            return gettext("stale")
    return ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _STATEMENT else f"{text[:_STATEMENT].rstrip()}…"
