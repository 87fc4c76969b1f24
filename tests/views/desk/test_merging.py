"""An outdated form at the desk: both versions by words, merged where they fit, nothing lost."""

import html
import re

import pytest

from factcheck.actions import evidence as actions
from factcheck.actions import reviews, verdicts
from factcheck.actions.policies import set_policy
from factcheck.models import Policy
from tests.newsroom import version
from tests.views.desk.conftest import recorded

NOTE = "The city paid 12 euros for the bridge."
THEIRS = "The city paid 12 euros for the old bridge."
MINE = "The town paid 12 euros for the bridge."
BOTH = "The town paid 12 euros for the old bridge."


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def box(page, name):
    """What stands in a text area or an input."""
    area = re.search(rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    found = area or re.search(rf'<input [^>]*name="{name}" value="(.*?)"', page)
    return html.unescape(found[1]) if found else ""


def sent(page):
    """What the form of a merge would send."""
    names = set(re.findall(r'name="((?:mine_|opened)\w*)"', page))
    hidden = {
        name: [
            html.unescape(text)
            for text in re.findall(rf'name="{name}" value="(.*?)"', page, re.DOTALL)
        ]
        for name in names
    }
    boxes = {name: box(page, name) for name in ("note_en", "note_id", "quote", "locator", "reason")}
    stance = re.search(r'<option value="(\w+)" selected', page)
    versions = re.search(r'name="version" value="(\d+)"', page)
    assert stance
    assert versions
    return {**hidden, **boxes, "stance": stance[1], "version": versions[1]}


@pytest.fixture
def evidence(room, claim):
    return room.evidence(claim, note={"en": NOTE})


def change(room, evidence, **words):
    said = {name: getattr(evidence, name) for name in ("stance", "note", "quote", "locator")}
    evidence.refresh_from_db()
    return actions.edit_evidence(
        evidence=evidence,
        by=room.colleague,
        reason="Mended.",
        version=evidence.version,
        source=evidence.source,
        **said | words,
    )


@pytest.fixture
def send(room, desk, evidence):
    client = desk(room.reviewer).client

    def send(status=409, **typed):
        data = {"version": 1, "stance": "supports", "note_en": NOTE, "reason": "Better."} | typed
        before = recorded()
        answer = client.post(f"/desk/evidence/{evidence.pk}/", data)
        assert answer.status_code == status, answer.content.decode()
        assert recorded() == before + (status == 302)
        return answer.content.decode()

    return send


def test_changes_that_fit_are_put_together(room, evidence, send):
    change(room, evidence, note={"en": THEIRS}, locator="p. 4")
    page = send(note_en=MINE)
    assert box(page, "note_en") == BOTH
    assert box(page, "locator") == "p. 4"
    said = words(page)
    assert "Both changes fit together. The box holds both." in said
    assert "You left this as it was. The box holds what is stored now." in said
    assert "The removed: city added: town paid" in said
    send(302, **sent(page))
    evidence.refresh_from_db()
    assert (evidence.note, evidence.locator) == ({"en": BOTH}, "p. 4")


def test_where_they_touch_mine_stays_until_something_is_chosen(room, evidence, send):
    change(room, evidence, note={"en": "The state paid 12 euros for the bridge."})
    page = send(note_en=MINE)
    assert box(page, "note_en") == MINE
    assert "You both changed this. The box holds yours." in words(page)

    page = send(**sent(page) | {"use_note_en": "stored"})
    assert box(page, "note_en") == "The state paid 12 euros for the bridge."
    assert "Nothing was saved yet." in words(page)

    page = send(**sent(page) | {"use_note_en": "0"})
    assert box(page, "note_en") == MINE

    page = send(**sent(page) | {"use_note_en": "both"})
    assert box(page, "note_en") == "The state town paid 12 euros for the bridge."
    send(302, **sent(page) | {"note_en": "The state and the town paid 12 euros for the bridge."})


def test_what_was_mended_is_not_lost_by_choosing(room, evidence, send):
    change(room, evidence, note={"en": "The state paid 12 euros for the bridge."})
    page = send(note_en=MINE)
    page = send(**sent(page) | {"note_en": "Written on.", "use_note_en": "stored"})
    assert sent(page)["mine_note_en"] == [MINE, "Written on."]
    page = send(**sent(page) | {"use_note_en": "1"})
    assert box(page, "note_en") == "Written on."


def test_a_third_save_is_merged_with_what_was_seen_last(room, evidence, send):
    change(room, evidence, note={"en": THEIRS})
    page = send(note_en=MINE)
    change(room, evidence, note={"en": f"{THEIRS} In 2019."})
    page = send(**sent(page))
    assert box(page, "note_en") == f"{BOTH} In 2019."


def test_choices_from_a_list_stand_side_by_side(room, evidence, send):
    change(room, evidence, stance="mixed")
    page = send(stance="refutes")
    assert "Stored now Mixed Yours Refutes" in words(page)
    assert sent(page)["stance"] == "refutes"
    assert sent(send(**sent(page) | {"use_stance": "stored"}))["stance"] == "mixed"


def test_each_language_is_merged_by_itself(room, evidence, send):
    change(room, evidence, note={"en": THEIRS, "id": "Kota membayar."})
    page = send(note_en=MINE)
    assert (box(page, "note_en"), box(page, "note_id")) == (BOTH, "Kota membayar.")
    assert "What it says (Indonesian)" in words(page)


def test_what_was_typed_about_evidence_that_is_gone_comes_back(room, evidence, send):
    actions.remove_evidence(evidence=evidence, by=room.colleague, reason="Off.", version=1)
    page = send(404, note_en=MINE)
    assert "Someone removed this while you were writing" in page
    assert MINE in page


def refused_proposal(desk, claim, actor, version, **typed):
    data = {"rating": "false", "confidence": "low", "rationale_en": MINE} | typed
    return desk(actor).refused(claim, "propose", status=409, version=version, **data)


def seal(room, is_sealed):
    set_policy(
        by=room.administrator,
        reason="Agreed.",
        people_needed=2,
        is_sealed=is_sealed,
        version=Policy.now().version,
    )


def sent_back(room, claim, rationale):
    """A colleague's proposal, of which changes were asked."""
    verdicts.propose(
        claim=claim,
        by=room.colleague,
        version=version(claim),
        rating="true",
        confidence="high",
        rationale={"en": rationale},
    )
    reviews.request_changes(
        claim=claim, by=room.editor, version=version(claim), reason="Name the page."
    )


def test_a_proposal_is_compared_with_the_one_that_came_first(room, claim, desk):
    seal(room, False)
    room.proposed(claim)
    verdicts.retract(claim=claim, by=room.reviewer, version=version(claim), reason="More.")
    seen = version(claim)
    sent_back(room, claim, "The city's accounts show it in full.")
    page = refused_proposal(
        desk, claim, room.reviewer, seen, rationale_en="Perhaps the city's accounts show it."
    )
    said = words(page)
    assert "Perhaps the city's accounts show it in full." in html.unescape(page)
    assert "Stored now True Yours False" in said
    assert "Stored now High Yours Low" in said


def test_a_claim_that_changed_otherwise_leaves_the_proposal_alone(room, claim, desk):
    desk(room.reviewer).done(claim, "take")
    seen = claim.version
    desk(room.colleague).done(claim, "take")
    page = refused_proposal(desk, claim, room.reviewer, seen)
    assert 'class="merge"' not in page
    assert MINE in page
    assert "Claim taken" in page


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_proposal_that_is_kept_from_me_is_not_shown_as_stored(room, claim, desk, is_sealed):
    seal(room, is_sealed)
    desk(room.reviewer).done(claim, "take")
    seen = claim.version
    sent_back(room, claim, "Kept from whoever may review it.")
    page = refused_proposal(desk, claim, room.reviewer, seen)
    merge = page.partition('class="conflict"')[2].partition("</form>")[0]
    assert ("Kept from whoever" in words(merge)) is not is_sealed
    assert MINE in merge


def test_who_may_still_review_sees_no_proposal_beside_theirs(room, claim, desk):
    seal(room, False)
    desk(room.reviewer).done(claim, "take")
    seen = claim.version
    room.proposed(claim, by=room.colleague)
    page = refused_proposal(desk, claim, room.reviewer, seen)
    conflict = page.partition('class="conflict"')[2].partition("</form>")[0]
    assert "accounts show it" not in conflict
    assert MINE in conflict
