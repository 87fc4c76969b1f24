"""manage.py verify_history: whether the record is as it was written."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.models.verification import CHAIN, Noted, Verification


class Command(BaseCommand):
    help = (
        "Check every hash and chain, present rows against their newest history, and stored "
        "pictures. Exits with 1 and names what it found where anything is not as it was written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help=(
                "keep the heads of all chains in FILE: written where it is missing, else compared, "
                "and brought up to date when all is well. A chain alone can't show that its end "
                "was cut off, so keep FILE on another machine."
            ),
        )

    def handle(self, *args: Any, heads: Path | None = None, **options: Any) -> None:
        noted = _read(heads) if heads and heads.exists() else None
        verification = Verification()
        verification.run(noted)
        for finding in verification.findings:
            self.stderr.write(finding)
        counts = verification.counts
        if verification.findings:
            raise CommandError(
                f"The record is not as it was written: {len(verification.findings)} findings."
            )
        if heads:
            _write(heads, verification)
        self.stdout.write(
            f"The record is as it was written: {counts['acts']} acts in "
            f"{len(verification.heads)} chains, {counts['rows']} rows of history, "
            f"{counts['present']} present rows, {counts['files']} pictures."
        )


def _read(path: Path) -> Noted:
    try:
        written = json.loads(path.read_text())
        heads = {
            chain: {"seq": int(head["seq"]), "hash": str(head["hash"])}
            for chain, head in written["heads"].items()
        }
        noted = Noted(heads, int(written["newest"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_heads(path) from error
    if not all(CHAIN.fullmatch(chain) for chain in noted.heads):
        raise _no_heads(path)
    return noted


def _no_heads(path: Path) -> CommandError:
    return CommandError(
        f"{path} is not a file of heads. Name another, or one that is not there yet."
    )


def _write(path: Path, verification: Verification) -> None:
    content = {"heads": verification.heads, "newest": verification.newest}
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n")
    draft.replace(path)
