"""What others' formats ask of a document, as RELAX NG: Atom, RSS and sitemaps.

The grammars are written after RFC 4287, the RSS 2.0 specification, the sitemaps.org protocol and
Google's extensions for news and languages. They are stricter where this site is: every feed leads
to itself, every id is a tag, every moment has its zone.
"""

from pathlib import Path
from typing import Any

from lxml import etree

_GRAMMARS = Path(__file__).parent / "grammars"


def valid(form: str, document: bytes) -> Any:
    """The document's root, once it has been found to be of that form (a file's name)."""
    schema = etree.RelaxNG(etree.parse(_GRAMMARS / f"{form}.rng"))
    root = etree.fromstring(document)
    assert schema.validate(root), f"{schema.error_log}\n{document.decode()}"
    return root
