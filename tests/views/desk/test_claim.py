"""/desk/claims/<id>/: a claim in its article, and the steps that are possible."""

import pytest

from factcheck.actions import claims
from factcheck.actions.steps import Situation
from factcheck.domain.review import TRANSITIONS, Status, Step
from factcheck.models import Claim
from tests.views.desk.conftest import recorded


def test_it_stands_in_its_article_with_all_marks(room, article, claim, desk):
    other = room.claim(article, quote="Nobody was hurt")
    page = desk(room.reviewer).see(claim)
    assert "The mayor opened the bridge" in page
    mark = (
        f'<a class="mark is-open in-hand" id="mark-{claim.number}" href="/desk/claims/{claim.pk}/"'
    )
    assert mark in page
    assert f'href="/desk/claims/{other.pk}/"' in page
    assert 'id="mark-1"' in page
    assert "The article says: cost 12 million euros." in page


def test_evidence_verdicts_and_all_acts_are_there(room, claim, desk):
    room.evidence(claim)
    room.published(claim)
    page = desk(room.reviewer).see(claim)
    assert "Says so." in page
    assert "The city&#x27;s accounts show it." in page
    history = desk(room.reviewer).client.get(f"/desk/claims/{claim.pk}/history/")
    for kind in ("Claim added", "Evidence added", "Claim taken", "Verdict approved"):
        assert kind in history.content.decode()


def test_what_is_not_known_and_what_the_other_side_said(room, article, desk):
    said = {"open_questions": {"en": "Who paid."}, "other_side": {"id": "Tidak dijawab."}}
    page = desk(room.reviewer).see(room.claim(article, **said))
    assert '<h3>What we could not find out</h3><p class="told">Who paid.</p>' in page
    answer = '<span lang="id" dir="auto">Tidak dijawab.</span>'
    assert f'<h3>What the other side said</h3><p class="told">{answer}</p>' in page
    bare = desk(room.reviewer).see(room.claim(article, quote="Nobody was hurt"))
    assert "What the other side said" not in bare


def test_the_whole_history_has_pages(room, claim, desk):
    for number in range(55):
        room.evidence(claim, note={"en": f"Note {number}."})
    client = desk(room.reviewer).client
    first = client.get(f"/desk/claims/{claim.pk}/history/").content.decode()
    assert "Claim added" not in first
    second = client.get(f"/desk/claims/{claim.pk}/history/?page=2").content.decode()
    assert "Claim added" in second


def test_a_refused_step_tells_why(room, claim, desk):
    page = desk(room.reviewer).see(claim)
    assert 'aria-describedby="why-not-withdraw">Withdraw' in page
    assert "Only editors publish, decide and withdraw." in page
    assert "Take the claim before you propose a verdict." in page  # among what is not possible now


def test_in_indonesian(room, claim, desk):
    answer = desk(room.reviewer).client.get(f"/id/desk/claims/{claim.pk}/")
    assert answer.status_code == 200
    assert f'href="/id/desk/claims/{claim.pk}/"' in answer.content.decode()


def test_the_number_of_queries_is_constant(
    room, article, claim, desk, django_assert_max_num_queries
):
    client = desk(room.colleague).client
    room.evidence(claim)
    room.published(claim)
    room.proposed(claim, "false")
    with django_assert_max_num_queries(CLAIM_QUERIES) as few:
        client.get(f"/desk/claims/{claim.pk}/")
    desk(room.reviewer).done(claim, "retract", reason="More to say.")
    for number in range(3):
        room.evidence(claim, note={"en": f"Note {number}."})
        quote = ["opened the bridge", "Nobody was hurt", "fare was two"][number]
        room.published(room.claim(article, quote=quote))
    desk(room.reviewer).done(
        claim, "propose", rating="true", confidence="high", rationale_en="Now it is."
    )
    with django_assert_max_num_queries(CLAIM_QUERIES) as many:
        client.get(f"/desk/claims/{claim.pk}/")
    assert len(many) == len(few)


CLAIM_QUERIES = 12  # at its busiest: a colleague's proposal on a claim that was published before


def room_takes(room, claim):
    claims.take(claim=claim, by=room.reviewer, version=claim.version)


STATES = {
    Status.OPEN: lambda room, claim: None,
    Status.RESEARCHING: room_takes,
    Status.PROPOSED: lambda room, claim: room.proposed(claim),
    Status.APPROVED: lambda room, claim: room.approved(claim),
    Status.PUBLISHED: lambda room, claim: room.published(claim),
}
TYPED = {
    "rating": "true",
    "confidence": "high",
    "rationale_en": "So it is.",
    "note_en": "So it is.",
    "reason": "For a reason.",
}
PATHS = {Step.APPROVE: "review", Step.DISSENT: "review"}


@pytest.mark.parametrize("who", ["reviewer", "colleague", "editor"])
@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("step", sorted(set(Step) - {Step.AGREE, Step.MERGE}))
def test_the_page_offers_exactly_what_the_actions_allow(room, claim, desk, who, status, step):
    STATES[status](room, claim)
    actor = getattr(room, who)
    stored = Claim.objects.get(pk=claim.pk)
    assert stored.status == status
    offered = Situation(stored, actor).refusal(step)
    free = room.account(room.administrator).person_id
    typed = TYPED | {"to": free, "of": free}
    typed |= {"rating": "false"} if step is Step.DISSENT else {}
    before = recorded()
    path = PATHS.get(step, step.value.replace("_", "-"))
    answer = desk(actor).take_step(claim, path, **typed)
    assert (answer.status_code == 302) == (offered is None), answer.content.decode()
    assert recorded() == before + (offered is None)
    if offered:
        assert str(offered).replace("'", "&#x27;") in answer.content.decode()
    assert (status in TRANSITIONS[step].sources) or offered


def test_evidence_stands_in_the_order_of_readers(room, claim, desk):
    for stance in ("context", "refutes", "supports"):
        room.evidence(claim, stance=stance, note={"en": f"It {stance}."})
    page = desk(room.reviewer).see(claim)
    places = [page.index(f"It {stance}.") for stance in ("supports", "refutes", "context")]
    assert places == sorted(places)
