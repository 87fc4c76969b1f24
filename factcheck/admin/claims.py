"""Claims, with their evidence inline and the steps that the rules allow."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.actions.anchoring import place_now
from factcheck.actions.claims import add_claim, edit_claim
from factcheck.actions.seals import sealed_from
from factcheck.admin.base import NounAdmin, actor_of
from factcheck.admin.evidence import EvidenceInline
from factcheck.admin.forms import ActForm
from factcheck.admin.keys import as_id
from factcheck.admin.lists import AssigneeFilter, LookupFilter, StalenessFilter
from factcheck.admin.step_pages import step_view, unseal_view
from factcheck.admin.steps import offers
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.permissions import Task, may
from factcheck.domain.vocabulary import ClaimKind
from factcheck.models import Article, Claim, Removal, Verdict
from factcheck.presenters.staleness import change_at_desk
from factcheck.presenters.suggestions import suggested_places

_ABOUT = ("topic", "claimant", "open_questions", "other_side", "slug")
_WORDS = ("quote", "statement", "kinds", *_ABOUT)
# An article's text is long; a claim's page needs it once, a list of claims never.
_BODIES = ("article__newest__body", "article__newest__text")


class ClaimForm(ActForm):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        choices=[(kind.value, _(kind.label)) for kind in ClaimKind],
        widget=forms.CheckboxSelectMultiple,
        required=False,  # the rule says it better
    )

    class Meta:
        labels: ClassVar[dict[str, Any]] = {"article": _("Article")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topic", "slug"):
            if name in self.fields and not self.instance.pk:
                self.fields[name].required = False
                self.fields[name].help_text = _("Left empty, it is made of the statement.")


@admin.register(Claim)
class ClaimAdmin(NounAdmin):
    form = ClaimForm
    kinds = (Kind.CLAIM_ADD, Kind.CLAIM_EDIT)
    restorable = _WORDS
    change_form_template = "admin/claim.html"
    list_display = ("name", "status", "standing", "assignee", "of_article")
    list_display_links = ("name",)
    list_filter = (
        "status",
        "rating",
        StalenessFilter,
        ("article", LookupFilter),
        ("assignee", AssigneeFilter),
    )
    search_help_text = _("Words of the statement, the quote, the topic or the claimant.")
    autocomplete_fields = ("article",)
    fieldsets = (
        (
            None,
            {
                "fields": ("article", "quote", "statement", "kinds"),
                "description": _(
                    "The quote stands in the article exactly once; the statement says neutrally "
                    "what is to be checked."
                ),
            },
        ),
        (_("About it"), {"fields": _ABOUT}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("article__newest", "rating", "assignee")
            .defer(*_BODIES)
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist: Any = super().get_changelist_instance(request)
        changelist.person_id = actor_of(request).id
        return changelist

    def view_on_site(self, claim: Claim) -> str | None:
        """Readers have a page of it only once a verdict was published."""
        return claim.get_absolute_url() if claim.published_verdict_id else None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("article",) if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [EvidenceInline] if obj else []

    def get_urls(self) -> list[URLPattern]:
        step = path(
            "<int:pk>/step/<str:step>/",
            self.admin_site.admin_view(self.step_view),
            name="factcheck_claim_step",
        )
        unseal = path(
            "<int:pk>/unseal/",
            self.admin_site.admin_view(self.unseal_view),
            name="factcheck_claim_unseal",
        )
        return [step, unseal, *super().get_urls()]

    def step_view(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """Ask why, and take one step of the process."""
        return step_view(self, request, pk, step)

    def unseal_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, and open the seal of the newest proposal."""
        return unseal_view(self, request, pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        claim: Claim | None = context.get("original")
        if claim:
            by, verdicts = actor_of(request), _verdicts(claim)
            context |= {
                "steps": offers(claim, by),
                "verdicts": verdicts,
                "sealed": sealed_from(by.person, verdicts),
                "words": _words(claim),
                "changed_words": change_at_desk(claim),
                "places": suggested_places(claim),
                "removal": Removal.objects.standing().filter(claim=claim).first(),
                "may_remove": may(by.role, Task.REMOVE),
            }
        else:
            context["article"] = _wanted_article(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def record_new(self, by: Actor, form: Any) -> Claim:
        words = {name: form.cleaned_data[name] for name in _WORDS}
        reason, article = form.cleaned_data["reason"], form.cleaned_data["article"]
        return add_claim(article=article, by=by, reason=reason, **words)

    def record_change(self, by: Actor, stored: Claim, form: Any) -> Claim:
        return edit_claim(
            claim=stored,
            by=by,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            **{name: form.cleaned_data[name] for name in _WORDS},
        )

    def record_related(self, by: Actor, stored: Claim, form: Any, formsets: Any) -> None:
        for formset in formsets:
            formset.record(stored, by, form.cleaned_data["reason"])

    def put_back(self, by: Actor, stored: Claim, row: Any, *, reason: str, version: int) -> None:
        words = {name: getattr(row, name) for name in _WORDS}
        edit_claim(claim=stored, by=by, reason=reason, version=version, **words)

    @admin.display(description=_("claim"))
    def name(self, claim: Claim) -> str:
        return f"{claim.number}. {claim}"

    @admin.display(description=_("rating"))
    def standing(self, claim: Claim) -> SafeString:
        """The rating; of a stale verdict first that it is stale."""
        return render_to_string("admin/_standing.html", {"claim": claim})

    @admin.display(description=_("article"))
    def of_article(self, claim: Claim) -> str:
        return str(claim.article)


def _verdicts(claim: Claim) -> list[Verdict]:
    """The newest verdicts, with what was said of each."""
    found = claim.verdicts.select_related("rating", "proposer", "act", "publication__act")
    reviewed = found.prefetch_related("reviews__reviewer", "reviews__rating")
    return list(reviewed.order_by("-number")[:50])


def _words(claim: Claim) -> dict[str, str]:
    """The article's text around the claim's words, for copying a quote from."""
    text, anchor = claim.article.newest.text, place_now(claim)
    if anchor.start is None or anchor.end is None:
        return {"before": text, "exact": "", "after": ""}
    return {
        "before": text[: anchor.start],
        "exact": text[anchor.start : anchor.end],
        "after": text[anchor.end :],
    }


def _wanted_article(request: HttpRequest) -> Article | None:
    """The article that a new claim is for, where the link says so."""
    key = as_id(request.POST.get("article") or request.GET.get("article") or "")
    return Article.objects.select_related("newest").filter(pk=key).first() if key else None
