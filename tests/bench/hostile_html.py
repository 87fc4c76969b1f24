"""What hostile sources cost: python -m tests.bench.hostile_html [size …] [--only WORDS]

Sanitises and projects each source at each size (4 kB, 64 kB, 512 kB and 2 MB unless told), one
process each, and prints the seconds of processor time, by how many MB memory grew, and what became
of the source. Exits with 1 where one took more than ten seconds or 300 MB, was neither sanitised
nor refused, or did not come out the same when sanitised again.
"""

import argparse
import resource
import subprocess
import sys
import time

from factcheck.domain.errors import Refusal
from factcheck.domain.text import MAX_CHARACTERS, SourceForm, project, sanitise
from tests.hostile import SOURCES, of_size

SIZES = (4_000, 64_000, 512_000, MAX_CHARACTERS)
MAX_SECONDS = 10
MAX_MEGABYTES = 300


def megabytes() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(form: SourceForm, name: str, size: int) -> str:
    """One line of the table."""
    source = of_size(SOURCES[form][name], size)
    memory, began = megabytes(), time.process_time()
    try:
        body = sanitise(source, form)
        text = project(body)
        outcome = f"{len(body):>9,} characters of HTML, {len(text):>9,} of text"
    except Refusal as refusal:
        body, outcome = "", f"refused: {refusal}"
    seconds, memory = time.process_time() - began, megabytes() - memory
    wrong = seconds > MAX_SECONDS or memory > MAX_MEGABYTES or (body and sanitise(body) != body)
    return (
        f"{form:<9}{name:<36}{len(source):>10,}{seconds:>7.2f} s{memory:>5} MB"
        f"  {'WRONG ' if wrong else ''}{outcome}"
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--only", default="", help="sources with these words in their name")
    parser.add_argument("--one", nargs=3, metavar=("FORM", "NAME", "SIZE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        form, name, size = given.one
        print(measure(SourceForm(form), name, int(size)))
        return 0
    failed = 0
    for size in given.sizes:
        for form, sources in SOURCES.items():
            for name in (name for name in sources if given.only in name):
                failed += not _printed(form, name, size)
    return failed > 0


def _printed(form: SourceForm, name: str, size: int) -> bool:
    command = [sys.executable, "-m", "tests.bench.hostile_html", "--one", form, name, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        print(f"{form:<9}{name:<36}{size:>10,} WRONG: not done within a minute", flush=True)
        return False
    said = done.stdout.strip() or f"{form:<9}{name:<36}{size:>10,} WRONG: {done.stderr[-200:]}"
    print(said, flush=True)
    return "WRONG" not in said


if __name__ == "__main__":
    sys.exit(main())
