"""The first article, as `load_seeds` leaves it."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from factcheck.models import Article, ChangeSet, Claim, Evidence, Notice, Review, Source

SEEDS = Path(settings.BASE_DIR) / "seeds"


@pytest.fixture
def accounts(db: None) -> None:
    call_command("demo_accounts", stdout=StringIO())


@pytest.fixture
def article(accounts: None) -> Article:
    call_command("load_seeds", stdout=StringIO())
    return Article.objects.get()


def test_every_claim_stands_on_its_exact_words(article: Article) -> None:
    entries = json.loads((SEEDS / "claims.json").read_text())
    claims = list(article.claims.order_by("number").select_related("anchor", "rating"))
    text = article.newest.text
    assert [claim.quote for claim in claims] == [entry["quote"] for entry in entries]
    for claim in claims:
        assert text[claim.anchor.start : claim.anchor.end] == claim.quote
        assert text.count(claim.quote) == 1
        assert set(claim.statement) == {"en", "id"}
    assert "dikolaboarasikan" in text
    assert "Diperbarui" not in text, "the update note is a notice, not body text"


def test_each_claim_is_where_the_demonstration_wants_it(article: Article) -> None:
    by_number = {claim.number: claim for claim in article.claims.all()}
    assert Counter(claim.status for claim in by_number.values()) == {
        "published": 11,
        "disputed": 1,
        "in_second_review": 1,
        "open": 1,
    }
    assert (by_number[7].status, by_number[12].status) == ("disputed", "in_second_review")
    assert (by_number[14].status, by_number[14].assignee) == ("open", None)
    assert {1, 2, 3, 4} <= {claim.number for claim in Claim.objects.standing()}
    assert not Claim.objects.stale().exists()


def test_the_valuation_is_published_with_its_dissent(article: Article) -> None:
    verdict = Claim.objects.get(number=3).published_verdict
    assert verdict is not None
    assert verdict.rating.key == "missing_context"
    reviews = {review.judgement: review for review in verdict.reviews.all()}
    assert set(reviews) == {"rating", "decision"}
    assert getattr(reviews["rating"].rating, "key", "") == "false"
    assert set(reviews["rating"].note) == {"en", "id"}
    assert len({verdict.proposer_id, *(review.reviewer_id for review in reviews.values())}) == 3
    assert len(verdict.time_notes) == 4


def test_no_verdict_is_reviewed_by_its_proposer(article: Article) -> None:
    assert all(review.reviewer_id != review.proposer_id for review in Review.objects.all())


def test_the_update_of_2019_is_a_second_revision_with_a_notice(article: Article) -> None:
    first, second = article.revisions.order_by("number")
    act = ChangeSet.objects.get(pk=second.act_id)
    notice = Notice.objects.get()
    assert act.effective_on == date(2019, 12, 24)
    assert act.recorded_at.date() > act.effective_on, "recorded when it was recorded"
    assert ChangeSet.objects.get(pk=first.act_id).effective_on is None
    assert (notice.kind, notice.text) == ("update", {"id": "Penyesuaian gambar unggulan."})
    assert first.text == second.text
    assert first.image_sha256 != second.image_sha256
    assert "stand-in" in second.image_caption["en"]


def test_what_is_not_known_is_not_invented(article: Article) -> None:
    assert (article.published_earliest, article.published_latest) == (
        date(2018, 2, 23),
        date(2019, 12, 24),
    )
    assert (article.byline, article.headline_is_working_title) == ("", True)
    lengths = Counter(len(source.published) for source in Source.objects.all())
    assert lengths == {10: 27, 0: 17, 7: 13, 4: 1}
    assert Source.objects.filter(title_confirmed=False).exists()
    assert (Source.objects.count(), Evidence.objects.count()) == (58, 86)


def test_what_the_other_side_said_is_loaded_where_an_entry_has_it(
    accounts: None, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    said = {"en": "No answer.", "id": "Tidak dijawab."}
    entry("claims.json", lambda claims: claims[0].update(other_side=said))(folder)
    call_command("load_seeds", folder=folder, stdout=StringIO())
    told = dict(Claim.objects.values_list("number", "other_side"))
    assert told.pop(1) == said
    assert not any(told.values())


def test_a_second_run_changes_nothing(article: Article) -> None:
    before = ChangeSet.objects.count()
    said = StringIO()
    call_command("load_seeds", stdout=said)
    assert "here already" in said.getvalue()
    assert ChangeSet.objects.count() == before


def entry(file: str, change: Callable[[Any], None]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        content = json.loads((folder / file).read_text())
        change(content)
        (folder / file).write_text(json.dumps(content))

    return spoil


BROKEN: dict[str, tuple[Callable[[Path], Any], str]] = {
    "an unknown rating": (
        entry("claims.json", lambda claims: claims[4].update(rating="maybe")),
        "claims.json, C05: there is no rating “maybe”",
    ),
    "an unknown source": (
        entry("claims.json", lambda claims: claims[0]["evidence"][0].update(source="S999")),
        "claims.json, C01: there is no source “S999”",
    ),
    "a quote that is not there": (
        entry("claims.json", lambda claims: claims[1].update(quote="Not in the article.")),
        "claims.json, C02: its quote stands 0 times",
    ),
    "a statement missing": (
        entry("claims.json", lambda claims: claims[2].pop("statement")),
        "claims.json, C03: “statement” is missing",
    ),
    "a date that does not exist": (
        entry("sources.json", lambda sources: sources[0].update(published="2018-02-30")),
        "sources.json, S01: the date “2018-02-30” does not exist",
    ),
    "a notice of no kind": (
        entry("article.json", lambda article: article["updates"][0].update(kind="oops")),
        "is no kind of notice",
    ),
    "no JSON": (
        lambda folder: (folder / "claims.json").write_bytes(b"[{"),
        "claims.json: this is not JSON",
    ),
    "a file missing": (
        lambda folder: (folder / "sources.json").unlink(),
        "sources.json: the file can't be read",
    ),
    "a picture missing": (
        lambda folder: (folder / "images" / "featured-first.png").unlink(),
        "featured-first.png: the file can't be read",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_entry_is_named_and_nothing_is_loaded(
    accounts: None, tmp_path: Path, case: str
) -> None:
    spoil, said = BROKEN[case]
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    spoil(folder)
    acts = ChangeSet.objects.count()

    with pytest.raises(CommandError) as refused:
        call_command("load_seeds", folder=folder)

    assert said in str(refused.value)
    assert "Nothing was loaded" in str(refused.value)
    assert (Article.objects.count(), ChangeSet.objects.count()) == (0, acts)


def test_without_the_demo_accounts_it_says_what_to_do(db: None) -> None:
    with pytest.raises(CommandError, match="demo_accounts first"):
        call_command("load_seeds")
    assert not Article.objects.exists()
