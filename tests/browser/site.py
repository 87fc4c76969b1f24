"""A site of its own: the real server, as `make run` starts it, on a database made for it."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parents[2]

# What `make setup` does with the database.
SETUP = [
    ["migrate", "--verbosity", "0"],
    ["createcachetable", "--verbosity", "0"],
    ["demo_accounts"],
    ["load_seeds"],
]
COLLECT = ["collectstatic", "--no-input", "--verbosity", "0"]


@dataclass(frozen=True)
class Account:
    username: str
    password: str
    role: str


@dataclass(frozen=True)
class Site:
    url: str
    var: Path
    env: dict[str, str]
    # By user name: the demo accounts.
    accounts: dict[str, Account]
    # By user name: the cookies of those who have logged in, so that they need not do it again.
    cookies: dict[str, Any] = field(default_factory=dict)

    def manage(self, *arguments: str) -> None:
        """Run a command on this site; RuntimeError, with what it printed, where it fails."""
        manage(list(arguments), self.env)

    def account(self, role: str) -> Account:
        """The first demo account with a role."""
        return next(account for account in self.accounts.values() if account.role == role)


@dataclass(frozen=True)
class Original:
    """A site as `make setup` leaves it, never served: each site of the tests is a copy of it.

    `database_url` is empty where the database is the SQLite file below `var`.
    """

    var: Path
    database_url: str


@contextmanager
def original_site(var: Path) -> Iterator[Original]:
    """Set up a site below `var`; on PostgreSQL if that is what the tests run on."""
    with database() as database_url:
        env = os.environ | {"FACTCHECK_VAR": str(var), "DATABASE_URL": database_url}
        for arguments in [*SETUP, COLLECT]:
            manage(arguments, env)
        yield Original(var, database_url)


@contextmanager
def running_site(var: Path, original: Original, *, worker: bool = False) -> Iterator[Site]:
    """Copy a site to `var` and serve it.

    `worker`: with one beside the server, as `make run` has it.
    """
    shutil.copytree(original.var, var, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static"))
    (var / "static").symlink_to(original.var / "static")
    with database(original.database_url) as database_url:
        port = free_port()
        env = os.environ | {
            "FACTCHECK_VAR": str(var),
            "DATABASE_URL": database_url,
            "PORT": str(port),
        }
        accounts = read_accounts(var / "demo-accounts.txt")
        beside = working(env, var / "worker.log") if worker else nullcontext()
        with serving(port, env, var / "server.log"), beside:
            yield Site(f"http://127.0.0.1:{port}", var, env, accounts)


@contextmanager
def database(like: str = "") -> Iterator[str]:
    """The URL of a new database, perhaps `like` that of another URL, to which nobody may be
    connected; an empty one means the SQLite file in the site's own directory."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"site_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        template = urlsplit(like).path.lstrip("/") or "template1"
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(arguments: list[str], env: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stdout}{done.stderr}")


def read_accounts(path: Path) -> dict[str, Account]:
    accounts = [Account(*line.split()) for line in path.read_text().splitlines() if line.strip()]
    return {account.username: account for account in accounts}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    port: int, env: dict[str, str], log: Path, application: str = "factcheck.wsgi:application"
) -> Iterator[None]:
    """The server, as in the Makefile, until the block ends."""
    command = [sys.executable, "-m", "granian", application]
    command += ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    with log.open("w") as file:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=file, stderr=subprocess.STDOUT)
    try:
        wait_for(port, server, log)
        yield
    finally:
        stop(server)


@contextmanager
def working(env: dict[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker, until the block ends."""
    command = [sys.executable, "manage.py", "work", "--beside", str(os.getpid())]
    with log.open("a") as file:
        worker = subprocess.Popen(command, cwd=ROOT, env=env, stdout=file, stderr=subprocess.STDOUT)
    try:
        yield worker
    finally:
        stop(worker)


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except HTTPError:
            return  # it answers; whether well is for the tests to say
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
