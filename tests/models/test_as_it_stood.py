"""“As it stood”: the newest history row by order of acts."""

import pytest
from django.db import connection

from factcheck.actions import claims, evidence, sources
from factcheck.models import ChangeSet, Claim, Evidence, Source
from tests.newsroom import Newsroom, version


def test_an_object_as_it_stood_after_each_act(newsroom: Newsroom) -> None:
    source = newsroom.source(title="First")
    details = sources.SourceDetails(title="Second", type="news")
    sources.edit_source(
        source=source, by=newsroom.editor, reason="Mended.", version=1, details=details
    )
    first, second = Source.history.order_by("act_id").values_list("act_id", flat=True)

    assert Source.as_it_stood([source.pk], first - 1) == {}
    assert Source.as_it_stood([source.pk], first)[source.pk].title == "First"
    assert Source.as_it_stood([source.pk], second)[source.pk].title == "Second"


def test_what_was_removed_is_not_there(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    row = newsroom.evidence(claim)
    pk, before = row.pk, ChangeSet.objects.latest("id").id

    evidence.remove_evidence(evidence=row, by=newsroom.reviewer, reason="Weak.", version=1)

    after = ChangeSet.objects.latest("id").id
    assert list(Evidence.as_it_stood([pk], before)) == [pk]
    assert Evidence.as_it_stood([pk], after) == {}


def test_two_writes_in_one_act_count_as_their_last(newsroom: Newsroom) -> None:
    claim = newsroom.claim(newsroom.article())
    claims.take(claim=claim, by=newsroom.reviewer, version=version(claim))
    newest = ChangeSet.objects.latest("id").id

    assert Claim.as_it_stood([claim.pk], newest)[claim.pk].status == "researching"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own account of its plan")
def test_the_newest_row_is_found_by_the_index_made_for_it(newsroom: Newsroom) -> None:
    rows = Source.history.filter(id=1, act_id__lte=9).order_by("-act_id", "-history_id")[:1]
    plan = rows.explain()
    assert "h_source_as_it_stood" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
