"""Experts: asked by a link, answering once, called back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.actions import articles, claims, experts
from factcheck.domain.actor import SYSTEM, Role
from factcheck.domain.errors import Refusal
from factcheck.models import ChangeSet, Claim, ExpertContact, ExpertQuestion, Letter
from tests.newsroom import TEXT, Newsroom, another_person, version


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim(newsroom.article())


@pytest.fixture
def question(newsroom: Newsroom, claim: Claim) -> ExpertQuestion:
    return ask(newsroom, claim)[0]


def ask(newsroom: Newsroom, claim: Claim, **details: Any) -> tuple[ExpertQuestion, str]:
    given: dict[str, Any] = {
        "by": newsroom.reviewer,
        "name": "Ir. Sari",
        "expertise": "Bridges",
        "question": "Is this the whole sum?",
        "language": "en",
        "days": 7,
    }
    return experts.ask(claim=claim, **given | details)


def confirm(question: ExpertQuestion, **said: Any) -> ExpertQuestion:
    return experts.answer(question=question, **{"says": "confirms"} | said)


def revise(newsroom: Newsroom, claim: Claim, old: str, new: str) -> None:
    text = claim.article.newest.text if claim.article.newest.number > 1 else TEXT
    articles.record_revision(
        article=claim.article,
        by=newsroom.editor,
        reason="Sent by the desk.",
        version=None,
        html=text.replace(old, new),
    )
    claim.refresh_from_db()


def test_a_secret_is_given_once_and_kept_nowhere(newsroom: Newsroom, claim: Claim) -> None:
    question, secret = ask(newsroom, claim, email="sari@example.org")
    stored = ExpertQuestion.objects.filter(pk=question.pk).values().get()
    kept = " ".join(map(str, [*stored.values(), *question.history.values().get().values()]))
    assert secret not in kept
    assert "sari@example.org" not in kept
    assert len(secret) == 43  # 256 bits, six in a sign
    assert experts.find(secret) == question
    assert question.anchor.exact == claim.quote
    left = question.expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    act = claim.acts.newest_first()[0]
    assert (act.kind, act.actor_name) == ("expert.ask", "Reviewer")


@pytest.mark.parametrize("change", ["", "x", "tail", "upper"])
def test_a_tampered_secret_leads_nowhere(newsroom: Newsroom, claim: Claim, change: str) -> None:
    _question, secret = ask(newsroom, claim)
    tampered = {"": "", "x": secret + "x", "tail": secret[:-1], "upper": secret.swapcase()}
    assert experts.find(tampered[change]) is None


@pytest.mark.parametrize(
    ("said", "details"),
    [
        ("name, in 150", {"name": " \u200b"}),
        ("name, in 150", {"name": "x" * 151}),
        ("in 300", {"expertise": "x" * 301}),
        ("what you ask", {"question": "\n"}),
        ("question to 2000", {"question": "x" * 2001}),
        ("language of the list", {"language": "xx"}),
        ("one to thirty days", {"days": 0}),
        ("one to thirty days", {"days": 31}),
        ("like name@", {"email": "sari"}),
        ("like name@", {"email": "a@b.example\nBcc: c@d.example"}),
    ],
)
def test_what_is_wrong_is_said(
    newsroom: Newsroom, claim: Claim, said: str, details: dict[str, Any]
) -> None:
    with pytest.raises(Refusal, match=said):
        ask(newsroom, claim, **details)
    assert not ExpertQuestion.objects.exists()


def test_the_second_click_of_a_hasty_hand(newsroom: Newsroom, claim: Claim) -> None:
    question, _ = ask(newsroom, claim)
    with pytest.raises(Refusal, match="being asked this already"):
        ask(newsroom, claim)
    ask(newsroom, claim, name="Prof. Bayu")
    experts.cancel(question=question, by=newsroom.reviewer, reason="The link was lost.")
    ask(newsroom, claim)


def test_who_may_not_check_does_not_ask(newsroom: Newsroom, claim: Claim) -> None:
    author, by = another_person("author")
    _person, gone = another_person("gone", Role.NONE)
    own = newsroom.claim(newsroom.article(html=f"{TEXT} Once.", authors=[author]))
    with pytest.raises(Refusal, match="You are an author of this article"):
        ask(newsroom, own, by=by)
    with pytest.raises(Refusal, match="Only reviewers"):
        ask(newsroom, claim, by=gone)
    with pytest.raises(Refusal, match="Only people"):
        ask(newsroom, claim, by=SYSTEM)
    question, _ = ask(newsroom, own)
    with pytest.raises(Refusal, match="You are an author of this article"):
        experts.cancel(question=question, by=by, reason="Mine.")
    for refused in (
        lambda: experts.cancel(question=question, by=gone, reason="Off."),
        lambda: experts.erase_contact(question=question, by=gone),
    ):
        with pytest.raises(Refusal, match="Only reviewers"):
            refused()


def test_nobody_is_asked_about_what_is_gone(newsroom: Newsroom, claim: Claim) -> None:
    lost = newsroom.claim(claim.article, quote="Nobody was hurt")
    revise(newsroom, lost, " Nobody was hurt.", "")
    with pytest.raises(Refusal, match="no certain place"):
        ask(newsroom, lost)
    claim.refresh_from_db()
    claims.withdraw(claim=claim, by=newsroom.editor, version=claim.version, reason="Moot.")
    with pytest.raises(Refusal, match="This claim is withdrawn"):
        ask(newsroom, claim)


def test_a_confirmation_enters_the_record_under_the_experts_name(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion
) -> None:
    confirm(question, note=" I built it.\r\nAsk me more. ")
    question.refresh_from_db()
    assert (question.answer, question.words) == ("confirms", "")
    assert question.note == "I built it.\nAsk me more."
    act = claim.acts.newest_first()[0]
    assert (act.kind, act.actor_kind, act.actor_id) == ("expert.answer", "expert", question.pk)
    assert (act.actor_name, act.actor_role, act.channel) == ("Ir. Sari", "none", "link")
    letter = Letter.objects.get()
    assert (letter.kind, letter.account.username) == ("answered", "reviewer")
    assert letter.by == "Ir. Sari"


def test_who_has_the_claim_in_hand_is_told_as_well(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion
) -> None:
    claims.take(claim=claim, by=newsroom.colleague, version=version(claim))
    confirm(question)
    told = Letter.objects.values_list("account__username", flat=True)
    assert set(told) == {"reviewer", "colleague"}


def test_a_correction_has_the_words_as_they_should_be(question: ExpertQuestion) -> None:
    confirm(question, says="corrects", words="cost 21 million euros")
    question.refresh_from_db()
    assert (question.answer, question.words) == ("corrects", "cost 21 million euros")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"says": ""}, "Say whether"),
        ({"says": "perhaps"}, "Say whether"),
        ({"words": "cost 21 million"}, "You wrote other words"),
        ({"says": "corrects"}, "as they should be"),
        ({"says": "corrects", "words": " \u200b "}, "as they should be"),
        ({"says": "corrects", "words": " cost 12 million euros "}, "as they should be"),
        ({"says": "corrects", "words": "x" * 2001}, "text to 2000"),
        ({"note": "x" * 5001}, "text to 5000"),
        ({"note": "e" + "\u0301" * 40}, "accents"),
    ],
)
def test_what_is_no_answer_is_refused(
    question: ExpertQuestion, said: dict[str, str], sentence: str
) -> None:
    acts = ChangeSet.objects.count()
    with pytest.raises(Refusal, match=sentence):
        confirm(question, **said)
    assert ChangeSet.objects.count() == acts


def refused(question: ExpertQuestion, sentence: str) -> None:
    """Neither is an answer taken nor the page open; nothing is written."""
    acts = ChangeSet.objects.count()
    with pytest.raises(Refusal, match=sentence):
        confirm(question)
    question.refresh_from_db()
    with pytest.raises(Refusal, match=sentence):
        experts.check_open(question)
    assert ChangeSet.objects.count() == acts


def test_an_answer_is_given_once(question: ExpertQuestion) -> None:
    confirm(question)
    refused(question, "an answer is given once")


def test_a_question_called_back_is_not_answered(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion
) -> None:
    for _ in range(2):
        experts.cancel(question=question, by=newsroom.colleague, reason="Sent to the wrong one.")
    kinds = list(claim.acts.order_by("id").values_list("kind", flat=True))
    assert kinds[-2:] == ["expert.ask", "expert.cancel"]
    refused(question, "called this question back")


def test_calling_back_takes_a_reason_and_no_answer(
    newsroom: Newsroom, question: ExpertQuestion
) -> None:
    with pytest.raises(Refusal, match="Say why"):
        experts.cancel(question=question, by=newsroom.reviewer, reason=" ")
    confirm(question)
    with pytest.raises(Refusal, match="The expert has answered"):
        experts.cancel(question=question, by=newsroom.reviewer, reason="Too late.")


def test_a_link_expires(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    experts.check_open(question, question.expires_at - timedelta(seconds=1))
    with pytest.raises(Refusal, match="expired"):
        experts.check_open(question, question.expires_at)
    later = question.expires_at + timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    refused(question, "This link has expired")
    ask(newsroom, claim)  # once more


def test_a_withdrawn_claim_is_not_asked_about(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion
) -> None:
    claims.withdraw(claim=claim, by=newsroom.editor, version=version(claim), reason="Moot.")
    refused(question, "no longer checks these words")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 million", "21 million"),
        ("as the city said", "as the mayor denied"),
        ("It cost 12 million euros, as the city said. ", ""),
    ],
)
def test_other_words_are_not_confirmed(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion, old: str, new: str
) -> None:
    revise(newsroom, claim, old, new)
    refused(question, "changed these words meanwhile, so nothing was recorded")
    question.refresh_from_db()
    assert question.answer == ""


def test_another_quote_is_another_question(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion
) -> None:
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        version=version(claim),
        reason="The other half.",
        quote="as the city said",
    )
    refused(question, "changed these words meanwhile")


@pytest.mark.parametrize(
    ("old", "new"), [("two euros", "three euros"), ("12 million", "12\u00a0million")]
)
def test_an_edit_elsewhere_or_of_typography_disturbs_nobody(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion, old: str, new: str
) -> None:
    revise(newsroom, claim, old, new)
    confirm(question)


def test_words_that_came_back_are_confirmed(
    newsroom: Newsroom, claim: Claim, question: ExpertQuestion
) -> None:
    revise(newsroom, claim, "12 million", "21 million")
    revise(newsroom, claim, "21 million", "12 million")
    confirm(question)


def test_an_address_is_erased_without_a_trace(newsroom: Newsroom, claim: Claim) -> None:
    question, _ = ask(newsroom, claim, email=" sari@example.org ")
    assert ExpertContact.objects.get().email == "sari@example.org"
    acts = ChangeSet.objects.count()
    for _ in range(2):
        experts.erase_contact(question=question, by=newsroom.colleague)
    assert not ExpertContact.objects.exists()
    assert ChangeSet.objects.count() == acts
