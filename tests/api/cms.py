"""A newsroom's CMS: what it sends, and what it is told."""

import json
from typing import Any

from django.test import Client

from factcheck.actions import tokens
from factcheck.domain.actor import Actor
from factcheck.domain.permissions import Scope
from factcheck.models import Article

BOTH = (Scope.WRITE_CONTENT, Scope.READ_COVERAGE)


class CMS:
    """A program with a token, or without one."""

    def __init__(self, secret: str = "", **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = headers | ({"Authorization": f"Bearer {secret}"} if secret else {})

    def put(self, article: Article | str, body: Any, **headers: str) -> Any:
        """Send content: a dictionary as JSON, bytes or a string as they are."""
        sent = json.dumps(body) if isinstance(body, dict) else body
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        content_type = headers.pop("Content-Type", "application/json")
        path = address(article, "content")
        return self.client.put(path, sent, content_type, headers=self.headers | headers)

    def get(self, article: Article | str, what: str, **headers: str) -> Any:
        return self.client.get(address(article, what), headers=self.headers | headers)


def address(article: Article | str, what: str) -> str:
    slug = article if isinstance(article, str) else article.slug
    return f"/api/v1/articles/{slug}/{what}"


def secret_of(by: Actor, *scopes: str, name: str = "CMS") -> str:
    """The secret of a new token that speaks for a person."""
    _token, secret = tokens.issue(by=by, reason="For the CMS.", name=name, scopes=scopes or BOTH)
    return secret


def error(answer: Any, status: int, code: str) -> Any:
    """What an answer says went wrong, in the form that all such answers have."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    said = answer.json()
    assert list(said) == ["error"]
    assert set(said["error"]) <= {"code", "message", "field"}
    assert said["error"]["code"] == code
    assert said["error"]["message"].endswith((".", "”"))
    return said["error"]
