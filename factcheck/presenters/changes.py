"""What acts changed, as far as readers may know: article, revisions, notices, verdicts.

Each kind of row is read for all the acts at once that may have written some, so a longer list takes
no more queries. Of claims only published verdicts are told; rows of unpublished claims, authors and
people never are.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F
from django.utils.translation import get_language, gettext, ngettext

from factcheck.actions.articles import DETAILS
from factcheck.domain.acts import REMOVING, Kind
from factcheck.domain.diff import segments, word_counts
from factcheck.domain.languages import pick
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import (
    Anchor,
    Article,
    ChangeSet,
    Claim,
    Notice,
    Publication,
    Removal,
    Revision,
)
from factcheck.presenters.text_changes import counted_changes
from factcheck.presenters.values import Change, article_change, field_changes, text_change

ARTICLE = ("slug", *DETAILS)
NOTICE = ("kind", "text", "explanation", "dated")
IMAGE = ("image_alt", "image_caption", "image_credit")

Found = Iterator[tuple[int, Change]]


@dataclass(frozen=True, slots=True)
class RevisionLink:
    """The revision that an act made, or removed by law: its number, and its article's address."""

    number: int
    slug: str

    @property
    def before(self) -> int:
        """The number of the one before; 0 where there is none."""
        return self.number - 1


def revisions_of(acts: Collection[ChangeSet]) -> dict[int, RevisionLink]:
    """Which acts made or removed which revisions, by the acts' keys. At most two queries."""
    made = Revision.objects.filter(act_id__in=_of_kind(acts, _REVISING))
    found = list(made.values_list("act_id", "number", "article__slug"))
    if removing := _of_kind(acts, REMOVING):
        rows: Any = Removal.history.filter(act_id__in=removing, revision__isnull=False)
        found += rows.values_list("act_id", "revision__number", "revision__article__slug")
    return {act_id: RevisionLink(number, slug) for act_id, number, slug in found}


def changes_of(acts: Collection[ChangeSet], *, texts: bool = True) -> dict[int, list[Change]]:
    """The public changes that each act wrote, by its key, in a fixed number of queries.

    Without `texts` those of an article's text are counted, and their words not told.
    """
    found: dict[int, list[Change]] = defaultdict(list)
    for read, kinds in _READ:
        ids = _of_kind(acts, kinds)
        reading = _revisions_counted if read is _revisions and not texts else read
        for act_id, change in reading(ids) if ids else ():
            found[act_id].append(change)
    return found


def stale_claims(
    acts: Iterable[ChangeSet], standing: Collection[int] | None = None
) -> dict[int, str]:
    """How many standing public claims lost their words, or some of them, in each revision that an
    act made, by the act's key. At most one query.

    `standing`: the keys of those that stood at a moment of the past; None: those that stand now.
    """
    claims = Claim.objects.standing() if standing is None else standing
    touched = (
        Anchor.objects.touched()
        .filter(act_id__in=_of_kind(acts, {Kind.ARTICLE_REVISE}), revision__act_id=F("act_id"))
        .filter(claim__in=claims)
        .exclude(change="")
        .order_by()
        .values_list("act_id")
        .annotate(claims=Count("pk"))
    )
    return {
        act_id: ngettext("%(count)s claim touched", "%(count)s claims touched", count)
        % {"count": count}
        for act_id, count in touched
    }


def revision_changes(old: Revision | None, new: Revision) -> Iterator[Change]:
    """What differs between two revisions. Of a first one, its text is only counted."""
    text = None
    if old is None:
        text = Change("", words=word_counts(segments("", new.text)))
    elif old.text != new.text:
        text = article_change("", old.text, new.text)
    yield from changes_beside_text(old, new, text)


def changes_beside_text(
    old: Revision | None, new: Revision, text: Change | None = None
) -> Iterator[Change]:
    """What differs beside the text; that of the text, where one is given, is told in its place."""
    label = gettext("Headline")
    if old is None:
        yield Change(label, "", new.headline)
    elif old.headline != new.headline:
        yield text_change(label, old.headline, new.headline)
    if text:
        yield replace(text, label=gettext("Text"))
    if old is not None and _image(old) != _image(new):
        yield Change(gettext("Featured image"), _image_words(old), _image_words(new))
    yield from field_changes(old, new, IMAGE)


def _image(revision: Revision) -> str:
    return revision.image.name or revision.image_url


def _image_words(revision: Revision) -> str:
    if not _image(revision):
        return ""
    return gettext("the picture of revision %(number)s") % {"number": revision.number}


