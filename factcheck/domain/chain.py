"""Fingerprints: the canonical form of a row and of an act, and the SHA-256 over it.

The form is JSON (RFC 8259) with sorted keys, no white space and unescaped characters, in UTF-8.
It *names* its fields, and which fields a form covers is frozen in a table
(`models.fingerprints`), so that a column added later changes no hash written before. Every
hashed thing carries a random nonce: who holds a published hash can't find the content by guessing.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

NOTHING_BEFORE = ""  # stands for the previous hash in the first act of a chain


def new_nonce() -> str:
    """128 random bits in hex."""
    return secrets.token_hex(16)


def fingerprint(table: str, form: int, fields: Mapping[str, Any]) -> str:
    """The SHA-256, in 64 hex digits, of one row's canonical form."""
    return _sha256({"table": table, "form": form, "fields": dict(fields)})


def act_fingerprint(
    form: int, fields: Mapping[str, Any], rows: Iterable[tuple[str, str]], previous: str
) -> str:
    """The SHA-256 of an act: its own fields, the hashes of its rows, and the act before it.

    `rows` are (table, row hash) pairs in any order: the form sorts them, since what an act wrote
    is a set. `previous` is the hash of the chain's last act, or NOTHING_BEFORE.
    """
    content = {"form": form, "fields": dict(fields), "rows": sorted(map(list, rows))}
    return _sha256(content | {"previous": previous})


def _sha256(content: object) -> str:
    text = json.dumps(
        content,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=_plain,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    """What JSON lacks: moments in UTC to the microsecond, days, and names of files."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
