"""Every address. English has no prefix, other languages have theirs: /id/articles/…"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from factcheck.api.urls import api
from factcheck.views import crawlers
from factcheck.views.experts import expert
from factcheck.views.health import healthz
from factcheck.views.media import media
from factcheck.views.public import embeds

handler400 = "factcheck.views.errors.bad_request"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("media/<path:name>", media, name="media"),
    path("api/v1/", api.urls),
    path("oembed", embeds.about, name="oembed"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.index, name="sitemap"),
    path("sitemaps/pages.xml", crawlers.pages, name="sitemap_of_pages"),
    path("sitemaps/claims-<int:block>.xml", crawlers.claims, name="sitemap_of_claims"),
    path("sitemaps/articles-<int:block>.xml", crawlers.articles, name="sitemap_of_articles"),
    path("news-sitemap.xml", crawlers.news, name="news_sitemap"),
    *i18n_patterns(
        path("", include("factcheck.views.public.urls")),
        path("expert/<str:secret>/", expert, name="expert"),
        path("desk/", include("factcheck.views.desk.urls")),
        path("accounts/", include("factcheck.views.accounts.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
