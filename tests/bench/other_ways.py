"""Other ways to find words again after an edit, which the bench measures ours beside."""

import re
from difflib import SequenceMatcher

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]

Span = tuple[int, int]

_WORD = re.compile(r"\w+|[^\w\s]")
# What difflib must keep of a span's words to give it a place, as we ask of our own diff.
_KEPT = 0.4
# Cells of one comparison: without autojunk, difflib takes time with their number.
_MOST_CELLS = 60_000_000
_PATTERN = 32


def exact_search(old: str, new: str, spans: list[Span]) -> list[Span | None]:
    """The occurrence of the very words that is nearest to their old place."""
    return [_nearest(old[start:end], start, new) for start, end in spans]


def _nearest(words: str, start: int, new: str) -> Span | None:
    places = [found.start() for found in re.finditer(f"(?={re.escape(words)})", new)]
    if not places:
        return None
    place = min(places, key=lambda place: abs(place - start))
    return place, place + len(words)


def by_difflib(old: str, new: str, spans: list[Span]) -> list[Span | None]:
    """From the first to the last word of the span that difflib matches, if enough are.

    Words are compared, not characters, and texts of more than 60 million pairs of words not at all:
    by characters, or beyond that, it takes minutes.
    """
    olds, news = [list(_WORD.finditer(text)) for text in (old, new)]
    if len(olds) * len(news) > _MOST_CELLS:
        return [None] * len(spans)
    matcher = SequenceMatcher(
        None, [word.group() for word in olds], [word.group() for word in news], autojunk=False
    )
    partner: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        partner |= {block.a + step: block.b + step for step in range(block.size)}
    found: list[Span | None] = []
    for start, end in spans:
        inside = [at for at, word in enumerate(olds) if start < word.end() and word.start() < end]
        kept = [partner[at] for at in inside if at in partner]
        enough = kept and len(kept) >= _KEPT * len(inside)
        found.append((news[kept[0]].start(), news[kept[-1]].end()) if enough else None)
    return found


def by_diff_match_patch(old: str, new: str, spans: list[Span]) -> list[Span | None]:
    """The very words where they are, else the likeliest places of both their ends."""
    matcher = diff_match_patch()
    matcher.Match_Distance = 2 * max(len(new), 1)
    matcher.Match_Threshold = 0.5
    return [_matched(matcher, old[start:end], start, new) for start, end in spans]


def _matched(matcher: diff_match_patch, words: str, start: int, new: str) -> Span | None:
    exact = _nearest(words, start, new)
    if exact:
        return exact
    low = matcher.match_main(new, words[:_PATTERN], min(start, len(new)))
    if low < 0:
        return None
    aim = min(low + len(words) - _PATTERN, len(new))
    tail = matcher.match_main(new, words[-_PATTERN:], max(0, aim))
    high = tail + _PATTERN if tail >= 0 else low + len(words)
    if not low < high <= low + 3 * len(words):
        high = low + len(words)
    return low, min(high, len(new))
