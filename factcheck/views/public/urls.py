"""Addresses of the public pages. They are permanent: none is ever changed or given anew."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from factcheck.domain.vocabulary import Page
from factcheck.views.public import (
    articles,
    cards,
    claims,
    embeds,
    feeds,
    front,
    open_data,
    record,
    reports,
    search,
    sites,
    styleguide,
    texts,
    topics,
)

app_name = "public"


def _feeds(address: str, view: feeds.View, name: str) -> Iterator[URLPattern]:
    """A feed in both forms: public:NAME_atom and public:NAME_rss."""
    for form in feeds.FORMS:
        yield path(f"{address}.{form}", view, {"form": form}, name=f"{name}_{form}")


urlpatterns = [
    path("", front.home, name="home"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/history/", articles.article_history, name="article_history"),
    path("articles/<slug:slug>/revisions/<int:number>/", articles.revision, name="revision"),
    path("articles/<slug:slug>/compare/<int:old>...<int:new>/", articles.compare, name="compare"),
    path("articles/<slug:slug>/report/", reports.report_article, name="report_article"),
    path("claims/", claims.claims, name="claims"),
    path("claims.json", open_data.claims_json, name="claims_json"),
    path("claims/<slug:slug>.json", open_data.claim_json, name="claim_json"),
    path("claims/<slug:slug>/", claims.claim, name="claim"),
    path("claims/<slug:slug>/card.png", cards.claim_card_png, name="claim_card"),
    path("claims/<slug:slug>/embed/", embeds.embed, name="claim_embed"),
    path("claims/<slug:slug>/history/", claims.claim_history, name="claim_history"),
    path("claims/<slug:slug>/verdicts/<int:number>/", claims.verdict, name="verdict"),
    path("claims/<slug:slug>/report/", reports.report_claim, name="report_claim"),
    path("reports/<str:secret>/", reports.receipt, name="report_receipt"),
    path("acts/<int:number>/", record.act, name="act"),
    path("corrections/", record.corrections, name="corrections"),
    path("topics/", topics.index, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("sources/", sites.index, name="sites"),
    path("sources/<str:domain>/", sites.site, name="site"),
    path("card.png", cards.card, name="card"),
    path("search/", search.search, name="search"),
    path("methodology/", texts.methodology, name="methodology"),
    path("about/", texts.about, name="about"),
    path("corrections/policy/", texts.corrections_policy, name="corrections_policy"),
    *[
        path(f"{where}history/", texts.text_history, {"page": page}, name=f"{page}_history")
        for page, where in {
            Page.METHODOLOGY: "methodology/",
            Page.ABOUT: "about/",
            Page.CORRECTIONS_POLICY: "corrections/policy/",
        }.items()
    ],
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("how/", texts.how, name="how"),
    *_feeds("feeds/checks", feeds.checks, "checks_feed"),
    *_feeds("feeds/corrections", feeds.corrections, "corrections_feed"),
    *_feeds("feeds/topics/<slug:slug>", feeds.topic, "topic_feed"),
    *_feeds("feeds/articles/<slug:slug>", feeds.article, "article_feed"),
]
