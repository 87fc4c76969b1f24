"""A notice that the text itself announces, put in the boxes for an editor to judge."""

from typing import Any

from django.conf import settings

from factcheck.admin.filling import mark
from factcheck.domain.updates import Found
from factcheck.models import Article

_CODES = [code for code, _language in settings.LANGUAGES]
_BOXES = [
    "notice_kind",
    "notice_dated",
    *(f"notice_{name}_{code}" for name in ("text", "explanation") for code in _CODES),
]


def put_notice(data: Any, article: Article, notice: Found | None) -> None:
    """Put a notice in the boxes, or none, unless somebody changed what stands there."""
    boxes = dict.fromkeys(_BOXES, "")
    if notice:
        language = article.language if article.language in _CODES else _CODES[0]
        boxes["notice_kind"] = notice.kind.value
        boxes[f"notice_text_{language}"] = notice.words
        boxes["notice_dated"] = notice.date.isoformat() if notice.date else ""
    offered, present = notice_mark(boxes), notice_mark(data)
    if offered == data.get("offered") or present not in {notice_mark({}), data.get("offered")}:
        return
    for name, value in boxes.items():
        data[name] = value
    data["offered"] = offered
    data.pop("post_notice", None)


def notice_mark(data: Any) -> str:
    """What stands in the boxes of the notice: a hash of each, with a hyphen between."""
    return "-".join(mark(data.get(name) or "") for name in _BOXES)


def is_left_alone(data: Any) -> bool:
    """Whether each box of the notice holds what was offered in it, or nothing."""
    offered = (data.get("offered") or "").split("-")
    if len(offered) != len(_BOXES):
        offered = [""] * len(_BOXES)
    present = notice_mark(data).split("-")
    return all(here in {mark(""), there} for here, there in zip(present, offered, strict=True))
