"""Sources: shared by all articles, and so on the newsroom's own chain."""

from dataclasses import asdict, dataclass

from django.db.models import Q

from factcheck.actions import snapshots
from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.addresses import canonical, check_url
from factcheck.domain.dates import partial_date
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.vocabulary import Confidence, SourceType
from factcheck.models import Source


class BadSource(Refusal):
    """Something that a source must have is missing, unknown, or there twice."""


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What is known of a source. `published` is a year, a month, a day or ""."""

    title: str
    type: str
    url: str = ""
    title_confirmed: bool = True
    publisher: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    archive_url: str = ""
    reliability: str = ""


def find(url: str) -> Source | None:
    """The source that stands at an address, in whatever form the address is written."""
    compared = canonical(url)
    if not compared:
        return None
    same = Q(canonical=compared) | Q(url=url.strip())
    found = Source.objects.filter(same).select_related("duplicate_of").order_by("id").first()
    return (found.duplicate_of or found) if found else None


def add_source(*, by: Actor, reason: str, details: SourceDetails) -> Source:
    """Add a source. Raises BadSource where its address is there already."""
    check_may(by, Task.CHECK)
    with editorial_act(by=by, kind=Kind.SOURCE_ADD, reason=reason):
        source = Source(**_checked(details, None))
        source.save()
        snapshots.want(source)
    return source


def edit_source(
    *, source: Source, by: Actor, reason: str, version: int, details: SourceDetails
) -> Source:
    """Change a source. Verdicts keep it as it was when they were proposed."""
    check_may(by, Task.EDIT)
    with editorial_act(by=by, kind=Kind.SOURCE_EDIT, reason=reason):
        source = locked(source, version)
        before = canonical(source.url)
        for name, value in _checked(details, source.pk).items():
            setattr(source, name, value)
        source.save()
        if canonical(source.url) != before:
            snapshots.want(source)
    return source


def _checked(details: SourceDetails, own_id: int | None) -> dict[str, object]:
    fields = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in asdict(details).items()
    }
    if not fields["title"]:
        raise BadSource(N_("Give the source a title, or say what it is in brackets."))
    if fields["type"] not in set(SourceType):
        raise BadSource(N_("Choose a type of source from the list."))
    if fields["reliability"] and fields["reliability"] not in set(Confidence):
        raise BadSource(N_("Choose high, medium or low reliability, or leave it empty."))
    check_url(details.url.strip())
    check_url(details.archive_url.strip())
    fields["canonical"] = canonical(details.url)
    if fields["url"]:
        twin = find(details.url)
        if twin and twin.pk != own_id:
            raise BadSource(
                N_("This address is here already: “%(title)s”. Use that source."), title=twin.title
            )
    fields |= {"published": partial_date(details.published)}
    if not fields["url"]:
        same = {name: fields[name] for name in ("url", "title", "publisher", "author", "published")}
        if Source.objects.filter(**same).exclude(pk=own_id or 0).exists():
            raise BadSource(
                N_("A source like this is here already: “%(title)s”. Search for it and use it."),
                title=fields["title"],
            )
    return fields
