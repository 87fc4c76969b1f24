"""Drawing a card, 1200 × 630 points: what every site that shows cards has room for."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from factcheck.presenters.outside.rating_signs import sign
from factcheck.presenters.outside.typefaces import Typeface, drawable, typeface

WIDTH, HEIGHT = 1200, 630

_PAPER, _INK, _QUIET, _RULE = "#fbf9f4", "#221e19", "#625a4f", "#ddd6c8"
_WARNING = "#845600"
#: The hues of ratings on paper, as static/factcheck/tokens.css has them.
_HUES = {
    "true": "#1a6b3a",
    "mostly_true": "#0b676e",
    "missing_context": "#845600",
    "mostly_false": "#a54308",
    "false": "#b0201f",
    "unverifiable": "#4e5c69",
    "opinion": "#683c9c",
}
_EDGE, _BAND = 72, 24
_ROOM = WIDTH - 2 * _EDGE
_TOP, _BOTTOM = 210, 500  # between which the statement stands
_SIZES = (58, 50, 42, 36)  # of the statement, the largest that fits
_LEADING = 1.28
_COLOURS = 64  # of the picture: paper, ink, a hue and the shades between


@dataclass(frozen=True, slots=True)
class Words:
    """All that a card says. `statement` has at most some hundred characters."""

    newsroom: str
    statement: str
    host: str
    rating: str = ""
    state: str = ""
    published: str = ""


def draw(rating: str, words: Words, *, is_muted: bool = False) -> bytes:
    """A card as PNG. A text for which there are no letters is left out, never drawn as boxes;
    `is_muted`: the rating is drawn without its hue, since it doesn't hold as it stands."""
    hue = _QUIET if is_muted else _HUES.get(rating, _QUIET)
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, _BAND, HEIGHT), fill=hue)
    if rating:
        picture.paste(hue, (_EDGE, 72), sign(rating, 92))
        _line(pen, (_EDGE + 116, 118), words.rating, typeface(60, bold=True), hue, _ROOM - 116)
        if words.state:
            _stamp(pen, words.state)
    else:
        _line(pen, (_EDGE, 118), words.newsroom, typeface(60, bold=True), _INK, _ROOM)
    _statement(pen, words.statement)
    pen.line((_EDGE, 536, WIDTH - _EDGE, 536), fill=_RULE, width=2)
    small = typeface(26)
    left = words.newsroom if rating else ""
    _line(pen, (_EDGE, 576), left or words.host, typeface(26, bold=True), _INK, 330)
    right = " · ".join(part for part in (words.published, words.host if left else "") if part)
    _line(pen, (WIDTH - _EDGE, 576), right, small, _QUIET, 700, anchor="rm")
    return _as_png(picture)


def _statement(pen: ImageDraw.ImageDraw, text: str) -> None:
    size, lines = _fitting(drawable(text, typeface(_SIZES[0])))
    for place, line in enumerate(lines):
        top = _TOP + place * size * _LEADING
        pen.text((_EDGE, top), line, font=typeface(size), fill=_INK)


def _fitting(text: str) -> tuple[int, list[str]]:
    """The largest size at which a text has room, and its lines; at the smallest it may be cut."""
    for size in _SIZES:
        most = _most(size)
        lines = list(_wrapped(text, typeface(size), most + 1))
        if len(lines) <= most:
            return size, lines
    smallest = _SIZES[-1]
    face, most = typeface(smallest), _most(smallest)
    lines = list(_wrapped(text, face, most))
    return smallest, [*lines[:-1], _ending(lines[-1], face)]


def _most(size: int) -> int:
    """How many lines have room."""
    return int((_BOTTOM - _TOP) // (size * _LEADING))


def _wrapped(text: str, face: Typeface, most: int) -> Iterator[str]:
    """The text in lines as wide as there is room; at most so many. A word that is wider breaks."""
    line = ""
    for word in text.split():
        for piece in _pieces(word, face):
            longer = f"{line} {piece}" if line else piece
            if face.getlength(longer) <= _ROOM:
                line = longer
                continue
            yield line
            most -= 1
            if not most:
                return
            line = piece
    if line:
        yield line


def _pieces(word: str, face: Typeface) -> Iterator[str]:
    while face.getlength(word) > _ROOM:
        fits = 1
        while face.getlength(word[: fits + 1]) <= _ROOM:
            fits += 1
        yield word[:fits]
        word = word[fits:]
    yield word


def _ending(line: str, face: Typeface) -> str:
    """A line that says that more follows."""
    while line and face.getlength(f"{line}…") > _ROOM:
        line = line[:-1]
    return f"{line.rstrip(' ,;:.–-')}…"


def _line(
    pen: ImageDraw.ImageDraw,
    place: tuple[int, int],
    text: str,
    face: Typeface,
    colour: str,
    room: int,
    anchor: str = "lm",
) -> None:
    """One line, cut to its room."""
    text = drawable(text, face)
    if face.getlength(text) > room:
        while text and face.getlength(f"{text}…") > room:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    pen.text(place, text, font=face, fill=colour, anchor=anchor)


def _stamp(pen: ImageDraw.ImageDraw, state: str) -> None:
    """That the rating doesn't hold as it stands, at the right of its word."""
    face = typeface(34, bold=True)
    text = drawable(state, face)
    width = int(face.getlength(text)) + 48
    box = (WIDTH - _EDGE - width, 88, WIDTH - _EDGE, 148)
    pen.rounded_rectangle(box, radius=8, fill=_PAPER, outline=_WARNING, width=4)
    pen.text((box[0] + 24, 118), text, font=face, fill=_WARNING, anchor="lm")


def _as_png(picture: Image.Image) -> bytes:
    file = BytesIO()
    small = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(file, "PNG", optimize=False)
    return file.getvalue()
