"""What following claims costs beside the word diff alone: python -m tests.bench.cost_of_mapping

Mapping is Tracker: both texts compared and 100 spans followed, changes not yet named. The word diff
alone is both texts tokenised and aligned by words. Times of one run are divided by each other; the
bounds are on that ratio. "One line" is the same text without paragraphs, the worst case. The memory
for a text of 2 MB is measured in fresh processes: what the process grew by, and what was allocated.
"""

import json
import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from rapidfuzz import fuzz

from factcheck.domain.anchors import anchor_at, follow
from factcheck.domain.following.alignment import align_texts
from factcheck.domain.following.tracking import Tracker

ARTICLE = Path(__file__).parents[2] / "seeds" / "article.txt"
BOUNDS = {60_000: 1.25, 10_000: 1.6}
EDITS = (10, 100, 2_000)
ANCHORS = 100
LENGTH = 150
LARGE = 2_000_000
MOST_MEGABYTES = 200
MOST_SECONDS = 10
RUNS = {60_000: 9, 10_000: 41}

Span = tuple[int, int]


def text_of(size: int, chance: random.Random) -> str:
    """Paragraphs of the article's words and others, in code points."""
    words = ARTICLE.read_text(encoding="utf-8").split()
    words += [f"kata{number}" for number in range(size // 100)]
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraph = " ".join(chance.choice(words) for _ in range(chance.randrange(40, 110)))
        paragraphs.append(f"{paragraph}.")
        length += len(paragraph) + 2
    return "\n".join(paragraphs)[:size]


def edited(text: str, count: int, chance: random.Random) -> str:
    """The text with so many words replaced, at most all of them."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), min(count, len(words))):
        if "\n" not in words[place]:
            words[place] = f"baru{chance.randrange(10_000)}"
    return " ".join(words)


def spans_of(text: str, chance: random.Random) -> list[Span]:
    """Where claims stand."""
    starts = [chance.randrange(len(text) - LENGTH) for _ in range(ANCHORS)]
    return [(start, start + LENGTH) for start in starts]


def mapped(old: str, new: str, spans: list[Span]) -> None:
    """Follow all spans through one edit."""
    tracker = Tracker(old, new)
    for span in spans:
        tracker.follow(*span)


def searched(old: str, new: str, spans: list[Span]) -> None:
    """One fuzzy search for each span, as a tool does that holds no old text."""
    for start, end in spans:
        fuzz.partial_ratio_alignment(old[start:end], new)


def best_of(runs: int, *works: Callable[[], object]) -> list[float]:
    """The least processor time of each, in milliseconds, the runs taking turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
    return [min(taken) * 1_000 for taken in times]


def verdict(value: float, bound: float) -> str:
    """A bound beside what was measured."""
    return f"(bound {bound:g}: {'met' if value <= bound else 'missed'})"


def measure_times() -> None:
    """Print times and ratios by size and number of edits."""
    chance = random.Random(3)  # noqa: S311 - the same texts each time
    print(f"Mapping {ANCHORS} anchors, in ms of processor time; ratio to the word diff alone")
    for size, bound in BOUNDS.items():
        for count in EDITS:
            old = text_of(size, chance)
            new = edited(old, count, chance)
            for shape in ("paragraphs", "one line"):
                if shape == "one line":
                    old, new = old.replace("\n", " "), new.replace("\n", " ")
                spans = spans_of(old, chance)
                diff, mapping = best_of(
                    RUNS[size],
                    lambda old=old, new=new: align_texts(old, new),  # type: ignore[misc]
                    lambda old=old, new=new, spans=spans: mapped(old, new, spans),  # type: ignore[misc]
                )
                started = time.process_time()
                searched(old, new, spans)
                search = (time.process_time() - started) * 1_000
                ratio = mapping / diff
                print(
                    f"  {size:6d} characters, {count:4d} edits, {shape:10s}: diff {diff:5.1f},"
                    f" mapping {mapping:5.1f}, ratio {ratio:.2f} {verdict(ratio, bound)};"
                    f" fuzzy search {search:.0f}"
                )


def measure_memory() -> None:
    """Print what a large text takes, each measure in a process of its own."""
    chance = random.Random(5)  # noqa: S311 - the same texts each time
    old = text_of(LARGE, chance)
    texts = [old, edited(old, 100, chance), spans_of(old, chance)]
    with NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(texts, file)
        file.flush()
        command = [sys.executable, "-m", "tests.bench.cost_of_mapping", file.name]
        grown = json.loads(subprocess.check_output([*command, "grown"]))
        allocated = json.loads(subprocess.check_output([*command, "allocated"]))
    print(f"A text of {LARGE:,} characters with 100 edits and {ANCHORS} anchors")
    for what, found in (("process grew by", grown), ("allocated at most", allocated)):
        print(f"  {what} {found['megabytes']:.0f} MB {verdict(found['megabytes'], MOST_MEGABYTES)}")
    for what in ("mapping", "with changes named"):
        seconds = grown[what]
        print(f"  {what}: {seconds:.2f} s {verdict(seconds, MOST_SECONDS)}")


def large(path: str, how: str) -> None:
    """Follow claims through an edit of a large text, and print what it took as JSON."""
    old, new, spans = json.loads(Path(path).read_text())
    mapped(old[:5_000], new[:5_000], [(0, LENGTH)])  # what is made once is not the text's
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = peak()
    if how == "allocated":
        tracemalloc.start()
    started = time.process_time()
    mapped(old, new, spans)
    taken = {"mapping": time.process_time() - started}
    started = time.process_time()
    follow(old, new, [anchor_at(old, *span) for span in spans])
    taken["with changes named"] = time.process_time() - started
    grown = tracemalloc.get_traced_memory()[1] if how == "allocated" else peak() - before
    print(json.dumps(taken | {"megabytes": grown / 2**20}))


def peak() -> int:
    """The most memory that this process has held, in bytes; Linux tells."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    if sys.argv[1:]:
        large(*sys.argv[1:])
    else:
        measure_times()
        measure_memory()
