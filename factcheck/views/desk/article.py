"""The article beside the claim: its newest text with all marks, the one in hand framed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from factcheck.domain.markup import Mark, blocks
from factcheck.models import Article, Claim


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes marks: `domain.markup.Wrap` for the claims of one article."""

    claims: Mapping[str, Claim]
    in_hand: str

    def __call__(
        self, keys: tuple[str, ...], text_html: str, starting: tuple[str, ...], inside_link: bool
    ) -> str:
        """The stretch as a link to its claim: the one in hand, or else the innermost."""
        key = self.in_hand if self.in_hand in keys else keys[-1]
        numbers = format_html_join("", "{}", ((self._number(each),) for each in starting))
        text = mark_safe(text_html)  # noqa: S308 - escaped by domain.markup
        if inside_link:
            return format_html('<span class="{}">{}</span>{}', self._classes(key), text, numbers)
        return format_html(
            '<a class="{}" href="{}">{}{}</a>',
            self._classes(key),
            reverse("desk:claim", args=[self.claims[key].pk]),
            numbers,
            text,
        )

    def _classes(self, key: str) -> str:
        claim = self.claims[key]
        rating = claim.published_verdict.rating if claim.published_verdict else None
        classes = ["mark", f"rating-{rating.key.replace('_', '-')}" if rating else "is-open"]
        classes += ["is-stale"] if claim.stale else []
        classes += ["in-hand"] if key == self.in_hand else []
        return " ".join(classes)

    def _number(self, key: str) -> SafeString:
        claim = self.claims[key]
        rating = claim.published_verdict.rating if claim.published_verdict else None
        signs = [f"rating-{rating.key.replace('_', '-')}" if rating else "rating-none"]
        signs += ["stale"] if claim.stale else []
        known = str(rating) if rating else gettext("not yet rated")
        return format_html(
            '<sup class="mark-no" id="mark-{}">{}{}'
            '<span class="visually-hidden"> ({})</span></sup>',
            claim.number,
            claim.number,
            format_html_join("", "{}", ((_sign(name),) for name in signs)),
            f"{known}, {gettext('stale')}" if claim.stale else known,
        )


def marked(article: Article, in_hand: Claim) -> SafeString:
    """The article's newest text, as HTML, with a mark for each claim that stands in it."""
    revision = article.newest
    claims = {
        str(claim.pk): claim
        for claim in article.claims.select_related("anchor", "published_verdict__rating").order_by(
            "number"
        )
        if claim.anchor.start is not None and claim.anchor.revision_id == revision.pk
    }
    marks = [
        Mark(key, claim.anchor.start or 0, claim.anchor.end or 0) for key, claim in claims.items()
    ]
    pen = Pen(claims, str(in_hand.pk))
    html = "".join(block.html for block in blocks(revision.body, marks, pen, revision.projection))
    return mark_safe(html)  # noqa: S308 - sanitised when it was stored


def _sign(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("factcheck/icons.svg"),
        name,
    )
