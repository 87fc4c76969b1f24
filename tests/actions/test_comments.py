"""What is said about a claim among colleagues."""

from typing import Any

import pytest

from factcheck.actions import comments, people
from factcheck.actions.comments import LONGEST
from factcheck.domain.actor import SYSTEM, Role
from factcheck.domain.errors import Refusal
from factcheck.domain.review import Stale
from factcheck.models import ChangeSet, Claim, Comment, Letter
from tests.newsroom import Newsroom, another_person, version


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


@pytest.fixture
def thread(newsroom: Newsroom, claim: Claim) -> Comment:
    return comments.say(claim=claim, by=newsroom.reviewer, text="Is it net of tax?")


def told() -> list[tuple[str, str]]:
    """Who was written to, and by whose doing."""
    letters = Letter.objects.filter(kind="mentioned").order_by("id")
    return [(letter.account.username, letter.by) for letter in letters]


def test_a_thread_is_begun_and_answered(newsroom: Newsroom, claim: Claim, thread: Comment) -> None:
    given: dict[str, Any] = {"claim": claim, "thread": thread}
    reply = comments.say(by=newsroom.colleague, text=" Yes.\r\nSee page 4. ", **given)
    assert (reply.text, reply.thread, thread.thread) == ("Yes.\nSee page 4.", thread, None)
    assert reply.author.name == "Colleague"
    acts = list(claim.acts.order_by("id").values_list("kind", "actor_name", "channel"))
    assert acts[-2:] == [
        ("comment.add", "Reviewer", "desk"),
        ("comment.add", "Colleague", "desk"),
    ]


def test_authors_of_the_article_talk_too(newsroom: Newsroom) -> None:
    author, by = another_person("author")
    claim = newsroom.claim(newsroom.article(authors=[author]))
    assert comments.say(claim=claim, by=by, text="I had it from the mayor.").author == author


