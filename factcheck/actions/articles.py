"""Articles: entered, revised, described."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone

from factcheck.actions import anchoring
from factcheck.actions.acts import editorial_act, locked
from factcheck.actions.addresses import give_address, give_new, new_slug
from factcheck.actions.notices import NoticeText, is_posted, write_notice
from factcheck.actions.pictures import Picture, revision_fields
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.addresses import check_slug, check_url
from factcheck.domain.characters import one_line
from factcheck.domain.dates import check_effective, check_published, check_range
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.text import PROJECTION, SourceForm, project, sanitise
from factcheck.domain.vocabulary import Addressed
from factcheck.models import Article, Authorship, ChangeSet, Person, Revision

#: What may be said of an article beside its content.
DETAILS = (
    "publisher",
    "byline",
    "url",
    "language",
    "published_earliest",
    "published_latest",
    "headline_is_working_title",
    "ready_only_when_covered",
    "is_demonstration",
)
_PICTURE = ("image", "image_sha256", "image_url", "image_alt", "image_caption", "image_credit")


class Incomplete(Refusal):
    """Something that an article must have is missing."""


def create_article(
    *,
    by: Actor,
    reason: str,
    headline: str,
    html: str,
    form: SourceForm = SourceForm.AUTO,
    slug: str = "",
    picture: Picture | None = None,
    authors: Sequence[Person] = (),
    effective_on: date | None = None,
    **details: Any,
) -> Article:
    """Enter an article and its first revision. `details` are those named in DETAILS.

    `html` is what `form` says (`domain.text.sanitise`). Where no slug is given one is made of the
    headline.
    """
    check_may(by, Task.EDIT)
    content = (
        _headline(headline) | _text(sanitise(html, form)) | revision_fields(picture or Picture())
    )
    _check_details(details)
    check_effective(effective_on, None, timezone.localdate())
    check_published(details.get("published_earliest"), effective_on)
    with editorial_act(
        by=by, kind=Kind.ARTICLE_CREATE, reason=reason, effective_on=effective_on
    ) as act:
        _check_no_twin(content, details)
        revision_id = act.number_row()
        article = Article(
            newest_id=revision_id,
            slug=new_slug(Addressed.ARTICLE, slug, headline),
            **details,
        )
        article.save()
        act.article_id = article.pk
        give_new(Addressed.ARTICLE, article.slug, article.pk)
        Revision(id=revision_id, article=article, number=1, **content).save()
        Authorship.objects.bulk_create(
            Authorship(article=article, person=person) for person in authors
        )
    return article


def record_revision(
    *,
    article: Article,
    by: Actor,
    reason: str,
    version: int | None,
    html: str | None = None,
    form: SourceForm = SourceForm.AUTO,
    headline: str | None = None,
    picture: Picture | None = None,
    notice: NoticeText | None = None,
    effective_on: date | None = None,
) -> Revision | None:
    """Record a new state of the article's content, and follow its claims into it.

    What is None stays as it is; `version` None is not asked, for programs that send what holds
    whatever came before. Returns None, and writes nothing, where nothing changed. A notice is
    posted in the same act, unless it is there already.
    """
    check_may(by, Task.EDIT)
    with editorial_act(
        article=article,
        by=by,
        kind=Kind.ARTICLE_REVISE,
        reason=reason,
        effective_on=effective_on,
    ):
        article = locked(article, version)
        old = article.newest
        content = revised_content(old, html=html, form=form, headline=headline)
        content |= revision_fields(picture) if picture else _columns(old, _PICTURE)
        if content == _columns(old, tuple(content)):
            return None
        check_published(article.published_earliest, effective_on)
        check_effective(effective_on, _counts_from(article), timezone.localdate())
        revision = Revision(article=article, number=old.number + 1, **content)
        revision.save()
        article.newest = revision
        article.save()
        anchoring.follow_claims(article, old, revision, by=by)
        # A system that sends its note along with every version means one notice.
        if notice and not is_posted(article, notice):
            write_notice(article, notice, revision)
    return revision


def edit_article(
    *,
    article: Article,
    by: Actor,
    reason: str,
    version: int,
    slug: str | None = None,
    authors: Sequence[Person] | None = None,
    **details: Any,
) -> Article:
    """Change what is said of an article beside its content; what is not given stays."""
    check_may(by, Task.EDIT)
    with editorial_act(article=article, by=by, kind=Kind.ARTICLE_EDIT, reason=reason):
        article = locked(article, version)
        _check_details(_columns(article, DETAILS) | details)
        for name, value in details.items():
            setattr(article, name, value)
        check_published(article.published_earliest, _first_effective(article))
        if slug:
            check_slug(slug)
            article.slug = slug
            give_address(Addressed.ARTICLE, slug, article.pk)
        article.save()
        if authors is not None and _set_authors(article, authors):
            article.touch()
    return article


def _check_no_twin(content: dict[str, Any], details: dict[str, Any]) -> None:
    """Refuse what is here word for word: the second click of a hasty hand."""
    twins = Article.objects.filter(
        publisher=details["publisher"],
        newest__headline=content["headline"],
        newest__text=content["text"],
    )
    if twins.exists():
        raise Incomplete(N_("This article is here already, word for word."))


def _set_authors(article: Article, authors: Sequence[Person]) -> bool:
    """Make these the authors, and tell whether that changed anything."""
    wanted = {person.pk for person in authors}
    present = {authorship.person_id: authorship for authorship in article.authorships.all()}
    for person_id in present.keys() - wanted:
        present[person_id].delete()
    for person_id in wanted - present.keys():
        Authorship(article=article, person_id=person_id).save()
    return wanted != present.keys()


def revised_content(
    old: Revision,
    *,
    html: str | None,
    form: SourceForm = SourceForm.AUTO,
    headline: str | None,
) -> dict[str, Any]:
    """The columns of a new revision's headline and text; what is None is the old one's."""
    words = _columns(old, ("body", "text", "projection"))
    if html is not None and (body := sanitise(html, form)) != old.body:
        words = _text(body)
    return _headline(old.headline if headline is None else headline) | words


def _headline(headline: str) -> dict[str, str]:
    if not shows(headline):
        raise Incomplete(N_("Give the article a headline."))
    return {"headline": one_line(headline)}


def _text(body: str) -> dict[str, Any]:
    return {"body": body, "text": project(body), "projection": PROJECTION}


def _check_details(details: dict[str, Any]) -> None:
    unknown = details.keys() - set(DETAILS)
    if unknown:
        raise TypeError(f"An article has no {', '.join(sorted(unknown))}.")
    if not details.get("publisher"):
        raise Incomplete(N_("Say who published the article."))
    if not details.get("language"):
        raise Incomplete(N_("Say which language the article is written in."))
    check_url(details.get("url", ""))
    check_range(details.get("published_earliest"), details.get("published_latest"))


def _columns(row: Any, names: Sequence[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: value.name if name == "image" else value for name, value in values.items()}


def _counts_from(article: Article) -> date | None:
    """The day from which the newest revision counts: its effective date, else that of the record.

    None where it is the first and nobody knows more than when it was entered.
    """
    newest = article.newest
    if newest.act.effective_on:
        return newest.act.effective_on
    if newest.number == 1:
        return article.published_earliest
    return timezone.localdate(newest.act.recorded_at)


def _first_effective(article: Article) -> date | None:
    """The earliest effective date among the acts that wrote the article's revisions."""
    acts = ChangeSet.objects.filter(id__in=article.revisions.values("act_id"))
    found: date | None = acts.aggregate(first=Min("effective_on"))["first"]
    return found
