"""How claims come through real edits: python -m tests.bench.anchors_on_real_edits [folder]

Reads pairs of revisions (NAME.pairs.jsonl) and anchors with the place where each should come out
(NAME.anchors.jsonl) from ../shared/data/article_revisions, which is never copied. Prints for each
NAME the share of anchors that came out right, orphaned (given no place) or wrong (given another
place, which is worse), by what happened to the words; then whether changed numbers were noticed.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.domain.anchors import Followed, anchor_at, follow
from factcheck.domain.vocabulary import AnchorState

DATA = Path(__file__).parents[3] / "shared" / "data" / "article_revisions"
# How much of a place must be the expected one (intersection over union), by what happened.
ENOUGH = {"same": 0.9, "edited": 0.5}

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The objects of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def followed(pairs: dict[str, Row], anchors: list[Row]) -> list[Followed]:
    """What became of each anchor, in the order given."""
    found: dict[int, Followed] = {}
    by_pair: dict[str, list[int]] = defaultdict(list)
    for number, anchor in enumerate(anchors):
        by_pair[anchor["pair"]].append(number)
    for name, numbers in by_pair.items():
        old, new = pairs[name]["old"], pairs[name]["new"]
        there = [anchor_at(old, anchors[n]["start"], anchors[n]["end"]) for n in numbers]
        found |= dict(zip(numbers, follow(old, new, there), strict=True))
    return [found[number] for number in range(len(anchors))]


def outcome(expected: Row, came: Followed) -> str:
    """Right, orphaned or wrong."""
    if expected["status"] == "gone":
        return "right" if came.anchor is None else "wrong"
    if came.anchor is None:
        return "orphaned"
    start, end = came.anchor.start, came.anchor.end
    shared = max(0, min(end, expected["end"]) - max(start, expected["start"]))
    whole = max(end, expected["end"]) - min(start, expected["start"])
    return "right" if shared / whole >= ENOUGH[expected["status"]] else "wrong"


def parts_of(pairs: dict[str, Row], anchors: list[Row]) -> Iterator[Row]:
    """The middle third of each anchored sentence, where its words stand once in both versions."""
    for anchor in anchors:
        words = anchor["exact"].split(" ")
        third = len(words) // 3
        part = " ".join(words[third:-third]) if third else ""
        there = anchor["expected"].get("text") or ""
        if part and anchor["exact"].count(part) == there.count(part) == 1:
            start = anchor["start"] + anchor["exact"].index(part)
            place = anchor["expected"]["start"] + there.index(part)
            expected = {"status": "same", "kind": f"part of {anchor['expected']['status']}"}
            expected |= {"start": place, "end": place + len(part)}
            old = pairs[anchor["pair"]]["old"]
            if old[start : start + len(part)] == part:
                yield {"pair": anchor["pair"], "start": start, "end": start + len(part)} | {
                    "expected": expected
                }


def table(anchors: list[Row], came: list[Followed]) -> None:
    """Print the shares, all together and by what happened to the words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for anchor, result in zip(anchors, came, strict=True):
        right = outcome(anchor["expected"], result)
        counts["all"][right] += 1
        counts[anchor["expected"]["kind"]][right] += 1
    for kind, counted in counts.items():
        total = counted.total()
        shares = " / ".join(f"{counted[o] / total:.4f}" for o in ("right", "orphaned", "wrong"))
        print(f"  {kind:22s} {shares}   of {total}")


def measure(name: str) -> None:
    """Print what is known of one publication's edits."""
    pairs = {row["id"]: row for row in rows(DATA_FOLDER / f"{name}.pairs.jsonl")}
    anchors = rows(DATA_FOLDER / f"{name}.anchors.jsonl")
    started = time.process_time()
    came = followed(pairs, anchors)
    each = (time.process_time() - started) / len(pairs) * 1000
    print(f"{name}: right / orphaned / wrong; {len(pairs)} edits, {each:.1f} ms each")
    table(anchors, came)
    parts = list(parts_of(pairs, anchors))
    print(" a third of each sentence:")
    table(parts, followed(pairs, parts))
    numbers = [
        c for a, c in zip(anchors, came, strict=True) if a["expected"].get("numbers_changed")
    ]
    noticed = Counter(str(c.change) if c.change else str(c.state) for c in numbers)
    hidden = sum(c.state is not AnchorState.LOST and c.change is None for c in numbers)
    print(f" {len(numbers)} with a changed number: {hidden} not noticed; {dict(noticed)}")


DATA_FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA

if __name__ == "__main__":
    names = sorted(path.name.split(".")[0] for path in DATA_FOLDER.glob("*.anchors.jsonl"))
    if not names:
        print("anchors on real edits: not measured: data absent")
    for publication in names:
        measure(publication)
