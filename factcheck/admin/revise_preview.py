"""What an editor sees of a revision before it is recorded."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from factcheck.actions.pictures import Picture
from factcheck.actions.preview import Preview, Prospect
from factcheck.admin.describe import marked_words
from factcheck.admin.kept_pictures import thumbnail
from factcheck.domain.diff import Segment
from factcheck.models import Revision
from factcheck.presenters.pictures import ShownPicture, picture_of
from factcheck.presenters.prospects import Outlook, becomes_of_verdict, kind_of, outlook
from factcheck.presenters.values import article_change

_SHOWN = 100  # claims shown one by one; an edit that touches more is another article
_CHARACTERS = 30_000  # of a comparison: a page that shows more is read by nobody
_PASSAGE = 3_000  # of it in one passage that came or went
_SEGMENTS = 600


@dataclass(frozen=True, slots=True)
class ShownProspect:
    """One claim: what changes, in words, and its words before and after, marked."""

    prospect: Prospect
    kind: str
    verdict: str
    words: list[Segment]
    sentence: list[Segment]


@dataclass(frozen=True, slots=True)
class Shown:
    """The preview as its page shows it. A list of segments is empty where nothing changed."""

    headline: list[Segment]
    text: list[Segment]
    moved: int  # paragraphs of the text
    is_cut: bool
    outlook: Outlook
    look: list[ShownProspect]
    mended: list[ShownProspect]
    picture: Picture | None
    picture_before: ShownPicture | None
    picture_after: str

    @property
    def more(self) -> int:
        """How many claims need another look beyond those shown."""
        return len(self.outlook.look) - len(self.look)


def shown(old: Revision, preview: Preview, picture: Picture | None) -> Shown:
    """What changes from a revision to its successor."""
    claims = outlook(preview.prospects)
    text = article_change("", old.text, preview.text)
    segments, is_cut = bounded(text.segments)
    return Shown(
        headline=_difference(old.headline, preview.headline)[0],
        text=segments,
        moved=text.moved,
        is_cut=is_cut,
        outlook=claims,
        look=[_shown_prospect(prospect) for prospect in claims.look[:_SHOWN]],
        mended=[_shown_prospect(prospect) for prospect in claims.mended[:_SHOWN]],
        picture=picture,
        picture_before=picture_of(old) if picture else None,
        picture_after=thumbnail(picture.content) if picture else "",
    )


def bounded(segments: Iterable[Segment]) -> tuple[list[Segment], bool]:
    """Segments that a page can hold, and whether anything was left out of them for that."""
    found: list[Segment] = []
    room, is_cut = _CHARACTERS, False
    for segment in segments:
        if room <= 0 or len(found) >= _SEGMENTS:
            return [*found, Segment("skipped", "…")], True
        text = segment.text[: min(_PASSAGE, room)]
        found.append(Segment(segment.kind, text))
        if len(text) < len(segment.text):
            found.append(Segment("skipped", "…"))
            is_cut = True
        room -= len(text)
    return found, is_cut


def seal(version: int, headline: str, body: str, picture: Picture | None) -> str:
    """A mark of what was previewed, that nobody can make without a preview.

    It holds for one version of the article, and for exactly this content.
    """
    said: list[Any] = [version, headline, body]
    if picture:
        content = hashlib.sha256(picture.content or b"").hexdigest()
        said += [content, picture.url, picture.alt, picture.caption, picture.credit]
    return salted_hmac("factcheck.preview", json.dumps(said), algorithm="sha256").hexdigest()


def _shown_prospect(prospect: Prospect) -> ShownProspect:
    was, becomes = prospect.was, prospect.becomes
    return ShownProspect(
        prospect=prospect,
        kind=kind_of(prospect),
        verdict=becomes_of_verdict(prospect),
        words=_difference(was.exact or "", becomes.exact or "")[0],
        sentence=_difference(was.sentence, becomes.sentence)[0] if becomes.exact else [],
    )


def _difference(before: str, after: str) -> tuple[list[Segment], bool]:
    if before == after:
        return [], False
    return bounded(marked_words(before, after))


def compared(old: Revision, headline: str, text: str | None) -> dict[str, list[Segment]]:
    """What is stored against what was typed, where someone revised the article meanwhile."""
    typed = {"headline": headline} | ({} if text is None else {"text": text})
    differing = {name: _difference(getattr(old, name), words)[0] for name, words in typed.items()}
    return {name: segments for name, segments in differing.items() if segments}
