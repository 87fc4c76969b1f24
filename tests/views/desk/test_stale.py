"""Stale verdicts at the desk: seen first, with what changed, and left by one of three ways."""

import re

import pytest

from factcheck.actions import articles, claims, reviews
from factcheck.domain.review import Status
from factcheck.models import Claim
from tests.newsroom import TEXT, version

REASON = "The sum is the same but for the tax."
CHANGED = TEXT.replace("12 million", "13 million")
GONE = (
    TEXT.replace("It cost 12 million euros, as the city said. ", "")
    + "\n- Others paid a sum of 12.5 million euros."
)


def words(html):
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def revise(room, claim, html):
    articles.record_revision(
        article=claim.article,
        by=room.editor,
        reason="New figures.",
        version=version(claim.article),
        html=html,
    )
    claim.refresh_from_db()


@pytest.fixture
def stale(room, claim):
    room.published(claim)
    revise(room, claim, CHANGED)
    return claim


@pytest.fixture
def lost(room, claim):
    room.published(claim)
    revise(room, claim, GONE)
    assert (claim.stale, claim.anchor.start) == ("lost", None)
    return claim


def test_the_list_stands_first_with_what_changed(room, stale, desk):
    room.claim(stale.article, quote="Nobody was hurt")
    page = desk(room.reviewer).client.get("/desk/").content.decode()
    first = words(re.findall(r'<ul class="queue">\s*<li.*?</li>', page, re.DOTALL)[0])
    assert "Stale: A number changed" in first
    assert "It cost removed: 12 added: 13 million euros" in first


def test_in_the_list_by_itself_and_in_hand_too(room, stale, desk):
    page = words(desk(room.reviewer).client.get("/desk/?show=stale").content.decode())
    assert "It cost removed: 12 added: 13 million euros" in page
    assert "Stale: A number changed" in words(desk(room.reviewer).see(stale))


def test_words_that_are_gone_are_struck_out_in_the_list(room, lost, desk):
    page = words(desk(room.reviewer).client.get("/desk/?show=stale").content.decode())
    assert "Stale: The words are gone" in page
    assert "removed: cost 12 million euros" in page


def test_an_author_is_not_asked_to_check_it(room, stale, desk):
    articles.edit_article(
        article=stale.article,
        by=room.editor,
        reason="They wrote it.",
        version=version(stale.article),
        authors=[room.account(room.colleague).person],
    )
    assert "A number changed" not in desk(room.colleague).client.get("/desk/").content.decode()
    assert "A number changed" in desk(room.reviewer).client.get("/desk/").content.decode()


def test_in_process_it_keeps_its_sign(room, stale, desk):
    claims.take(claim=stale, by=room.reviewer, version=version(stale))
    page = desk(room.reviewer).client.get("/desk/?show=in-hand").content.decode()
    mine = page[page.index('id="list-h"') :]
    mine = mine[: mine.index("</section>")]
    assert "#stale" in mine
    assert "Stale: A number changed" in words(mine)


def test_its_page_shows_both_sentences_and_the_ways_out(room, stale, desk):
    page = desk(room.editor).see(stale)
    said = words(page)
    assert "Stale: A number changed" in said
    assert (
        "This verdict judged revision 1 , these words: It cost removed: 12 million euros , as"
        in said
    )
    assert (
        "The text now reads (revision 2): It cost added: 13 million euros , as the city said."
        in said
    )
    assert f'href="/articles/{stale.article.slug}/compare/1...2/"' in page
    for name in ("reaffirm", "withdraw"):
        assert f'id="step-{name}"' in page
    assert f'action="/desk/claims/{stale.pk}/take/"' in page
    assert page.index('id="stale-h"') < page.index('id="step-reaffirm"') < page.index("Evidence")


def test_reviewers_see_why_they_may_not_withdraw(room, stale, desk):
    page = desk(room.reviewer).see(stale)
    assert 'aria-describedby="why-not-withdraw"' in page
    assert 'id="step-reaffirm"' in page


def test_a_verdict_that_covers_its_words_has_no_box(room, claim, desk):
    room.published(claim)
    page = desk(room.reviewer).see(claim)
    assert 'id="stale-h"' not in page
    assert 'id="step-reaffirm"' not in page
    assert "there is nothing to reaffirm" in page  # among what is not possible now


def test_reaffirmed_reviewed_and_published(room, stale, desk):
    claim = desk(room.colleague).done(stale, "reaffirm", reason=REASON)
    assert (claim.status, claim.stale) == (Status.PROPOSED, "number")
    assert claim.acts.newest_first()[0].reason == REASON
    page = desk(room.editor).see(claim)
    assert 'id="stale-h"' in page  # until the new one is published
    assert "Reaffirmed for new words" in page
    desk(room.reviewer).done(claim, "review", rating="true", note_en="It is the same.")
    claim = desk(room.editor).done(claim, "publish", reason="Two people agree.")
    assert (claim.status, claim.stale) == (Status.PUBLISHED, "")
    assert 'id="stale-h"' not in desk(room.reviewer).see(claim)


