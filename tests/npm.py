"""Files that tests need and that npm has: fetched once, and known by their hash."""

import hashlib
import shutil
import subprocess
from pathlib import Path


class NotFetched(Exception):
    """Why a package could not be had, as the end of a sentence."""


def fetch(package: str, sha256: str, folder: Path) -> bytes:
    """The archive of a package ("name@version"); `folder` is where npm may put it. Raises
    NotFetched."""
    npm = shutil.which("npm")
    if not npm:
        raise NotFetched("there is no npm to fetch it with")
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), package]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotFetched(f"npm could not fetch {package}") from error
    archive = folder / done.stdout.split()[-1]
    data = archive.read_bytes()
    archive.unlink()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotFetched(f"{package} is not the file that was expected, and was not used")
    return data
