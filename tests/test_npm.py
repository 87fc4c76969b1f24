"""A package from npm is fetched once, whoever wants it at once."""

import hashlib
import io
import multiprocessing
import os
import tarfile
from pathlib import Path

import pytest

from tests.npm import NotFetched, kept, member

# Puts a package where it is told to, takes its time about it, and keeps count.
NPM = """\
#!/bin/sh
echo once >> {count}
sleep 0.5
cp {package} "$4/thing-1.0.0.tgz"
echo thing-1.0.0.tgz
"""


def package(folder: Path) -> Path:
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("package/words.txt")
        entry.size = 5
        archive.addfile(entry, io.BytesIO(b"words"))
    return path


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a package and an npm that hands it out."""
    program = tmp_path / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(NPM.format(count=tmp_path / "count", package=package(tmp_path)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return tmp_path


def unpack(archive: tarfile.TarFile, home: Path) -> None:
    (home / "words.txt").write_bytes(member(archive, "words.txt"))


def get(folder: Path) -> str:
    sha256 = hashlib.sha256((folder / "package.tgz").read_bytes()).hexdigest()
    return (kept("thing@1.0.0", sha256, folder / "cache", unpack) / "words.txt").read_text()


def test_processes_that_want_it_at_once_fetch_it_once(npm: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert pool.map(get, [npm] * 3) == ["words"] * 3
    assert (npm / "count").read_text() == "once\n"


def test_another_file_than_expected_is_not_used(npm: Path) -> None:
    with pytest.raises(NotFetched, match="not the file that was expected"):
        kept("thing@1.0.0", "0" * 64, npm / "cache", unpack)
    assert [path.name for path in (npm / "cache").iterdir()] == ["lock"]
