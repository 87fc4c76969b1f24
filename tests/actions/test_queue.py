"""The queue: tasks that fail are tried again, those that were left are resumed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.actions import queue
from factcheck.domain.errors import Refusal
from factcheck.domain.queue import ATTEMPTS, KILLS, WORKER_KILLED
from factcheck.models import QueuedTask
from tests import errands
from tests.newsroom import Newsroom
from tests.working import no_longer_waiting, work

pytestmark = pytest.mark.django_db


def failing(why: str = "No.") -> QueuedTask:
    return stored(errands.fail.enqueue(why=why))


def stored(result: Any) -> QueuedTask:
    task: QueuedTask = QueuedTask.objects.get(pk=result.id)
    return task


def given_up() -> QueuedTask:
    task = failing()
    for _ in range(ATTEMPTS):
        no_longer_waiting()
        work()
    task.refresh_from_db()
    return task


def test_what_fails_is_tried_again_later_and_later() -> None:
    task = failing("Not to ana@example.org")
    waits = []
    for _ in range(3):
        work()
        task.refresh_from_db()
        assert task.next_at
        waits.append(round((task.next_at - timezone.now()).total_seconds()))
        work()  # it is not due
        no_longer_waiting()
    assert waits == [30, 60, 120]
    assert (task.status, task.attempts) == ("READY", 3)
    assert task.last_words == "ValueError: Not to …@…"
    assert "ana@example.org" not in task.traceback


def test_it_is_given_up_in_the_end() -> None:
    task = given_up()
    assert (task.status, task.attempts) == ("FAILED", ATTEMPTS)
    assert task.finished_at
    no_longer_waiting()
    work()
    assert stored(task).attempts == ATTEMPTS


def test_what_succeeds_in_the_end_has_no_complaint(tmp_path: Any) -> None:
    task = stored(errands.note.enqueue(file=str(tmp_path)))  # a folder
    work()
    QueuedTask.objects.update(args_kwargs={"args": [], "kwargs": {"file": str(tmp_path / "notes")}})
    no_longer_waiting()
    work()
    task.refresh_from_db()
    assert (task.status, task.attempts, task.last_words) == ("SUCCESSFUL", 2, "")


def test_a_task_that_is_not_known_here_waits_for_a_worker_that_knows_it() -> None:
    task = failing()
    QueuedTask.objects.update(task_path="factcheck.tasks.tomorrow.send")
    work()
    task.refresh_from_db()
    assert (task.status, task.attempts) == ("READY", 1)
    assert task.last_words.startswith("ModuleNotFoundError")


def test_who_is_told_to_stop_at_once_leaves_the_task_ready() -> None:
    task = stored(errands.stop_at_once.enqueue())
    claimed = queue.claim(worker="here")
    assert claimed == task
    claimed.set_failed(SystemExit(1))
    assert (claimed.status, claimed.next_at) == ("READY", None)


def test_an_idle_queue_is_only_read() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert queue.claim(worker="here") is None
        queue.resume(died=lambda worker: True)
        queue.prune()
    assert len(asked) == 4
    assert all(query["sql"].startswith("SELECT") for query in asked)


def left(worker: str = "gone", ago: timedelta = timedelta()) -> QueuedTask:
    failing()
    task = queue.claim(worker=worker)
    assert task
    task.started_at = timezone.now() - ago
    task.save(update_fields=["started_at"])
    return task


@pytest.mark.parametrize(
    ("died", "ago", "status"),
    [
        (True, timedelta(), "READY"),
        (False, timedelta(days=1), "RUNNING"),
        (None, timedelta(minutes=29), "RUNNING"),
        (None, timedelta(minutes=31), "READY"),
    ],
)
def test_what_a_worker_left_is_resumed(died: bool | None, ago: timedelta, status: str) -> None:
    task = left(ago=ago)
    queue.resume(died=lambda worker: died)
    task.refresh_from_db()
    assert task.status == status
    assert task.worker_ids == ["gone †" if status == "READY" else "gone"]


def test_what_kills_its_workers_is_left_alone() -> None:
    task = left()
    for killed in range(1, KILLS + 1):
        queue.resume(died=lambda worker: True)
        task.refresh_from_db()
        assert task.status == ("FAILED" if killed == KILLS else "READY")
        if killed < KILLS:
            assert queue.claim(worker=f"worker {killed}")
    assert task.last_words == WORKER_KILLED


def test_what_is_done_is_thrown_away_after_some_days(tmp_path: Any) -> None:
    done, failed = stored(errands.note.enqueue(file=str(tmp_path / "notes"))), given_up()
    waiting = stored(errands.note.using(run_after=timezone.now() + timedelta(days=99)).enqueue("x"))
    for age, kept in [
        (queue.DONE_DAYS - 1, {done, failed, waiting}),
        (queue.DONE_DAYS + 1, {failed, waiting}),
        (queue.FAILED_DAYS + 1, {waiting}),
    ]:
        QueuedTask.objects.exclude(finished_at=None).update(
            finished_at=timezone.now() - timedelta(days=age)
        )
        queue.prune()
        assert set(QueuedTask.objects.all()) == kept


def test_an_editor_has_it_tried_again(newsroom: Newsroom) -> None:
    task = given_up()
    with pytest.raises(Refusal, match="Only editors"):
        queue.try_again(task=task, by=newsroom.reviewer)
    queue.try_again(task=task, by=newsroom.editor)
    task.refresh_from_db()
    assert (task.status, task.attempts, task.next_at) == ("READY", 0, None)
    with pytest.raises(Refusal, match="Only a task that failed"):
        queue.try_again(task=task, by=newsroom.editor)
    work()
    task.refresh_from_db()
    assert (task.status, task.attempts) == ("READY", 1)
