"""Claims in the admin: added, edited with their evidence, and everything refused."""

import re
from typing import Any

import pytest

from factcheck.actions import claims
from factcheck.models import ChangeSet, Claim, Evidence, Source
from tests.admin.pages import ADMIN, Visitor, form_in, text_of
from tests.newsroom import Newsroom, version

NEW: dict[str, Any] = {
    "quote": "The fare was two euros",
    "statement_en": "A crossing cost two euros.",
    "kinds": ["figure"],
    "reason": "Readers asked.",
}


def page(claim: Claim) -> str:
    return f"claim/{claim.pk}/change/"


def test_a_claim_is_added(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    answer = editor.save(f"claim/add/?article={article.pk}", **NEW)
    claim = Claim.objects.get()
    assert answer["Location"] == f"/admin/factcheck/{page(claim)}"  # where its evidence is added
    assert (claim.article, claim.kinds) == (article, ["figure"])
    assert claim.statement == {"en": "A crossing cost two euros."}
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.channel, act.reason) == ("claim.add", "admin", "Readers asked.")
    assert act.actor_name == "Editor"


def test_what_the_other_side_said_is_typed_and_kept(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    said = {"other_side_en": "No answer.", "other_side_id": "Tidak dijawab."}
    refused = editor.save(f"claim/add/?article={article.pk}", **NEW | said | {"reason": ""})
    assert "What those whom the claim concerns answered" in text_of(refused)
    assert form_in(refused).items() >= said.items()
    editor.save(f"claim/add/?article={article.pk}", **NEW | said)
    claim = Claim.objects.get()
    assert claim.other_side == {"en": "No answer.", "id": "Tidak dijawab."}

    editor.save(page(claim), topic="Fares", reason="Plainer.")
    editor.save(page(claim), other_side_en="They deny it.", reason="They wrote.")
    claim.refresh_from_db()
    assert (claim.topic, claim.version) == ("Fares", 3)
    assert claim.other_side == {"en": "They deny it.", "id": "Tidak dijawab."}
    history = editor.read(f"claim/{claim.pk}/history/")
    assert "What the other side said" in history
    assert "They deny it." in re.sub(r"<[^>]+>", "", history)


def test_two_people_write_what_the_other_side_said(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article(), other_side={"en": "The city denies it."})
    form = editor.form(page(claim))
    claims.edit_claim(
        claim=claim,
        by=newsroom.administrator,
        reason="Meanwhile.",
        version=1,
        other_side={"en": "The city denies it firmly."},
    )
    form |= {"other_side_en": "The whole city denies it.", "reason": "Clearer."}
    answer = editor.send(page(claim), form)
    assert "Someone saved this while you were writing." in text_of(answer)
    both = "The whole city denies it firmly."
    assert form_in(answer)["other_side_en"] == both
    editor.send(page(claim), form_in(answer))
    claim.refresh_from_db()
    assert claim.other_side == {"en": both}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why: a reason is kept with every change."),
        ({"quote": "The fare was nine euros"}, "These words are not in the text."),
        ({"quote": "The"}, "times in the text"),
        ({"kinds": []}, "Choose what kind of claim it is"),
        ({"statement_en": ""}, "This field is required."),
        ({"quote": ""}, "This field is required."),
    ],
)
def test_a_claim_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    article = newsroom.article()
    acts = ChangeSet.objects.count()
    answer = editor.save(f"claim/add/?article={article.pk}", **NEW | {"topic": "Fares"} | typed)
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert form_in(answer)["topic"] == "Fares"  # what was typed is still there
    assert not Claim.objects.exists()
    assert ChangeSet.objects.count() == acts


