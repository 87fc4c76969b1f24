"""manage.py map_anchors: where anchors of old texts stand in new ones."""

import json
import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError

from factcheck.domain.anchors import Anchor, Followed, anchor_at, follow
from factcheck.domain.changes import ChangeKind
from factcheck.domain.sentences import sentence_bounds

# So many anchors of one pair are followed at a time.
_AT_A_TIME = 1_000
_BOM = b"\xef\xbb\xbf"
_DIGITS = re.compile(r"\d+")
_ORDER = list(ChangeKind)
# What an error quotes of a text, at most.
_QUOTED = 60


class Row(NamedTuple):
    """A line of the file of anchors: its number, its pair's id and a span of the old text."""

    line: int
    pair: str
    start: int
    end: int
    exact: str | None


class Command(BaseCommand):
    help = (
        "Follow anchors from old texts into new ones, as the record does when an article is "
        "revised, and write one JSON line an anchor, in order: start and end (code points in the "
        "pair's new text as given; null when lost), state (current, moved, changed or lost) and "
        "changes, all kinds of change found in the words or, where these stayed, in the sentence "
        f"around them: {', '.join(_ORDER)}. Among changes, number is listed wherever the figures "
        "written differ, those of a date and those now written in words too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pairs",
            type=Path,
            required=True,
            metavar="FILE",
            help="JSON lines with the keys id, old and new",
        )
        parser.add_argument(
            "--anchors",
            type=Path,
            required=True,
            metavar="FILE",
            help="JSON lines with the keys pair (an id), start, end (code points in its old text) "
            "and, to be compared with the words there, exact",
        )
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="written anew")

    def handle(self, *args: Any, pairs: Path, anchors: Path, out: Path, **options: Any) -> None:
        count = 0
        if out.resolve() in (pairs.resolve(), anchors.resolve()):
            raise CommandError(f"{out} is read from. Name another file to write to.")
        with _opened(pairs) as texts, _opened(anchors) as listed, _written(out) as target:
            places = _places_of_pairs(pairs, texts)
            for name, group in groupby(_rows(anchors, listed), key=lambda row: row.pair):
                while rows := list(islice(group, _AT_A_TIME)):
                    if name not in places:
                        raise _wrong(anchors, rows[0].line, f"no pair has the id {_short(name)}")
                    texts.seek(places[name])
                    pair = json.loads(texts.readline().removeprefix(_BOM))
                    for result in _results(anchors, rows, pair["old"], pair["new"]):
                        target.write(json.dumps(result) + "\n")
                    count += len(rows)
        self.stdout.write(f"{count} anchors followed: {out}")


# Reading and writing


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from error
    with file:
        yield file


@contextmanager
def _written(path: Path) -> Iterator[IO[str]]:
    """A file that comes to its place when all of it is written, and not at all otherwise."""
    draft = path.with_name(f"{path.name}.new")
    try:
        file = draft.open("x", encoding="ascii")
    except FileExistsError as error:
        raise CommandError(f"{draft} is in the way. Remove it, or name another file.") from error
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}.") from error
    try:
        with file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _objects(path: Path, file: IO[bytes]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The number and place of each line that is not empty, and the JSON object in it."""
    file.seek(0)
    place = 0
    for number, line in enumerate(file, start=1):
        if line.strip():
            try:
                found = json.loads(line.removeprefix(_BOM))
            except (ValueError, RecursionError) as error:
                raise _wrong(path, number, "this is not JSON") from error
            if not isinstance(found, dict):
                raise _wrong(path, number, "this is not a JSON object")
            yield number, place, found
        place += len(line)


def _places_of_pairs(path: Path, file: IO[bytes]) -> dict[str, int]:
    """Where in the file each pair stands: texts are read when they are needed."""
    places: dict[str, int] = {}
    for number, place, found in _objects(path, file):
        for key in ("id", "old", "new"):
            if not isinstance(found.get(key), str):
                raise _wrong(path, number, f"“{key}” must be a text")
        if found["id"] in places:
            raise _wrong(path, number, f"another pair has the id {_short(found['id'])} already")
        places[found["id"]] = place
    return places


def _rows(path: Path, file: IO[bytes]) -> Iterator[Row]:
    for number, _, found in _objects(path, file):
        if not isinstance(found.get("pair"), str):
            raise _wrong(path, number, "“pair” must be the id of a pair")
        for key in ("start", "end"):
            if type(found.get(key)) is not int:
                raise _wrong(path, number, f"“{key}” must be a whole number")
        if not isinstance(found.get("exact"), str | None):
            raise _wrong(path, number, "“exact” must be a text")
        yield Row(number, found["pair"], found["start"], found["end"], found.get("exact"))


# Following


def _results(path: Path, rows: list[Row], old: str, new: str) -> Iterator[dict[str, Any]]:
    anchors = [_anchor(path, row, old) for row in rows]
    for anchor, followed in zip(anchors, follow(old, new, anchors, suggest=False), strict=True):
        there = followed.anchor
        yield {
            "start": there.start if there else None,
            "end": there.end if there else None,
            "state": followed.state.value,
            "changes": [kind.value for kind in _changes(old, new, anchor, followed)],
        }


def _anchor(path: Path, row: Row, old: str) -> Anchor:
    try:
        anchor = anchor_at(old, row.start, row.end)
    except ValueError as error:
        raise _wrong(path, row.line, str(error)) from error
    if row.exact is not None and row.exact != anchor.exact:
        place = f"the words at {row.start} to {row.end} of the old text are"
        raise _wrong(path, row.line, f"{place} {_short(anchor.exact)}, not {_short(row.exact)}")
    return anchor


def _changes(old: str, new: str, was: Anchor, followed: Followed) -> list[ChangeKind]:
    """The changes, with "number" beside them wherever written figures differ."""
    there, found = followed.anchor, set(followed.changes)
    if there and found:
        before, after = (was.start, was.end), (there.start, there.end)
        if was.exact == there.exact:
            before, after = sentence_bounds(old, *before), sentence_bounds(new, *after)
        if _digits(old[slice(*before)]) != _digits(new[slice(*after)]):
            found.add(ChangeKind.NUMBER)
    return sorted(found, key=_ORDER.index)


def _digits(text: str) -> Counter[str]:
    return Counter(_DIGITS.findall(text))


def _wrong(path: Path, line: int, what: str) -> CommandError:
    return CommandError(f"{path}, line {line}: {what}.")


def _short(text: str) -> str:
    """A text as an error quotes it: one line, in ASCII, and not much of it."""
    return json.dumps(text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…")
