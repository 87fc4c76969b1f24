"""Recording a revision, in two pages at one address: the text, then what it does to the claims.

Nothing is recorded that was not previewed: the second page carries along what was typed and a seal
of it, and what the seal doesn't fit is previewed again.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from factcheck.actions.articles import record_revision, revised_content
from factcheck.actions.pictures import Picture
from factcheck.actions.preview import preview_revision
from factcheck.admin.base import actor_of
from factcheck.admin.kept_pictures import kept_thumbnail, picture_from
from factcheck.admin.offered_notice import put_notice
from factcheck.admin.pictures import WORDS
from factcheck.admin.revise_forms import ConfirmForm, TextForm, carried
from factcheck.admin.revise_preview import compared, seal, shown
from factcheck.admin.revise_sources import Brought, bring_in
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale, check_version
from factcheck.domain.text import project, sanitise
from factcheck.fetching import is_on
from factcheck.forms.refusals import sentence
from factcheck.models import Article, Claim, Revision
from factcheck.presenters.announced import announced, newest
from factcheck.presenters.prospects import need_a_look, recorded

_NAMED = 10  # claims named after a revision; the rest stand in the list

#: Refusals told beside a box of the first page, and of the second, by their names.
_IN_TEXT = {"BadDate": "effective_on", "Incomplete": "headline", "BadPicture": "upload"}
_IN_CONFIRM = {"ReasonMissing": "reason", "NoText": "notice_text", "BadNotice": "notice_text"}


def revise_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text's page; bring texts in; preview; record what was previewed."""
    articles = Article.objects.select_related("newest__act")
    article = articles.filter(pk=pk).first()
    if article is None:
        raise Http404
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    return Revising(admin, request, article).answer()


