"""The page behind an expert's link."""

from datetime import timedelta

import pytest
from django.test import Client

from factcheck.actions import claims, comments, experts
from factcheck.models import ChangeSet, Claim
from tests.newsroom import Newsroom, newsroom, version


@pytest.fixture
def room(db: None) -> Newsroom:
    return newsroom()


@pytest.fixture
def claim(room: Newsroom) -> Claim:
    return room.claim(room.article(url="https://daily.example/bridge"))


@pytest.fixture
def asked(room, claim):
    return experts.ask(
        claim=claim,
        by=room.reviewer,
        name="Ir. Sari",
        question="Is this <b>the whole</b> sum?",
        language="en",
        days=7,
    )


@pytest.fixture
def question(asked):
    return asked[0]


@pytest.fixture
def link(asked):
    return f"/expert/{asked[1]}/"


def recorded():
    return ChangeSet.objects.count()


def over(answer, sentence, status=410):
    page = answer.content.decode()
    assert answer.status_code == status, page
    assert sentence in page
    assert "<form" not in page
    kept_secret(answer)
    return page


def kept_secret(answer):
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_expert_sees_what_is_asked_and_what_for(link):
    answer = Client().get(link)
    page = answer.content.decode()
    assert answer.status_code == 200
    kept_secret(answer)
    for words in (
        "A question to you, Ir. Sari",
        "Is this &lt;b&gt;the whole&lt;/b&gt; sum?",
        '<span class="quoted">cost 12 million euros</span>',
        ", as the city said.",
        "The article says: cost 12 million euros.",
        'href="https://daily.example/bridge"',
        "A bridge at last",
        "It works once, until",
        "under your name. Readers do not see it.",
    ):
        assert words in page
    assert "Nobody was hurt" not in page
    assert 'name="referrer" content="no-referrer"' in page


def test_nothing_else_is_seen(room, claim, link):
    room.evidence(claim)
    room.proposed(claim, "false")
    comments.say(claim=claim, by=room.colleague, text="I doubt the mayor.")
    page = Client().get(link).content.decode()
    for secret in (
        "accounts show it",  # the rationale, under seal
        "False",
        "Says so.",
        "Report ",
        "I doubt",
        "Proposed",
        "Reviewer",
        "Colleague",
        "Sign in",
    ):
        assert secret not in page


def test_a_sealed_proposal_is_on_no_page_of_talk_or_experts(room, claim, question):
    room.proposed(claim, "mostly_false")
    client = Client()
    client.force_login(room.account(room.colleague))
    for path in (
        f"/desk/claims/{claim.pk}/talk/",
        f"/desk/claims/{claim.pk}/experts/ask/",
        f"/desk/experts/{question.pk}/cancel/",
    ):
        page = client.get(path).content.decode()
        assert "accounts show it" not in page
        assert "Mostly false" not in page
        assert "mostly-false" not in page


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(link, question, method):
    before = recorded()
    for _ in range(3):
        assert getattr(Client(), method)(link).status_code == 200
    question.refresh_from_db()
    assert (recorded(), question.answer, question.version) == (before, "", 1)
    assert Client().put(link).status_code == 405


def test_an_answer_is_recorded_and_thanked_for(claim, link, question):
    typed = {"says": "corrects", "words": "cost 21 million euros", "note": "With VAT."}
    answer = Client().post(link, typed)
    assert (answer.status_code, answer["Location"]) == (302, link)
    kept_secret(answer)
    question.refresh_from_db()
    assert (question.answer, question.words) == ("corrects", "cost 21 million euros")
    act = claim.acts.newest_first()[0]
    assert (act.kind, act.actor_name, act.channel) == ("expert.answer", "Ir. Sari", "link")
    over(Client().get(link), "Your answer is recorded. Thank you.", 200)


def test_it_is_taken_once(link):
    Client().post(link, {"says": "confirms"})
    before = recorded()
    page = over(
        Client().post(link, {"says": "corrects", "words": "cost 1 euro"}),
        "Your answer is on record, and an answer is given once.",
    )
    assert "cost 1 euro" in page
    assert recorded() == before


def test_no_cookie_is_asked_for(link):
    """Browsers that send no referrer say "null" where a form comes from."""
    client = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    assert client.post(link, {"says": "confirms"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say whether you confirm"),
        ({"says": "perhaps"}, "Say whether you confirm"),
        ({"says": "corrects"}, "Write the words as they should be"),
        ({"says": "confirms", "words": "cost 1 euro"}, "You wrote other words."),
        ({"says": "confirms", "note": "x" * 5001}, "Shorten the text to 5000 characters."),
    ],
)
def test_what_is_no_answer_is_said(link, typed, sentence):
    before = recorded()
    answer = Client().post(link, {"note": "I built it."} | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    kept_secret(answer)
    assert sentence in page
    assert typed.get("note", "I built it.") in page
    assert recorded() == before


def test_an_unknown_link_leads_nowhere(link):
    tampered = link.swapcase().replace("/EXPERT/", "/expert/")
    for path in (tampered, link[:-2] + "/", "/expert/x/", f"/expert/{'x' * 4000}/", "/expert/%ff/"):
        answer = Client().get(path)
        over(answer, "This link leads nowhere: copy it whole", 404)
        assert Client().post(path, {"says": "confirms"}).status_code == 404


def test_an_expired_link_says_so(link, question, monkeypatch):
    later = question.expires_at + timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    before = recorded()
    over(Client().get(link), "This link has expired. Ask the newsroom for a new one.")
    over(Client().post(link, {"says": "confirms"}), "This link has expired.")
    assert recorded() == before


def test_a_question_called_back_says_so(room, link, question):
    experts.cancel(question=question, by=room.reviewer, reason="Bribed, they say.")
    page = over(Client().get(link), "The newsroom called this question back")
    assert "Bribed" not in page
    page = over(Client().post(link, {"says": "confirms", "note": "I built it."}), "called this")
    assert "I built it." in page


def test_a_withdrawn_claim_says_so(room, claim, link):
    claims.withdraw(claim=claim, by=room.editor, version=version(claim), reason="Moot.")
    over(Client().get(link), "The newsroom no longer checks these words")


def test_words_changed_meanwhile_are_not_confirmed(room, claim, link, question):
    from tests.actions.test_experts import revise

    revise(room, claim, "12 million", "21 million")
    before = recorded()
    page = over(
        Client().post(link, {"says": "confirms", "note": "I built it."}),
        "The newsroom changed these words meanwhile, so nothing was recorded.",
    )
    assert "I built it." in page
    assert "21 million" not in page
    over(Client().get(link), "The newsroom changed these words meanwhile")
    question.refresh_from_db()
    assert (recorded(), question.answer) == (before, "")


def test_it_speaks_the_language_of_its_address(link):
    page = Client().get(f"/id{link}").content.decode()
    assert '<html lang="id" dir="ltr">' in page
    assert f'href="{link}" lang="en"' in page


def test_hostile_text_is_text(room, claim):
    _, secret = experts.ask(
        claim=claim,
        by=room.reviewer,
        name='"><script>alert(1)</script>',
        question="<img src=x onerror=alert(1)> {{ 7|add:7 }}",
        language="en",
        days=1,
    )
    link = f"/expert/{secret}/"
    for answer in (
        Client().get(link),
        Client().post(link, {"says": "perhaps", "words": "</textarea><script>alert(1)"}),
    ):
        page = answer.content.decode()
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "{{ 7|add:7 }}" in page
        assert " style=" not in page
