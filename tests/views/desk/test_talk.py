"""Talk about a claim, at the desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.actions import comments
from factcheck.models import ChangeSet, Comment
from factcheck.presenters.talk import talk_of
from tests.views.desk.conftest import recorded


@pytest.fixture
def mine(room, desk):
    return desk(room.reviewer).client


@pytest.fixture
def thread(room, claim):
    return comments.say(claim=claim, by=room.colleague, text="Is it net of tax?")


def address(claim):
    return f"/desk/claims/{claim.pk}/talk/"


def page_of(client, claim):
    answer = client.get(address(claim))
    assert answer.status_code == 200
    return answer.content.decode()


def refused(answer, before, *sentences, status=422):
    page = answer.content.decode()
    assert answer.status_code == status, page
    for sentence in sentences:
        assert sentence in page
    assert recorded() == before
    return page


def test_an_empty_page_says_how_to_begin(claim, mine):
    page = page_of(mine, claim)
    assert "What colleagues say about this claim stands here." in page
    assert "@colleague</span> Colleague" in page


def test_a_thread_is_begun_and_answered(claim, mine, thread):
    answer = mine.post(address(claim), {"text": "Who counted?"})
    own = Comment.objects.latest("id")
    assert answer.status_code == 302
    assert answer["Location"] == f"{address(claim)}#comment-{own.pk}"
    answer = mine.post(address(claim), {"text": "No, gross.", "thread": thread.pk})
    reply = Comment.objects.latest("id")
    assert answer["Location"].endswith(f"#comment-{reply.pk}")
    page = page_of(mine, claim)
    places = [page.index(f'id="comment-{said.pk}"') for said in (thread, reply, own)]
    assert places == sorted(places)
    assert "No, gross." in page


def test_beside_the_claim_it_leads_back_there(claim, mine, thread):
    there = f"/desk/claims/{claim.pk}/#comment-"
    answer = mine.post(address(claim), {"text": "Who counted?", "back": "claim"})
    assert answer["Location"].startswith(there)
    resolve = f"/desk/comments/{thread.pk}/resolve/"
    assert mine.post(resolve, {"back": "claim"})["Location"].startswith(there)
    elsewhere = {"text": "Who else?", "back": "https://elsewhere.example/"}
    assert mine.post(address(claim), elsewhere)["Location"].startswith(address(claim))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" ", "Write what you want to say."), ("x" * 5_001, "Shorten the comment to 5000 char")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(claim, mine, thread, text, sentence):
    before = recorded()
    refused(mine.post(address(claim), {"text": text}), before, sentence, text)
    refused(mine.post(address(claim), {"text": text, "thread": thread.pk}), before, sentence, text)


def test_a_second_click_says_nothing_twice(claim, mine):
    mine.post(address(claim), {"text": "Who counted?"})
    before = recorded()
    again = mine.post(address(claim), {"text": "Who counted?"})
    refused(again, before, "You said this a moment ago, word for word.")


def test_an_answer_to_a_thread_resolved_meanwhile_is_not_lost(room, claim, mine, thread):
    comments.resolve(thread=thread, by=room.colleague)
    before = recorded()
    answer = mine.post(address(claim), {"text": "But the fees?", "thread": thread.pk})
    refused(answer, before, "This thread is resolved. Reopen it", "But the fees?")


def test_a_thread_is_resolved_and_reopened(claim, mine, thread):
    answer = mine.post(f"/desk/comments/{thread.pk}/resolve/", follow=True)
    assert "Resolved by Reviewer" in answer.content.decode()
    answer = mine.post(f"/desk/comments/{thread.pk}/reopen/", follow=True)
    assert "Resolved" not in answer.content.decode()
    before = recorded()
    assert mine.get(f"/desk/comments/{thread.pk}/resolve/").status_code == 302
    assert recorded() == before


def test_open_threads_come_first(room, claim, mine, thread):
    comments.resolve(thread=thread, by=room.colleague)
    later = comments.say(claim=claim, by=room.colleague, text="And the fees?")
    page = page_of(mine, claim)
    assert page.index(f'id="comment-{later.pk}"') < page.index("<summary>Resolved")
    assert page.index("<summary>Resolved") < page.index(f'id="comment-{thread.pk}"')


def test_one_edits_ones_own(room, claim, desk, mine, thread):
    theirs = desk(room.colleague).client
    there = f"/desk/comments/{thread.pk}/"
    assert there not in page_of(mine, claim).replace(f"{there}resolve/", "")
    assert f'href="{there}"' in page_of(theirs, claim)
    assert "Is it net of tax?" in theirs.get(there).content.decode()
    answer = theirs.post(there, {"version": 1, "text": "Is it before tax?"})
    assert answer["Location"] == f"{address(claim)}#comment-{thread.pk}"
    assert f'href="{there}versions/">edited</a>' in page_of(mine, claim)
    versions = mine.get(f"{there}versions/").content.decode()
    assert "</span>net of</del>" in versions
    assert "</span>before</ins>" in versions


def test_resolving_is_no_edit(room, claim, mine, thread):
    comments.resolve(thread=thread, by=room.colleague)
    assert ">edited<" not in page_of(mine, claim)


def test_nobody_edits_what_others_said(mine, thread):
    there = f"/desk/comments/{thread.pk}/"
    assert mine.get(there).status_code == 302
    before = recorded()
    answer = mine.post(there, {"version": 1, "text": "Never mind."})
    refused(answer, before, "Only who wrote a comment edits it.", "Never mind.")


def test_an_edit_of_an_old_version_is_merged(room, desk, thread):
    theirs = desk(room.colleague).client
    there = f"/desk/comments/{thread.pk}/"
    theirs.post(there, {"version": 1, "text": "Is it net of every tax?"})
    before = recorded()
    answer = theirs.post(there, {"version": 1, "text": "Was it net of tax?"})
    both = "Was it net of every tax?"
    page = refused(
        answer, before, "Someone saved this", "Both changes fit", f"\n{both}</textarea>", status=409
    )
    assert 'name="version" value="2"' in page
    mine = {"opened": "1", "mine_text": "Was it net of tax?", "version": "2", "text": both}
    answer = theirs.post(there, mine | {"use_text": "0"})
    refused(answer, before, "Nothing was saved yet.", "\nWas it net of tax?</textarea>", status=409)
    assert theirs.post(there, mine).status_code == 302
    thread.refresh_from_db()
    assert thread.text == both


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1) "
    'https://x.example/"onmouseover="alert(1) {{ 7|add:7 }} @colleague"><b>'
)


def test_hostile_text_is_text(claim, mine):
    mine.post(address(claim), {"text": HOSTILE})
    page = page_of(mine, claim)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert '"onmouseover="' not in page
    assert "{{ 7|add:7 }}" in page
    assert 'title="Colleague">@colleague</span>' in page
    assert 'rel="nofollow"' in page
    assert "<style" not in page
    assert " style=" not in page


def test_lines_stay_lines(claim, mine):
    mine.post(address(claim), {"text": "One.\r\nTwo."})
    assert "One.<br>Two." in page_of(mine, claim)


def test_addresses_that_lead_nowhere(room, article, claim, mine, thread):
    other = room.claim(article, quote="Nobody was hurt")
    before = recorded()
    for asked in ("999", "x", "²", "9" * 40):
        assert mine.post(address(claim), {"text": "Hm.", "thread": asked}).status_code == 404
    assert mine.post(address(other), {"text": "Hm.", "thread": thread.pk}).status_code == 404
    for path in ("", "versions/", "resolve/", "reopen/"):
        assert mine.get(f"/desk/comments/999/{path}").status_code == 404
        assert mine.post(f"/desk/comments/999/{path}").status_code in {404, 405}
    assert mine.get("/desk/claims/999/talk/").status_code == 404
    assert recorded() == before


@pytest.mark.django_db
def test_what_was_typed_outlives_the_session():
    answer = Client().post("/desk/claims/1/talk/", {"text": "It was the ferry, not the bridge."})
    assert answer.status_code == 403
    assert "It was the ferry, not the bridge." in answer.content.decode()


def test_more_talk_takes_no_more_queries(room, claim, thread):
    person = room.account(room.reviewer).person
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as captured:
            talk_of(claim, person)
        counts.append(len(captured))
        text = f"@editor and @colleague, number {number}"
        for place in (None, thread):
            comments.say(claim=claim, by=room.reviewer, thread=place, text=text)
    assert counts == [2, 2, 2]


def test_readers_never_see_it(room, claim, desk, thread):
    room.published(claim)
    said = comments.say(claim=claim, by=room.colleague, thread=thread, text="Unheard-of words.")
    comments.edit(comment=said, by=room.colleague, version=1, text="Unheard-of words, better.")
    comments.resolve(thread=thread, by=room.editor)
    public, slug = Client(), claim.slug
    addresses = ["/", "/claims/", f"/claims/{slug}/", f"/claims/{slug}/history/"]
    addresses += [f"/articles/{claim.article.slug}/", f"/articles/{claim.article.slug}/history/"]
    addresses += [f"/claims/{slug}/verdicts/1/", "/claims/?q=Unheard-of"]
    for path in addresses:
        answer = public.get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        for secret in ("Unheard-of words", "net of tax", "Comment written", "Thread resolved"):
            assert secret not in page, path
    acts = ChangeSet.objects.filter(kind__startswith="comment.")
    assert acts.count() == 4
    for act in acts:
        assert public.get(f"/acts/{act.pk}/").status_code == 404


def test_the_key_leads_to_the_talk_and_then_into_its_box(room, claim, desk):
    mine = desk(room.reviewer)
    assert f'href="/desk/claims/{claim.pk}/talk/" data-key="c"' in mine.see(claim)
    page = mine.client.get(f"/desk/claims/{claim.pk}/talk/").content.decode()
    assert page.count('data-key="c"') == 1
    assert 'id="say-0" rows="4" data-key="c"' in page