def _details(act_ids: Collection[int]) -> Found:
    for act_id, before, after in _history(Article, act_ids):
        for change in field_changes(before, after, ARTICLE):
            yield act_id, change


def _notices(act_ids: Collection[int]) -> Found:
    for act_id, before, after in _history(Notice, act_ids):
        if before is None:
            kind = gettext(NoticeKind(after.kind).label)
            language, text = pick(after.text, get_language() or "")
            yield act_id, Change(kind, "", text, language=language)
        else:
            for change in field_changes(before, after, NOTICE):
                yield act_id, change


def _revisions(act_ids: Collection[int]) -> Found:
    for before, revision in _comparable(act_ids, "body"):
        for change in revision_changes(before, revision):
            yield revision.act_id, change


def _revisions_counted(act_ids: Collection[int]) -> Found:
    pairs = _comparable(act_ids, "body", "text")
    counted = counted_changes(pairs)
    for before, revision in pairs:
        for change in changes_beside_text(before, revision, counted[revision.pk]):
            yield revision.act_id, change


def _comparable(act_ids: Collection[int], *unread: str) -> list[tuple[Revision | None, Revision]]:
    """The revisions that acts made, each after the one before it, without the columns named; but
    where either was removed by law, since what differs tells its words."""
    revisions: Any = Revision.objects.with_removal().defer(*unread)
    new = list(revisions.filter(act_id__in=act_ids).order_by("id"))
    known = {(revision.article_id, revision.number): revision for revision in new}
    missing = {(article, number - 1) for article, number in known} - known.keys()
    older = revisions.filter(
        article_id__in={article for article, _ in missing},
        number__in={number for _, number in missing if number},
    )
    known |= {(revision.article_id, revision.number): revision for revision in older}
    pairs = [(known.get((each.article_id, each.number - 1)), each) for each in new]
    return [
        (old, each) for old, each in pairs if not each.is_removed and not (old and old.is_removed)
    ]


def _orders(act_ids: Collection[int]) -> Found:
    for act_id, before, after in _history(Removal, act_ids):
        if before is None:
            language, text = pick(after.order, get_language() or "")
            yield act_id, Change(gettext("The order"), "", text, language=language)


def _verdicts(act_ids: Collection[int]) -> Found:
    claims = Publication.objects.filter(act_id__in=act_ids).values("claim_id")
    last: dict[int, Any] = {}
    for publication in (
        Publication.objects.filter(claim_id__in=claims)
        .select_related("verdict__rating", "verdict__act")
        .order_by("id")
    ):
        rating, before = publication.verdict.rating, last.get(publication.claim_id)
        if publication.act_id in act_ids:
            is_kept = publication.verdict.is_reaffirmed and before == rating
            change = (
                Change(gettext("Reaffirmed for new words"), rating_after=rating, is_kept=True)
                if is_kept
                else Change(gettext("Rating"), rating_before=before, rating_after=rating)
            )
            yield publication.act_id, change
        last[publication.claim_id] = rating


def _history(model: Any, act_ids: Collection[int]) -> Iterator[tuple[int, Any, Any]]:
    """(act, row before or None, row after) for the history rows that acts wrote."""
    rows = list(model.history.filter(act_id__in=act_ids).order_by("history_id"))
    before = {
        (row.id, row.version): row
        for row in model.history.filter(
            id__in={row.id for row in rows}, version__in={row.version - 1 for row in rows}
        )
    }
    for row in rows:
        yield row.act_id, before.get((row.id, row.version - 1)), row


def _of_kind(acts: Iterable[ChangeSet], kinds: Collection[str]) -> list[int]:
    """The keys of the acts of some kinds."""
    return [act.pk for act in acts if act.kind in kinds]


_REVISING = frozenset({Kind.ARTICLE_CREATE, Kind.ARTICLE_REVISE})

#: What is read of an act, and the kinds of those that may have written it. A revision leaves an
#: article's details as they are, and may bring a notice.
_READ: list[tuple[Callable[[Collection[int]], Found], frozenset[Kind]]] = [
    (_details, frozenset({Kind.ARTICLE_CREATE, Kind.ARTICLE_EDIT})),
    (_revisions, _REVISING),
    (_notices, frozenset({Kind.NOTICE_POST, Kind.NOTICE_EDIT, Kind.ARTICLE_REVISE})),
    (_verdicts, frozenset({Kind.VERDICT_PUBLISH})),
    (_orders, REMOVING),
]