def test_who_may_not_check_says_nothing(newsroom: Newsroom, claim: Claim, thread: Comment) -> None:
    _person, gone = another_person("gone", Role.NONE)
    acts = ChangeSet.objects.count()
    for by in (gone, SYSTEM):
        for attempt in (
            lambda by=by: comments.say(claim=claim, by=by, text="Hello?"),
            lambda by=by: comments.edit(comment=thread, by=by, version=1, text="Hello?"),
        ):
            with pytest.raises(Refusal, match=r"Only (reviewers|people)"):
                attempt()
    with pytest.raises(Refusal, match="Only reviewers"):
        comments.resolve(thread=thread, by=gone)
    assert ChangeSet.objects.count() == acts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write what you want to say"),
        (" \n\u200b\u202e ", "Write what you want to say"),
        ("x" * (LONGEST + 1), "Shorten the comment to 5000"),
        ("e" + "\u0301" * 40, "accents"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(
    newsroom: Newsroom, claim: Claim, thread: Comment, text: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        comments.say(claim=claim, by=newsroom.reviewer, text=text)
    with pytest.raises(Refusal, match=sentence):
        comments.edit(comment=thread, by=newsroom.reviewer, version=1, text=text)
    assert Comment.objects.count() == 1


def test_the_longest_text_is_kept_whole(newsroom: Newsroom, claim: Claim) -> None:
    assert len(comments.say(claim=claim, by=newsroom.reviewer, text="x" * LONGEST).text) == LONGEST


def test_the_second_click_of_a_hasty_hand(
    newsroom: Newsroom, claim: Claim, thread: Comment
) -> None:
    given: dict[str, Any] = {"claim": claim, "text": thread.text}
    with pytest.raises(Refusal, match="You said this a moment ago, word for word"):
        comments.say(by=newsroom.reviewer, **given)
    comments.say(by=newsroom.colleague, **given)  # another person may say the same
    comments.say(by=newsroom.reviewer, thread=thread, **given)  # and they in another place
    with pytest.raises(Refusal, match="a moment ago"):
        comments.say(by=newsroom.reviewer, thread=thread, **given)


def test_the_same_words_are_fine_later(
    newsroom: Newsroom, claim: Claim, thread: Comment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comments, "_A_MOMENT", -comments._A_MOMENT)
    comments.say(claim=claim, by=newsroom.reviewer, text=thread.text)


def test_one_edits_what_one_said_and_history_keeps_it(newsroom: Newsroom, thread: Comment) -> None:
    comments.edit(comment=thread, by=newsroom.reviewer, version=1, text="Is it before tax?")
    texts = list(thread.history.order_by("history_id").values_list("text", flat=True))
    assert texts == ["Is it net of tax?", "Is it before tax?"]
    assert thread.claim.acts.newest_first()[0].kind == "comment.edit"


def test_nobody_edits_what_others_said(newsroom: Newsroom, thread: Comment) -> None:
    for by in (newsroom.colleague, newsroom.administrator):
        with pytest.raises(Refusal, match="Only who wrote a comment edits it"):
            comments.edit(comment=thread, by=by, version=1, text="Never mind.")


def test_an_edit_of_an_old_version_is_refused(newsroom: Newsroom, thread: Comment) -> None:
    comments.edit(comment=thread, by=newsroom.reviewer, version=1, text="Before tax?")
    with pytest.raises(Stale):
        comments.edit(comment=thread, by=newsroom.reviewer, version=1, text="After tax?")
    thread.refresh_from_db()
    assert thread.text == "Before tax?"


def test_an_edit_that_changes_nothing_is_no_act(newsroom: Newsroom, thread: Comment) -> None:
    acts = ChangeSet.objects.count()
    comments.edit(comment=thread, by=newsroom.reviewer, version=1, text=thread.text)
    assert ChangeSet.objects.count() == acts


def test_anyone_resolves_a_thread_and_reopens_it(
    newsroom: Newsroom, claim: Claim, thread: Comment
) -> None:
    for _ in range(2):
        comments.resolve(thread=thread, by=newsroom.colleague)
    thread.refresh_from_db()
    assert (thread.is_resolved, thread.version) == (True, 2)
    with pytest.raises(Refusal, match="This thread is resolved"):
        comments.say(claim=claim, by=newsroom.reviewer, thread=thread, text="But …")
    for _ in range(2):
        comments.reopen(thread=thread, by=newsroom.editor)
    reply = comments.say(claim=claim, by=newsroom.reviewer, thread=thread, text="But …")
    kinds = list(claim.acts.order_by("id").values_list("kind", flat=True))
    assert kinds[-3:] == ["comment.resolve", "comment.reopen", "comment.add"]
    with pytest.raises(Refusal, match="as a whole"):
        comments.resolve(thread=reply, by=newsroom.colleague)


def test_an_answer_stands_in_a_thread_of_its_claim(
    newsroom: Newsroom, claim: Claim, thread: Comment
) -> None:
    other = newsroom.claim(claim.article, quote="Nobody was hurt")
    reply = comments.say(claim=claim, by=newsroom.colleague, thread=thread, text="Yes.")
    for about, place in ((other, thread), (claim, reply)):
        with pytest.raises(Refusal, match="no thread about this claim"):
            comments.say(claim=about, by=newsroom.reviewer, thread=place, text="Here?")


def test_who_is_mentioned_is_told_once(newsroom: Newsroom, claim: Claim) -> None:
    text = "@Colleague, @editor and @EDITOR: as @reviewer I ask. Not x@administrator, nor @nobody."
    said = comments.say(claim=claim, by=newsroom.reviewer, text=text)
    assert told() == [("editor", "Reviewer"), ("colleague", "Reviewer")]
    text = "@colleague and @administrator!"
    comments.edit(comment=said, by=newsroom.reviewer, version=1, text=text)
    assert told()[2:] == [("administrator", "Reviewer")]


def test_who_has_left_is_not_told(newsroom: Newsroom, claim: Claim) -> None:
    person = newsroom.account(newsroom.colleague).person
    people.change_role(
        person=person, by=SYSTEM, reason="Left.", version=version(person), role=Role.NONE
    )
    comments.say(claim=claim, by=newsroom.reviewer, text="@colleague?")
    assert told() == []


def test_a_refused_comment_tells_nobody(newsroom: Newsroom, claim: Claim) -> None:
    given: dict[str, Any] = {"claim": claim, "by": newsroom.reviewer, "text": "@colleague?"}
    comments.say(**given)
    with pytest.raises(Refusal):
        comments.say(**given)
    assert len(told()) == 1
