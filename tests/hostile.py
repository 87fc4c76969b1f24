"""Sources that are made to break a reader of HTML or Markdown, at any size.

Each is a head, a unit that is repeated (with `{}` for a number that changes) and a tail.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.text import SourceForm
from factcheck.domain.words import words


@dataclass(frozen=True)
class Hostile:
    """A source to be made at a size; `most` is how often its unit is repeated at the most."""

    unit: str
    head: str = ""
    tail: str = "words"
    most: int = 10**9


def of_size(hostile: Hostile, size: int) -> str:
    """The source, as near below `size` as its units allow."""
    left = size - len(hostile.head) - len(hostile.tail)
    return hostile.head + "".join(_units(hostile, left)) + hostile.tail


def _units(hostile: Hostile, left: int) -> Iterator[str]:
    if "{}" not in hostile.unit:
        yield hostile.unit * min(max(left, 0) // len(hostile.unit), hostile.most)
        return
    for number in range(hostile.most):
        unit = hostile.unit.replace("{}", f"{number:x}")
        left -= len(unit)
        if left < 0:
            return
        yield unit


_FORMATTING = ["b", "code", "em", "i", "s", "strike", "strong", "u"]
_FORMATS = "".join(f"<{name}>" * 3 for name in _FORMATTING)
_INLINE = ["b", "i", "u", "s", "em", "sub", "sup", "q", "cite", "abbr"]
_OPEN = "".join(f"<{name}>" for name in _INLINE)
_CLOSE = "".join(f"</{name}>" for name in reversed(_INLINE))
_NESTED = sorted(
    words(
        "a b blockquote button div dl figure font form h2 i li math nobr noscript p plaintext pre"
        " select span svg table td template textarea title tr ul"
    )
)
_BACKTICKS = "".join("a" + "`" * number for number in range(1, 80))
_SIGNS = [
    *("[", "![", "[a](", "[[]", "[]", "[a][", "*", "_", "*_", "~~", "`", "a`` `", "**a ", "*a "),
    *("*a_ ", "> ", "- ", "1. ", "<", "<a", "<a b='", "<!--", "<?", "&", "&#x", "\\", "|", "|a"),
    *("#", "a\n===\n", "[a]: x\n", "<x@y.z>", "http://", "<http://"),
]

MARKUP = {
    **{f"nested <{name}>": Hostile(f"<{name}>") for name in _NESTED},
    "nested lists": Hostile("<ul><li>"),
    "nested bold paragraphs": Hostile("<b><p>"),
    "nested links and paragraphs": Hostile('<a href="https://x.org"><p>a'),
    "nested tables": Hostile("<table><tr><td>"),
    "tables in tables": Hostile("<table><table>x"),
    "options": Hostile("<select><option>"),
    "svg and math": Hostile("<svg><math>"),
    "html in svg": Hostile("<svg><foreignObject><div>"),
    "crossing tags": Hostile("<b><i></b></i>a"),
    "links over blocks": Hostile("<a><div></a>a"),
    "misnested paragraphs": Hostile("<a><b><i><u><p>x</a></b></i></u></p>"),
    "many fonts left open": Hostile(
        "<p>a", head="<p>" + "".join(f"<font x={n}><b x={n}>" for n in range(480))
    ),
    "many fonts left open, few enough": Hostile(
        "<p>a", head="<p>" + "".join(f"<font x={n}><b x={n}>" for n in range(480)), most=24_000
    ),
    "formats left open, few enough": Hostile("<p>a", head="<p>" + _FORMATS, most=49_900),
    "misnested blocks, few enough": Hostile(
        "</b></i></u>a", head="<b><i><u>" + "<div>" * 900, most=12_000
    ),
    "depth hidden in <select>": Hostile("<div><select></div></select>", most=12_400),
    "formats hidden in <select>": Hostile("<b x={}><select></b></select><p>a", most=8_000),
    "text between rows": Hostile("x<tr>", head="<table>"),
    "paragraphs in a table": Hostile("<p>x</p>", head="<table>", most=24_900),
    "comment never closed": Hostile("<!-- x", head="<p>a"),
    "comments begun": Hostile("<!--"),
    "declarations begun": Hostile("<!"),
    "sections begun": Hostile("<![CDATA["),
    "instructions begun": Hostile("<?x ", head="<p>a"),
    "closing begun": Hostile("</", head="<p>a"),
    "less than": Hostile("<", head="<p>a"),
    "tags begun": Hostile("<p "),
    "tags begun in tags": Hostile("<p <"),
    "values never closed": Hostile("<a x='"),
    "quotes in a tag": Hostile('"', head="<p>a</p><a "),
    "ampersands": Hostile("&", head="<p>a"),
    "references begun": Hostile("&#x", head="<p>"),
    "references without semicolon": Hostile("&amp", head="<p>"),
    "references that are none": Hostile("&notit;", head="<p>"),
    "a reference without end": Hostile("a", head="<p>&"),
    "a number without end": Hostile("0", head="<p>&#"),
    "references, few enough": Hostile("&amp;abcd", head="<p>", most=199_000),
    "hard spaces": Hostile("\u00a0", head="<p>a"),
    "attributes": Hostile(" {}", head="<p>a</p><a", tail=">words</a>"),
    "attributes, few enough": Hostile(" {}", head="<p>a</p><a", tail=">b</a>", most=99_000),
    "attributes again and again": Hostile("x=1 ", head="<p>a<b ", tail=">words</b>"),
    "one long attribute": Hostile("a", head='<a href="https://x.org/', tail='">words</a>'),
    "an address of many parts": Hostile("é.", head='<a href="https://', tail='">words</a>'),
    "an address of brackets": Hostile("[@:", head='<a href="https://', tail='">words</a>'),
    "zero characters": Hostile("\0", head="<p>a"),
    "half characters": Hostile("\ud800", head="<p>a"),
    "no characters": Hostile("\uffff", head="<p>a"),
    "private characters": Hostile("\ue000", head="<p>a"),
    "order turned round": Hostile("\u202e\u2066", head="<p>a"),
    "spaces without width": Hostile("\u200b\u200d", head="<p>a"),
    "accents": Hostile("\u0316\u0301", head="<p>a"),
    "accents as references": Hostile("&#x316;&#x301;", head="<p>a"),
    "accents between tags": Hostile("\u0316\u0301<img>", head="<p>a"),
    "syllables in parts": Hostile("\u1100\u1161\u11a8", head="<p>"),
    "one word": Hostile("a", head="<p>"),
    "one space": Hostile(" ", head="<p>a"),
    "line breaks": Hostile("a<br>"),
    "line breaks, few enough": Hostile("a<br>", most=49_000),
    "paragraphs": Hostile("<p>a"),
    "paragraphs, few enough": Hostile("<p>a b c", most=24_900),
    "links": Hostile('<a href="http://x.org">a</a> '),
    "links, few enough": Hostile('<a href="http://x.org">a</a> ', most=24_900),
    "cells": Hostile("<td>a b c", head="<table><tr>"),
    "cells, few enough": Hostile("<td>a b c", head="<table><tr>", most=24_900),
    "formats in formats, few enough": Hostile(f"{_OPEN}a{_CLOSE}", most=2_480),
    "formats over blocks": Hostile("<p>a</p>", head=_OPEN, most=24_900),
    "quotations, 39 deep": Hostile("<p>a</p>", head="<blockquote>" * 39, most=24_900),
    "blank formats": Hostile(" <b> </b>", head="<pre>a", most=24_900),
    "scripts": Hostile("<script>alert(1)</script>a"),
    "a script never closed": Hostile("x", head="<p>a</p><script>"),
    "handlers": Hostile("<img src=x onerror=alert(1)>a<svg/onload=alert(1)>"),
    "addresses that are scripts": Hostile("<a href='java\tscript:alert(1)'>a</a>"),
    "frames": Hostile("<iframe srcdoc='<script>x</script>'></iframe>a"),
    "scripts that appear when read twice": Hostile(
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>a</table></mtext></math>"
    ),
    "scripts in <noscript>": Hostile("<noscript><p title='</noscript><script>x</script>'>a"),
    "lines": Hostile("a\n", head="a\n"),
    "lines, few enough": Hostile("kata dan lagi " * 11 + "\n", most=12_400),
    "items": Hostile("- a\n\n"),
}

MARKDOWN = {
    **{f"only {sign!r}": Hostile(sign) for sign in _SIGNS},
    "quotations in quotations": Hostile("> " * 70 + "a\n"),
    "quotations, 18 deep": Hostile("> " * 18 + "a\n"),
    "lazy lines": Hostile("b\n", head="> " * 18 + "a\n"),
    "lists in lists": Hostile("- " * 40 + "a\n"),
    "lists, 9 deep": Hostile("- " * 9 + "a\n"),
    "items": Hostile("- a\n"),
    "items with paragraphs": Hostile("\n  b\n", head="- a\n"),
    "names defined": Hostile("[{}]: x\n"),
    "names used": Hostile("[a] ", head="[a]: http://x.org\n\n"),
    "names that stand for much": Hostile("[a] ", head=f"[a]: http://x.org/{'x' * 2_000}\n\n"),
    "titles never closed": Hostile("[a]: b 'c\n"),
    "a title never closed": Hostile("c\n", head="[a]: b '\n"),
    "links in links": Hostile("[", tail="](b)" * 500),
    "brackets in an address": Hostile("(", head="[a](", tail=")"),
    "backticks of all lengths": Hostile("a`", head=_BACKTICKS),
    "a wide table": Hostile("|\n", head="|a" * 500 + "\n" + "|-" * 500 + "\n"),
    "a long table": Hostile("c|d\n", head="a|b\n-|-\n"),
    "emphasis never closed": Hostile("c* ", head="a**b"),
    "paragraphs": Hostile("kata *dan* [lagi](http://x.org) " * 9 + "\n\n"),
    "one word": Hostile("a"),
    "raw HTML": Hostile("<div><b onclick=x>a</b><script>x</script></div>\n\n"),
}

SOURCES = {SourceForm.AUTO: MARKUP, SourceForm.MARKDOWN: MARKDOWN}
