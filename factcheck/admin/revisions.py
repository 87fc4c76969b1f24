"""Recording a revision: a new state of an article's content, and what it does to the claims."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.actions.articles import record_revision
from factcheck.actions.notices import NoticeText
from factcheck.admin.describe import marked_words
from factcheck.admin.forms import BESIDE, reason_field, type_in
from factcheck.admin.pictures import WORDS, PictureFields, picture_of
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.acts import Kind
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale
from factcheck.domain.text import project, sanitise
from factcheck.domain.vocabulary import NoticeKind
from factcheck.forms.refusals import sentence
from factcheck.forms.translated import TranslatedFormField
from factcheck.models import Article, Claim, Revision

_LABELS = {"headline": gettext_lazy("headline"), "text": gettext_lazy("text")}
_NAMED = 10  # claims named after a revision; the rest stand in the list


class RevisionForm(PictureFields):
    """What is left as it is stays as it is; the text is only read where something is pasted."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=500)
    html = forms.CharField(
        label=gettext_lazy("The whole text, as it is now"),
        required=False,
        widget=forms.Textarea({"rows": 16}),
        help_text=gettext_lazy("Paste HTML or plain text; leave it empty where no word changed."),
    )
    effective_on = forms.DateField(
        label=gettext_lazy("In effect since"),
        required=False,
        help_text=gettext_lazy("Only where the change happened before today."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    remove_picture = forms.BooleanField(label=gettext_lazy("No picture any more"), required=False)
    notice_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("No notice"))]
        + [(kind.value, gettext_lazy(kind.label)) for kind in NoticeKind],
    )
    notice_text = TranslatedFormField(label=gettext_lazy("Text"), required=False, rows=2)
    notice_explanation = TranslatedFormField(
        label=gettext_lazy("Explanation"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Ours, where the publisher's own words need one."),
    )
    notice_dated = forms.DateField(
        label=gettext_lazy("Dated"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(Kind.ARTICLE_REVISE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        filled = any(data.get(f"notice_{name}") for name in ("text", "explanation", "dated"))
        if filled and not data.get("notice_kind"):
            said = _("Say what kind of notice it is, or empty its boxes.")
            self.add_error("notice_kind", said)
        return data

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The boxes under their headings, for the page."""
        picture = ("upload", "image_url", "remove_picture", *WORDS[1:])
        notice = ("notice_kind", "notice_text", "notice_explanation", "notice_dated")
        return [
            (_("The words"), [self["headline"], self["html"], self["effective_on"]]),
            (_("Featured image"), [self[name] for name in picture]),
            (_("Notice for readers"), [self[name] for name in notice]),
        ]


def revise_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form; record what was typed; tell what it did to the claims."""
    article = Article.objects.select_related("newest").filter(pk=pk).first()
    if article is None:
        raise Http404
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    form = RevisionForm(request.POST or None, request.FILES or None, initial=_present(article))
    compared = None
    if request.method == "POST" and form.is_valid():
        by: Actor = request.user.person.actor(Channel.ADMIN)  # type: ignore[union-attr]
        try:
            revision = _record(article, by, form.cleaned_data)
        except Refusal as refusal:
            beside = {**BESIDE, "Incomplete": "headline"}.get(type(refusal).__name__, "")
            form.add_error(beside if beside in form.fields else None, sentence(refusal))
            if isinstance(refusal, Stale):
                compared = _compared(article.newest, form)
                type_in(form, "version", article.version)
        else:
            _tell(request, article, revision)
            return HttpResponseRedirect(admin.address_of(article))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Record a revision"),
        "subtitle": str(article),
        "opts": admin.opts,
        "original": article,
        "form": form,
        "compared": compared,
    }
    return TemplateResponse(request, "admin/revise.html", context)


def _present(article: Article) -> dict[str, Any]:
    newest = article.newest
    return {name: getattr(newest, name) for name in ("headline", *WORDS)} | {
        "version": article.version
    }


def _record(article: Article, by: Actor, data: dict[str, Any]) -> Revision | None:
    notice = None
    if data["notice_kind"]:
        notice = NoticeText(
            kind=NoticeKind(data["notice_kind"]),
            text=data["notice_text"],
            explanation=data["notice_explanation"],
            dated=data["notice_dated"] or data["effective_on"],
        )
    return record_revision(
        article=article,
        by=by,
        reason=data["reason"],
        version=data["version"] or 0,
        html=data["html"] if data["html"].strip() else None,
        headline=data["headline"],
        picture=picture_of(data, article.newest),
        notice=notice,
        effective_on=data["effective_on"],
    )


def _compared(stored: Revision, form: RevisionForm) -> list[dict[str, Any]]:
    """What is stored now against what was typed, where someone revised the article meanwhile."""
    typed = {"headline": form.cleaned_data["headline"]}
    if form.cleaned_data["html"].strip():
        typed["text"] = project(sanitise(form.cleaned_data["html"]))
    return [
        {
            "label": _LABELS[name],
            "segments": marked_words(getattr(stored, name), words),
        }
        for name, words in typed.items()
        if getattr(stored, name) != words
    ]


def _tell(request: HttpRequest, article: Article, revision: Revision | None) -> None:
    """What the revision did: "2 of 14 claims need another look", each with its link."""
    if revision is None:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
        return
    touched = Claim.objects.filter(article=article).exclude(anchor__change="")
    look = list(touched.order_by("number")[: _NAMED + 1])
    all_claims = article.claims.count()
    said = ngettext(
        "Revision %(number)s is recorded. %(touched)s of %(all)s claim needs another look.",
        "Revision %(number)s is recorded. %(touched)s of %(all)s claims need another look.",
        all_claims,
    ) % {"number": revision.number, "touched": touched.count(), "all": all_claims}
    links = format_html_join(
        " ",
        '<a href="{}">{}. {}</a>',
        [
            (reverse("admin:factcheck_claim_change", args=[claim.pk]), claim.number, claim.topic)
            for claim in look[:_NAMED]
        ],
    )
    messages.success(request, format_html("{} {}", said, links))
