"""The conversation about a claim, as colleagues read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from factcheck.domain.acts import Kind
from factcheck.domain.diff import Segment, segments
from factcheck.domain.mentions import mentions
from factcheck.models import Claim, Comment, Person


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a comment; `name` is the person's whom they mention, "" where it is nobody."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One comment. `is_edited`: it once had other words; `is_mine`: who reads may edit it."""

    id: int
    author: str
    said_at: datetime
    is_edited: bool
    is_mine: bool
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the answers to it, oldest first. `resolved_by` is "" where it isn't known."""

    first: Said
    replies: list[Said]
    is_resolved: bool
    resolved_by: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who can be mentioned."""

    name: str
    username: str


@dataclass(frozen=True, slots=True)
class Talk:
    """All threads about a claim, oldest first."""

    claim: Claim
    open: list[Thread]
    resolved: list[Thread]
    colleagues: list[Colleague]

    @property
    def count(self) -> int:
        """How many comments stand in open threads."""
        return sum(1 + len(thread.replies) for thread in self.open)


@dataclass(frozen=True, slots=True)
class Version:
    """What a comment said for a while; `segments` has its words against those before."""

    at: datetime
    text: str
    segments: list[Segment]


def talk_of(claim: Claim, person: Person) -> Talk:
    """The conversation as a person of the desk sees it: two queries, however much was said."""
    people = Person.objects.checkers().values_list("name", "account__username")
    colleagues = [Colleague(name, username) for name, username in people]
    names = {colleague.username: colleague.name for colleague in colleagues}
    rows = list(_comments(claim))
    replies: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        if row.thread_id is not None:
            replies[row.thread_id].append(_said(row, person, names))
    threads = [
        Thread(
            _said(row, person, names),
            replies[row.pk],
            row.is_resolved,
            row.act.actor_name if row.act.kind == Kind.COMMENT_RESOLVE else "",
        )
        for row in rows
        if row.thread_id is None
    ]
    return Talk(
        claim,
        [thread for thread in threads if not thread.is_resolved],
        [thread for thread in threads if thread.is_resolved],
        colleagues,
    )


def versions_of(comment: Comment) -> list[Version]:
    """What a comment said before and says now, newest first, in one query."""
    rows = comment.history.select_related("act").order_by("act_id", "history_id")
    found: list[Version] = []
    for row in rows:
        if found and row.text == found[-1].text:  # its thread was resolved or reopened
            continue
        changes = segments(found[-1].text, row.text) if found else []
        found.append(Version(row.act.recorded_at, row.text, changes))
    return found[::-1]


def _comments(claim: Claim) -> Any:
    """The comments, oldest first, each with when it was said and whether it was edited since."""
    history = Comment.history.filter(id=OuterRef("pk"))
    said_at = history.filter(version=1).values("act__recorded_at")[:1]
    return (
        claim.comments.select_related("author", "act")
        .annotate(
            said_at=Subquery(said_at),
            is_edited=Exists(history.filter(act__kind=Kind.COMMENT_EDIT)),
        )
        .order_by("id")
    )


def _said(row: Any, person: Person, names: Mapping[str, str]) -> Said:
    return Said(
        id=row.pk,
        author=row.author.name,
        said_at=row.said_at,
        is_edited=row.is_edited,
        is_mine=row.author_id == person.pk,
        parts=list(_parts(row.text, names)),
    )


def _parts(text: str, names: Mapping[str, str]) -> Iterator[Part]:
    done = 0
    for mention in mentions(text, names):
        if mention.start > done:
            yield Part(text[done : mention.start])
        yield Part(text[mention.start : mention.end], names[mention.username])
        done = mention.end
    if done < len(text):
        yield Part(text[done:])
