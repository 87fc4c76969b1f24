"""What an edit would do, told before anything is written."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factcheck.actions.anchoring import followed, is_touched, staleness_of, texts_of, words_in
from factcheck.actions.articles import revised_content
from factcheck.domain.anchors import Followed
from factcheck.domain.basis import Words
from factcheck.domain.text import SourceForm
from factcheck.domain.vocabulary import AnchorState
from factcheck.models import Article, Claim


@dataclass(frozen=True)
class Prospect:
    """What an edit would do to one claim: its words now (`was`) and then (`becomes`).

    `stale` is what `Claim.stale` would say.
    """

    claim: Claim
    came: Followed
    was: Words
    becomes: Words
    stale: str

    @property
    def state(self) -> AnchorState:
        return self.came.state

    @property
    def change(self) -> str:
        """The gravest kind of change in the words or their sentence; "" for none of substance."""
        return "lost" if self.came.anchor is None else (self.came.change or "")

    @property
    def is_touched(self) -> bool:
        """Whether the claim needs another look, published or not."""
        return is_touched(self.claim, self.came)

    @property
    def makes_stale(self) -> bool:
        """Whether a verdict that stands would cover its words no longer."""
        return bool(self.stale) and not self.claim.stale

    @property
    def mends(self) -> bool:
        """Whether a stale verdict would cover its words again."""
        return bool(self.claim.stale) and not self.stale

    @property
    def suggestions(self) -> tuple[Any, ...]:
        return getattr(self.came, "suggestions", ())


@dataclass(frozen=True)
class Preview:
    """A revision as it would be: its content, and what it would do to each claim under check."""

    headline: str
    body: str
    text: str
    content_changed: bool
    prospects: list[Prospect]

    @cached_property
    def touched(self) -> list[Prospect]:
        """The claims that would need another look."""
        return [prospect for prospect in self.prospects if prospect.is_touched]


def preview_revision(
    *,
    article: Article,
    html: str | None = None,
    form: SourceForm = SourceForm.AUTO,
    headline: str | None = None,
) -> Preview:
    """What `record_revision` with the same words would do. Writes nothing; raises what it raises.

    The number of queries doesn't grow with the number of claims.
    """
    old = article.newest
    content = revised_content(old, html=html, form=form, headline=headline)
    claims = list(article.claims.under_check().select_related("anchor").order_by("number"))
    came = followed(claims, old, content["text"])
    texts = texts_of(claim.anchor for claim in claims)
    then = {claim.pk: words_in(content["text"], came[claim.pk].anchor) for claim in claims}
    touched = [claim for claim in claims if is_touched(claim, came[claim.pk])]
    stale = {claim.pk: claim.stale for claim in claims} | staleness_of(touched, then)
    return Preview(
        headline=content["headline"],
        body=content["body"],
        text=content["text"],
        content_changed=any(getattr(old, name) != value for name, value in content.items()),
        prospects=[
            Prospect(
                claim=claim,
                came=came[claim.pk],
                was=words_in(texts[claim.anchor.revision_id], claim.anchor),
                becomes=then[claim.pk],
                stale=stale[claim.pk],
            )
            for claim in claims
        ],
    )
