"""manage.py load_seeds: the first article, with its claims, through the same actions as people."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from factcheck.actions import articles, claims, evidence, reviews, sources, verdicts
from factcheck.actions.chains import NEWSROOM, lock
from factcheck.actions.notices import NoticeText
from factcheck.actions.pictures import Picture
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.errors import Refusal
from factcheck.domain.vocabulary import Addressed, NoticeKind
from factcheck.management.seeds import Entry, Seeds, read, texts
from factcheck.models import Address, Article, Claim, Person, Source

PUBLISHED_BECAUSE = "Two people reached the same rating."
DECIDED_BECAUSE = (
    "The reports gave US$100 billion as a hoped-for ceiling, so the figure rests on something "
    "real; what misleads is telling it as a value."
)
PUBLISHED_AFTER_DISPUTE = "Decided after a dispute; the dissent is published with it."


class Command(BaseCommand):
    help = "Load the first article and its claims. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = Path(settings.BASE_DIR) / "seeds"
        parser.add_argument("--folder", type=Path, default=folder, help="where the seed files are")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seeds = read(options["folder"])
            with transaction.atomic():
                lock(NEWSROOM)  # another set-up may be loading them at this moment
                slug = seeds.article["slug"]
                if Address.objects.filter(noun=Addressed.ARTICLE, slug=slug).exists():
                    self.stdout.write("The seed article is here already; nothing was changed.")
                    return
                article = Loader(seeds).load()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Loaded “{article}” with {article.claims.count()} claims.")


class Loader:
    """Plays the newsroom's part: an editor and two reviewers, on one article."""

    def __init__(self, seeds: Seeds) -> None:
        self.seeds = seeds
        accounts = seeds.demonstration["accounts"]
        self.editor = _actor(accounts["editor"])
        self.reviewers = [_actor(username) for username in accounts["reviewers"]]
        self.sources: dict[str, Source] = {}

    def load(self) -> Article:
        """Enter the article and its claims, record its update, check the claims."""
        article = self._enter_article()
        entered = [(entry, self._add_claim(article, entry)) for entry in self.seeds.claims]
        self._record_update(article)
        for entry in self.seeds.sources:
            self.sources[entry["id"]] = self._add_source(entry)
        for position, (entry, claim) in enumerate(entered):
            self._add_evidence(entry, claim)
            proposer, reviewer = self.reviewers[position % 2], self.reviewers[1 - position % 2]
            self._check(entry, claim, proposer, reviewer)
        return article

    def _enter_article(self) -> Article:
        entry = self.seeds.article
        published = entry["published"]
        return articles.create_article(
            by=self.editor,
            reason=self.seeds.demonstration["revisions"][0]["reason"],
            slug=entry["slug"],
            headline=entry["headline"],
            html=self.seeds.text,
            picture=self._picture(1),
            publisher=entry["publisher"],
            byline=entry["author"] or "",
            url=entry["url"],
            language=entry["language"],
            published_earliest=_date(published["exact"] or published["not_before"]),
            published_latest=_date(published["exact"] or published["before"]),
            headline_is_working_title=entry["headline_is_working_title"],
            is_demonstration=True,
        )

    def _record_update(self, article: Article) -> None:
        update = self.seeds.article["updates"][0]
        article.refresh_from_db()
        articles.record_revision(
            article=article,
            by=self.editor,
            reason=self.seeds.demonstration["revisions"][1]["reason"],
            version=article.version,
            picture=self._picture(2),
            effective_on=_date(update["date"]),
            notice=NoticeText(
                kind=NoticeKind(update["kind"]),
                text={self.seeds.article["language"]: update["text"]},
                explanation=update["note"],
                dated=_date(update["date"]),
            ),
        )

    def _picture(self, number: int) -> Picture:
        words = self.seeds.demonstration["revisions"][number - 1]
        return Picture(
            content=self.seeds.picture(number),
            alt=words["alt"],
            caption=words["caption"],
            credit=words["credit"],
        )

    def _add_claim(self, article: Article, entry: Entry) -> Claim:
        return claims.add_claim(
            article=article,
            by=self.editor,
            reason="Checkable statement in the article.",
            quote=entry["quote"],
            statement=entry["statement"],
            kinds=entry["kinds"],
            topic=entry["topic"],
            open_questions=entry.get("open_questions") or {},
            other_side=entry.get("other_side") or {},
        )

    def _add_source(self, entry: Entry) -> Source:
        return sources.add_source(
            by=self.editor,
            reason="Read for the first article.",
            details=sources.SourceDetails(
                title=entry["title"],
                title_confirmed=entry["title_confirmed"],
                publisher=entry["publisher"] or "",
                url=entry["url"],
                published=entry["published"] or "",
                language=entry["language"] or "",
                type=self.seeds.demonstration["source_types"][entry["type"]],
                reliability=entry["reliability"],
            ),
        )

    def _add_evidence(self, entry: Entry, claim: Claim) -> None:
        for item in entry["evidence"]:
            evidence.add_evidence(
                claim=claim,
                by=self.editor,
                reason="Bears on the claim.",
                source=self.sources[item["source"]],
                stance=item["stance"],
                note=item["note"],
            )

    def _check(self, entry: Entry, claim: Claim, proposer: Actor, reviewer: Actor) -> None:
        """Take the claim as far as its course says: to its publication, or to a stop before."""
        course = self.seeds.demonstration["course"]
        goal = course.get(entry["id"], course["*"])
        if goal == "open":
            return
        self._propose(entry, claim, proposer)
        if goal == "in_second_review":
            reviews.begin_review(claim=claim, by=reviewer, version=_version(claim))
            return
        other = entry["alternative_rating"]
        reviews.review(
            claim=claim,
            by=reviewer,
            version=_version(claim),
            rating=other["verdict"] if other else entry["rating"],
            note=texts(other, "reason") if other else {},
        )
        if goal == "disputed":
            return
        if other:
            reviews.decide(
                claim=claim, by=self.editor, version=_version(claim), reason=DECIDED_BECAUSE
            )
        verdicts.publish(
            claim=claim,
            by=self.editor,
            version=_version(claim),
            reason=PUBLISHED_AFTER_DISPUTE if other else PUBLISHED_BECAUSE,
        )

    def _propose(self, entry: Entry, claim: Claim, proposer: Actor) -> None:
        outcome = entry.get("outcome") or {}
        claims.take(claim=claim, by=proposer, version=_version(claim))
        verdicts.propose(
            claim=claim,
            by=proposer,
            version=_version(claim),
            rating=entry["rating"],
            confidence=entry["confidence"],
            rationale=entry["rationale"],
            time_notes=[
                {
                    "date": note["date"],
                    "note": texts(note, "note"),
                    "sources": [self.sources[key].pk for key in note["source_ids"]],
                }
                for note in entry.get("time_notes") or []
            ],
            outcome=outcome and {"status": outcome["status"], "note": texts(outcome, "note")},
        )


def _actor(username: str) -> Actor:
    person = Person.objects.filter(account__username=username).first()
    if person is None:
        raise CommandError(f"There is no account “{username}”. Run manage.py demo_accounts first.")
    return person.actor(Channel.SEEDS)


def _version(claim: Claim) -> int:
    return Claim.objects.values_list("version", flat=True).get(pk=claim.pk)


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
