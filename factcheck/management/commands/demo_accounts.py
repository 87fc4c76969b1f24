"""manage.py demo_accounts: one person of each role, with passwords made here and written down."""

import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from factcheck.actions import people
from factcheck.actions.chains import NEWSROOM, lock
from factcheck.domain.actor import SYSTEM, Role
from factcheck.models import User

FILE = "demo-accounts.txt"
PEOPLE = (
    ("demo-editor", "Demo editor", Role.EDITOR),
    ("demo-reviewer-1", "Demo reviewer 1", Role.REVIEWER),
    ("demo-reviewer-2", "Demo reviewer 2", Role.REVIEWER),
    ("demo-administrator", "Demo administrator", Role.ADMINISTRATOR),
)


class Command(BaseCommand):
    help = "Make the demo accounts, and write their passwords to var/demo-accounts.txt."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.VAR / FILE
        with transaction.atomic():
            lock(NEWSROOM)  # another set-up may be making them at this moment
            there = set(User.objects.values_list("username", flat=True))
            missing = [row for row in PEOPLE if row[0] not in there]
            lines = path.read_text().splitlines() if path.exists() else []
            for username, name, role in missing:
                password = secrets.token_urlsafe(12)
                people.invite(
                    by=SYSTEM,
                    reason="An account to try factcheck with.",
                    name=name,
                    username=username,
                    role=role,
                    password=password,
                )
                lines = [line for line in lines if line.split()[0] != username]
                lines.append(f"{username} {password} {role}")
            if missing:
                _write_private(path, "\n".join(lines) + "\n")
        self.stdout.write(f"Demo accounts (username, password, role), kept in {path}:")
        self.stdout.write("".join(f"  {line}\n" for line in lines))


def _write_private(path: Any, text: str) -> None:
    """Replace a file by one that nobody else could read at any moment."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
