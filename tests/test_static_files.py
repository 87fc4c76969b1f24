"""Stylesheets that are lists are collected as one file each, and served for good."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.test import override_settings

from factcheck.static_files import StaticFiles, whole_stylesheets

LISTS = ["site", "desk-site"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> StaticFiles:
    root = tmp_path_factory.mktemp("collected")
    backend = {"BACKEND": "factcheck.static_files.StaticFiles"}
    with override_settings(STATIC_ROOT=root, STORAGES={"staticfiles": backend}):
        call_command("collectstatic", verbosity=0, interactive=False)
        return StaticFiles(location=str(root))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_collected_whole(collected: StaticFiles, name: str) -> None:
    served = Path(collected.path(collected.stored_name(f"factcheck/{name}.css")))
    text = served.read_text()
    assert "@import" not in text
    assert "--paper:" in text
    assert "@media print" in text
    assert text.index("--paper:") < text.index(".site-header {") < text.index("@media print")
    for suffix in (".br", ".gz"):
        assert served.with_name(served.name + suffix).exists()


def test_a_part_that_changes_changes_the_name_of_the_whole() -> None:
    """The parts are read where they come from, not where they were collected to before."""
    before, after = (
        whole_of({"list.css": '@import url("part.css");\n', "part.css": part})
        for part in ("a {}", "b {}")
    )
    assert (before, after) == ("a {}\n", "b {}\n")


def test_a_part_that_is_missing_stops_the_collecting() -> None:
    with pytest.raises(KeyError, match=r"part\.css"):
        whole_of({"list.css": '@import url("part.css");\n'})


def test_what_imports_nothing_is_left_alone() -> None:
    storage = InMemoryStorage()
    storage.save("plain.css", ContentFile(b"a {}"))
    assert not whole_stylesheets({"plain.css": (storage, "plain.css")})


def whole_of(files: dict[str, str]) -> str:
    """`list.css` of these files, put together."""
    storage = InMemoryStorage()
    for name, text in files.items():
        storage.save(name, ContentFile(text.encode()))
    whole, name = whole_stylesheets({name: (storage, name) for name in files})["list.css"]
    with whole.open(name) as file:
        return str(file.read().decode())
