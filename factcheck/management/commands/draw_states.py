"""manage.py draw_states: the claim's statuses and steps, drawn from the table that rules them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.domain.acts import KINDS, PUBLIC
from factcheck.domain.review import TRANSITIONS, Status

HEAD = """# States of a claim

Drawn by `manage.py draw_states` from the table in `factcheck/domain/review.py`; a test fails where
the two differ. What readers see never depends on these: it hangs on the published verdict.

```mermaid
stateDiagram-v2
    [*] --> open
"""

ACTS = """```

## Acts that readers see

A public act shows its reason. Of a claim never published, readers see nothing.

"""


def drawing() -> str:
    """The page, whole."""
    lines = [f"    {status}: {status.label}" for status in Status]
    for step, transition in TRANSITIONS.items():
        sources = [status for status in Status if status in transition.sources]
        targets = [transition.target] if transition.target else [Status.OPEN, Status.PUBLISHED]
        for source in sources:
            for target in targets:
                resting = "" if transition.target else _resting(target)
                lines.append(f"    {source} --> {target}: {step.label}{resting}")
    acts = [f"- {about.label} (`{kind}`)" for kind, about in KINDS.items() if kind in PUBLIC]
    return HEAD + "\n".join(lines) + "\n" + ACTS + "\n".join(acts) + "\n"


def _resting(target: Status) -> str:
    return " (a verdict stands)" if target is Status.PUBLISHED else " (none stands)"


class Command(BaseCommand):
    help = "Draw docs/states.md from the table of statuses and steps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say whether it is up to date"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "states.md"
        if check and (not path.exists() or path.read_text() != drawing()):
            raise CommandError("docs/states.md is out of date. Run manage.py draw_states.")
        if not check:
            path.write_text(drawing())
            self.stdout.write(f"Drew {path.relative_to(settings.BASE_DIR)}.")
