"""Sources: shared by all articles, and so on the newsroom's own chain."""

from dataclasses import asdict, dataclass

from django.db.models import Q

from factcheck.actions import snapshots
from factcheck.actions.acts import editorial_act, locked, series_of_acts
from factcheck.actions.chains import lock_chains
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.addresses import canonical, check_url
from factcheck.domain.dates import partial_date
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.vocabulary import Confidence, SourceType
from factcheck.models import Claim, Evidence, Source, Watch


class BadSource(Refusal):
    """Something that a source must have is missing, unknown, or there twice."""


class NoDuplicate(Refusal):
    """Two sources that can't be merged, or one that was."""


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
        check_stands(source)
        before = canonical(source.url)
        for name, value in _checked(details, source.pk).items():
            setattr(source, name, value)
        source.save()
        if canonical(source.url) != before:
            snapshots.want_anew(source)
    return source


def merge(*, source: Source, into: Source, by: Actor, reason: str, version: int) -> Source:
    """Merge a source into another, which is the same document: nobody uses it from now on.

    Its evidence goes over to the source that stands, by an act on each claim; what verdicts rested
    on, snapshots and histories stay as they are. Raises NoDuplicate where the two can't be merged,
    or where somebody used the source at that very moment.
    """
    check_may(by, Task.EDIT)
    evidence = Evidence.objects.filter(source=source)
    with series_of_acts():
        with editorial_act(by=by, kind=Kind.SOURCE_MERGE, reason=reason):
            # Whoever adds evidence holds the article's chain and then asks for the source's row.
            chains = set(evidence.values_list("claim__article", flat=True))
            lock_chains(chains)
            source = locked(source, version)
            into = locked(into)
            _check_pair(source, into)
            if not chains.issuperset(evidence.values_list("claim__article", flat=True)):
                raise NoDuplicate(N_("A colleague used this source just now. Merge it again."))
            # What was merged into it before goes on too: a duplicate names the one that stands.
            for each in [source, *Source.objects.filter(duplicate_of=source)]:
                each.duplicate_of = into
                each.save()
            Watch.objects.filter(source=source).delete()
        for claim in Claim.objects.filter(evidence__source=source).order_by("id").distinct():
            _move_evidence(claim, source, into, by)
    return source


def check_stands(source: Source) -> None:
    """Refuse a source that was merged into another, naming that one."""
    if source.duplicate_of:
        raise NoDuplicate(
            N_("This source was merged into another one. Use “%(title)s” instead."),
            title=source.duplicate_of.title,
        )


def usable(source: Source) -> Source:
    """The source with its row locked, so that nobody merges it before the act is over."""
    # Of all that a row lock keeps away, not the references of colleagues' new evidence.
    row: Source = Source.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
    check_stands(row)
    return row


def _check_pair(source: Source, into: Source) -> None:
    if source.pk == into.pk:
        raise NoDuplicate(N_("A source can't be merged into itself. Choose another one."))
    check_stands(source)
    check_stands(into)


def _move_evidence(claim: Claim, source: Source, into: Source, by: Actor) -> None:
    with editorial_act(claim=claim, by=by, kind=Kind.EVIDENCE_MOVE, reason=""):
        rows = list(Evidence.objects.filter(claim=claim, source=source))
        for row in rows:
            row.source = into
        Evidence.objects.bulk_update(rows, ["source"])


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
        if own_id and Source.objects.filter(url=fields["url"], duplicate_of=own_id).exists():
            raise BadSource(
                N_("This address stays with the duplicate that was merged in. Keep the one here.")
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
