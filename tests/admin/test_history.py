"""The history of each noun, and the way back."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import claims, sources
from factcheck.actions.notices import NoticeText, edit_notice, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import ChangeSet, Claim, Rating
from tests.admin.pages import Visitor, form_in, text_of
from tests.newsroom import Newsroom, version


def words(page: str) -> str:
    """The page without its tags, for reading."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """A claim that was added, edited in several ways, and published."""
    claim = newsroom.claim(newsroom.article(), claimant="")
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="Clearer, and who said it.",
        version=1,
        statement={
            "en": "The article says: it cost 12 million euros.",
            "id": "Biayanya 12 juta euro.",
        },
        claimant="The city",
        kinds=["factual", "figure"],
    )
    newsroom.published(claim)
    return claim


def test_it_reads_well(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    said = words(editor.read(f"claim/{claim.pk}/history/"))
    assert "Claim edited Editor (Editor), through: Desk" in said
    assert "Clearer, and who said it." in said
    # Words marked in each language, "(none)" for nothing, kinds and people by name.
    assert "Statement (English) The article says: added: it cost 12 million euros." in said
    assert "Statement (Bahasa Indonesia) (none) → became added: Biayanya 12 juta euro." in said
    assert "Claimant (none) → became added: The city" in said
    assert "Kinds removed: Factual → became added: Factual, Figure" in said
    assert "Assignee (none) → became added: Reviewer" in said
    assert "Rating (none) → became added: True" in said
    assert "Status removed: Approved → became added: Published" in said
    assert "Published verdict (none) → became added: Verdict 1" in said


def test_every_noun_has_one(
    newsroom: Newsroom, editor: Visitor, administrator: Visitor, claim: Claim
) -> None:
    row = newsroom.evidence(claim)
    notice = post_notice(
        article=claim.article,
        by=newsroom.editor,
        reason="To tell readers.",
        notice=NoticeText(kind=NoticeKind.UPDATE, text={"en": "A new picture."}),
    )
    person = newsroom.account(newsroom.reviewer).person
    rating = Rating.objects.get(key="true")
    assert "To be checked." in editor.read(f"article/{claim.article_id}/history/")
    assert "Bears on it." in editor.read(f"evidence/{row.pk}/history/")
    assert "Read." in editor.read(f"source/{row.source_id}/history/")
    assert "To tell readers." in editor.read(f"notice/{notice.pk}/history/")
    assert "Rating defined" in editor.read(f"rating/{rating.pk}/history/")
    assert "Needed for a test." in administrator.read(f"person/{person.pk}/history/")
    assert editor.client.get("/admin/factcheck/claim/999/history/").status_code == 404


def test_removed_evidence_keeps_its_history(
    newsroom: Newsroom, editor: Visitor, claim: Claim
) -> None:
    row = newsroom.evidence(claim)
    path = f"claim/{claim.pk}/change/"
    editor.save(path, **{"reason": "It says nothing.", "evidence-0-DELETE": "on"})
    said = words(editor.read(f"evidence/{row.pk}/history/"))
    assert "It was removed; its history stays." in said
    assert "It says nothing." in said


def restore_path(thing: Any, version_number: int) -> str:
    row = type(thing).history.get(id=thing.pk, version=version_number)
    return f"{thing._meta.model_name}/{thing.pk}/history/{row.history_id}/restore/"


def test_an_earlier_version_is_restored(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    path = restore_path(claim, 1)
    said = words(editor.read(path))
    assert "Claimant removed: The city → became (none)" in said
    assert "Status" not in said.split("Marked is what would change back.")[1].split("Reason")[0]
    refused = editor.save(path, reason="")
    assert "Say why: a reason is kept with every change." in text_of(refused)
    editor.save(path, reason="It was right before.")
    claim.refresh_from_db()
    assert claim.statement == {"en": "The article says: cost 12 million euros."}
    assert (claim.claimant, claim.kinds, claim.status) == ("", ["factual"], "published")
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.reason) == ("claim.edit", "It was right before.")


def test_restoring_what_changed_meanwhile(
    newsroom: Newsroom, editor: Visitor, claim: Claim
) -> None:
    path = restore_path(claim, 1)
    form = editor.form(path)
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="x", version=version(claim), topic="New"
    )
    acts = ChangeSet.objects.count()
    answer = editor.send(path, form | {"reason": "Back."})
    assert "Someone saved this while you were writing." in text_of(answer)
    assert ChangeSet.objects.count() == acts
    assert editor.send(path, form_in(answer)).status_code == 302


def test_restoring_what_the_rules_refuse(newsroom: Newsroom, editor: Visitor) -> None:
    """The ordinary edit is asked: here the quote no longer stands in the article."""
    from factcheck.actions.articles import record_revision
    from tests.newsroom import TEXT

    article = newsroom.article()
    claim = newsroom.claim(article, "Nobody was hurt")
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="x", version=1, quote="The fare was two euros"
    )
    record_revision(
        article=article,
        by=newsroom.editor,
        reason="x",
        version=1,
        html=TEXT.replace("Nobody was hurt. ", "").replace(" Nobody was hurt.", ""),
    )
    answer = editor.save(restore_path(claim, 1), reason="Back.")
    assert "These words are not in the text." in text_of(answer)


@pytest.mark.parametrize("noun", ["article", "source", "notice", "evidence", "rating"])
def test_each_noun_is_restored(newsroom: Newsroom, editor: Visitor, noun: str) -> None:
    thing = changed(newsroom, noun)
    before = type(thing).history.get(id=thing.pk, version=1)
    answer = editor.save(restore_path(thing, 1), reason="Back to the first.")
    assert answer.status_code == 302, text_of(answer)
    thing.refresh_from_db()
    assert thing.version == 3
    for name in {"publisher", "title", "kind", "stance", "label"} & set(vars(thing)):
        assert getattr(thing, name) == getattr(before, name)


def changed(newsroom: Newsroom, noun: str) -> Any:
    """Something of each kind, changed once."""
    from factcheck.actions.articles import edit_article
    from factcheck.actions.evidence import edit_evidence
    from factcheck.actions.ratings import define_rating

    given: dict[str, Any] = {"by": newsroom.editor, "reason": "x", "version": 1}
    article = newsroom.article()
    if noun == "article":
        return edit_article(article=article, publisher="The Weekly", **given)
    if noun == "source":
        details = sources.SourceDetails(title="Other", type="primary")
        return sources.edit_source(source=newsroom.source(), details=details, **given)
    if noun == "notice":
        update = NoticeText(kind=NoticeKind.UPDATE, text={"en": "New."})
        mended = NoticeText(kind=NoticeKind.CORRECTION, text={"en": "Mended."})
        notice = post_notice(article=article, by=newsroom.editor, reason="x", notice=update)
        return edit_notice(notice=notice, changed=mended, **given)
    if noun == "evidence":
        row = newsroom.evidence(newsroom.claim(article))
        return edit_evidence(
            evidence=row, source=row.source, stance="refutes", note={"en": "No."}, **given
        )
    rating = Rating.objects.get(key="true")
    return define_rating(
        rating=rating, label={"en": "Correct"}, definition={"en": "It holds."}, **given
    )


def test_it_takes_as_many_queries_for_much_as_for_little(
    newsroom: Newsroom, editor: Visitor, claim: Claim
) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.read(path)
        return len(captured)

    path = f"claim/{claim.pk}/history/"
    queries(path)
    few = queries(path)
    for number in range(30):
        claims.edit_claim(
            claim=claim,
            by=newsroom.editor,
            reason=f"Change {number}.",
            version=version(claim),
            topic=f"Topic {number}",
        )
    assert queries(path) <= few
    first, second = editor.read(path), editor.read(f"{path}?page=2")
    assert "Change 29." in first
    assert "Change 4." not in first
    assert "Change 4." in second
    assert "Claim added" in second
    # The last act of a page is compared with the one before it, on the next page.
    assert "removed: 4 added: 5" in words(first).split("Change 5.")[1].split("Older")[0]


def test_an_act_shows_what_it_wrote(newsroom: Newsroom, editor: Visitor, claim: Claim) -> None:
    act = ChangeSet.objects.filter(kind="claim.edit").latest("id")
    said = words(editor.read(f"changeset/{act.pk}/change/"))
    assert act.hash in said
    assert "Statement (English) The article says: added: it cost 12 million euros." in said
    log = editor.read("changeset/?kind__exact=claim.edit")
    assert "Clearer, and who said it." in log
    assert (
        "Verdict published" not in words(log).split("1 editorial act")[0].split("fingerprint")[-1]
    )
