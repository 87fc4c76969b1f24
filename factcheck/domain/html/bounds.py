"""What HTML costs to read, bounded before a parser sees it.

A parser's work can grow with the square of what it is given: elements are looked up in those around
them, and formatting left open is opened again in every paragraph that follows.
"""

import re
from collections import Counter
from typing import NoReturn

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.words import words

# No page that people write comes near these.
MAX_NESTING = 1_000
MAX_TAGS = 50_000
MAX_ESCAPED = 200_000
MAX_WORDS = 100_000

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_WORD = re.compile(r"[^\t\n\r\f />=]+")
# Elements that end by themselves don't nest.
_ENDLESS = words(
    "base br col dd dt embed hr img input li link meta option p param source td tfoot th thead"
    " tbody tr wbr"
)

# Formatting that means nothing here, and formatting that does, where it has attributes.
_MEANINGLESS = re.compile(r"<(/?)(?:big|font|nobr|small|tt)(?=[\s/>])", re.IGNORECASE | re.ASCII)
_FORMATTING = re.compile(
    r"<(b|code|em|i|s|strike|strong|u)(?=[ \t\n\r\f/])", re.IGNORECASE | re.ASCII
)


def check_bounds(html: str) -> None:
    """Refuse HTML with more tags, deeper nesting or more escaped signs than texts have."""
    open_tags: Counter[str] = Counter()
    depth = 0
    for number, tag in enumerate(_TAG.finditer(html)):
        if number == MAX_TAGS:
            _refuse_tags()
        name = tag.group(2).lower()
        if name in _ENDLESS or (tag.group(1) and not open_tags[name]):
            continue
        step = -1 if tag.group(1) else 1
        open_tags[name] += step
        depth += step
        if depth > MAX_NESTING:
            refuse_nesting()
    if html.count("&") + html.count("\u00a0") > MAX_ESCAPED:
        raise Refusal(
            N_(
                "There are more than %(limit)s signs “&”, “<”, “>” and hard spaces here."
                " Split the text into several articles."
            ),
            limit=f"{MAX_ESCAPED:,}",
        )


def check_attributes(html: str) -> None:
    """Refuse HTML in which one tag could have more attributes than can be told apart in time.

    Each name is one of the words counted, wherever a parser sees its tag begin and end.
    """
    if len({word.group() for word in _WORD.finditer(html)}) > MAX_WORDS:
        raise Refusal(N_("This HTML has too many attributes to be read. Paste the text alone."))


def check_outcome(html: str) -> None:
    """Refuse markup in which a parser had to repeat what was never closed."""
    if html.count("<") > 2 * MAX_TAGS:
        _refuse_tags()


def plain_formatting(html: str) -> str:
    """The HTML with formatting elements without attributes, of which a parser remembers no more
    than three of a name; a <wbr>, which nobody keeps, takes the attributes over."""
    return _FORMATTING.sub(r"<\1><wbr", _MEANINGLESS.sub(r"<\1span", html))


def refuse_nesting() -> NoReturn:
    """Say no to what stands too deep in each other."""
    raise Refusal(N_("This text is nested too deeply to be read. Paste the text alone."))


def _refuse_tags() -> NoReturn:
    raise Refusal(
        N_("This text has more than %(limit)s tags. Paste it as plain text."), limit=f"{MAX_TAGS:,}"
    )
