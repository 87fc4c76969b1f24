"""How claims come through real edits: python -m tests.bench.anchors_on_real_edits [folder]

Reads pairs of revisions (NAME.pairs.jsonl) and anchors with the place where each should come out
(NAME.anchors.jsonl) from ../shared/data/article_revisions, which is never copied. Prints for each
NAME the share of anchors that came out right, orphaned (given no place) or wrong (given another
place, which is worse), beside exact search, difflib and diff-match-patch on the same data; then by
what happened to the words; then whether changed numbers were named.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from factcheck.domain.anchors import Followed, anchor_at, follow
from factcheck.domain.changes import ChangeKind
from tests.bench import other_ways

DATA = Path(__file__).parents[3] / "shared" / "data" / "article_revisions"
# How much of a place must be the expected one (intersection over union), by what happened.
ENOUGH = {"same": 0.9, "edited": 0.5}
LEAST_RIGHT, MOST_WRONG = 0.995, 0.002
FIGURES = {ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.UNIT}

Row = dict[str, Any]
Span = tuple[int, int]


def rows(path: Path) -> list[Row]:
    """The objects of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_pair(
    pairs: dict[str, Row],
    anchors: list[Row],
    way: Callable[[str, str, list[Span]], list[Any]],
) -> list[Any]:
    """What a way of mapping makes of each anchor, in the order given."""
    found: dict[int, Any] = {}
    numbers_of: dict[str, list[int]] = defaultdict(list)
    for number, anchor in enumerate(anchors):
        numbers_of[anchor["pair"]].append(number)
    for name, numbers in numbers_of.items():
        spans = [(anchors[number]["start"], anchors[number]["end"]) for number in numbers]
        results = way(pairs[name]["old"], pairs[name]["new"], spans)
        found |= dict(zip(numbers, results, strict=True))
    return [found[number] for number in range(len(anchors))]


def ours(old: str, new: str, spans: list[Span]) -> list[Followed]:
    """What becomes of claims, changes named."""
    return follow(old, new, [anchor_at(old, *span) for span in spans], suggest=False)


def place_of(came: Followed) -> Span | None:
    """Where a claim stands, None when lost."""
    return (came.anchor.start, came.anchor.end) if came.anchor else None


def outcome(expected: Row, place: Span | None) -> str:
    """Right, orphaned or wrong."""
    if expected["status"] == "gone":
        return "right" if place is None else "wrong"
    if place is None:
        return "orphaned"
    start, end = place
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


def counted(anchors: list[Row], places: list[Span | None]) -> dict[str, Counter[str]]:
    """Outcomes, all together and by what happened to the words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for anchor, place in zip(anchors, places, strict=True):
        result = outcome(anchor["expected"], place)
        counts["all"][result] += 1
        counts[anchor["expected"]["kind"]][result] += 1
    return counts


def shares(counts: Counter[str]) -> str:
    """Right, orphaned and wrong of all."""
    total = counts.total()
    return " / ".join(f"{counts[one] / total:.4f}" for one in ("right", "orphaned", "wrong"))


def table(counts: dict[str, Counter[str]]) -> None:
    """Print the shares."""
    for kind, of_kind in counts.items():
        print(f"  {kind:22s} {shares(of_kind)}   of {of_kind.total()}")


def verdict(*, met: bool) -> str:
    """Whether a bound is met."""
    return "met" if met else "missed"


def given_a_place(anchors: list[Row], places: list[Span | None]) -> str:
    """How many deleted passages were given a place."""
    gone = [
        place
        for anchor, place in zip(anchors, places, strict=True)
        if anchor["expected"]["status"] == "gone"
    ]
    return f"{sum(place is not None for place in gone)} of {len(gone)}"


def measure(name: str) -> None:
    """Print what is known of one publication's edits."""
    pairs = {row["id"]: row for row in rows(DATA_FOLDER / f"{name}.pairs.jsonl")}
    anchors = rows(DATA_FOLDER / f"{name}.anchors.jsonl")
    edits = len({anchor["pair"] for anchor in anchors})
    print(f"{name}: right / orphaned / wrong; {edits} edits; deleted passages given a place")
    for label, way in WAYS.items():
        started = time.process_time()
        places = by_pair(pairs, anchors, way)
        each = (time.process_time() - started) / edits * 1000
        all_of_it = shares(counted(anchors, places)["all"])
        gone = given_a_place(anchors, places)
        print(f"  {label:22s} {all_of_it}   {gone}   {each:.1f} ms an edit")
    came = by_pair(pairs, anchors, ours)
    places = [place_of(one) for one in came]
    counts = counted(anchors, places)
    total = counts["all"].total()
    right, wrong = counts["all"]["right"] / total, counts["all"]["wrong"] / total
    print(f" right {right:.4f} (bound {LEAST_RIGHT}: {verdict(met=right >= LEAST_RIGHT)})")
    print(f" wrong {wrong:.4f} (bound {MOST_WRONG}: {verdict(met=wrong <= MOST_WRONG)})")
    gone = given_a_place(anchors, places)
    print(f" deleted passages given a place: {gone} (bound 0: {verdict(met=gone[:2] == '0 ')})")
    numbers(anchors, came)
    print(" by what happened to the words:")
    table(counts)
    parts = list(parts_of(pairs, anchors))
    print(" a third of each sentence:")
    table(counted(parts, [place_of(one) for one in by_pair(pairs, parts, ours)]))


def numbers(anchors: list[Row], came: list[Followed]) -> None:
    """Print how changed numbers were named.

    The labels compare digits, so "5 years" that became "five years" is one of them: a change of
    wording, since the number is the same.
    """
    changed = [
        one
        for anchor, one in zip(anchors, came, strict=True)
        if anchor["expected"].get("numbers_changed")
    ]
    named = [one for one in changed if one.changes]
    figures = [one for one in named if FIGURES & set(one.changes)]
    others = Counter(" ".join(one.changes) for one in named if not FIGURES & set(one.changes))
    met = verdict(met=len(named) == len(changed))
    print(
        f" changed numbers with a change named: {len(named)} of {len(changed)} (bound all: {met});"
    )
    print(f"   as number, date or unit {len(figures)}, otherwise {dict(others)}")


WAYS: dict[str, Callable[[str, str, list[Span]], list[Span | None]]] = {
    "factcheck": lambda old, new, spans: [place_of(one) for one in ours(old, new, spans)],
    "exact search": other_ways.exact_search,
    "difflib (words)": other_ways.by_difflib,
    "diff-match-patch": other_ways.by_diff_match_patch,
}
DATA_FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA

if __name__ == "__main__":
    names = sorted(path.name.split(".")[0] for path in DATA_FOLDER.glob("*.anchors.jsonl"))
    if not names:
        print("anchors on real edits: not measured: data absent")
    for publication in names:
        measure(publication)
