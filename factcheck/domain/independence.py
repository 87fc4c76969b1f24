"""Which sources say the same because one took it from another, and how many are left then.

Likeness is that of shingles: the runs of SHINGLE words that a text has. How much of one text stands
in another is their *containment*, |S(A) ∩ S(B)| / |S(A)|, after A. Z. Broder, "On the resemblance
and containment of documents" (Compression and Complexity of Sequences, 1997, pages 21 to 29).
Unlike resemblance it has a direction: a report may stand whole in a longer one that copies it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from factcheck.domain.addresses import canonical
from factcheck.domain.words import words

#: Words in a row that two writers seldom choose alike, by chance or about the same matter.
SHINGLE = 5
#: From this containment on, in either direction, one text copies the other. Two reports of their
#: own on one speech, which both quote, share far less; an agency's report, shortened and given
#: another headline, shares more.
COPIED = 0.5
#: Texts with fewer words say too little to judge: a caption, an error page, a list of links.
LEAST_WORDS = 40

#: How many independent sources a verdict should rest on.
ENOUGH = 2

# Scripts written without spaces (Thai to Khmer, Chinese, Japanese), where each letter is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
_SECOND_LEVELS = words(
    "ac biz co com desa edu go gob gouv gov ltd mil my ne net nom or org sch web"
)
#: Sites on which anybody publishes: there, who did is told by the publisher's name, or by the part
#: of the host before these. A few that newsrooms meet every day, not all that there are.
_SHARED = words(
    "archive.org archive.ph archive.today blogspot.com facebook.com github.com github.io"
    " instagram.com linkedin.com medium.com reddit.com substack.com t.me threads.net tiktok.com"
    " tumblr.com twitter.com wordpress.com x.com youtu.be youtube.com"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What tells where a source comes from; `key` names it."""

    key: int
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Copying:
    """Two sources of which one copies the other, and how much of each stands in the other (0-1)."""

    one: int
    other: int
    one_in_other: float
    other_in_one: float

    @property
    def most(self) -> float:
        return max(self.one_in_other, self.other_in_one)


def shingles(text: str) -> frozenset[int]:
    """The hashes of a text's shingles, which hold within this process alone; none of a short one.

    Capitals, signs and spaces don't count.
    """
    said = _WORD.findall(text.casefold())
    if len(said) < LEAST_WORDS:
        return frozenset()
    runs = zip(*(said[start:] for start in range(SHINGLE)), strict=False)
    return frozenset(map(hash, runs))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of one text stands in another, by their shingles: 0 to 1."""
    return len(one & other) / len(one) if one else 0.0


def copies(texts: Mapping[int, str]) -> list[Copying]:
    """The pairs of texts, by their keys, of which one copies the other; the closest first."""
    known = {key: found for key, text in texts.items() if (found := shingles(text))}
    pairs = [
        Copying(
            one, other, containment(known[one], known[other]), containment(known[other], known[one])
        )
        for one, other in combinations(sorted(known), 2)
    ]
    return sorted((pair for pair in pairs if pair.most >= COPIED), key=lambda pair: -pair.most)


def independent(
    publications: Sequence[Publication], copying: Iterable[Copying] = ()
) -> list[frozenset[int]]:
    """The sources, by key, in groups that count as one each: of one publisher, of one site, or
    copying one another; so too through a third."""
    group_of = {each.key: {each.key} for each in publications}

    def join(one: int, other: int) -> None:
        whole = group_of[one] | group_of[other]
        for key in whole:
            group_of[key] = whole

    first: dict[tuple[str, str], int] = {}
    for each in publications:
        for name in (("publisher", _named(each.publisher)), ("site", site(each.url))):
            if name[1]:
                join(each.key, first.setdefault(name, each.key))
    for pair in copying:
        if pair.one in group_of and pair.other in group_of:
            join(pair.one, pair.other)
    return sorted({frozenset(group) for group in group_of.values()}, key=min)


def site(url: str) -> str:
    """The name under which a page's site is registered, as far as it can be told; "" for none.

    Two labels of the host (news.example.com is example.com), or three under a country's second
    level (example.co.id, example.com.au). There is a list of all such endings (the Public
    Suffix List), but it goes out of date; a wrong guess here costs a warning too many or too few.
    An archive's copy belongs to the site that it is a copy of.
    """
    address = canonical(_ARCHIVED.sub("", url.strip()))
    host = urlsplit(f"//{address}").hostname or ""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return host
    is_second_level = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS
    name = ".".join(labels[-3:] if is_second_level else labels[-2:])
    if name in _SHARED:
        return "" if host == name else host
    return name


def _named(publisher: str) -> str:
    """A publisher's name, as two of them compare equal."""
    return " ".join(_WORD.findall(publisher.casefold()))
