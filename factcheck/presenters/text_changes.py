"""What happened to an article's text from one revision to the next, in the few words of a history.

Revisions never change, so what was counted once is kept by the server's process: a page of forty
long texts would be compared anew at each view otherwise.
"""

from collections.abc import Collection
from dataclasses import replace

from django.core.cache import caches

from factcheck.models import Revision
from factcheck.presenters.values import Change, article_change

Pair = tuple[Revision | None, Revision]


def counted_changes(pairs: Collection[Pair]) -> dict[int, Change | None]:
    """Of each later revision, by its key, how its text differs from the one before, without the
    words themselves; None where it doesn't. At most one query, whatever is known already."""
    kept = caches["counts"]
    keys = {new.pk: _key(old, new) for old, new in pairs}
    known = kept.get_many(keys.values())
    missing = [pair for pair in pairs if keys[pair[1].pk] not in known]
    texts = _texts(missing)
    for old, new in missing:
        before = texts[old.pk] if old else ""
        change = article_change("", before, texts[new.pk]) if before != texts[new.pk] else None
        known[keys[new.pk]] = change and replace(change, segments=())
    kept.set_many({keys[new.pk]: known[keys[new.pk]] for _, new in missing})
    return {pk: known[key] for pk, key in keys.items()}


def _key(old: Revision | None, new: Revision) -> str:
    """Both rows' hashes: unlike their keys, they name the same words in any database."""
    return f"{old.row_hash if old else ''}-{new.row_hash}"


def _texts(pairs: Collection[Pair]) -> dict[int, str]:
    wanted = {revision.pk for pair in pairs for revision in pair if revision}
    if not wanted:
        return {}
    return dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "text"))
