"""Static files as they are served: hashed, compressed, and each stylesheet in one piece.

The sources stay many small files. A stylesheet that is a list of `@import`s works as it is in
development; when it is collected, the parts are put in their places, so that a reader's browser
asks for one file instead of finding out, part by part, what else it needs.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

Paths = dict[str, tuple[Any, str]]

_IMPORT = re.compile(r'^@import url\("([^":]+\.css)"\);$', re.MULTILINE)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names that change with the content, so that browsers may keep a file for ever."""

    def post_process(self, paths: Paths, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """As WhiteNoise has it, over stylesheets that are whole."""
        yield from super().post_process(paths | whole_stylesheets(paths), *args, **kwargs)


def whole_stylesheets(paths: Paths) -> Paths:
    """Those of the files that import others, with what they import in its place.

    Parts lie beside the list that names them and import nothing themselves; one that is not there
    raises KeyError.
    """
    whole = InMemoryStorage()
    found: Paths = {}
    for name in paths:
        if not name.endswith(".css"):
            continue
        text = _read(paths, name)
        if _IMPORT.search(text):
            whole.save(name, ContentFile(_put_in(paths, name, text).encode()))
            found[name] = (whole, name)
    return found


def _put_in(paths: Paths, name: str, text: str) -> str:
    folder = posixpath.dirname(name)
    return _IMPORT.sub(lambda found: _read(paths, posixpath.join(folder, found[1])), text)


def _read(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
