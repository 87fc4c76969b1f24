"""An article's words: as they were sent, as they are named, and whether both are the same."""

import hashlib
import re
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.actions.articles import revised_content
from factcheck.actions.notices import NoticeText
from factcheck.api.problems import Problem
from factcheck.api.schemas import ContentSent, NoticeSent
from factcheck.domain.dates import BadDate, check_effective
from factcheck.domain.text import SourceForm
from factcheck.forms.refusals import sentence
from factcheck.models import Revision

#: Stands in where a program doesn't say why; readers see it as it is.
NO_REASON = gettext_noop("Sent by the newsroom's own system.")

_FORMS = {
    "html": SourceForm.HTML,
    "text": SourceForm.TEXT,
    "markdown": SourceForm.MARKDOWN,
}
_ETAG = re.compile(r'"([^"]*)"')


def fingerprint(revision: Revision) -> str:
    """SHA-256 (hex) of headline, NUL and body in UTF-8; NUL stands in neither."""
    return hashlib.sha256(f"{revision.headline}\0{revision.body}".encode()).hexdigest()


def etag(revision: Revision) -> str:
    return f'"{fingerprint(revision)}"'


def names(if_match: str, known: str) -> bool:
    """Whether a header If-Match names these words.

    A weak ETag counts too: proxies weaken them when they compress, and these name words, not bytes.
    """
    return if_match.strip() == "*" or known in _ETAG.findall(if_match)


def sent_in(content: ContentSent) -> dict[str, Any]:
    """What `record_revision` takes, but for the article and who acts. Raises Problem."""
    given = [name for name in _FORMS if getattr(content, name) is not None]
    if len(given) != 1:
        said = _("Send the text once: as “html”, “text” or “markdown”.")
        raise Problem(422, said, code="invalid", field=given[0] if given else "html")
    [name] = given
    return {
        "html": getattr(content, name),
        "form": _FORMS[name],
        "headline": content.headline,
        "reason": (content.reason or "").strip() or NO_REASON,
        "effective_on": content.effective_on,
        "notice": _notice(content.notice) if content.notice else None,
    }


def is_there(sent: dict[str, Any], newest: Revision) -> bool:
    """Whether these are the words that stand there already."""
    words = {name: sent[name] for name in ("html", "form", "headline")}
    wanted = revised_content(newest, **words)
    return (wanted["headline"], wanted["body"]) == (newest.headline, newest.body)


def _notice(notice: NoticeSent) -> NoticeText:
    offered = dict(settings.LANGUAGES)
    for name, texts in (("text", notice.text), ("explanation", notice.explanation)):
        if set(texts) - set(offered):
            said = _("Name each text of “%(field)s” by its language: %(languages)s.")
            field = f"notice.{name}"
            languages = ", ".join(offered)
            raise Problem(
                422, said % {"field": field, "languages": languages}, code="invalid", field=field
            )
    try:
        check_effective(notice.dated, None, timezone.localdate())
    except BadDate as refusal:
        raise Problem(422, sentence(refusal), field="notice.dated") from refusal
    return NoticeText(
        kind=notice.kind, text=notice.text, explanation=notice.explanation, dated=notice.dated
    )
