"""How claims come through edits made by chance: python -m tests.bench.anchors_on_made_edits

The truth is known here: each character of an edited text remembers where it came from. The texts
are the seed article and, where ../shared/data has them, articles of its revision data, which makes
edits that nobody tuned anything by. Claims are sentences, parts of them, and two to four words.
"""

import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from factcheck.domain.anchors import Followed, anchor_at, follow
from factcheck.domain.vocabulary import AnchorState

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "article_revisions"
ARTICLES = 60
ROUNDS = 3
CLAIMS = 12
_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{15,}?[.!?](?=\s|$)")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")

FOREIGN = (
    "Gempa bumi mengguncang Lombok pada Minggu malam. Menurut BMKG, pusatnya 10 kilometer di bawah"
    " laut, dan tidak ada peringatan tsunami.\nPemerintah mengirim bantuan ke pulau itu. Pada tahun"
    " 2018, gempa serupa merusak ribuan rumah, kata juru bicara badan tersebut."
)

Piece = list[tuple[str, int]]  # characters, each with its place in the old text, -1 for new ones


def lines_of(text: Piece) -> list[Piece]:
    """Lines without their ends."""
    lines: list[Piece] = [[]]
    for item in text:
        if item[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(item)
    return lines


def joined(lines: list[Piece]) -> Piece:
    """Lines in one text again."""
    return [item for line in lines for item in [*line, ("\n", -1)]][:-1]


def plain(piece: Piece) -> str:
    """The characters alone."""
    return "".join(char for char, _ in piece)


def fresh(text: str) -> Piece:
    """New words, which came from nowhere."""
    return [(char, -1) for char in text]


def some(chance: random.Random, text: Piece, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """One of the places of a pattern."""
    found = [match.span() for match in pattern.finditer(plain(text))]
    return chance.choice(found) if found else None


class Edits:
    """Ways to edit a text; `other` is where foreign words come from."""

    def __init__(self, chance: random.Random, other: str) -> None:
        self.chance, self.other = chance, other
        self.sentences = [found.group() for found in _SENTENCE.finditer(other)] or ["Baru ini."]

    def paragraph_moved(self, text: Piece) -> Piece:
        lines = lines_of(text)
        line = lines.pop(self.chance.randrange(len(lines)))
        lines.insert(self.chance.randint(0, len(lines)), line)
        return joined(lines)

    def paragraph_deleted(self, text: Piece) -> Piece:
        lines = lines_of(text)
        del lines[self.chance.randrange(len(lines))]
        return joined(lines) or text

    def paragraph_replaced(self, text: Piece) -> Piece:
        lines = lines_of(text)
        lines[self.chance.randrange(len(lines))] = fresh(self.chance.choice(self.other.split("\n")))
        return joined(lines)

    def paragraphs_merged(self, text: Piece) -> Piece:
        lines = lines_of(text)
        if len(lines) < 2:
            return text
        at = self.chance.randrange(len(lines) - 1)
        return joined([*lines[:at], [*lines[at], *fresh(" "), *lines[at + 1]], *lines[at + 2 :]])

    def sentence_put_in(self, text: Piece) -> Piece:
        place = some(self.chance, text, _SENTENCE)
        if not place:
            return text
        return text[: place[0]] + fresh(self.chance.choice(self.sentences) + " ") + text[place[0] :]

    def sentence_deleted(self, text: Piece) -> Piece:
        place = some(self.chance, text, _SENTENCE)
        return text[: place[0]] + text[place[1] :] if place else text

    def sentence_replaced(self, text: Piece) -> Piece:
        place = some(self.chance, text, _SENTENCE)
        if not place:
            return text
        return text[: place[0]] + fresh(self.chance.choice(self.sentences)) + text[place[1] :]

    def sentence_moved(self, text: Piece) -> Piece:
        place, there = some(self.chance, text, _SENTENCE), some(self.chance, text, _SENTENCE)
        if not place or not there or there[0] in range(*place):
            return text
        moved = text[slice(*place)] + fresh(" ")
        if there[0] < place[0]:
            return text[: there[0]] + moved + text[there[0] : place[0]] + text[place[1] :]
        return text[: place[0]] + text[place[1] : there[0]] + moved + text[there[0] :]

    def sentence_repeated(self, text: Piece) -> Piece:
        place, there = some(self.chance, text, _SENTENCE), some(self.chance, text, _SENTENCE)
        if not place or not there or there[0] in range(place[0], place[1] + 3):
            return text
        return text[: there[0]] + fresh(plain(text[slice(*place)]) + " ") + text[there[0] :]

    def sentence_split(self, text: Piece) -> Piece:
        place = some(self.chance, text, re.compile(r", (?=\w)"))
        return text[: place[0]] + fresh(". ") + text[place[1] :] if place else text

    def number_changed(self, text: Piece) -> Piece:
        place = some(self.chance, text, _NUMBER)
        if not place:
            return text
        number = str(int(plain(text[slice(*place)])[:9]) + self.chance.randint(1, 40))
        return text[: place[0]] + fresh(number) + text[place[1] :]

    def word_replaced(self, text: Piece) -> Piece:
        place = some(self.chance, text, _WORD)
        word = self.chance.choice(_WORD.findall(self.other))
        return text[: place[0]] + fresh(word) + text[place[1] :] if place else text

    def words_deleted(self, text: Piece) -> Piece:
        place = some(self.chance, text, re.compile(r"\w+ \w+ "))
        return text[: place[0]] + text[place[1] :] if place else text

    def print_changed(self, text: Piece) -> Piece:
        forms = {'"': "“", "'": "’", "-": "–", "“": '"', "”": '"', "’": "'", "–": "-"}
        return [(forms.get(char, char), place) for char, place in text]


KINDS: list[Callable[[Edits, Piece], Piece]] = [
    method for name, method in vars(Edits).items() if not name.startswith("_")
]


def claims(chance: random.Random, text: str) -> list[tuple[str, int, int]]:
    """Sentences, parts of sentences and a few words, with a name each."""
    found: list[tuple[str, int, int]] = []
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    for start, end in chance.sample(sentences, min(CLAIMS, len(sentences))):
        words = [match.span() for match in _WORD.finditer(text, start, end)]
        found.append(("sentence", start, end))
        if len(words) >= 10:
            first = chance.randrange(len(words) - 8)
            last = min(len(words) - 1, first + chance.randint(5, 8))
            found.append(("part", words[first][0], words[last][1]))
        if len(words) >= 4:
            first = chance.randrange(len(words) - 3)
            last = first + chance.randint(1, 3)
            found.append(("few words", words[first][0], words[last][1]))
    return found


def truth(new: Piece, start: int, end: int) -> tuple[str, int, int] | None:
    """Same, edited or gone, with the place; None where the edit left it open."""
    places = [at for at, (_, came) in enumerate(new) if start <= came < end]
    if not places:
        return "gone", 0, 0
    low, high = places[0], places[-1] + 1
    if len(places) == end - start == high - low and places == sorted(places):
        in_order = [new[at][1] for at in places] == list(range(start, end))
        return ("same", low, high) if in_order else None
    share = len(places) / (end - start)
    return ("edited", low, high) if share >= 0.7 and high - low < 1.5 * (end - start) else None


def outcome(expected: tuple[str, int, int], came: Followed) -> str:
    """Right, orphaned or wrong, as the revision data are scored."""
    status, start, end = expected
    if came.anchor is None:
        return "right" if status == "gone" else "orphaned"
    if status == "gone":
        return "wrong"
    shared = max(0, min(end, came.anchor.end) - max(start, came.anchor.start))
    whole = max(end, came.anchor.end) - min(start, came.anchor.start)
    return "right" if shared / whole >= (0.9 if status == "same" else 0.5) else "wrong"


def texts() -> list[str]:
    """The seed article, and others where there are any."""
    found = [(ROOT / "seeds" / "article.txt").read_text(encoding="utf-8")] * 10
    for path in sorted(DATA.glob("*.pairs.jsonl")):
        with path.open(encoding="utf-8") as lines:
            news = (json.loads(line)["new"] for line in islice(lines, 0, None, 7))
            found += [text for text in islice(news, ARTICLES) if 800 < len(text) < 20_000]
    return found


def main() -> None:
    """Print the shares by kind of claim and what became of it, for each kind of edit."""
    chance = random.Random(4)  # noqa: S311 - the same edits each time
    verbose = "-v" in sys.argv
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    hidden = 0
    listed = texts()
    others = sorted(set(listed)) if len(set(listed)) > 1 else [FOREIGN]
    started = time.process_time()
    for text in listed:
        for kind in KINDS:
            edits = Edits(chance, chance.choice([other for other in others if other != text]))
            new: Piece = [(char, place) for place, char in enumerate(text)]
            for _ in range(ROUNDS):
                new = kind(edits, new)
            there = claims(chance, text)
            written = plain(new)
            came = follow(
                text, written, [anchor_at(text, s, e) for _, s, e in there], suggest=False
            )
            for (name, start, end), result in zip(there, came, strict=True):
                expected = truth(new, start, end)
                if expected is None:
                    continue
                got = outcome(expected, result)
                for label in ("all", f"{name}, {expected[0]}", kind.__name__):
                    counts[label][got] += 1
                if verbose and got != "right":
                    show(kind.__name__, name, text[start:end], expected, written, result, got)
                if expected[0] == "edited" and result.state is not AnchorState.LOST:
                    hidden += not result.changes and kind.__name__ == "number_changed"
    seconds = time.process_time() - started
    print(f"claims through made edits: right / orphaned / wrong ({seconds:.0f} s)")
    for label, counted in counts.items():
        total = counted.total()
        shares = " / ".join(f"{counted[o] / total:.4f}" for o in ("right", "orphaned", "wrong"))
        print(f"  {label:22s} {shares}   of {total}")
    print(f"  changed numbers not named: {hidden}")


def show(
    kind: str,
    name: str,
    was: str,
    expected: tuple[str, int, int],
    new: str,
    got: Followed,
    how: str,
) -> None:
    """Print what did not come out right."""
    now = got.anchor.exact if got.anchor else None
    print(f"{how}: {kind}, {name}, {expected[0]}\n   was  {was!r}")
    print(f"   is   {new[expected[1] : expected[2]]!r}\n   came {now!r} {got.state} {got.changes}")


if __name__ == "__main__":
    main()
