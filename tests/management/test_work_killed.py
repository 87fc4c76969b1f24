"""A worker killed in the middle of fifty snapshots: after a restart all are there, each once."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from tests.browser.site import ROOT, database, manage
from tests.fetching.servers import http, site

SOURCES = 50
#: In the middle of which answers the worker is killed, and so many seconds after which others:
#: while it reads, stores, writes, or says that it is done.
WITHIN = {7, 31}
AFTER = {14: 0.0, 18: 0.005, 22: 0.01, 27: 0.02, 38: 0.03, 45: 0.05}
WAIT = 60  # seconds at most, on a busy machine

ADD = """
import django, sys
django.setup()
from tests.newsroom import newsroom
made = newsroom()
for number in range(int(sys.argv[1])):
    made.source(url=f"{sys.argv[2]}{number}")
"""
TELL = """
import django, json
django.setup()
from factcheck.models import QueuedTask, Snapshot, SourceCheck, Watch
print(json.dumps({
    "copied": list(Snapshot.objects.values_list("source", flat=True)),
    "texts": list(Snapshot.objects.values_list("text", flat=True)),
    "tasks": list(QueuedTask.objects.values_list("status", flat=True)),
    "killed": sum("†" in str(task.worker_ids) for task in QueuedTask.objects.all()),
    "checks": SourceCheck.objects.count(),
    "watched": Watch.objects.count(),
}))
"""


@dataclass
class Reports:
    """A site of numbered reports, which has the worker killed over some of its answers."""

    worker: "subprocess.Popen[str] | None" = None
    left: set[int] = field(default_factory=lambda: {*WITHIN, *AFTER})
    asked: Counter[int] = field(default_factory=Counter)

    def answer(self, connection: socket, request: bytes) -> None:
        number = int(request.split()[1].removeprefix(b"/"))
        self.asked[number] += 1
        whole = http(f"Report {number} says so, word for word.".encode(), kind="text/plain")
        dies = number in self.left
        self.left.discard(number)
        if dies and number in WITHIN:
            connection.sendall(whole[:-10])
            self._kill()
        connection.sendall(whole)
        if dies and number in AFTER:
            threading.Timer(AFTER[number], self._kill).start()

    def _kill(self) -> None:
        if self.worker:
            self.worker.kill()  # SIGKILL: it has no last word


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site of its own, on the database that the tests run on."""
    (tmp_path / "static").mkdir()
    with database() as database_url:
        yield os.environ | {
            "FACTCHECK_VAR": str(tmp_path),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "WATCHING": "on",
            "FETCH_ALLOW_PRIVATE": "on",
        }


def run(code: str, env: dict[str, str], *arguments: str) -> Any:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout or "null")


def work(env: dict[str, str], reports: Reports) -> int:
    """Have a worker do what is due; gives how it ended."""
    command = [sys.executable, "manage.py", "work", "--once"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    ) as reports.worker:
        reports.worker.communicate(timeout=WAIT)
        return reports.worker.returncode


def test_fifty_snapshots_survive_a_killed_worker(env: dict[str, str], tmp_path: Path) -> None:
    manage(["migrate", "--verbosity", "0"], env)
    reports = Reports()
    with site(reports.answer) as running:
        run(ADD, env, str(SOURCES), running.url)
        before = run(TELL, env)
        assert (before["copied"], Counter(before["tasks"])) == ([], {"READY": SOURCES})
        ends = [work(env, reports)]
        while ends[-1]:
            assert ends[-1] == -9
            assert len(ends) <= len(WITHIN) + len(AFTER)
            ends.append(work(env, reports))
    assert not reports.left
    assert len(ends) > len(WITHIN)
    told = run(TELL, env)
    assert Counter(told["tasks"]) == {"SUCCESSFUL": SOURCES}
    assert told["killed"] >= len(WITHIN)
    assert len(told["copied"]) == len(set(told["copied"])) == SOURCES
    assert set(told["texts"]) == {
        f"Report {number} says so, word for word." for number in range(SOURCES)
    }
    assert told["checks"] == 0
    assert told["watched"] == SOURCES
    manage(["verify_history"], env)  # every file is whole, every hash is right
    files = [path for path in (tmp_path / "inside").rglob("*.gz") if path.is_file()]
    assert SOURCES <= len(files) <= SOURCES + len(ends)
