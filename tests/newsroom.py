"""A newsroom for tests: people, articles, claims and verdicts, made as people make them.

Everything goes through the actions, so that no test can stand on an impossible state.
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils import timezone

from factcheck.actions import (
    articles,
    claims,
    evidence,
    people,
    reports,
    reviews,
    sources,
    verdicts,
)
from factcheck.actions.acts import editorial_act
from factcheck.actions.snapshots import Copy, keep
from factcheck.domain.actor import SYSTEM, Actor, Channel, Role
from factcheck.domain.acts import Kind
from factcheck.domain.vocabulary import Difference, Origin, ReportHeld
from factcheck.models import (
    Article,
    Claim,
    Evidence,
    Person,
    Report,
    Snapshot,
    Source,
    SourceChange,
    User,
    Verdict,
)

TEXT = """The mayor opened the bridge on 4 May 2019.
It cost 12 million euros, as the city said. Nobody was hurt.
- The old ferry stopped in June.
- The fare was two euros."""

_numbers = count(1)


@dataclass
class Newsroom:
    """An editor, two reviewers and an administrator, and what they do all day."""

    editor: Actor
    reviewer: Actor
    colleague: Actor
    administrator: Actor
    password: str = "correct horse battery staple"
    accounts: dict[Actor, User] = field(default_factory=dict)

    def article(self, html: str = TEXT, **details: Any) -> Article:
        """An article entered by the editor, who is not its author unless `authors` say so."""
        given: dict[str, Any] = {
            "by": self.editor,
            "reason": "To be checked.",
            "headline": "A bridge at last",
            "publisher": "The Daily",
            "language": "en",
            "html": html,
        }
        return articles.create_article(**given | details)

    def claim(self, article: Article, quote: str = "cost 12 million euros", **words: Any) -> Claim:
        """An open claim on words of the article."""
        given: dict[str, Any] = {
            "by": self.editor,
            "reason": "Checkable.",
            "quote": quote,
            "statement": {"en": f"The article says: {quote}."},
            "kinds": ["factual"],
        }
        return claims.add_claim(article=article, **given | words)

    def source(self, **details: Any) -> Source:
        """A source with an address of its own."""
        number = next(_numbers)
        given: dict[str, Any] = {
            "title": f"Report {number}",
            "url": f"https://example.org/{number}",
            "type": "news",
        }
        return sources.add_source(
            by=self.editor, reason="Read.", details=sources.SourceDetails(**given | details)
        )

    def evidence(self, claim: Claim, stance: str = "supports", **words: Any) -> Evidence:
        """Evidence from a new source."""
        given: dict[str, Any] = {
            "source": words.get("source") or self.source(),
            "note": {"en": "Says so."},
            "stance": stance,
            "by": self.reviewer,
        }
        return evidence.add_evidence(claim=claim, reason="Bears on it.", **given | words)

    def proposed(self, claim: Claim, rating: str = "true", by: Actor | None = None) -> Verdict:
        """Take the claim and propose a verdict."""
        by = by or self.reviewer
        claims.take(claim=claim, by=by, version=version(claim))
        return verdicts.propose(
            claim=claim,
            by=by,
            version=version(claim),
            rating=rating,
            confidence="high",
            rationale={"en": "The city's accounts show it."},
        )

    def approved(self, claim: Claim, rating: str = "true") -> Verdict:
        """A proposed verdict to which a colleague's own rating agrees."""
        verdict = self.proposed(claim, rating)
        reviews.review(claim=claim, by=self.colleague, version=version(claim), rating=rating)
        return verdict

    def published(self, claim: Claim, rating: str = "true") -> Verdict:
        """A verdict that readers see. The claim is read again, as it is now."""
        verdict = self.approved(claim, rating)
        verdicts.publish(
            claim=claim, by=self.editor, version=version(claim), reason="Two people agree."
        )
        claim.refresh_from_db()
        return verdict

    def account(self, actor: Actor) -> User:
        """The account by which an actor signs in, with `password`."""
        return self.accounts[actor]


def newsroom() -> Newsroom:
    """A new newsroom of four people."""
    people_ = {
        name: _person(name, role)
        for name, role in [
            ("editor", Role.EDITOR),
            ("reviewer", Role.REVIEWER),
            ("colleague", Role.REVIEWER),
            ("administrator", Role.ADMINISTRATOR),
        ]
    }
    actors: dict[str, Any] = {
        name: account.person.actor(Channel.DESK) for name, account in people_.items()
    }
    accounts = {actors[name]: account for name, account in people_.items()}
    return Newsroom(accounts=accounts, **actors)


def another_person(name: str, role: Role = Role.REVIEWER) -> tuple[Person, Actor]:
    """One more person, and the actor they are."""
    person = _person(name, role).person
    return person, person.actor(Channel.DESK)


def version(thing: Any) -> int:
    """The version that is stored now."""
    stored: int = type(thing).objects.values_list("version", flat=True).get(pk=thing.pk)
    return stored


def _person(name: str, role: Role) -> User:
    return people.invite(
        by=SYSTEM,
        reason="Needed for a test.",
        name=name.capitalize(),
        username=name.replace(" ", "-"),
        role=role,
        email=f"{name.replace(' ', '-')}@example.org",
        password=Newsroom.password,
    )


def changed_source(
    newsroom: Newsroom, text: str = "It cost 13 million.", source: Source | None = None
) -> SourceChange:
    """A source with a snapshot, found changed since: a new one, or one that is given."""
    source = source or newsroom.source()
    before = snapshot(source, "It cost 12 million.")
    after = snapshot(source, text)
    reason = "A check found it different."
    with editorial_act(by=SYSTEM, kind=Kind.CHANGE_FIND, reason=reason):
        change = SourceChange(
            source=source,
            difference=Difference.CHANGED,
            found_at=timezone.now(),
            before=before,
            after=after,
        )
        change.save()
    return change


def snapshot(source: Source, text: str) -> Snapshot:
    """A copy of a source, as if it had been fetched just now."""
    content = text.encode()
    copy = Copy(
        origin=Origin.FETCHED,
        taken_at=timezone.now(),
        media_type="text/plain",
        content=content,
        stored=content,
        extension="warc.gz",
        url=source.url,
        status=200,
        text=text,
    )
    return keep(source=source, by=SYSTEM, copy=copy)


def report(
    claim: Claim, receipt: str = "a receipt", held: ReportHeld | None = None, **said: Any
) -> Report:
    """A reader's report about a claim that was published."""
    given: dict[str, Any] = {
        "article": claim.article,
        "claim": claim,
        "about": "fact",
        "text": "It cost 13 million.",
        "language": "en",
    }
    return reports.receive(message=reports.Message(**given | said), secret=receipt, held=held)
