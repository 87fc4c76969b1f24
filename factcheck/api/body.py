"""A request's body: JSON in UTF-8, of characters that a text can have, or a sentence on why not."""

import json
import re
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from factcheck.api.problems import Problem

# NUL, which PostgreSQL can't keep, and halves of a pair, which no encoding can write.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


class JSONParser(Parser):
    """ninja's, saying what is wrong."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The object that the body holds. Raises Problem."""
        if request.content_type != "application/json" or "Content-Encoding" in request.headers:
            raise Problem(415)
        try:
            text = request.body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            said = _("The body is not UTF-8: look at byte %(place)s.")
            raise Problem(400, said % {"place": error.start}) from None
        data = _read(text)
        if not isinstance(data, dict):
            raise Problem(400, _("Send one JSON object with the text: {“html”: “…”}."))
        _check_characters(data)
        return data


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        said = _("The body is not JSON: look at line %(line)s, character %(column)s.")
        raise Problem(400, said % {"line": error.lineno, "column": error.colno}) from None
    except (ValueError, RecursionError):
        said = _("The body holds a number too long, or lists too deep, to be read.")
        raise Problem(400, said) from None


def _no_number(constant: str) -> NoReturn:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(constant)


def _check_characters(data: dict[str, Any]) -> None:
    waiting: list[tuple[str, Any]] = list(data.items())
    while waiting:
        field, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{field}.{key}", inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(field, inner) for inner in value]
        found = _NO_CHARACTER.search(field) or (
            _NO_CHARACTER.search(value) if isinstance(value, str) else None
        )
        if found:
            field = _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", field)[:60]
            said = _("“%(field)s” holds U+%(code)s, which is no character. Leave it out.")
            code = f"{ord(found.group()):04X}"
            raise Problem(400, said % {"field": field, "code": code}, field=field)