class Revising:
    """One request of somebody who revises an article."""

    def __init__(self, admin: Any, request: HttpRequest, article: Article) -> None:
        self.admin, self.request, self.article = admin, request, article
        self.data: Any = request.POST.copy()
        self.brought = Brought()
        self.compared: dict[str, Any] = {}
        self.form, self.confirm = TextForm(self.data), ConfirmForm(self.data)

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            self.form = TextForm(initial=_present(self.article))
            return self._text_page()
        step = self.data.get("step", "preview")
        if step not in {"record", "back"}:
            self.brought = bring_in(self.article, self.data, self.request.FILES, step)
        for box, said in self.brought.problems.items():
            self.form.add_error(box, said)
        if self.brought.problems or step not in {"preview", "record"} or self.brought.found:
            return self._text_page()
        if not self.form.is_valid():
            return self._text_page()
        try:
            check_version(self.form.cleaned_data["version"] or 0, self.article.version)
            return self._record() if step == "record" else self._preview()
        except Refusal as refusal:
            return self._refused(refusal)

    # --- The pages ------------------------------------------------------------------------------

    def _text_page(self) -> HttpResponse:
        kept_boxes = [self.form[name] for name in self.brought.kept if name in self.form.fields]
        return self._page(
            "admin/revise.html",
            carried=carried(self.confirm, self.data),
            found=self.brought.found,
            may_fetch=is_on(),
            kept_boxes=kept_boxes,
            compared=self.compared,
            kept_picture=kept_thumbnail(self.data.get("kept_picture", "")),
        )

    def _preview(self, note: str = "") -> HttpResponse:
        """What the edit would do. Raises Refusal."""
        old, data = self.article.newest, self.form.cleaned_data
        preview = preview_revision(article=self.article, **self._words())
        picture = picture_from(data, old)
        if not preview.content_changed and picture is None:
            said = _("Nothing differs from revision %(number)s. Change the words or the picture.")
            self.form.add_error(None, said % {"number": old.number})
            return self._text_page()
        notices = announced(self.article, preview.text)
        put_notice(self.data, self.article, newest(notices))
        self.data["seal"] = seal(self.article.version, preview.headline, preview.body, picture)
        return self._page(
            "admin/revise_preview.html",
            carried=carried(self.form, self.data),
            confirm=self.confirm,
            note=note,
            notices=notices,
            preview=shown(old, preview, picture),
        )

    def _page(self, template: str, **context: Any) -> HttpResponse:
        shared = {
            **self.admin.admin_site.each_context(self.request),
            "title": _("Record a revision"),
            "subtitle": str(self.article),
            "opts": self.admin.opts,
            "original": self.article,
            "form": self.form,
        }
        return TemplateResponse(self.request, template, shared | context)

    # --- Recording ------------------------------------------------------------------------------

    def _record(self) -> HttpResponse:
        """Record what was previewed, or preview what was not. Raises Refusal."""
        old, data = self.article.newest, self.form.cleaned_data
        content = revised_content(old, **self._words())
        picture = picture_from(data, old)
        previewed = seal(self.article.version, content["headline"], content["body"], picture)
        if self.data.get("seal") != previewed:
            return self._preview(_("This is not what was shown before. Look at it once more."))
        if not self.confirm.is_valid():
            return self._preview()
        try:
            revision = self._write(picture)
        except Refusal as refusal:
            name = type(refusal).__name__
            if isinstance(refusal, Stale) or name in _IN_TEXT:
                raise
            self.confirm.add_error(_IN_CONFIRM.get(name), sentence(refusal))
            return self._preview()
        _tell(self.request, self.article, revision)
        return HttpResponseRedirect(self.admin.address_of(self.article))

    def _write(self, picture: Picture | None) -> Revision | None:
        data = self.form.cleaned_data
        return record_revision(
            article=self.article,
            by=actor_of(self.request),
            reason=self.confirm.cleaned_data["reason"],
            version=data["version"] or 0,
            picture=picture,
            notice=self.confirm.notice(data["effective_on"]),
            effective_on=data["effective_on"],
            **self._words(),
        )

    def _words(self) -> dict[str, Any]:
        data = self.form.cleaned_data
        html = data["html"] if data["html"].strip() else None
        return {"headline": data["headline"], "html": html, "form": data["form"]}

    def _refused(self, refusal: Refusal) -> HttpResponse:
        """The text's page with what was said, and both versions where someone was quicker."""
        if isinstance(refusal, Stale):
            self.article = Article.objects.select_related("newest__act").get(pk=self.article.pk)
            self.data["version"] = str(self.article.version)
            self.compared = self._compared()
        box = _IN_TEXT.get(type(refusal).__name__)
        self.form.add_error(box, sentence(refusal))
        return self._text_page()

    def _compared(self) -> dict[str, Any]:
        words = self._words()
        try:
            html = words["html"]
            text = None if html is None else project(sanitise(html, words["form"]))
        except Refusal:
            text = None
        return compared(self.article.newest, words["headline"], text)


def _present(article: Article) -> dict[str, Any]:
    newest_revision = article.newest
    words = {name: getattr(newest_revision, name) for name in ("headline", *WORDS)}
    return words | {"version": article.version, "form": "auto"}


def _tell(request: HttpRequest, article: Article, revision: Revision | None) -> None:
    """What the revision did: "2 of 14 claims need another look.", each with its link."""
    if revision is None:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
        return
    claims = Claim.objects.filter(article=article).under_check()
    mended = claims.filter(published_verdict__isnull=False, stale="")
    look = claims.filter(anchor__revision=revision).exclude(pk__in=mended)
    links = format_html_join(
        " · ",
        '<a href="{}">{}. {}</a>',
        [
            (reverse("admin:factcheck_claim_change", args=[claim.pk]), claim.number, claim)
            for claim in look.order_by("number")[:_NAMED]
        ],
    )
    said = f"{recorded(revision.number)} {need_a_look(look.count(), claims.count())}"
    messages.success(request, format_html("{} {}", said, links))
