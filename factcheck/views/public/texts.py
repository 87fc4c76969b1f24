"""The pages that the newsroom writes itself: how it checks, who it is, how it corrects."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from factcheck.domain.vocabulary import Page
from factcheck.models import Policy, Rating
from factcheck.presenters.freshness import newsroom_state
from factcheck.presenters.page_texts import shown_text, text_changes
from factcheck.views.public.caching import fresh


@require_safe
@fresh(newsroom_state)
def methodology(request: HttpRequest) -> HttpResponse:
    """How checking is done; what each rating means, and the rules in force, as they are kept."""
    context = {"ratings": Rating.objects.all(), "policy": Policy.now()}
    return _page(request, Page.METHODOLOGY, context)


@require_safe
@fresh(newsroom_state)
def about(request: HttpRequest) -> HttpResponse:
    """Who the newsroom is, who pays for it, and how to reach it."""
    return _page(request, Page.ABOUT, {})


@require_safe
@fresh(newsroom_state)
def corrections_policy(request: HttpRequest) -> HttpResponse:
    """How mistakes are corrected."""
    return _page(request, Page.CORRECTIONS_POLICY, {})


@require_safe
@fresh(newsroom_state)
def text_history(request: HttpRequest, page: Page) -> HttpResponse:
    """What changed in the text of one of these pages."""
    context = {"section": page, "text": shown_text(page), "changes": text_changes(page)}
    return render(request, "public/text_history.html", context)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Where the methodology stood first."""
    return redirect("public:methodology", permanent=True)


def _page(request: HttpRequest, page: Page, context: dict[str, Any]) -> HttpResponse:
    shown = {"section": page, "text": shown_text(page)}
    return render(request, f"public/{page}.html", shown | context)
