"""What is sent and answered. The schema at /api/v1/openapi.json is made of these."""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from factcheck.domain.vocabulary import NoticeKind

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: Any) -> date | None:
    """A day as ISO 8601 writes it, and nothing else that pydantic would take for one."""
    if value is None:
        return None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("day", "not a day")


Day = Annotated[date | None, BeforeValidator(_day)]


class Sent(Schema):
    """Refuses fields that don't exist: a misspelt one would be passed over in silence."""

    model_config = ConfigDict(extra="forbid")


class NoticeSent(Sent):
    """A notice for readers, posted with the revision. Texts are by language."""

    kind: NoticeKind
    text: dict[str, str] = Field(examples=[{"en": "The featured image was replaced."}])
    explanation: dict[str, str] = {}
    dated: Day = None


class ContentSent(Sent):
    """The whole text, in one of three forms, and what goes with it."""

    html: str | None = None
    text: str | None = None
    markdown: str | None = None
    headline: str | None = Field(None, description="Left out, it stays as it is.")
    reason: str | None = Field(None, description="Why. Readers see it.")
    effective_on: Day = Field(None, description="Only where it changed before today.")
    notice: NoticeSent | None = None


class Waiting(Schema):
    """A claim that keeps an article from being ready. `url` is its page at the desk."""

    number: int
    statement: dict[str, str]
    status: str
    stale: str | None
    why: str
    url: str


class CoverageTold(Schema):
    """How far an article is checked. Counted are claims that can be checked: opinions alone are
    not. `ready` is false only where an editor asks for coverage (`required`) and it is missing."""

    ready: bool
    required: bool
    checked: int
    total: int
    stale: int
    blocking: list[Waiting]


class ClaimTold(Schema):
    """What became of a claim's words in this revision (`state`), what changed in them (`change`),
    and what keeps its published verdict from covering them (`stale`)."""

    number: int
    statement: dict[str, str]
    status: str
    state: str
    change: str | None
    stale: str | None


class RevisionTold(Schema):
    """A revision. `hash` is the SHA-256 of headline, NUL and body, as `GET …/content` gives them;
    `slug` is the article's present address."""

    slug: str
    revision: int
    url: str
    hash: str


class ContentTold(RevisionTold):
    """The article's present words."""

    headline: str
    html: str


class Recorded(RevisionTold):
    """The revision that holds what was sent: a new one, or the present one where it did already.

    `notice_posted` tells whether the notice that was sent stands on the article: a notice is posted
    with a new revision only. It is null where none was sent.
    """

    created: bool
    notice_posted: bool | None
    claims: list[ClaimTold]
    coverage: CoverageTold


class ErrorTold(Schema):
    code: str
    message: str
    field: str | None = None


class Failure(Schema):
    error: ErrorTold
