"""The queue in the admin: what waits, what went wrong, and trying again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.domain.queue import ATTEMPTS, WORKER_KILLED
from factcheck.models import QueuedTask
from factcheck.tasks.people import send_password_link
from tests import errands
from tests.admin.pages import ADMIN, Visitor, text_of
from tests.newsroom import Newsroom
from tests.working import no_longer_waiting, work

LIST = "queuedtask/"


def failed(why: str = "The mail server is away.") -> QueuedTask:
    task = QueuedTask.objects.get(pk=errands.fail.enqueue(why=why).id)
    task.worker_ids = ["a worker"] * (ATTEMPTS - 1)
    task.save()
    work()
    task.refresh_from_db()
    assert task.status == "FAILED"
    return task


def page_of(task: QueuedTask) -> str:
    return f"{LIST}{task.pk}/change/"


def again(task: QueuedTask) -> str:
    return f"{LIST}{task.pk}/try-again/"


def test_the_list_says_what_waits_in_words(newsroom: Newsroom, editor: Visitor) -> None:
    send_password_link.enqueue(account=7, language="en")
    page = editor.read(LIST)
    for words in ("Send a link to set a new password", "Waiting", "as soon as a worker is free"):
        assert words in page
    assert "factcheck.tasks" not in page


def test_it_says_when_a_task_is_tried_next_and_why(newsroom: Newsroom, editor: Visitor) -> None:
    errands.fail.enqueue(why="The mail server is away.")
    work()
    page = editor.read(LIST)
    assert "ValueError: The mail server is away." in page
    soon = timezone.localtime() + timedelta(seconds=30)
    assert any(f"{time:%H:%M}" in page for time in (soon, soon - timedelta(minutes=1)))


def test_a_task_tells_its_arguments_but_no_text(newsroom: Newsroom, editor: Visitor) -> None:
    task = QueuedTask.objects.get(pk=send_password_link.enqueue(account=7, language="id").id)
    page = editor.read(page_of(task))
    assert "<code>account</code></dt><dd>7</dd>" in page
    assert "<code>language</code></dt><dd>id</dd>" in page
    other = QueuedTask.objects.get(pk=errands.note.enqueue("a secret", word="another").id)
    page = editor.read(page_of(other))
    assert "secret" not in page
    assert "another" not in page
    assert "•••" in page


def test_a_failed_task_is_tried_again(newsroom: Newsroom, editor: Visitor) -> None:
    task = failed()
    assert "Try again" in editor.read(page_of(task))
    said = text_of(editor.client.post(ADMIN + again(task), follow=True))
    assert "1 task is tried again." in said
    assert "as soon as a worker is free" in said
    task.refresh_from_db()
    assert (task.status, task.attempts) == ("READY", 0)


def test_several_are_tried_again_at_once(newsroom: Newsroom, editor: Visitor) -> None:
    tasks = [failed(), failed()]
    chosen = {"action": "try_chosen_again", "_selected_action": [str(task.pk) for task in tasks]}
    said = text_of(editor.client.post(ADMIN + LIST, chosen, follow=True))
    assert "2 tasks are tried again." in said
    assert not QueuedTask.objects.failed().exists()


def test_what_has_not_failed_is_refused(newsroom: Newsroom, editor: Visitor) -> None:
    task = QueuedTask.objects.get(pk=errands.fail.enqueue(why="x").id)
    assert "Try again" not in editor.read(page_of(task))
    said = text_of(editor.client.post(ADMIN + again(task), follow=True))
    assert "Only a task that failed is tried again." in said


def test_looking_tries_nothing_again(newsroom: Newsroom, editor: Visitor) -> None:
    task = failed()
    assert editor.client.get(ADMIN + again(task)).status_code == 302
    task.refresh_from_db()
    assert task.status == "FAILED"


@pytest.mark.parametrize("path", [LIST, "{page}", "{again}"])
def test_a_reviewer_has_no_business_there(newsroom: Newsroom, client: Client, path: str) -> None:
    task = failed()
    client.force_login(newsroom.account(newsroom.reviewer))
    where = ADMIN + path.format(page=page_of(task), again=again(task))
    assert client.get(where).status_code == 403
    assert client.post(where).status_code == 403
    task.refresh_from_db()
    assert task.status == "FAILED"


@pytest.mark.parametrize("key", ["1", "x", "00000000-0000-0000-0000-000000000000"])
def test_what_is_not_there_is_not_found(newsroom: Newsroom, editor: Visitor, key: str) -> None:
    assert editor.client.get(f"{ADMIN}{LIST}{key}/change/").status_code == 404
    there = editor.client.post(f"{ADMIN}{LIST}{key}/try-again/", follow=True)
    assert there.status_code == 404


def test_nothing_is_added_changed_or_deleted(newsroom: Newsroom, administrator: Visitor) -> None:
    task = failed()
    for path in ("add/", f"{task.pk}/delete/"):
        assert administrator.client.post(ADMIN + LIST + path).status_code == 403
    administrator.client.post(ADMIN + page_of(task), {"status": "READY"})
    task.refresh_from_db()
    assert task.status == "FAILED"


def test_the_librarys_own_pages_are_not_there(newsroom: Newsroom, administrator: Visitor) -> None:
    answer: Any = administrator.client.get("/admin/django_tasks_database/dbtaskresult/")
    assert answer.status_code == 404


def test_states_are_filtered(newsroom: Newsroom, editor: Visitor) -> None:
    task = failed()
    errands.fail.enqueue(why="x")
    page = editor.client.get(f"{ADMIN}{LIST}?state=FAILED")
    assert list(page.context["cl"].result_list) == [task]
    assert editor.client.get(f"{ADMIN}{LIST}?state=nonsense").status_code == 200


def test_the_day_says_that_tasks_failed(newsroom: Newsroom, editor: Visitor) -> None:
    assert "day-alarm" not in editor.read("/admin/")
    task = failed()
    page = editor.read("/admin/")
    assert "1 task failed." in page
    assert "?state=FAILED" in page
    editor.client.post(ADMIN + again(task))
    assert "day-alarm" not in editor.read("/admin/")


def test_the_day_says_that_no_worker_runs(newsroom: Newsroom, editor: Visitor) -> None:
    errands.fail.enqueue(why="x")
    assert "day-alarm" not in editor.read("/admin/")
    QueuedTask.objects.update(enqueued_at=timezone.now() - timedelta(minutes=11))
    assert "1 task waits for a worker." in editor.read("/admin/")
    QueuedTask.objects.update(run_after=timezone.now() + timedelta(hours=1))
    assert "day-alarm" not in editor.read("/admin/")
    no_longer_waiting()
    assert "day-alarm" not in editor.read("/admin/")


def test_a_killed_worker_is_told_in_words(newsroom: Newsroom, editor: Visitor) -> None:
    task = failed()
    QueuedTask.objects.filter(pk=task.pk).update(traceback=WORKER_KILLED)
    assert WORKER_KILLED in editor.read(page_of(task))
