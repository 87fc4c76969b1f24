"""Articles, with their claims, revisions and notices at hand."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.actions.articles import DETAILS, create_article, edit_article
from factcheck.admin.base import NounAdmin
from factcheck.admin.begin import begin_view
from factcheck.admin.describe import Change
from factcheck.admin.forms import ActForm
from factcheck.admin.keys import SeveralField
from factcheck.admin.lookups import LookupSelectMultiple
from factcheck.admin.pictures import PictureFields, picture_of
from factcheck.admin.revise_forms import WrittenAs
from factcheck.admin.revisions import revise_view
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.permissions import Task
from factcheck.models import Article, Authorship, ChangeSet, Claim, Person, Removal
from factcheck.presenters.coverage import coverage_of
from factcheck.presenters.progress import progress_of
from factcheck.templatetags.factcheck import moment

_ENTERED = ("reason", "headline", "html", "form", "slug", "effective_on")
_AT_HAND = 100  # claims, revisions or notices shown on an article's page; the lists hold the rest


class ArticleForm(ActForm):
    authors = SeveralField(
        Person.objects.all(),
        label=_("Authors"),
        required=False,
        help_text=_(
            "Colleagues who wrote it, and so may not check it. Entering it is not writing it."
        ),
        widget=LookupSelectMultiple(Authorship._meta.get_field("person"), admin.site),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["authors"] = [author.person for author in self._authorships]

    @cached_property
    def _authorships(self) -> list[Authorship]:
        return list(self.instance.authorships.select_related("person"))


class NewArticleForm(WrittenAs, PictureFields, ArticleForm):
    """An article with its first revision."""

    headline = forms.CharField(label=_("Headline"), max_length=500)
    html = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 16}),
        help_text=_("Pictures, scripts and styles are left out."),
    )
    effective_on = forms.DateField(
        label=_("In effect since"),
        required=False,
        help_text=_("Only where this state of the article is older than today."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


@admin.register(Article)
class ArticleAdmin(NounAdmin):
    form = ArticleForm
    kinds = (Kind.ARTICLE_CREATE, Kind.ARTICLE_EDIT)
    restorable = ("slug", *DETAILS)
    change_form_template = "admin/article.html"
    list_display = ("headline", "publisher", "checked", "revisions_made", "newest_change")
    list_display_links = ("headline",)
    search_help_text = _("Words of the headline, as it is or ever was.")
    _details: ClassVar[list[Any]] = [
        (None, {"fields": ("publisher", "byline", "url", "language", "authors")}),
        (
            _("When it was published"),
            {
                "fields": (("published_earliest", "published_latest"),),
                "description": _(
                    "Give the same day twice where it is known; leave open what is not."
                ),
            },
        ),
        (
            _("How it is shown"),
            {
                "fields": (
                    "slug",
                    "headline_is_working_title",
                    "ready_only_when_covered",
                    "is_demonstration",
                )
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("newest", "act")
            .defer("newest__body", "newest__text")
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The figures of each row are asked for the rows of one page alone."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = _with_figures(changelist.result_list)
        return changelist

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj:
            return self._details
        picture = ("upload", "image_url", "image_alt", "image_caption", "image_credit")
        folded = () if hasattr(request, "prefilled") else ("collapse",)  # found ones are shown
        return [
            (None, {"fields": ("headline", "html", "form", "effective_on")}),
            (_("Featured image"), {"fields": picture, "classes": folded}),
            *self._details,
        ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            columns = ("slug", *DETAILS)
            kwargs |= {"form": NewArticleForm, "fields": columns}
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].help_text = _("Left empty, it is made of the headline.")
        return form

    def view_on_site(self, article: Article) -> str | None:
        """Readers have a page of it only once a claim of it was published."""
        public = Article.objects.public().filter(pk=article.pk).exists()
        return article.get_absolute_url() if public else None

    def get_urls(self) -> list[URLPattern]:
        revise = path(
            "<int:pk>/revise/",
            self.admin_site.admin_view(self.revise_view),
            name="factcheck_article_revise",
        )
        begin = path(
            "begin/", self.admin_site.admin_view(self.begin_view), name="factcheck_article_begin"
        )
        return [revise, begin, *super().get_urls()]

    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """Begin an article from a page or a file."""
        return begin_view(self, request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What `begin_view` found, or what the address says."""
        found: dict[str, Any] = getattr(request, "prefilled", {})
        return found or super().get_changeform_initial_data(request)

    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record a revision."""
        return revise_view(self, request, pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article:
            context |= _at_hand(article) | {"may_remove": self._can(request, Task.REMOVE)}
        return super().render_change_form(request, context, *args, **kwargs)

    def record_new(self, by: Actor, form: Any) -> Article:
        data = form.cleaned_data
        return create_article(
            by=by,
            picture=picture_of(data),
            **{name: data[name] for name in _ENTERED},
            authors=list(data["authors"]),
            **{name: data[name] for name in DETAILS},
        )

    def record_change(self, by: Actor, stored: Article, form: Any) -> Article:
        data = form.cleaned_data
        return edit_article(
            article=stored,
            by=by,
            reason=data["reason"],
            version=data["version"],
            slug=data["slug"],
            authors=list(data["authors"]),
            **{name: data[name] for name in DETAILS},
        )

    def record_related(self, by: Actor, stored: Any, form: Any, formsets: Any) -> None:
        """The authors stand in a table of their own, and went along with the article."""

    def put_back(self, by: Actor, stored: Article, row: Any, *, reason: str, version: int) -> None:
        fields = {name: getattr(row, name) for name in self.restorable}
        edit_article(article=stored, by=by, reason=reason, version=version, **fields)

    def history_acts(self, pk: int) -> Any:
        """All acts on the article itself: a change of its authors leaves its own row alone."""
        kinds = [Kind.ARTICLE_CREATE, Kind.ARTICLE_REVISE, Kind.ARTICLE_EDIT]
        return ChangeSet.objects.filter(article_id=pk, kind__in=kinds).order_by("-id")

    def further_changes(self, pk: int, acts: list[ChangeSet]) -> dict[int, list[Change]]:
        found: dict[int, list[Change]] = {}
        rows: Any = Authorship.history.filter(act_id__in=[act.pk for act in acts], article_id=pk)
        for row in rows.select_related("person"):
            name, label = str(row.person), str(_("Author"))
            gone = row.history_type == "-"
            change = Change("authors", label, name if gone else "", "" if gone else name)
            found.setdefault(row.act_id, []).append(change)
        return found

    @admin.display(description=_("headline"))
    def headline(self, article: Article) -> str:
        return article.newest.headline

    @admin.display(description=_("claims checked"))
    def checked(self, article: Any) -> str:
        figures = {"checked": article.n_checked, "all": article.n_claims, "stale": article.n_stale}
        if article.n_stale:
            return gettext("%(checked)s of %(all)s, %(stale)s stale") % figures
        return gettext("%(checked)s of %(all)s") % figures

    @admin.display(description=_("revisions"))
    def revisions_made(self, article: Article) -> int:
        return article.newest.number

    @admin.display(description=_("newest change"))
    def newest_change(self, article: Any) -> SafeString | str:
        return moment(article.changed_at)


def _with_figures(articles: Any) -> list[Any]:
    """The articles of one page, each with the number of its claims and its newest act."""
    page = list(articles)
    keys = [article.pk for article in page]
    counts: dict[int, Any] = {
        row["article"]: row
        for row in Claim.objects.under_check()
        .filter(article__in=keys)
        .order_by()
        .values("article")
        .annotate(
            claims=Count("pk"),
            checked=Count("published_verdict", filter=Q(stale="")),
            stale=Count("pk", filter=Q(stale__gt="")),
        )
    }
    newest = ChangeSet.objects.filter(article=OuterRef("pk")).order_by("-id")
    changed = dict(
        Article.objects.filter(pk__in=keys)
        .annotate(changed_at=Subquery(newest.values("recorded_at")[:1]))
        .values_list("pk", "changed_at")
    )
    for article in page:
        figures = counts.get(article.pk, {})
        article.n_claims, article.n_checked = figures.get("claims", 0), figures.get("checked", 0)
        article.n_stale = figures.get("stale", 0)
        article.changed_at = changed.get(article.pk)
    return page


def _at_hand(article: Article) -> dict[str, Any]:
    """What an article's page shows beside its details: newest first, a page of each."""
    claims = article.claims.select_related("rating", "assignee").order_by("-id")
    revisions = article.revisions.select_related("act").defer("body", "text")
    removals = Removal.objects.standing().filter(revision__article=article)
    return {
        "coverage": coverage_of(article),
        "progress": progress_of([article.pk], [])[article.pk],
        "claims": list(claims[:_AT_HAND])[::-1],
        "revisions": list(revisions.order_by("-number")[:_AT_HAND]),
        "removals": dict(removals.values_list("revision", "pk")),
        "notices": list(article.notices.order_by(F("dated").desc(), "-id")[:_AT_HAND]),
    }
