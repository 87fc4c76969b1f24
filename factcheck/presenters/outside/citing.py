"""How to cite a check: words that stay true, and addresses that stay."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from factcheck.domain.languages import pick
from factcheck.presenters.outside.addresses import absolute, address
from factcheck.presenters.outside.embeds import frame_of
from factcheck.presenters.verdicts import ShownVerdict


@dataclass(frozen=True, slots=True)
class Citation:
    """`text` names a verdict by the newsroom, its day and its permalink; `revision` is the address
    of the words that it judged, `frame` the code of the check as it stands ("" where this verdict
    doesn't)."""

    text: str
    verdict: str
    revision: str
    frame: str


def citation(shown: ShownVerdict, *, stands: bool) -> Citation:
    """How to cite a published verdict."""
    language = get_language() or "en"
    claim, verdict = shown.claim, shown.verdict
    permalink = absolute(reverse("public:verdict", args=[claim.slug, verdict.number]))
    text = gettext(
        "%(newsroom)s: “%(statement)s” – %(rating)s. Verdict %(number)s, %(day)s. %(url)s"
    )
    return Citation(
        text=text
        % {
            "newsroom": settings.NEWSROOM_NAME,
            "statement": pick(shown.statement, language)[1],
            "rating": pick(shown.rating.label, language)[1],
            "number": verdict.number,
            "day": date_format(localtime(shown.published_at), "j M Y"),
            "url": permalink,
        },
        verdict=permalink,
        revision=address("revision", claim.article.slug, verdict.anchor.revision.number),
        frame=frame_of(claim, verdict) if stands else "",
    )
