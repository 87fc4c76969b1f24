"""Small copies of pictures."""

import io

import pytest
from PIL import Image

from factcheck.domain.thumbnails import SIZE, small_copy


@pytest.mark.parametrize(("mode", "form"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("P", "PNG")])
def test_a_copy_fits_and_keeps_its_shape(mode: str, form: str) -> None:
    content = io.BytesIO()
    Image.new(mode, (2000, 1000)).save(content, form)
    with Image.open(io.BytesIO(small_copy(content.getvalue()))) as copy:
        assert (copy.format, copy.size) == ("JPEG", (SIZE[0], SIZE[0] // 2))


def test_what_is_no_picture_has_none() -> None:
    assert small_copy(b"no picture") == b""
