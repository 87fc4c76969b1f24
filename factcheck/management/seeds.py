"""Reading the seed files: JSON in, checked entries out, or one sentence about what is broken."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.domain.dates import partial_date
from factcheck.domain.errors import Refusal
from factcheck.domain.ratings import RATINGS
from factcheck.domain.vocabulary import ClaimKind, Confidence, NoticeKind, SourceType, Stance

Entry = dict[str, Any]
LANGUAGES = ("id", "en")


class BrokenSeed(Refusal):
    """A seed file that can't be read, or an entry that can't be loaded."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        where = f"{file}, {entry}" if entry else file
        super().__init__(
            f"{where}: {problem} Nothing was loaded; mend it, then run load_seeds again."
        )


@dataclass(frozen=True, slots=True)
class Seeds:
    """Everything in the seed folder, checked. `text` is the body without the publisher's note."""

    folder: Path
    article: Entry
    text: str
    sources: list[Entry]
    claims: list[Entry]
    demonstration: Entry

    def picture(self, number: int) -> bytes:
        """The bytes of the featured image of revision `number`, counted from 1."""
        name: str = self.demonstration["revisions"][number - 1]["image"]
        return (self.folder / name).read_bytes()


def read(folder: Path) -> Seeds:
    """Read and check all seed files. Raises BrokenSeed at the first thing that is wrong."""
    article = _json(folder, "article.json")
    demonstration = _json(folder, "demonstration.json")
    text = _read(folder, "article.txt").decode()
    _check_article(article, text)
    sources = _json(folder, "sources.json")
    for source in sources:
        _check_source(source, demonstration["source_types"])
    known = {source["id"] for source in sources}
    claims = _json(folder, "claims.json")
    for claim in claims:
        _check_claim(claim, known, text)
    for revision in demonstration["revisions"]:
        _read(folder, revision["image"])
    note = article["updates"][0]
    return Seeds(folder, article, text[: note["start"]], sources, claims, demonstration)


def texts(entry: Entry, stem: str) -> dict[str, str]:
    """The flat form of a text by language: {"note_en": …, "note_id": …} under stem "note"."""
    return {code: entry[f"{stem}_{code}"] for code in LANGUAGES}


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise BrokenSeed(name, "", "the file can't be read.") from error


def _json(folder: Path, name: str) -> Any:
    try:
        return json.loads(_read(folder, name))
    except ValueError as error:
        raise BrokenSeed(name, "", f"this is not JSON ({error}).") from error


def _check_article(article: Entry, text: str) -> None:
    def refuse(problem: str) -> None:
        raise BrokenSeed("article.json", str(article.get("slug", "")), problem)

    for key in ("slug", "language", "publisher", "headline", "published", "updates"):
        if not article.get(key):
            refuse(f"“{key}” is missing.")
    for update in article["updates"]:
        if update.get("kind") not in set(NoticeKind):
            refuse(f"“{update.get('kind')}” is no kind of notice.")
        if text[update["start"] : update["end"]] != update["raw"]:
            refuse("an update's offsets do not lead to its words in article.txt.")
        date.fromisoformat(update["date"])


def _check_source(source: Entry, types: dict[str, str]) -> None:
    def refuse(problem: str) -> None:
        raise BrokenSeed("sources.json", str(source.get("id", "")), problem)

    for key in ("id", "title", "type", "url"):
        if not source.get(key):
            refuse(f"“{key}” is missing.")
    if types.get(source["type"]) not in set(SourceType):
        refuse(f"“{source['type']}” is no type of source.")
    if source["reliability"] not in set(Confidence):
        refuse(f"“{source['reliability']}” is no reliability.")
    try:
        partial_date(source["published"] or "")
    except Refusal as error:
        refuse(f"the date “{source['published']}” does not exist: {error}")


def _check_claim(claim: Entry, sources: set[str], text: str) -> None:
    def refuse(problem: str) -> None:
        raise BrokenSeed("claims.json", str(claim.get("id", "")), problem)

    for key in ("id", "topic", "quote", "statement", "kinds", "rating", "confidence", "rationale"):
        if not claim.get(key):
            refuse(f"“{key}” is missing.")
    if text.count(claim["quote"]) != 1:
        refuse(f"its quote stands {text.count(claim['quote'])} times in article.txt, not once.")
    _check_known(refuse, "rating", [claim["rating"]], {rating.key for rating in RATINGS})
    _check_known(refuse, "confidence", [claim["confidence"]], set(Confidence))
    _check_known(refuse, "kind", claim["kinds"], set(ClaimKind))
    for evidence in claim["evidence"]:
        _check_known(refuse, "source", [evidence.get("source", "")], sources)
        _check_known(refuse, "stance", [evidence.get("stance", "")], set(Stance))
    for note in claim.get("time_notes") or []:
        _check_known(refuse, "source", note["source_ids"], sources)


def _check_known(refuse: Any, what: str, keys: Iterable[str], known: Iterable[str]) -> None:
    for key in keys:
        if key not in set(known):
            refuse(f"there is no {what} “{key}”.")
