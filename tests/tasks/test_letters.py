"""Letters: to whom they are written, when they come, and what they say."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.actions import articles, claims, letters, people, reviews, verdicts
from factcheck.domain.actor import SYSTEM, Actor, Role
from factcheck.domain.errors import Refusal
from factcheck.domain.vocabulary import LetterKind
from factcheck.models import Article, Claim, Letter, Person, QueuedTask, User
from factcheck.tasks.letters import hand_out, send_now
from tests.newsroom import Newsroom, another_person, version
from tests.working import no_longer_waiting, work


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


def assign(newsroom: Newsroom, claim: Claim, to: Actor | None = None) -> None:
    person = newsroom.account(to or newsroom.reviewer).person
    claims.assign(claim=claim, by=newsroom.editor, version=version(claim), to=person)


def choose(
    newsroom: Newsroom, delivery: str, who: Actor | None = None, language: str = "en"
) -> None:
    account = newsroom.account(who or newsroom.reviewer)
    letters.choose(account=account, delivery=delivery, language=language)


def sent() -> list[tuple[str, str]]:
    """To whom, and about what, all mails went so far, once what is due is done."""
    work()
    return [(message.to[0], str(message.subject)) for message in mail.outbox]


def revise(
    newsroom: Newsroom, claim: Claim, old: str = "12 million", new: str = "21 million"
) -> None:
    article = Article.objects.get(pk=claim.article_id)
    articles.record_revision(
        article=article,
        by=newsroom.editor,
        reason="The city mended it.",
        version=article.version,
        html=article.newest.text.replace(old, new),
    )


REVIEWER, COLLEAGUE = "reviewer@example.org", "colleague@example.org"


def test_who_is_given_a_claim_is_told(newsroom: Newsroom, claim: Claim) -> None:
    assign(newsroom, claim)
    assert sent() == [(REVIEWER, "A claim was assigned to you: A bridge at last")]
    assert mail.outbox[0].body == (
        "Hello Reviewer,\n"
        "\n"
        "Editor assigned a claim to you. Gather evidence and propose a verdict.\n"
        "\n"
        "Claim 1: The article says: cost 12 million euros.\n"
        "Article: A bridge at last\n"
        f"http://127.0.0.1:8000/desk/claims/{claim.pk}/\n"
        "\n"
        "--\n"
        "Choose here whether letters come at once, once a day or never:\n"
        "http://127.0.0.1:8000/desk/letters/\n"
    )
    assert not Letter.objects.waiting().exists()


def test_who_is_asked_for_a_review_is_told_nothing_of_the_verdict(
    newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.proposed(claim, "mostly_false")
    colleague = newsroom.account(newsroom.colleague).person
    reviews.ask_review(claim=claim, by=newsroom.reviewer, version=version(claim), of=colleague)
    assert sent() == [(COLLEAGUE, "You are asked for a second review: A bridge at last")]
    body = str(mail.outbox[0].body)
    assert "Reviewer asks you for the second review of a claim." in body
    for secret in ("false", "False", "accounts show", "high", "High"):
        assert secret not in body


def test_who_stands_behind_a_verdict_is_told_when_it_goes_stale(
    newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.published(claim)
    revise(newsroom, claim)
    subject = "A verdict of yours went stale: A bridge at last"
    assert sent() == [(REVIEWER, subject), (COLLEAGUE, subject)]
    revise(newsroom, claim, "21 million", "22 million")  # stale as before
    assert len(sent()) == 2
    revise(newsroom, claim, "22 million", "12 million")  # the words that were judged
    assert len(sent()) == 2
    revise(newsroom, claim)
    assert len(sent()) == 4


def test_nobody_is_told_of_what_covers_the_words_or_is_withdrawn(
    newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.published(claim)
    revise(newsroom, claim, "Nobody was hurt", "One man was hurt")
    assert not Letter.objects.exists()
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="A joke.")
    revise(newsroom, claim)
    assert not Letter.objects.exists()


def test_who_revises_needs_no_letter_about_it(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.proposed(claim, by=newsroom.editor)
    reviews.review(claim=claim, by=newsroom.colleague, version=version(claim), rating="true")
    verdicts.publish(claim=claim, by=newsroom.editor, version=version(claim), reason="Two agree.")
    revise(newsroom, claim)
    assert [to for to, _subject in sent()] == [COLLEAGUE]


def test_telling_of_many_stale_verdicts_takes_as_many_queries_as_of_one(newsroom: Newsroom) -> None:
    lines = [f"Bridge {number} cost {20 + number} million euros." for number in range(6)]
    asked = []
    for affected in (1, 6):
        article = newsroom.article("\n".join(lines), headline=f"Bridges, {affected}")
        for line in lines:
            newsroom.published(newsroom.claim(article, line))
        changed = [line.replace("million", "thousand") for line in lines[:affected]]
        article.refresh_from_db()
        with CaptureQueriesContext(connection) as captured:
            articles.record_revision(
                article=article,
                by=newsroom.editor,
                reason="Mended.",
                version=article.version,
                html="\n".join([*changed, *lines[affected:]]),
            )
        asked.append(len(captured))
    assert asked[0] == asked[1]
    assert Letter.objects.count() == 2 * 7
    work()
    assert {message.subject for message in mail.outbox} == {"7 letters about claims"}
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_kind_says_who_and_what_to_do(
    newsroom: Newsroom, claim: Claim, kind: LetterKind
) -> None:
    letters.tell(kind, [newsroom.account(newsroom.reviewer)], claim=claim, by=newsroom.editor)
    assert sent() == [(REVIEWER, f"{kind.label}: A bridge at last")]
    said = str(mail.outbox[0].body).splitlines()[2]
    assert said.startswith("Editor ")
    assert said.endswith(".")


def test_letters_of_the_day_come_together_in_the_morning(newsroom: Newsroom, claim: Claim) -> None:
    choose(newsroom, "daily")
    assign(newsroom, claim)
    work()
    assign(newsroom, newsroom.claim(claim.article, "Nobody was hurt"))
    assert not sent()
    [task] = QueuedTask.objects.filter(status="READY")
    assert task.next_at
    morning = timezone.localtime(task.next_at)
    assert (morning.hour, morning.minute) == (7, 0)
    assert morning - timezone.localtime() < timedelta(days=1)
    no_longer_waiting()
    assert sent() == [(REVIEWER, "2 letters about claims")]
    body = mail.outbox[0].body
    assert "Claim 1: " in body
    assert "Claim 2: " in body
    assign(newsroom, newsroom.claim(claim.article, "The fare was two euros"))
    work()
    assert QueuedTask.objects.filter(status="READY").count() == 1  # for the next morning


def test_what_is_chosen_counts_when_letters_are_sent(newsroom: Newsroom, claim: Claim) -> None:
    assign(newsroom, claim)
    choose(newsroom, "daily")
    assert not sent()
    choose(newsroom, "at_once")
    assert len(sent()) == 1
    no_longer_waiting()  # and in the morning there is nothing left to send
    assert len(sent()) == 1


def test_who_chooses_never_gets_none(newsroom: Newsroom, claim: Claim) -> None:
    assign(newsroom, claim)
    choose(newsroom, "never")
    assert not sent()
    assign(newsroom, newsroom.claim(claim.article, "Nobody was hurt"))
    choose(newsroom, "at_once")
    assert not sent()
    assert not Letter.objects.exists()


def test_letters_come_in_the_chosen_language(newsroom: Newsroom, claim: Claim) -> None:
    choose(newsroom, "at_once", language="id")
    assign(newsroom, claim)
    work()
    assert f"http://127.0.0.1:8000/id/desk/claims/{claim.pk}/" in mail.outbox[0].body
    assert "http://127.0.0.1:8000/id/desk/letters/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("given", "said"),
    [({"delivery": "hourly"}, "Choose when"), ({"language": "xx"}, "Choose a language")],
)
def test_there_is_no_other_choice(newsroom: Newsroom, given: dict[str, str], said: str) -> None:
    account = newsroom.account(newsroom.reviewer)
    with pytest.raises(Refusal, match=said):
        letters.choose(account=account, **{"delivery": "daily", "language": "id"} | given)
    account.refresh_from_db()
    assert (account.delivery, account.language) == ("at_once", "")


def test_nothing_is_sent_twice(newsroom: Newsroom, claim: Claim) -> None:
    assign(newsroom, claim)
    keys = list(Letter.objects.values_list("pk", flat=True))
    for _ in range(2):
        hand_out.enqueue(letters=keys)
        send_now.enqueue(account=newsroom.account(newsroom.reviewer).pk)
    assert len(sent()) == 1


def test_a_mail_server_that_fails_is_tried_again(
    newsroom: Newsroom, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError("[Errno 111] Connection refused")

    assign(newsroom, claim)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert not sent()
    assert Letter.objects.waiting().count() == 1
    no_longer_waiting()
    assert len(sent()) == 1


def test_one_who_may_not_come_to_the_desk_any_more_gets_none(
    newsroom: Newsroom, claim: Claim
) -> None:
    assign(newsroom, claim)
    person = newsroom.account(newsroom.reviewer).person
    people.change_role(
        person=person, by=SYSTEM, reason="Left.", version=person.version, role=Role.NONE
    )
    assert not sent()
    assert not Letter.objects.exists()


def test_a_claim_may_have_gone_on_meanwhile(newsroom: Newsroom, claim: Claim) -> None:
    assign(newsroom, claim)
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="A joke.")
    assert len(sent()) == 1


def test_letters_go_with_their_account(newsroom: Newsroom, claim: Claim) -> None:
    assign(newsroom, claim)
    account = newsroom.account(newsroom.reviewer)
    people.remove_account(account=account, by=newsroom.administrator, reason="Left.")
    assert not Letter.objects.exists()
    assert not sent()
    assert not QueuedTask.objects.exclude(status="SUCCESSFUL").exists()


def test_nobody_is_written_to_without_an_address(newsroom: Newsroom, claim: Claim) -> None:
    person, _actor = another_person("silent")
    User.objects.filter(person=person).update(email="")
    silent = Person.objects.get(pk=person.pk)
    claims.assign(claim=claim, by=newsroom.editor, version=version(claim), to=silent)
    assert not Letter.objects.exists()


def test_an_act_that_fails_asks_for_nothing(newsroom: Newsroom, claim: Claim) -> None:
    """A task stands exactly where its act stands."""
    with pytest.raises(Refusal):
        claims.assign(
            claim=claim,
            by=newsroom.editor,
            version=99,
            to=newsroom.account(newsroom.reviewer).person,
        )
    assert not QueuedTask.objects.exists()
