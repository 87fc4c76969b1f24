"""What tests need and npm has: fetched once, known by its hash, and kept unpacked."""

import fcntl
import hashlib
import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path


class NotFetched(Exception):
    """Why a package could not be had, as the end of a sentence."""


def kept(
    package: str, sha256: str, cache: Path, unpack: Callable[[tarfile.TarFile, Path], None]
) -> Path:
    """The directory of a package ("name@version") within `cache`.

    Where it isn't there yet, npm fetches the package and `unpack` lays out what is needed of it.
    The directory appears once it is complete, and processes that want it at once wait for the one
    that came first. Raises NotFetched.
    """
    home = cache / package.rpartition("@")[2]
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            with tempfile.TemporaryDirectory(dir=cache) as folder:
                draft = Path(folder) / "draft"
                draft.mkdir()
                with tarfile.open(fileobj=io.BytesIO(fetch(package, sha256, folder))) as archive:
                    unpack(archive, draft)
                draft.rename(home)
    return home


def fetch(package: str, sha256: str, folder: str) -> bytes:
    """The archive of a package, which npm puts into `folder`. Raises NotFetched."""
    npm = shutil.which("npm")
    if not npm:
        raise NotFetched("there is no npm to fetch it with")
    command = [npm, "pack", "--silent", "--pack-destination", folder, package]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotFetched(f"npm could not fetch {package}") from error
    data = Path(folder, done.stdout.split()[-1]).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotFetched(f"{package} is not the file that was expected, and was not used")
    return data


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """The bytes of a file of a package. Raises NotFetched."""
    try:
        file = archive.extractfile(f"package/{name}")
    except KeyError:
        file = None
    if file is None:
        raise NotFetched(f"the package holds no {name}")
    return file.read()
