"""The featured image of a revision."""

from dataclasses import dataclass
from functools import lru_cache

from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from factcheck.models import Revision


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of ours (`src`, with its size in pixels), or one elsewhere (`address`)."""

    src: str
    address: str
    width: int | None
    height: int | None
    alt: dict[str, str]
    caption: dict[str, str]
    credit: str


def picture_of(revision: Revision) -> ShownPicture | None:
    """The revision's featured image, or None where it has none."""
    if not revision.image and not revision.image_url:
        return None
    size = _size(revision.image.name) if revision.image else None
    return ShownPicture(
        src=revision.image.url if revision.image else "",
        address="" if revision.image else revision.image_url,
        width=size[0] if size else None,
        height=size[1] if size else None,
        alt=revision.image_alt,
        caption=revision.image_caption,
        credit=revision.image_credit,
    )


@lru_cache(maxsize=4_096)  # a picture's name is its hash, so its size never changes
def _size(name: str) -> tuple[int, int] | None:
    """Width and height, so that a page keeps the room while the picture loads."""
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            return image.size
    except (OSError, UnidentifiedImageError):
        return None
