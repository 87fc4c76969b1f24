"""The accounts by which factcheck is tried."""

import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from factcheck.models import Person, User


@pytest.fixture
def var(tmp_path: Path, settings: object) -> Path:
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_each_role_gets_an_account_and_a_password_of_its_own(db: None, var: Path) -> None:
    said = StringIO()
    call_command("demo_accounts", stdout=said)

    file = var / "demo-accounts.txt"
    lines = [line.split() for line in file.read_text().splitlines()]
    assert [(name, role) for name, _, role in lines] == [
        ("demo-editor", "editor"),
        ("demo-reviewer-1", "reviewer"),
        ("demo-reviewer-2", "reviewer"),
        ("demo-administrator", "administrator"),
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len({password for _, password, _ in lines}) == 4
    for name, password, _ in lines:
        assert User.objects.get(username=name).check_password(password)
        assert password in said.getvalue()


def test_a_second_run_changes_nothing(db: None, var: Path) -> None:
    call_command("demo_accounts", stdout=StringIO())
    before = (var / "demo-accounts.txt").read_text()
    call_command("demo_accounts", stdout=StringIO())
    assert (var / "demo-accounts.txt").read_text() == before
    assert Person.objects.count() == 4
