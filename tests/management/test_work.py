"""manage.py work: real workers on a real site, stopped and killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from factcheck.management import badges
from factcheck.management.worker import Worker
from tests.browser.site import ROOT, manage

WAIT = 20  # seconds at most, on a busy machine


class Office:
    """A site of its own, on SQLite, of which the queue is used, and nothing else."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.env = os.environ | {"FACTCHECK_VAR": str(var), "DATABASE_URL": ""}

    def ask(self, task: str, **arguments: Any) -> str:
        """Put a task in the queue, and return its key."""
        key = uuid.uuid4().hex
        given = json.dumps({"args": [], "kwargs": arguments})
        row = (key, given, f"tests.errands.{task}")
        with self._open() as database:
            database.execute(
                "INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at,"
                " args_kwargs, priority, task_path, worker_ids, queue_name, backend_name,"
                " run_after, exception_class_path, traceback) VALUES (?, 'READY',"
                " '2026-01-01 00:00:00', ?, 0, ?, '[]', 'default', 'default',"
                " '2026-01-01 00:00:00', '', '')",
                row,
            )
        return key

    def state(self, key: str) -> tuple[str, list[str]]:
        """A task's status, and the ids of the workers that began it."""
        with self._open() as database:
            [row] = database.execute(
                "SELECT status, worker_ids FROM django_tasks_database_dbtaskresult WHERE id = ?",
                [key],
            )
        return row[0], json.loads(row[1])

    @contextmanager
    def worker(self, *options: str) -> Iterator["subprocess.Popen[str]"]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "work", *options],
            cwd=ROOT,
            env=self.env,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.kill()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.var / "db.sqlite3", timeout=WAIT)) as database, database:
            yield database


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT
    while not is_so():
        assert time.monotonic() < deadline, "It never came."
        time.sleep(0.02)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("office"))
    (office.var / "static").mkdir()
    manage(["migrate", "--verbosity", "0"], office.env)
    return office


def test_a_task_whose_worker_was_killed_is_resumed(office: Office, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    task = office.ask("linger", file=str(notes))
    with office.worker() as first:
        until(notes.exists)
        first.kill()
    assert office.state(task)[0] == "RUNNING"  # as the library leaves it
    with office.worker("--once") as second:
        _out, said = second.communicate(timeout=WAIT)
    assert second.returncode == 0
    assert "Resuming linger" in said
    assert notes.read_text() == "begun\ndone\n"
    status, [killed, other] = office.state(task)
    assert (status, killed.endswith(" †"), f"-{second.pid}-" in other) == ("SUCCESSFUL", True, True)
    assert f"-{first.pid}-" in killed
    assert not list((office.var / "workers").iterdir())


def test_a_worker_that_is_told_to_stop_ends_its_task_first(office: Office, tmp_path: Path) -> None:
    notes, more = tmp_path / "notes", tmp_path / "more"
    task = office.ask("pause", file=str(notes), seconds=0.5)
    with office.worker() as worker:
        until(notes.exists)
        after = office.ask("note", file=str(more))
        worker.terminate()
        _out, said = worker.communicate(timeout=WAIT)
    assert (worker.returncode, said) == (0, "")
    assert notes.read_text() == "begun\ndone\n"
    assert office.state(task)[0] == "SUCCESSFUL"
    assert office.state(after) == ("READY", [])
    with office.worker("--once") as worker:
        worker.communicate(timeout=WAIT)
    assert more.exists()


def test_an_idle_worker_stops_at_once(office: Office) -> None:
    with office.worker() as worker:
        until(lambda: any((office.var / "workers").glob("[!.]*")))
        time.sleep(0.2)  # it has looked, and sleeps
        worker.send_signal(signal.SIGINT)
        _out, said = worker.communicate(timeout=WAIT)
    assert (worker.returncode, said) == (0, "")
    assert not list((office.var / "workers").iterdir())


def test_a_worker_beside_a_server_ends_with_it(office: Office) -> None:
    """As in the Makefile: a shell starts the worker, and becomes the server."""
    shell = f"{sys.executable} manage.py work --beside $$ & echo $!; exec sleep 60"
    server = subprocess.Popen(
        ["sh", "-c", shell], cwd=ROOT, env=office.env, stdout=subprocess.PIPE, text=True
    )
    with server:
        assert server.stdout
        badge = f"[!.]*-{int(server.stdout.readline())}-*"
        until(lambda: any((office.var / "workers").glob(badge)))
        server.kill()
    until(lambda: not any((office.var / "workers").glob(badge)))


def test_a_database_that_is_away_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker()
    looks = iter([OperationalError("away"), OperationalError("away"), None])

    def claim(**_given: Any) -> None:
        if error := next(looks):
            raise error
        worker.running = False

    monkeypatch.setattr("factcheck.actions.queue.claim", claim)
    for name in ("queue.resume", "queue.prune", "reports.forget_contacts"):
        monkeypatch.setattr(f"factcheck.actions.{name}", lambda **_given: set())
    monkeypatch.setattr("factcheck.search.published.following.catch_up", lambda: 0)
    monkeypatch.setattr("factcheck.management.worker.close_old_connections", lambda: None)
    worker.interval = 0
    worker.run()
    assert next(looks, "all seen") == "all seen"
    assert caplog.messages == ["The database does not answer, so work waits: away"]


def test_a_badge_tells_who_lives(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    assert badges.died("elsewhere") is None
    worker = badges.new_id()
    with badges.worn(worker):
        assert badges.died(worker) is False
        assert not badges.of_the_dead()
    assert badges.died(worker) is None
    (badges.folder() / "killed").touch()
    assert badges.died("killed") is True
    assert [path.name for path in badges.of_the_dead()] == ["killed"]
