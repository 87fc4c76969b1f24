"""What holds below /api/ whatever answers: JSON, no cookies, the language asked for, a schema."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from factcheck.api import articles
from factcheck.models import Article
from tests.api.cms import CMS, address, error


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1/", "/api/v2/", "/api/v1/docs", "/api/v1/x/%00"]
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_what_is_not_there_is_told_in_json(db: None, path: str, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    error(getattr(client, method)(path), 404, "not_found")


@pytest.mark.parametrize(
    ("what", "method", "allowed"),
    [
        ("content", "post", {"GET", "PUT"}),
        ("content", "delete", {"GET", "PUT"}),
        ("content", "patch", {"GET", "PUT"}),
        ("coverage", "put", {"GET"}),
        ("coverage", "options", {"GET"}),
    ],
)
def test_another_method_is_refused(
    cms: CMS, article: Article, what: str, method: str, allowed: set[str]
) -> None:
    answer = getattr(cms.client, method)(address(article, what), headers=cms.headers)
    error(answer, 405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) == allowed


def test_a_trailing_slash_is_no_address(cms: CMS, article: Article) -> None:
    error(cms.client.get(address(article, "content/")), 404, "not_found")


def test_an_unknown_host_is_told_in_json(db: None) -> None:
    error(Client(headers={"Host": "evil.example"}).get("/api/v1/openapi.json"), 400, "malformed")


def test_a_failure_of_ours_gives_nothing_away(
    cms: CMS, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(articles, "coverage_told", fail)
    answer = cms.get(article, "coverage")
    assert "secret" not in str(error(answer, 500, "failed"))


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("id", "id"),
        ("id-ID,id;q=0.9,en;q=0.5", "id"),
        ("en", "en"),
        ("fr", "en"),
        ("", "en"),
        ("*;;q=x", "en"),
    ],
)
def test_sentences_are_in_the_language_asked_for(
    cms: CMS, article: Article, asked: str, language: str
) -> None:
    for answer in (
        cms.put(article, {"html": "x", "headline": " "}, Accept_Language=asked),
        cms.get(article, "nothing", **{"Accept-Language": asked}),
    ):
        assert answer["Content-Language"] == language
        assert "Accept-Language" in answer["Vary"]
    said = cms.put(article, {"html": "x", "headline": " "}, Accept_Language=asked)
    headline = {"en": "Give the article a headline.", "id": "Beri artikel ini judul."}
    assert said.json()["error"]["message"] == headline[language]


def test_neither_language_nor_session_is_taken_from_a_cookie(cms: CMS, article: Article) -> None:
    cms.client.cookies["django_language"] = "id"
    assert cms.get(article, "content")["Content-Language"] == "en"


def test_the_schema_is_open_and_complete(db: None) -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert not answer.cookies
    schema = json.loads(answer.content)
    content = schema["paths"]["/api/v1/articles/{slug}/content"]
    coverage = schema["paths"]["/api/v1/articles/{slug}/coverage"]
    assert set(content) == {"get", "put"}
    assert set(coverage) == {"get"}
    assert set(content["put"]["responses"]) == {
        *("200", "201"),
        *("400", "401", "403", "404", "411", "412", "413", "415", "422"),
    }
    assert content["put"]["security"]
    sent = schema["components"]["schemas"]["ContentSent"]
    assert sent["additionalProperties"] is False
    assert set(sent["properties"]) == {
        *("html", "text", "markdown"),
        *("headline", "reason", "effective_on", "notice"),
    }
    error(Client(enforce_csrf_checks=True).post("/api/v1/openapi.json"), 405, "method_not_allowed")


def test_the_database_is_asked_nothing_without_a_token(
    db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0, connection=connection):
        CMS().get("any", "content")