def test_claim_and_evidence_are_changed_in_one_go(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    kept, removed = newsroom.evidence(claim), newsroom.evidence(claim, stance="refutes")
    source = newsroom.source()
    form = editor.form(page(claim))
    form |= {
        "claimant": "The city",
        "reason": "Checked again.",
        "evidence-0-stance": "mixed",
        "evidence-1-DELETE": "on",
        "evidence-TOTAL_FORMS": "3",
        "evidence-2-source": source.pk,
        "evidence-2-stance": "context",
        "evidence-2-note_id": "Latar belakang.",
    }
    answer = editor.send(page(claim), form)
    assert answer.status_code == 302, text_of(answer)
    claim.refresh_from_db()
    assert claim.claimant == "The city"
    assert [(row.source, row.stance) for row in claim.evidence.order_by("id")] == [
        (kept.source, "mixed"),
        (source, "context"),
    ]
    assert not Evidence.objects.filter(pk=removed.pk).exists()
    kinds = list(ChangeSet.objects.order_by("-id").values_list("kind", flat=True)[:4])
    assert kinds == ["evidence.add", "evidence.remove", "evidence.edit", "claim.edit"]


def test_all_or_nothing(newsroom: Newsroom, editor: Visitor) -> None:
    """A refusal in one row takes back the changes of the claim and of the other rows."""
    claim = newsroom.claim(newsroom.article())
    first = newsroom.evidence(claim)
    acts = ChangeSet.objects.count()
    form = editor.form(page(claim)) | {
        "claimant": "The city",
        "reason": "Twice the same.",
        "evidence-TOTAL_FORMS": "2",
        "evidence-1-source": first.source_id,
        "evidence-1-stance": "supports",
        "evidence-1-note_en": "Says so.",
    }
    answer = editor.send(page(claim), form)
    assert "This evidence is here already, word for word." in text_of(answer)
    assert form_in(answer)["claimant"] == "The city"
    claim.refresh_from_db()
    assert (claim.claimant, claim.evidence.count()) == ("", 1)
    assert ChangeSet.objects.count() == acts


def test_nothing_changed_nothing_saved(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim)
    acts = ChangeSet.objects.count()
    answer = editor.client.post(
        f"/admin/factcheck/{page(claim)}",
        editor.form(page(claim)) | {"reason": "Looked at it."},
        follow=True,
    )
    assert "Nothing was changed, so nothing was saved." in text_of(answer)
    assert ChangeSet.objects.count() == acts


def test_two_people_edit_one_claim(newsroom: Newsroom, editor: Visitor) -> None:
    """The second is shown both versions by words, and what the two changed is put together."""
    said_first = {"en": "The bridge cost 12 million euros."}
    claim = newsroom.claim(
        newsroom.article(), topic="Bridge", claimant="City", statement=said_first
    )
    form = editor.form(page(claim))
    claims.edit_claim(
        claim=claim,
        by=newsroom.administrator,
        reason="Meanwhile.",
        version=1,
        topic="The new bridge",
        statement={"en": "The bridge cost 12 million euros in all.", "id": "Jembatan itu mahal."},
        kinds=["figure", "attribution"],
    )
    acts = ChangeSet.objects.count()
    form |= {"reason": "Clearer.", "topic": "Costs of the bridge", "claimant": "The city"}
    form |= {"statement_en": "The old bridge cost 12 million euros."}
    answer = editor.send(page(claim), form)
    said = text_of(answer)
    assert "Someone saved this while you were writing." in said
    assert "Both changes fit together. The box holds both." in said
    assert "You both changed this. The box holds yours." in said
    assert "<ins>" in said
    again = form_in(answer)
    both = "The old bridge cost 12 million euros in all."
    assert (again["statement_en"], again["statement_id"]) == (both, "Jembatan itu mahal.")
    assert (again["topic"], again["claimant"]) == ("Costs of the bridge", "The city")
    assert again["reason"] == "Clearer."
    # What this person left alone, and the other changed, is the other's unless one says otherwise.
    assert again["keep-kinds"] == "stored"

    answer = editor.send(page(claim), again | {"use_topic": "stored"})
    assert "Nothing was saved yet." in text_of(answer)
    again = form_in(answer)
    assert (again["topic"], again["mine_topic"]) == ("The new bridge", "Costs of the bridge")
    answer = editor.send(page(claim), again | {"use_topic": "0"})
    assert form_in(answer)["topic"] == "Costs of the bridge"
    assert ChangeSet.objects.count() == acts

    answer = editor.send(page(claim), again)
    assert answer.status_code == 302, text_of(answer)
    claim.refresh_from_db()
    assert (claim.topic, claim.claimant) == ("The new bridge", "The city")
    assert claim.statement == {"en": both, "id": "Jembatan itu mahal."}
    assert claim.kinds == ["figure", "attribution"]


def test_addresses_are_not_mixed_by_words(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article(), slug="bridge-of-iron")
    form = editor.form(page(claim))
    claims.edit_claim(
        claim=claim, by=newsroom.editor, reason="x", version=1, slug="new-bridge-of-iron"
    )
    answer = editor.send(page(claim), form | {"slug": "bridge-of-steel", "reason": "So."})
    assert form_in(answer)["slug"] == "bridge-of-steel"
    assert "You both changed this. The box holds yours." in text_of(answer)


def test_a_required_text_is_emptied_meanwhile(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    answer = editor.save(page(claim), statement_en="", version="7", reason="So.")
    said = text_of(answer)
    assert "Someone saved this while you were writing." in said
    assert "This field is required." in said


def test_two_people_edit_one_piece_of_evidence(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    row = newsroom.evidence(claim)
    form = editor.form(page(claim))
    other = Visitor(type(editor.client)())
    other.client.force_login(newsroom.account(newsroom.administrator))
    other.save(page(claim), **{"reason": "Meanwhile.", "evidence-0-quote": "In the accounts."})
    mine = {"reason": "Mine.", "evidence-0-stance": "mixed", "evidence-0-note_en": "In full."}
    answer = editor.send(page(claim), form | mine)
    assert "Someone saved this while you were writing." in text_of(answer)
    again = form_in(answer)
    assert again["evidence-0-quote"] == "In the accounts."
    assert again["evidence-0-stance"] == "mixed"
    answer = editor.send(page(claim), again | {"evidence-0-use_note_en": "stored"})
    assert "Nothing was saved yet." in text_of(answer)
    again = form_in(answer)
    assert again["evidence-0-note_en"] == form["evidence-0-note_en"]
    answer = editor.send(page(claim), again | {"evidence-0-use_note_en": "0"})
    assert editor.send(page(claim), form_in(answer)).status_code == 302
    row.refresh_from_db()
    assert (row.stance, row.quote, row.note["en"]) == ("mixed", "In the accounts.", "In full.")


def test_evidence_removed_meanwhile(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.evidence(claim)
    kept = newsroom.evidence(claim, stance="refutes")
    form = editor.form(page(claim))
    editor.save(page(claim), **{"reason": "Wrong.", "evidence-0-DELETE": "on"})
    typed = {"reason": "Mine.", "evidence-0-stance": "mixed", "evidence-1-locator": "page 3"}
    answer = editor.send(page(claim), form | typed)
    assert "A colleague removed evidence that you were writing on." in text_of(answer)
    again = form_in(answer)
    assert (again["evidence-0-id"], again["evidence-0-locator"]) == (str(kept.pk), "page 3")
    assert (again["evidence-1-id"], again["evidence-1-stance"]) == ("", "mixed")
    assert claim.evidence.count() == 1
    assert editor.send(page(claim), again).status_code == 302
    stances = list(claim.evidence.order_by("id").values_list("stance", "locator"))
    assert stances == [("refutes", "page 3"), ("mixed", "")]


def test_an_author_gathers_no_evidence(newsroom: Newsroom, editor: Visitor) -> None:
    person = newsroom.account(newsroom.editor).person
    claim = newsroom.claim(newsroom.article(authors=[person]))
    source = Source.objects.get(pk=newsroom.source().pk)
    form = editor.form(page(claim)) | {
        "reason": "Mine.",
        "evidence-TOTAL_FORMS": "1",
        "evidence-0-source": source.pk,
        "evidence-0-stance": "supports",
    }
    assert "You are an author of this article" in text_of(editor.send(page(claim), form))
    assert not Evidence.objects.exists()


def test_steps_are_offered_by_the_rules(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    said = editor.read(page(claim))
    assert f"/admin/factcheck/claim/{claim.pk}/step/take/" in said
    assert f"/admin/factcheck/claim/{claim.pk}/step/publish/" not in said
    assert "Only an approved verdict can be published. Have it approved first." in said


def test_an_approved_verdict_is_published(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    newsroom.approved(claim)
    step = f"claim/{claim.pk}/step/publish/"
    assert "Readers will see this" in editor.read(step)
    refused = editor.save(step, reason="")
    assert "Say why: a reason is kept with every change." in text_of(refused)
    assert editor.save(step, reason="Two people agree.").status_code == 302
    claim.refresh_from_db()
    assert claim.status == "published"
    assert ChangeSet.objects.latest("id").kind == "verdict.publish"


def test_a_step_on_what_changed_meanwhile(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    step = f"claim/{claim.pk}/step/withdraw/"
    form = editor.form(step)
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    answer = editor.send(step, form | {"reason": "Not checkable."})
    assert "Someone saved this while you were writing." in text_of(answer)
    assert form_in(answer)["reason"] == "Not checkable."
    claim.refresh_from_db()
    assert claim.status == "researching"


def test_a_step_that_the_rules_refuse(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    answer = editor.send(f"claim/{claim.pk}/step/publish/", {"version": "1", "reason": "Now."})
    assert "Only an approved verdict can be published." in text_of(answer)
    assert editor.client.get(f"/admin/factcheck/claim/{claim.pk}/step/approve/").status_code == 404


def test_every_form_tells_of_errors_in_one_sentence(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    forms = {
        "claim/add/": {},
        f"claim/{claim.pk}/change/": {"quote": ""},
        f"article/{claim.article_id}/change/": {"publisher": ""},
        f"article/{claim.article_id}/revise/": {"headline": ""},
        f"claim/{claim.pk}/step/take/": {"version": "x"},
    }
    for path, typed in forms.items():
        said = text_of(editor.save(path, **typed))
        assert said.count("Mend what is marked below. Everything typed is still here.") == 1, path
        assert "Please correct" not in said


def test_its_nouns_are_indonesian(newsroom: Newsroom, editor: Visitor) -> None:
    claim = newsroom.claim(newsroom.article())
    new, page = (editor.read(f"/id{ADMIN}claim/{path}") for path in ("add/", f"{claim.pk}/change/"))
    for read in (new, page):
        assert "Artikel:" in read
        assert "Article:" not in read
    assert "Tambahkan bukti lagi" in page
    assert "Tambahkan Bukti" not in page
    assert not re.search(r"(?i)>\s*article\s*<", editor.read(f"/id{ADMIN}claim/"))
