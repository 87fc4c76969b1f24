"""manage.py work: does what waits in the queue, such as sending mail."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.management.worker import Worker


class Command(BaseCommand):
    help = "Run what waits in the queue, such as mail, until told to stop (SIGTERM, Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument(
            "--beside",
            type=int,
            metavar="PID",
            help="end when the process of this number has ended, whose child this must be",
        )

    def handle(self, *args: Any, once: bool, beside: int | None, **options: Any) -> None:
        worker = Worker(once=once, beside=beside)
        worker.configure_signals()
        worker.run()
