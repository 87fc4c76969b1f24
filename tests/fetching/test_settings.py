"""The settings of fetching: one switch, and how far it may go."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcheck import fetching
from factcheck.fetching.refusals import BadAddress, NotPublic, SwitchedOff
from tests.fetching.servers import PAGE, http, says, site, watched

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = (Path(__file__).parent / "pages" / "berita.html").read_bytes()


def test_switched_off(settings: Any) -> None:
    settings.FETCHING = False
    settings.FETCH_ALLOW_PRIVATE = True
    assert not fetching.is_on()
    with site(says(http())) as made, watched() as seen:
        for ask in (fetching.fetch, fetching.article_at):
            with pytest.raises(SwitchedOff, match=r"^Fetching is switched off here\."):
                ask(made.url)
        assert not made.connections
    assert not seen


def test_this_machine_is_out_of_reach(settings: Any) -> None:
    assert fetching.is_on()
    assert not settings.FETCH_ALLOW_PRIVATE
    with site(says(http())) as made:
        with pytest.raises(BadAddress):
            fetching.fetch(made.url)
        with pytest.raises(NotPublic):
            fetching.fetch("http://127.0.0.1/")
        assert not made.connections


def test_this_machine_may_be_allowed(settings: Any) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    with site(says(http())) as made:
        assert fetching.fetch(made.url).content == PAGE
        assert fetching.fetch(f"http://localhost:{made.port}/").content == PAGE
        with pytest.raises(NotPublic):
            fetching.fetch("http://169.254.169.254/latest/meta-data/")
    assert b"User-Agent: factcheck/0.1.0 (+http://127.0.0.1:8000)\r\n" in made.requests[0]


def test_an_article(settings: Any) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    with site(says(http(ARTICLE))) as made:
        found = fetching.article_at(made.url)
    assert found.headline == "Microsoft Gandeng Xiaomi, Garap Komputasi Awan"
    assert found.url == made.url  # what it calls its own address is on another host


def test_the_version_is_that_of_the_project(settings: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == settings.VERSION


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "True False"),
        ({"FETCHING": "off"}, "False False"),
        ({"FETCHING": ""}, "True False"),
        ({"FETCHING": "maybe"}, "FETCHING must be true or false"),
        ({"FETCH_ALLOW_PRIVATE": "1"}, "True True"),
        (
            {"FETCH_ALLOW_PRIVATE": "1", "PUBLIC_URL": "https://checks.example.org"},
            "FETCH_ALLOW_PRIVATE opens the inner network: use it with a local PUBLIC_URL.",
        ),
    ],
)
def test_environment(environment: dict[str, str], said: str) -> None:
    printing = "from factcheck import settings as s; print(s.FETCHING, s.FETCH_ALLOW_PRIVATE)"
    done = subprocess.run(
        [sys.executable, "-c", printing],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert said in done.stdout + done.stderr
