"""“As it stood”: the newest history row by order of acts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.actions import evidence, sources
from factcheck.actions.acts import editorial_act
from factcheck.domain.acts import Kind
from factcheck.models import ChangeSet, Evidence, Source
from tests.many import plans
from tests.newsroom import Newsroom


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
    source = newsroom.source(title="First")
    with editorial_act(
        article=None, by=newsroom.editor, kind=Kind.SOURCE_EDIT, reason="Mended."
    ) as act:
        for title in ["Second", "Third"]:
            source.title = title
            source.save()

    assert Source.history.filter(act_id=act.id).count() == 2
    assert Source.as_it_stood([source.pk], act.id)[source.pk].title == "Third"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own account of its plan")
def test_the_newest_row_is_found_by_the_index_made_for_it(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        Source.as_it_stood([1], 9)
    [(_, plan)] = plans(captured, Source.history.model._meta.db_table)
    assert "h_source_as_it_stood" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