def test_the_reaffirmed_rating_is_kept_from_the_second_person(room, stale, desk):
    desk(room.colleague).done(stale, "reaffirm", reason=REASON)
    assert "Show the proposal" in desk(room.reviewer).see(stale)
    page = desk(room.colleague).refused(stale, "review", rating="true", note_en="Mine.")
    assert "You proposed this verdict, so a colleague must review it." in page


def stale_and_proposed(room, claim):
    room.published(claim)
    revise(room, claim, CHANGED)
    room.proposed(claim)


def gone(room, claim):
    room.published(claim)
    revise(room, claim, GONE)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (lambda room, claim: None, "Only a published verdict is reaffirmed"),
        (lambda room, claim: room.published(claim), "there is nothing to reaffirm"),
        (stale_and_proposed, "while no other is under review"),
        (gone, "Give it a new quote"),
    ],
)
def test_why_it_is_not_reaffirmed(room, claim, desk, state, sentence):
    state(room, claim)
    page = desk(room.colleague).refused(claim, "reaffirm", reason=REASON)
    assert sentence in page
    assert REASON in page


def test_it_needs_a_reason(room, stale, desk):
    page = desk(room.reviewer).refused(stale, "reaffirm", reason=" ")
    assert "Say why: a reason is kept with every change." in page


def test_in_two_tabs(room, stale, desk):
    mine, seen = desk(room.reviewer), stale.version
    mine.done(stale, "reaffirm", reason=REASON)
    page = mine.refused(stale, "reaffirm", version=seen, status=409, reason=REASON)
    assert "Nothing was recorded twice." in page
    page = desk(room.colleague).refused(stale, "reaffirm", version=seen, status=409, reason="Mine.")
    assert "Verdict reaffirmed for new words" in page
    assert "Mine." in page


def test_an_edit_while_it_waits(room, stale, desk):
    desk(room.colleague).done(stale, "reaffirm", reason=REASON)
    revise(room, stale, TEXT.replace("12 million", "14 million"))
    page = desk(room.reviewer).refused(stale, "review", rating="true", note_en="The same.")
    assert "The article&#x27;s words changed after this verdict was proposed." in page
    desk(room.reviewer).done(stale, "request-changes", reason="The text reads otherwise now.")
    claim = desk(room.colleague).done(stale, "reaffirm", reason="So does 14 million.")
    assert claim.verdicts.latest("number").revision.number == 3


def test_the_other_ways_out(room, stale, desk):
    claim = desk(room.editor).done(stale, "withdraw", reason="No claim.")
    assert "stale-h" in desk(room.editor).see(claim)
    claim = desk(room.editor).done(stale, "reinstate", reason="It is one.")
    assert (claim.status, claim.stale) == (Status.PUBLISHED, "number")
    claim = desk(room.reviewer).done(claim, "take")
    desk(room.reviewer).done(
        claim, "propose", rating="false", confidence="high", rationale_en="It was 12."
    )
    desk(room.colleague).done(claim, "review", rating="false", note_en="Yes.")
    claim = desk(room.editor).done(claim, "publish", reason="Two people agree.")
    assert (claim.stale, claim.published_verdict.rating.key) == ("", "false")


def place_of(page):
    return re.findall(r'name="place" value="([\d-]+)"', page)


def test_places_are_suggested_for_lost_words(room, lost, desk):
    page = desk(room.editor).see(lost)
    said = words(page)
    assert "These words are no longer in the article." in said
    assert "Where the words may stand now" in said
    assert re.search(r"Place A · the words are \d\d % alike", said)
    assert 'id="mark-A"' in page
    assert 'href="#mark-A"' in page
    assert 1 <= len(place_of(page)) <= 3
    assert "Others paid a sum removed: cost 12 added: of 12.5 million euros ." in said
    assert "Place it here" in said


@pytest.fixture
def twice(room, claim):
    """Its sentence was cut, and pasted at the beginning and at the end."""
    room.published(claim)
    sentence = "It cost 12 million euros, as the city said."
    rest = TEXT.replace(f"{sentence} ", "")
    revise(room, claim, f"{sentence}\n{rest}\n\n{sentence}")
    assert (claim.stale, claim.anchor.start) == ("lost", None)
    return claim


def test_equal_places_are_told_apart(room, twice, desk):
    page = desk(room.editor).see(twice)
    said = words(page)
    assert "Stale: The words have no certain place" in said
    assert "These words stand in the article more than once, or at a new place" in said
    assert "words are gone" not in said
    assert "Place A · the same words" in said
    assert "Place B · the same words" in said
    assert "The fare was two euros. It cost" in said  # before one of them alone
    assert said.count("(suggested place)") == 2
    for letter in "AB":
        assert page.count(f'id="mark-{letter}"') == page.count(f'href="#mark-{letter}"') == 1
        assert page.count(f'id="place-{letter}"') == 1


