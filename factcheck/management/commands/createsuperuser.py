"""manage.py createsuperuser: says what takes its place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "There are no superusers here; use invite."

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            "There are no superusers here: what people may do follows from their role, and giving "
            "one is recorded. Use: manage.py invite --role administrator --username … --name …"
        )
