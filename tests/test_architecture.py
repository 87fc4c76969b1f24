"""The promises that the structure itself makes."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcheck"

#: The rooms, from the top of the house down. A room imports from itself and from rooms below it.
FLOORS: list[set[str]] = [
    {"urls", "wsgi", "asgi"},
    {"views", "api", "admin", "management", "tasks"},
    {"forms", "presenters", "mail", "templatetags"},
    {"actions"},
    {"search", "fetching"},
    {"models"},
    {"domain"},
]
#: Rooms that stand beside the stairs: they start the house, or are asked by a library by name.
BESIDE = {"settings", "apps", "accounts", "migrations", "__init__"}
#: Sign-in pages are allauth's; the rest of a web page's business stays out of these floors.
HTTP_FREE = {"actions", "search", "fetching", "models", "domain", "presenters"}


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(name: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downwards(path: Path) -> None:
    if room(path) in BESIDE:
        return
    for name in imported(path):
        if name.startswith("factcheck."):
            other = name.split(".")[1]
            assert other not in BESIDE, f"{path.name} imports {name}"
            assert other == room(path) or floor(other) > floor(room(path)), f"{path} imports {name}"


@pytest.mark.parametrize("path", list((PACKAGE / "domain").rglob("*.py")), ids=str)
def test_the_domain_knows_neither_django_nor_clock_nor_files(path: Path) -> None:
    text = path.read_text()
    for name in imported(path):
        assert name.split(".")[0] not in {"django", "os", "pathlib", "time", "socket", "random"}
    assert not re.search(r"\.(now|today|utcnow)\(", text)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_requests_stay_upstairs(path: Path) -> None:
    if room(path) in HTTP_FREE:
        assert not any(name.startswith("django.http") for name in imported(path))


#: What writes, by the name of the call.
WRITES = {"save", "create", "get_or_create", "update_or_create", "update", "delete"}
WRITES |= {"bulk_create", "bulk_update"}
#: Calls of these names upstairs that write nothing tracked.
NO_ACT = {
    "super().save": "a password, which allauth keeps on the account",
    "small.save": "a picture, into memory",
    "obj.__dict__.update": "a dictionary's own update",
}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_actions_open_an_act(path: Path) -> None:
    if room(path) != "actions":
        for node in ast.walk(ast.parse(path.read_text())):
            named = [getattr(node, name, None) for name in ("id", "attr", "name")]
            assert "editorial_act" not in named, ast.unparse(node)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_above_actions_writes(path: Path) -> None:
    """The models refuse it too; this tells before the code is ever run."""
    if room(path) in FLOORS[1] | FLOORS[2]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                assert node.func.attr not in WRITES or called in NO_ACT, called


OURS = list(apps.get_app_config("factcheck").get_models())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_no_deletion_takes_anything_with_it(model: type[models.Model]) -> None:
    """No foreign key cascades, and none is nulled: what refers keeps what it refers to."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete in {models.PROTECT, models.DO_NOTHING}, field


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_the_database_guards_every_choice(model: type[models.Model]) -> None:
    """A column with choices has a check constraint that names it (history repeats what passed)."""
    if model.__name__.startswith("Historical") or model.__name__ == "ChangeSet":
        return
    if model._meta.proxy:  # the table is a library's
        return
    guards = " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )
    for field in model._meta.concrete_fields:
        if field.choices:
            assert f"'{field.name}__in'" in guards, field


def test_migrations_are_complete(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_drawing_of_the_states_is_up_to_date() -> None:
    call_command("draw_states", check=True)


def test_the_readme_names_only_commands_that_exist() -> None:
    written = (ROOT / "README.md").read_text()
    named = set(re.findall(r"(?:^|`)(?:[A-Z]+=\w+ )?make ([a-z-]+)", written, re.MULTILINE))
    assert {"run", "test"} <= named
    for target in named:
        tried = subprocess.run(
            ["make", "-n", target],
            cwd=ROOT,
            capture_output=True,
            check=False,
            text=True,
        )
        assert tried.returncode == 0, tried.stderr