def test_the_list_says_so_too(room, twice, desk):
    said = words(desk(room.reviewer).client.get("/desk/").content.decode())
    assert "Stale: The words have no certain place" in said
    assert "removed:" not in said


def test_what_an_editor_placed_is_called_new_words(room, twice, desk):
    place = place_of(desk(room.editor).see(twice))[1]
    desk(room.editor).done(twice, "place", revision=2, place=place, reason="It is this one.")
    said = words(desk(room.reviewer).see(twice))
    assert "Stale: New words that nobody has judged yet" in said
    assert "An editor gave the claim these words; nobody has judged them yet." in said
    assert "words are gone" not in said
    home = words(desk(room.reviewer).client.get("/desk/").content.decode())
    assert "Stale: New words that nobody has judged yet" in home


@pytest.mark.parametrize("which", ["lost", "twice"])
def test_nobody_takes_what_has_no_words(room, desk, request, which):
    claim = request.getfixturevalue(which)
    page = desk(room.reviewer).see(claim)
    assert 'id="do-take" aria-disabled="true"' in page
    sentence = "words have no certain place in the article. Give it a new quote."
    assert sentence in desk(room.reviewer).refused(claim, "take")


def test_an_open_claim_without_its_words_is_still_taken(room, claim, desk):
    revise(room, claim, GONE)
    assert desk(room.reviewer).done(claim, "take").status == Status.RESEARCHING


def test_all_that_changed_and_what_the_statement_says(room, claim, desk):
    room.published(claim)
    revise(room, claim, TEXT.replace("12 million euros", "15 million dollars"))
    said = words(desk(room.reviewer).see(claim))
    assert "Stale: A number changed. A currency or unit changed" in said
    assert "The statement still says: “The article says: cost 12 million euros.”" in said
    revise(room, claim, TEXT.replace("cost 12 million euros", "took 12 million euros"))
    said = words(desk(room.reviewer).see(claim))
    assert "Stale: The wording changed" in said
    assert "The statement still says" not in said


def test_each_way_out_leads_to_its_form(room, stale, desk):
    page = desk(room.editor).see(stale)
    for name in ("reaffirm", "take", "withdraw"):
        assert page.count(f'href="#do-{name}"') == page.count(f'id="do-{name}"') == 1


def test_the_second_person_is_told_that_it_was_reaffirmed_and_why(room, stale, desk):
    desk(room.colleague).done(stale, "reaffirm", reason=REASON)
    told = f"{stale.verdicts.latest('number').proposer.name} reaffirmed the verdict"
    home = words(desk(room.reviewer).client.get("/desk/").content.decode())
    assert f"{told} for the new words." in home
    assert REASON not in home
    page = desk(room.reviewer).see(stale)
    assert told in words(page[page.index("stale-h") : page.index("Show the proposal")])
    assert f"Why it was reaffirmed {REASON}" in words(page[page.index("Show the proposal") :])


def test_another_verdict_is_not_called_reaffirmed(room, claim, desk):
    stale_and_proposed(room, claim)
    for address in ("/desk/", f"/desk/claims/{claim.pk}/"):
        page = words(desk(room.colleague).client.get(address).content.decode())
        assert "Stale: A number changed" in page
        assert "reaffirmed the verdict" not in page


def test_what_is_wrong_is_brought_into_view(room, stale, desk):
    page = desk(room.reviewer).refused(stale, "reaffirm", reason=" ")
    assert page.count(" autofocus") == 1
    assert page.index('id="do-reaffirm"') < page.index(" autofocus")
    assert " autofocus" not in desk(room.reviewer).see(stale)


def test_an_editor_places_it_and_it_stays_stale_until_judged(room, lost, desk):
    [place, *_] = place_of(desk(room.editor).see(lost))
    claim = desk(room.editor).done(lost, "place", revision=2, place=place, reason="The same sum.")
    assert claim.stale == "lost"
    assert claim.anchor.start is not None
    page = desk(room.reviewer).see(claim)
    assert "until they have been judged" in page
    assert "Where the words may stand now" not in page
    desk(room.reviewer).done(claim, "reaffirm", reason=REASON)
    desk(room.colleague).done(claim, "review", rating="true", note_en="The same.")
    assert desk(room.editor).done(claim, "publish", reason="Agreed.").stale == ""


