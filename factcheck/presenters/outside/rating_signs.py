"""The ratings' signs as masks: rings that fill with certainty, as static/factcheck/icons.svg has
them. Drawn large and made smaller, which makes their edges smooth."""

from functools import lru_cache

from PIL import Image, ImageDraw

from factcheck.presenters.outside.typefaces import typeface

_UNIT = 24  # of the signs' own grid
_FINE = 4
#: Ratings whose ring is filled from the top clockwise, and how far, in degrees.
_FILLED = {"true": 360, "mostly_true": 270, "missing_context": 180, "mostly_false": 90}


@lru_cache(maxsize=32)
def sign(rating: str, size: int) -> Image.Image:
    """A square mask of so many points."""
    mask = Image.new("L", (size * _FINE, size * _FINE), 0)
    _Sign(mask).draw(rating)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


class _Sign:
    def __init__(self, mask: Image.Image) -> None:
        self.pen = ImageDraw.Draw(mask)
        self.scale = mask.width / _UNIT

    def draw(self, rating: str) -> None:
        if rating in _FILLED:
            self.ring(1.5)
            self.ring(4.5, -90, _FILLED[rating] - 90)
            if rating == "true":
                self.stroke(2.25, (8.6, 12.2), (11.1, 14.7), (15.5, 9.7))
        elif rating == "false":
            self.ring(2.5)
            self.stroke(2.5, (5.8, 18.2), (18.2, 5.8))
        elif rating == "opinion":
            self.letter("”" if typeface(8).getmask("”").getbbox() else '"', 26, 0.84)
        else:
            for start in range(0, 360, 36):
                self.ring(1.75, start, start + 22)
            if rating == "unverifiable":
                self.letter("?", 13, 0.52)

    def ring(self, width: float, start: float = 0, end: float = 360) -> None:
        """An arc of the ring, `width` around its middle line."""
        outer = 8.5 + width / 2
        box = [(12 - outer) * self.scale] * 2 + [(12 + outer) * self.scale] * 2
        self.pen.arc(box, start, end, fill=255, width=round(width * self.scale))

    def stroke(self, width: float, *points: tuple[float, float]) -> None:
        places = [(x * self.scale, y * self.scale) for x, y in points]
        wide = round(width * self.scale)
        self.pen.line(places, fill=255, width=wide, joint="curve")
        for x, y in places:  # round ends
            half = wide / 2
            self.pen.ellipse((x - half, y - half, x + half, y + half), fill=255)

    def letter(self, letter: str, size: float, height: float) -> None:
        face = typeface(round(size * self.scale), bold=True)
        place = (12 * self.scale, 24 * height * self.scale)
        self.pen.text(place, letter, font=face, fill=255, anchor="mm")
