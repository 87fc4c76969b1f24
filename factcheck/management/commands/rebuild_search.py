"""manage.py rebuild_search: what readers can find, made anew from the record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.search.published import following, upkeep

_NAMED = 20


class Command(BaseCommand):
    help = (
        "Make the search of the public pages anew from the record. It follows every act by itself, "
        "so this is needed only after somebody wrote past the acts; it may be run at any time, and "
        "twice. With --check, it is brought up to date, and what is not in step then is named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="say what is not in step")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            self.stdout.write(f"{following.rebuild()} things can be found.")
            return
        following.catch_up()
        drifted = list(upkeep.drift())
        for kind, key in drifted[:_NAMED]:
            self.stderr.write(f"{kind} {key} is not found as it stands.")
        if drifted:
            raise CommandError(
                f"{len(drifted)} things are not in step. Run manage.py rebuild_search."
            )
        self.stdout.write("What readers can find is in step with what is published.")
