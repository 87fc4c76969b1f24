"""Every address of the site, filled in with what the database holds.

They are read off the root urlconf, so that a page added later is among them without being named
here. What a pattern asks for is looked up in EXAMPLES; one that asks for something else raises.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver
from django.utils import translation
from django.utils.http import int_to_base36

from factcheck.domain.review import Step
from factcheck.models import (
    Article,
    ChangeSet,
    Claim,
    Comment,
    Evidence,
    ExpertQuestion,
    Review,
    Revision,
    Snapshot,
    Source,
    SourceChange,
    User,
    Verdict,
)
from factcheck.presenters.topics import topics

Example = dict[str, Any]
#: Of experts' links, of which no database tells the secret: one that leads nowhere, and those that
#: a test adds.
SECRETS = ["nowhere"]
#: Of the receipts of readers' reports, the same.
RECEIPTS = ["nowhere"]
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
_ADMIN = re.compile(r"admin/factcheck/(\w+)/<\w+:\w+>/")
#: The admin of a noun, beyond its page and its history: asked for one of each noun.
_DULL = re.compile(
    r"admin/factcheck/(?:\w+/<path:object_id>/(?:delete/)?|changeset/<path:object_id>/history/)$"
)


class NoExample(Exception):
    """A pattern asks for something that is not known here, or of which the database has none."""


def routes() -> list[str]:
    """The patterns of the root urlconf as they are written, each as a whole."""
    with translation.override(settings.LANGUAGE_CODE):  # whose addresses have no prefix
        return list(_routes(get_resolver().url_patterns, ""))


def addresses(route: str) -> list[str]:
    """The paths that a pattern stands for. Raises NoExample."""
    found = _literal(route) if "^" in route or "(?P" in route else _filled(route)
    if not found:
        raise NoExample(route)
    return [f"/{path}" for path in found]


def _routes(patterns: Any, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern.url_patterns, route)


def _literal(route: str) -> list[str]:
    """Regular expressions are few, and named one by one."""
    keys = [f"{int_to_base36(pk)}-set-password" for pk in User.objects.values_list("pk", flat=True)]
    known = {
        "password/reset/key": [f"accounts/password/reset/key/{key}/" for key in keys],
        "(?P<app_label>": ["admin/factcheck/"],
        "admin/(?P<url>.*)$": ["admin/nowhere/"],
    }
    for part, paths in known.items():
        if part in route:
            return paths
    raise NoExample(route)


def _filled(route: str) -> list[str]:
    return [
        _CONVERTER.sub(lambda match, given=example: str(given[match[1]]), route)  # type: ignore[misc]
        for example in _examples(route)
    ]


def _examples(route: str) -> list[Example]:
    wanted = tuple(_CONVERTER.findall(route))
    if not wanted:
        return [{}]
    if noun := _ADMIN.match(route):
        return _of_the_admin(route, noun[1], wanted)
    for start, names, given in EXAMPLES:
        if route.startswith(start) and names == wanted:
            return [dict(zip(names, values, strict=True)) for values in given()]
    raise NoExample(f"{route}: say in tests/every_address.py what {', '.join(wanted)} may be")


def _of_the_admin(route: str, noun: str, wanted: tuple[str, ...]) -> list[Example]:
    model: Any = apps.get_model("factcheck", noun)
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    rows = getattr(model, "history", None)
    match wanted:
        case ("object_id",) | ("pk",):
            return [{wanted[0]: key} for key in (keys[:1] if _DULL.match(route) else keys)]
        case ("pk", "row_id") if rows:
            first = dict(rows.order_by("-history_id").values_list("id", "history_id"))
            return [{"pk": key, "row_id": row} for key, row in first.items()]
        case ("pk", "step"):
            one_of_each = dict(Claim.objects.values_list("status", "pk")).values()
            return [{"pk": key, "step": step.value} for key, step in product(one_of_each, Step)]
    raise NoExample(f"{route}: say in tests/every_address.py what {', '.join(wanted)} may be")


def _pairs_of_revisions() -> list[tuple[str, int, int]]:
    found = Revision.objects.values_list("article__slug", "number")
    return [(slug, 1, number) for slug, number in found if number > 1]


def _things() -> list[tuple[int, int]]:
    """(type, key): every verdict and review, and the first of everything else."""
    found = []
    for model in apps.get_app_config("factcheck").get_models():
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        some = keys if model in {Verdict, Review} else keys[:1]
        found += [(ContentType.objects.get_for_model(model).pk, key) for key in some]
    return found


def _keys(model: Any, name: str = "pk") -> Callable[[], list[tuple[Any, ...]]]:
    return lambda: list(model.objects.order_by("pk").values_list(name))


#: Where a route begins, what it asks for, and what there is of it.
EXAMPLES: list[tuple[str, tuple[str, ...], Callable[[], list[tuple[Any, ...]]]]] = [
    ("media/", ("name",), lambda: [("images/none.png",)]),
    ("api/v1/articles/", ("slug",), _keys(Article, "slug")),
    ("articles/", ("slug",), _keys(Article, "slug")),
    (
        "articles/",
        ("slug", "number"),
        lambda: list(Revision.objects.values_list("article__slug", "number")),
    ),
    ("articles/", ("slug", "old", "new"), _pairs_of_revisions),
    ("claims/", ("slug",), _keys(Claim, "slug")),
    (
        "claims/",
        ("slug", "number"),
        lambda: list(Verdict.objects.values_list("claim__slug", "number")),
    ),
    ("reports/", ("secret",), lambda: [(secret,) for secret in RECEIPTS]),
    ("acts/", ("number",), _keys(ChangeSet)),
    ("topics/", ("slug",), lambda: [(topic.slug,) for topic in topics()] or [("nothing",)]),
    ("sources/", ("domain",), lambda: [("example.org",)]),
    ("desk/claims/", ("claim_id",), _keys(Claim)),
    ("desk/articles/", ("article_id",), _keys(Article)),
    ("desk/comments/", ("comment_id",), _keys(Comment)),
    ("desk/experts/", ("question_id",), _keys(ExpertQuestion)),
    ("expert/", ("secret",), lambda: [(secret,) for secret in SECRETS]),
    ("desk/evidence/", ("evidence_id",), _keys(Evidence)),
    ("desk/sources/", ("source_id",), _keys(Source)),
    ("desk/changes/", ("change_id",), _keys(SourceChange)),
    ("desk/snapshots/", ("snapshot_id",), _keys(Snapshot)),
    ("admin/factcheck/source/changes/", ("change_id",), _keys(SourceChange)),
    ("admin/r/", ("content_type_id", "object_id"), _things),
]
