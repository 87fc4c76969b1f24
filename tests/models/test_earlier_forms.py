"""Rows that were written before a column came: they keep their hash, and hold nothing in it."""

from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from factcheck.actions import claims
from factcheck.models import Claim, Verdict
from factcheck.models.fingerprints import FORMS
from tests.newsroom import Newsroom, version
from tests.tampering import drop_triggers, execute

TABLE = "historicalclaim"
EARLIER = sorted(FORMS[TABLE])[:-1]


def old_claim(newsroom: Newsroom, form: int) -> Claim:
    """A published claim whose rows were written when this form was the newest."""
    known = {number: names for number, names in FORMS[TABLE].items() if number <= form}
    with mock.patch.dict(FORMS, {TABLE: known}):
        claim = newsroom.claim(newsroom.article())
        newsroom.published(claim)
    assert set(Claim.history.values_list("form", flat=True)) == {form}
    return claim


@pytest.mark.parametrize("form", EARLIER)
def test_old_rows_verify_beside_new_ones(newsroom: Newsroom, form: int) -> None:
    claim = old_claim(newsroom, form)
    row = Claim.history.latest()
    claims.edit_claim(
        claim=claim,
        by=newsroom.editor,
        reason="They wrote.",
        version=version(claim),
        other_side={"en": "No answer."},
    )
    assert Claim.history.latest().form == max(FORMS[TABLE])
    assert row.other_side == {}
    call_command("verify_history")


@pytest.mark.parametrize("form", EARLIER)
def test_words_put_into_an_old_row_are_found(
    newsroom: Newsroom, form: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its hash does not cover them, and readers would see them with its verdict."""
    old_claim(newsroom, form)
    judged = Verdict.objects.get().claim_row_id
    drop_triggers()
    execute(
        "UPDATE factcheck_historicalclaim SET other_side = %s WHERE history_id = %s",
        '{"en": "We admit it."}',
        judged,
    )
    with pytest.raises(CommandError, match="not as it was written"):
        call_command("verify_history")
    said = capsys.readouterr().err
    assert f"historicalclaim {judged}: its content is not what was written." in said


def test_each_form_adds_what_came_then() -> None:
    first, second, third = (set(FORMS[TABLE][form].split()) for form in (1, 2, 3))
    assert second - first == {"due_on", "priority", "duplicate_of_id"}
    assert third - second == {"other_side"}
    assert first < second < third