def test_a_reviewer_sees_the_places_and_why_not(room, lost, desk):
    page = desk(room.reviewer).see(lost)
    assert place_of(page)
    assert 'aria-describedby="why-not-place"' in page
    sentence = "Only editors change articles, claims and sources."
    assert sentence in page
    [place, *_] = place_of(page)
    assert sentence in desk(room.reviewer).refused(
        lost, "place", revision=2, place=place, reason="Here it is."
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"place": ""}, "Choose one of the suggested places."),
        ({"place": "12"}, "Choose one of the suggested places."),
        ({"place": "12-99999"}, "This place is not in the text."),
        ({"place": "9-3"}, "This place is not in the text."),
        ({"reason": " "}, "Say why: a reason is kept with every change."),
    ],
)
def test_what_is_wrong_with_a_place_is_said(room, lost, desk, typed, sentence):
    given = {"revision": 2, "place": "0-3", "reason": "Here it is."} | typed
    page = desk(room.editor).refused(lost, "place", **given)
    assert sentence in page
    assert given["reason"].strip() in page


def test_a_revision_that_came_meanwhile(room, lost, desk):
    [place, *_] = place_of(desk(room.editor).see(lost))
    revise(room, lost, GONE.replace("12.5", "11.5"))
    page = desk(room.editor).refused(
        lost, "place", status=409, revision=2, place=place, reason="Here it is."
    )
    assert "The article was revised while you were looking." in page
    assert "Here it is." in page
    assert 'name="revision" value="3"' in page


def test_placed_in_another_tab(room, lost, desk):
    mine, seen = desk(room.editor), lost.version
    [place, *_] = place_of(mine.see(lost))
    given = {"revision": 2, "place": place, "reason": "Here it is."}
    mine.done(lost, "place", **given)
    page = mine.refused(lost, "place", status=409, version=seen, **given)
    assert "Here it is." in page
    assert "Place it here" not in page


def test_an_open_claim_that_lost_its_words_is_placed_too(room, claim, desk):
    revise(room, claim, GONE)
    [place, *_] = place_of(desk(room.editor).see(claim))
    given = {"revision": 2, "place": place, "reason": "Here it is."}
    claim = desk(room.editor).done(claim, "place", **given)
    assert claim.anchor.start is not None
    assert 'id="places-h"' not in desk(room.editor).see(claim)


@pytest.mark.parametrize("which", ["stale", "lost"])
def test_in_indonesian(room, desk, request, which):
    claim = request.getfixturevalue(which)
    client = desk(room.editor).client
    assert client.get("/id/desk/").status_code == 200
    answer = client.get(f"/id/desk/claims/{claim.pk}/")
    assert f'href="/id/articles/{claim.article.slug}/compare/1...2/"' in answer.content.decode()


def test_the_number_of_queries_is_constant(room, desk, django_assert_max_num_queries):
    client = desk(room.editor).client
    text = "\n".join(f"Part {number} cost {number} euros." for number in range(10, 15))
    article = room.article(html=text)
    made = [room.claim(article, quote=f"Part {number} cost") for number in range(10, 15)]
    counts = []
    for claim in made:
        room.published(claim)
        revise(room, claim, text := text.replace(f"cost {claim.number + 9} euros", "cost nothing"))
        assert claim.stale
        if claim.number in {1, 5}:
            addresses = ("/desk/", f"/desk/claims/{claim.pk}/", "/desk/?list=stale")
            with django_assert_max_num_queries(200) as captured:
                for address in addresses:
                    assert client.get(address).status_code == 200
            counts.append(len(captured))
    assert Claim.objects.stale().count() == 5
    assert counts[0] == counts[1]


def test_so_it_is_for_words_without_a_place(room, desk, django_assert_max_num_queries):
    client = desk(room.editor).client
    lines = [f"Part {number} was built for many euros." for number in range(10, 15)]
    first, last = "Here is where it all began.", "And there it came to its end."
    article = room.article(html="\n\n".join([first, *lines, last]))
    made = [room.claim(article, quote=line) for line in lines]
    for claim in made:
        room.published(claim)
    counts = []
    for lost in (1, 4):
        cut = lines[:lost]
        revise(room, made[0], "\n\n".join([*cut, first, *lines[lost:], last, *cut]))
        found = Claim.objects.stale().count()
        with django_assert_max_num_queries(200) as captured:
            for address in ("/desk/?list=stale", article.get_absolute_url()):
                page = words(client.get(address).content.decode()).lower()
                assert page.count("the words have no certain place") == found
        counts.append((found, len(captured)))
    (few, one), (many, other) = counts
    assert 0 < few < many
    assert one == other


def test_a_dispute_of_a_reaffirmation_is_decided(room, stale, desk):
    desk(room.reviewer).done(stale, "reaffirm", reason=REASON)
    reviews.review(
        claim=stale, by=room.colleague, version=version(stale), rating="false", note={"en": "No."}
    )
    desk(room.editor).done(stale, "decide", reason="The tax is no cost.")
    assert desk(room.editor).done(stale, "publish", reason="Decided.").stale == ""
