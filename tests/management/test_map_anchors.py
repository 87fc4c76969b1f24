"""Anchors of a file, mapped as the record maps them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

OLD = "Awal cerita.\nXiaomi bernilai US$100 miliar pada 24 Desember 2019.\nAkhir cerita."
PAIRS = [
    {"id": "angka", "old": OLD, "new": OLD.replace("US$100", "US$54")},
    {"id": "tanggal", "old": OLD, "new": OLD.replace("24 Des", "25 Des")},
    {"id": "pindah", "old": OLD, "new": "\n".join([*OLD.split("\n")[1:], "Awal cerita."])},
    {"id": "hilang", "old": OLD, "new": "Awal cerita.\nAkhir cerita."},
    {
        "id": "mentah",
        "old": "Pele\u0301  dan\u00a0Budi\x00 pergi.",
        "new": "\u200b Baru.\r\n\r\nPele\u0301  dan\u00a0Budi\x00 pergi.",
    },
]
CLAIM = OLD.split("\n")[1]


def anchor(pair: str, quote: str = CLAIM) -> dict[str, Any]:
    start = next(row["old"] for row in PAIRS if row["id"] == pair).index(quote)
    return {"pair": pair, "start": start, "end": start + len(quote), "exact": quote}


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def mapped(tmp_path: Path, anchors: list[Any], pairs: list[Any] = PAIRS) -> list[dict[str, Any]]:
    out = tmp_path / "out.jsonl"
    call_command(
        "map_anchors",
        pairs=write(tmp_path / "pairs.jsonl", pairs),
        anchors=write(tmp_path / "anchors.jsonl", anchors),
        out=out,
        stdout=StringIO(),
    )
    return [json.loads(line) for line in out.read_text().splitlines()]


def words(pair: str, row: dict[str, Any]) -> str:
    new: str = next(row["new"] for row in PAIRS if row["id"] == pair)
    return new[row["start"] : row["end"]]


def test_each_anchor_comes_out_in_order(tmp_path: Path) -> None:
    names = ["hilang", "angka", "pindah", "tanggal", "angka"]
    found = mapped(tmp_path, [anchor(name) for name in names])
    assert found[0] == {"start": None, "end": None, "state": "lost", "changes": []}
    assert [row["state"] for row in found[1:3]] == ["changed", "current"]
    assert words("angka", found[1]) == CLAIM.replace("US$100", "US$54")
    assert words("pindah", found[2]) == CLAIM
    assert found[1]["changes"] == ["number"]
    assert found[1] == found[4]
    assert found[3]["changes"] == ["number", "date"], "figures of a date are figures too"


def test_what_changed_around_words_that_stayed_is_listed(tmp_path: Path) -> None:
    (found,) = mapped(tmp_path, [anchor("angka", "Desember 2019")])
    assert (found["state"], found["changes"]) == ("current", ["number"])


def test_places_are_those_of_the_texts_as_given(tmp_path: Path) -> None:
    quote = "dan\u00a0Budi\x00 pergi"
    (found,) = mapped(tmp_path, [anchor("mentah", quote)])
    assert words("mentah", found) == quote


def test_no_anchors_make_an_empty_file(tmp_path: Path) -> None:
    assert mapped(tmp_path, []) == []


BAD_ANCHORS = {
    "not JSON": ("{", "line 2: this is not JSON."),
    "no object": ([], "line 2: this is not a JSON object."),
    "an unknown pair": (anchor("angka") | {"pair": "x"}, 'line 2: no pair has the id "x".'),
    "no pair": ({"start": 0, "end": 1}, "line 2: “pair” must be the id of a pair."),
    "an end outside": (
        anchor("angka") | {"end": 900},
        "900 is no span of a text of 79 code points",
    ),
    "an empty span": (anchor("angka") | {"end": 13}, "13 to 13 is no span"),
    "a place that is no number": (
        anchor("angka") | {"start": "1"},
        "“start” must be a whole number",
    ),
    "true for a place": (anchor("angka") | {"start": True}, "“start” must be a whole number"),
    "other words": (
        anchor("angka") | {"exact": "x"},
        "line 2: the words at 13 to 65 of the old text are",
    ),
    "words that are no text": (anchor("angka") | {"exact": 5}, "line 2: “exact” must be a text."),
}


@pytest.mark.parametrize(("bad", "message"), BAD_ANCHORS.values(), ids=BAD_ANCHORS.keys())
def test_a_bad_anchor_is_named_and_nothing_is_written(
    tmp_path: Path, bad: Any, message: str
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("as it was")
    lines = [json.dumps(anchor("angka")), bad if isinstance(bad, str) else json.dumps(bad)]
    anchors = tmp_path / "anchors.jsonl"
    anchors.write_text("\n".join(lines))
    pairs = write(tmp_path / "pairs.jsonl", PAIRS)
    with pytest.raises(CommandError, match=r"anchors\.jsonl, line 2: ") as caught:
        call_command("map_anchors", pairs=pairs, anchors=anchors, out=out)
    assert message in str(caught.value)
    assert out.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "anchors.jsonl",
        "out.jsonl",
        "pairs.jsonl",
    ]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([*PAIRS, PAIRS[0]], "line 6: another pair has the id"),
        ([{"id": 5, "old": "", "new": ""}], "line 1: “id” must be a text."),
        ([{"id": "a", "old": ""}], "line 1: “new” must be a text."),
    ],
    ids=["twice", "no text", "no new text"],
)
def test_a_bad_pair_is_named(tmp_path: Path, pairs: list[Any], message: str) -> None:
    with pytest.raises(CommandError) as caught:
        mapped(tmp_path, [], pairs)
    assert message in str(caught.value)
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    pairs = write(tmp_path / "pairs.jsonl", PAIRS)
    with pytest.raises(CommandError, match=r"none\.jsonl can't be read: No such file"):
        call_command(
            "map_anchors", pairs=pairs, anchors=tmp_path / "none.jsonl", out=tmp_path / "o"
        )
    with pytest.raises(CommandError, match="can't be written: No such file"):
        call_command("map_anchors", pairs=pairs, anchors=pairs, out=tmp_path / "no" / "out.jsonl")
    with pytest.raises(CommandError, match="is read from"):
        call_command("map_anchors", pairs=pairs, anchors=pairs, out=pairs)
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.jsonl"]


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.jsonl"
    anchors.write_bytes(b'\xef\xbb\xbf{"pair": "\xff"}\n')
    pairs = write(tmp_path / "pairs.jsonl", PAIRS)
    with pytest.raises(CommandError, match="line 1: this is not JSON"):
        call_command("map_anchors", pairs=pairs, anchors=anchors, out=tmp_path / "out.jsonl")
