"""Promise 1: every change is an editorial act, on every path by which Django writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from factcheck.actions.acts import NestedAct, editorial_act, locked
from factcheck.domain.acts import Kind, ReasonMissing
from factcheck.models import ChangeSet, LostUpdate, OutsideAct, Source, UnsavedChange
from factcheck.models.act import ROWS_MOST, OpenAct
from tests.newsroom import Newsroom

Write = Callable[[Source], Any]


def unsaved() -> Source:
    return Source(title="A report", type="news")


def changed(source: Source, **values: Any) -> Source:
    for name, value in values.items():
        setattr(source, name, value)
    return source


WRITES: dict[str, Write] = {
    "save a new one": lambda source: unsaved().save(),
    "save": lambda source: changed(source, title="Another").save(),
    "create": lambda source: Source.objects.create(title="A report", type="news"),
    "get_or_create": lambda source: Source.objects.get_or_create(title="New", type="news"),
    "update_or_create": lambda source: Source.objects.update_or_create(
        {"title": "Another"}, pk=source.pk
    ),
    "update": lambda source: Source.objects.update(title="Another"),
    "filtered update": lambda source: Source.objects.filter(pk=source.pk).update(title="Another"),
    "base manager's update": lambda source: Source._base_manager.update(title="Another"),
    "bulk_create": lambda source: Source.objects.bulk_create([unsaved()]),
    "bulk_update": lambda source: Source.objects.bulk_update(
        [changed(source, title="Another")], ["title"]
    ),
    "delete": lambda source: source.delete(),
    "delete many": lambda source: Source.objects.all().delete(),
    "loaddata": lambda source: next(
        serializers.deserialize("json", serializers.serialize("json", [source]))
    ).save(),
    "save past the history": lambda source: source.save_without_historical_record(),
}


def newsroom_act(newsroom: Newsroom, kind: Kind = Kind.SOURCE_EDIT, reason: str = "Mended.") -> Any:
    return editorial_act(article=None, by=newsroom.editor, kind=kind, reason=reason)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_write_outside_an_act_is_refused_before_it_writes(
    newsroom: Newsroom, write: Write
) -> None:
    source = newsroom.source(title="A report")
    before = list(Source.history.values_list("history_id", "row_hash"))

    with pytest.raises((OutsideAct, TypeError)):
        write(Source.objects.get(pk=source.pk))

    assert list(Source.objects.values_list("title", flat=True)) == ["A report"]
    assert list(Source.history.values_list("history_id", "row_hash")) == before


NOT_ONE_ROW = {
    "save past the history",
    "loaddata",
}  # refused always; a copy that differs in nothing


@pytest.mark.parametrize("name", [name for name in WRITES if name not in NOT_ONE_ROW])
def test_inside_an_act_each_row_is_stamped(newsroom: Newsroom, name: str) -> None:
    source = newsroom.source(title="A report")

    with newsroom_act(newsroom) as act:
        WRITES[name](Source.objects.get(pk=source.pk))

    rows = list(Source.history.filter(act_id=act.id))
    assert len(rows) == 1
    assert rows[0].row_hash == rows[0].fingerprint()
    assert ChangeSet.objects.get(pk=act.id).kind == Kind.SOURCE_EDIT


def test_a_save_that_changes_nothing_writes_nothing(newsroom: Newsroom) -> None:
    source = newsroom.source()
    acts = ChangeSet.objects.count()

    with newsroom_act(newsroom):
        Source.objects.get(pk=source.pk).save()
        Source.objects.update(title=source.title)

    assert Source.history.count() == 1
    assert ChangeSet.objects.count() == acts, "an act that wrote nothing leaves nothing"


def test_a_row_that_was_locked_is_saved_over_what_was_read_and_nothing_else(
    newsroom: Newsroom,
) -> None:
    source = newsroom.source(title="A report")

    def save_both() -> None:
        with newsroom_act(newsroom):
            held = locked(source)
            changed(Source.objects.get(pk=source.pk), title="Another").save()
            changed(held, publisher="The Daily").save()

    with pytest.raises(LostUpdate):
        save_both()
    assert Source.objects.get().title == "A report", "a lost update leaves nothing of its act"


def test_a_row_that_was_locked_is_saved_twice(newsroom: Newsroom) -> None:
    source = newsroom.source(title="A report")
    with newsroom_act(newsroom):
        held = locked(source)
        changed(held, title="Another").save()
        changed(held, title="A third").save()
        held.save()  # which changes nothing
    assert Source.objects.get().version == 3


def test_an_act_does_not_number_rows_into_the_next_one(newsroom: Newsroom) -> None:
    with newsroom_act(newsroom) as act:
        act.rows = ROWS_MOST - 1
        last = act.number_row()
        first_of_the_next = OpenAct(act.id + 1, act.kind, act.actor, act.recorded_at, None, None)
        assert last < first_of_the_next.number_row()
        with pytest.raises(OverflowError):
            act.number_row()


def test_an_act_that_fails_leaves_nothing(newsroom: Newsroom) -> None:
    acts = ChangeSet.objects.count()

    def fail() -> None:
        with newsroom_act(newsroom):
            unsaved().save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert not Source.objects.exists()
    assert ChangeSet.objects.count() == acts
    with pytest.raises(OutsideAct):
        unsaved().save()


def test_acts_do_not_nest(newsroom: Newsroom) -> None:
    with pytest.raises(NestedAct), newsroom_act(newsroom), newsroom_act(newsroom):
        pass


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_an_act_needs_a_reason(newsroom: Newsroom, reason: str) -> None:
    with pytest.raises(ReasonMissing, match="Say why"), newsroom_act(newsroom, reason=reason):
        unsaved().save()
    assert not Source.objects.exists()


def test_a_save_names_every_field_it_changed(newsroom: Newsroom) -> None:
    source = newsroom.source()
    source.title, source.publisher = "Another", "The Daily"

    with pytest.raises(UnsavedChange, match="publisher"), newsroom_act(newsroom):
        source.save(update_fields=["title"])

    assert Source.history.count() == 1


def test_a_save_on_top_of_someone_elses_is_refused(newsroom: Newsroom) -> None:
    source = newsroom.source()
    mine, theirs = Source.objects.get(pk=source.pk), Source.objects.get(pk=source.pk)

    with newsroom_act(newsroom):
        changed(theirs, publisher="The Daily").save()
    with pytest.raises(LostUpdate), newsroom_act(newsroom):
        changed(mine, title="Another").save()

    stored = Source.objects.get(pk=source.pk)
    assert (stored.title, stored.publisher, stored.version) == (source.title, "The Daily", 2)


def test_many_rows_are_saved_in_as_many_queries_as_one(newsroom: Newsroom) -> None:
    def queries(number: int) -> int:
        same, *rows = [newsroom.source() for _ in range(number + 1)]
        for row in rows:
            row.title = "Another"
        with newsroom_act(newsroom), CaptureQueriesContext(connection) as captured:
            Source.objects.bulk_update([*rows, same], ["title"])
        for row in rows:
            assert list(row.history.values_list("version", "title")[:1]) == [(2, "Another")]
            row.refresh_from_db()
            assert (row.title, row.version) == ("Another", 2)
        return len(captured)

    assert queries(1) == queries(20)


def test_many_rows_on_top_of_someone_elses_are_refused_together(newsroom: Newsroom) -> None:
    first, second = newsroom.source(), newsroom.source()
    mine = [Source.objects.get(pk=source.pk) for source in (first, second)]
    with newsroom_act(newsroom):
        changed(second, publisher="The Daily").save()

    for row in mine:
        row.title = "Another"
    with pytest.raises(LostUpdate), newsroom_act(newsroom):
        Source.objects.bulk_update(mine, ["title"])
    with pytest.raises(UnsavedChange), newsroom_act(newsroom):
        Source.objects.bulk_update(mine[:1], ["publisher"])
    mine[0].pk = 0
    with pytest.raises(LostUpdate), newsroom_act(newsroom):
        Source.objects.bulk_update(mine[:1], ["title"])

    assert not Source.objects.filter(title="Another").exists()


def test_history_takes_values_not_expressions(newsroom: Newsroom) -> None:
    source = newsroom.source()

    with pytest.raises(TypeError, match="value"), newsroom_act(newsroom):
        changed(source, title=F("publisher")).save()

    assert Source.history.count() == 1


def test_removing_an_account_keeps_its_name(newsroom: Newsroom) -> None:
    source = newsroom.source()
    account = newsroom.account(newsroom.editor)

    account.delete()

    act = ChangeSet.objects.get(pk=source.act_id)
    assert (act.actor_name, act.actor_role, act.actor_id) == (
        "Editor",
        "editor",
        newsroom.editor.id,
    )
