"""Where a revision's text and picture come from: a page elsewhere, a file, what stands now."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.admin.filling import Filling, put_file, put_page
from factcheck.admin.kept_pictures import keep
from factcheck.admin.pictures import WORDS
from factcheck.domain.errors import Refusal
from factcheck.domain.text import SourceForm
from factcheck.fetching import FoundArticle
from factcheck.forms.refusals import sentence
from factcheck.models import Article, Revision

#: Boxes for files.
_FILES = {"upload", "file"}


@dataclass
class Brought:
    """What came of it: what was found at an address, the boxes that kept what was typed there, and
    what went wrong, by the box that it is about."""

    found: FoundArticle | None = None
    kept: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    is_text_new: bool = False


def bring_in(article: Article, data: Any, files: Any, step: str) -> Brought:
    """Put into the boxes of a sent form what the person asked for; nothing typed is lost."""
    filling = Filling(data, _stored(article.newest))
    brought = Brought(kept=filling.kept)
    if step == "drop":
        data["kept_picture"] = ""
    if "upload" in files:
        _try(brought, "upload", lambda: _keep_picture(data, files["upload"]))
    if "file" in files:
        _try(brought, "file", lambda: put_file(filling, files["file"]))
        brought.is_text_new = True
    elif step == "file":
        brought.problems["file"] = _("Choose a file first.")
    elif step == "present":
        body = article.newest.body
        _try(brought, "html", lambda: filling.put_text(body, SourceForm.HTML))
    elif step == "fetch" or (data.get("address") and not data.get("html", "").strip()):
        _try(brought, "address", lambda: _put_page(article, filling, brought))
        brought.is_text_new = True
    return brought


def _try(brought: Brought, box: str, put: Any) -> None:
    try:
        put()
    except Refusal as refusal:
        brought.problems[box] = sentence(refusal)
        if box in _FILES:  # no browser keeps one
            brought.problems[box] += " " + _("The file has to be chosen again.")


def _keep_picture(data: Any, file: Any) -> None:
    data["kept_picture"] = keep(file.read())


def _put_page(article: Article, filling: Filling, brought: Brought) -> None:
    """The page's text, headline, day and picture; a picture of ours stays what it is."""
    found = brought.found = put_page(filling, filling.data.get("address", ""))
    if found.image_url and not article.newest.image and not filling.data.get("kept_picture"):
        filling.put("image_url", found.image_url)
        if found.image_alt:
            filling.put(f"image_alt_{article.language}", found.image_alt)
    if found.published and _is_since(found.published, article):
        filling.put("effective_on", found.published.isoformat())


def _is_since(day: date, article: Article) -> bool:
    """Whether a page's date can be that of its change: after all that is known of it, not today."""
    known = [article.newest.act.effective_on, article.published_latest, article.published_earliest]
    return day < timezone.localdate() and all(day > earlier for earlier in known if earlier)


def _stored(newest: Revision) -> dict[str, str]:
    """The boxes as they were opened."""
    words = {name: getattr(newest, name) for name in ("headline", *WORDS)}
    boxes = {name: value for name, value in words.items() if isinstance(value, str)}
    for name, texts in words.items():
        if isinstance(texts, dict):
            boxes |= {f"{name}_{code}": text for code, text in texts.items()}
    return boxes
