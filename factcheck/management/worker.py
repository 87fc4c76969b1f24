"""A worker: runs what is due, resumes what killed workers left, keeps the queue short, erases what
is kept of readers for a while only, and calls for looks at sources when it is their time."""

import logging
import os
import time

from django.db import InterfaceError, OperationalError, close_old_connections
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands import db_worker

from factcheck.actions import queue, reports, watching
from factcheck.management import badges
from factcheck.models import QueuedTask
from factcheck.search.published import following

logger = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds between two looks at a queue where nothing is due
LEFT_EVERY = 10.0  # … between two looks for what killed workers left
PRUNE_EVERY = 3600.0
WATCH_EVERY = 300.0
SEARCH_EVERY = 5.0


class Worker(db_worker.Worker):
    """The library's worker, whose turns are ours.

    `once`: end when nothing is due. `beside`: end when this process, whose child it is, has ended.
    """

    def __init__(self, *, once: bool = False, beside: int | None = None) -> None:
        super().__init__(
            queue_names=["*"],
            interval=INTERVAL,
            batch=once,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=badges.new_id(),
            excluded_queue_names=[],
        )
        self.beside = beside
        self._is_database_away = False
        self._next: dict[str, float] = {}  # when each of what is done now and then is done next

    def run(self) -> None:
        """Work until a signal comes, or as `once` and `beside` say."""
        with badges.worn(self.worker_id):
            while self.running and self.beside in {None, os.getppid()}:
                if self._turn():
                    continue
                if self.batch:
                    break
                if self.running:
                    time.sleep(self.interval)
                    close_old_connections()  # those that broke meanwhile

    def _turn(self) -> bool:
        """Run the next task that is due. False where there is none, or no database."""
        self.running_task = True  # so that a signal waits until the turn is over
        try:
            if self._is_time("left", LEFT_EVERY):
                self._resume()
            if self._is_time("prune", PRUNE_EVERY):
                queue.prune()
                reports.forget_contacts()
            if self._is_time("watch", WATCH_EVERY):
                watching.call_due()
            if self._is_time("search", SEARCH_EVERY):
                following.catch_up()
            task = queue.claim(worker=self.worker_id)
            if task:
                self._run(task)
        except (OperationalError, InterfaceError) as error:
            if self.batch:
                raise
            if not self._is_database_away:  # said once, not each second
                logger.warning("The database does not answer, so work waits: %s", error)
            self._is_database_away = True
            return False
        finally:
            self.running_task = False
        self._is_database_away = False
        return task is not None

    def _run(self, task: QueuedTask) -> None:
        self.run_task(task)
        if task.last_words:
            # What is tried again may be fifty sources of a machine that is not online: the admin
            # shows them. What was given up needs a person.
            is_given_up = task.status == TaskResultStatus.FAILED
            level = logging.WARNING if is_given_up else logging.INFO
            what = (task, task.pk, task.attempts, task.last_words)
            logger.log(level, "%s %s, attempt %d: %s", *what)

    def _resume(self) -> None:
        """Between two tasks nothing is under way here: what is said to be was left by a failure."""
        dead = badges.of_the_dead()
        busy = queue.resume(died=lambda worker: worker == self.worker_id or badges.died(worker))
        for badge in dead:
            if badge.name not in busy:  # else another worker is about to resume what that one left
                badge.unlink(missing_ok=True)

    def _is_time(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._next.get(what, 0):
            return False
        self._next[what] = now + every
        return True
