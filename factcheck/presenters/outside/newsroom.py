"""The newsroom as schema.org describes an organisation, with the Trust Project's properties."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from factcheck.models import Article
from factcheck.presenters.outside.addresses import absolute, address

CONTEXT = "https://schema.org"

#: Where each policy can be read: a property of Organization, and the name of a public page.
POLICIES = {
    "correctionsPolicy": "corrections_policy",
    "ownershipFundingInfo": "about",
    "publishingPrinciples": "methodology",
    "verificationFactCheckingPolicy": "methodology",
}


def organization() -> dict[str, Any]:
    """The newsroom, to stand as an author or a publisher."""
    return {
        "@type": "Organization",
        "@id": f"{settings.PUBLIC_URL}/#newsroom",
        "name": settings.NEWSROOM_NAME,
        "url": absolute("/"),
        **{name: address(page) for name, page in POLICIES.items()},
    }


def newsroom_page() -> dict[str, Any]:
    """The newsroom, to stand by itself on a page."""
    return {"@context": CONTEXT, **organization()}


def is_own(article: Article) -> bool:
    """Whether an article is the newsroom's own work: by its publisher, or where it stands."""
    same_name = article.publisher.strip().casefold() == settings.NEWSROOM_NAME.casefold()
    return same_name or (bool(article.url) and _host(article.url) == _host(settings.PUBLIC_URL))


def breadcrumbs(*steps: tuple[str, str]) -> dict[str, Any]:
    """The way to a page, as (name, whole address) from the site's top down to the page itself."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(steps, start=1)
        ],
    }


def without_nothing(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties of which something is known."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
