"""PUT and GET /api/v1/articles/{slug}/content: it works, then every refusal."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.actions import articles, people, tokens
from factcheck.models import Article, ChangeSet, Notice, Revision, Token
from tests.api.cms import CMS, address, error, secret_of
from tests.newsroom import TEXT, Newsroom, version

DEARER = TEXT.replace("12 million", "13 million")
CHANGED = {"text": DEARER}


# --- It works -------------------------------------------------------------------------------------


def test_a_new_version_is_recorded_and_its_effect_told(cms: CMS, article: Article) -> None:
    answer = cms.put(article, CHANGED)
    assert answer.status_code == 201, answer.content
    revision = Revision.objects.get(article=article, number=2)
    fingerprint = hashlib.sha256(f"A bridge at last\0{revision.body}".encode()).hexdigest()
    assert answer.json() == {
        "slug": "a-bridge-at-last",
        "revision": 2,
        "url": "http://127.0.0.1:8000/articles/a-bridge-at-last/revisions/2/",
        "hash": fingerprint,
        "created": True,
        "notice_posted": None,
        "claims": [
            {
                "number": 1,
                "statement": {"en": "The article says: cost 12 million euros."},
                "status": "published",
                "state": "changed",
                "change": "number",
                "stale": "number",
            },
            {
                "number": 2,
                "statement": {"en": "The fare was two euros."},
                "status": "open",
                "state": "current",
                "change": None,
                "stale": None,
            },
        ],
        "coverage": {
            "ready": True,
            "required": False,
            "checked": 0,
            "total": 2,
            "stale": 1,
            "blocking": [],
        },
    }
    assert answer["ETag"] == f'"{fingerprint}"'
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_the_act_is_the_tokens(cms: CMS, article: Article) -> None:
    cms.put(article, CHANGED)
    act = ChangeSet.objects.latest("id")
    assert (act.kind, act.actor_kind, act.actor_name) == ("article.revise", "token", "CMS (Editor)")
    assert (act.actor_role, act.channel) == ("editor", "api")
    assert act.actor_id == Token.objects.get().pk
    assert act.reason == "Sent by the newsroom's own system."


def test_the_same_content_twice_makes_one_revision(cms: CMS, article: Article) -> None:
    first = cms.put(article, CHANGED)
    acts = ChangeSet.objects.count()
    second = cms.put(article, CHANGED)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json() | {"created": False}
    assert second["ETag"] == first["ETag"]
    assert ChangeSet.objects.count() == acts
    assert article.revisions.count() == 2


def test_the_same_words_in_another_form_are_the_same(cms: CMS, article: Article) -> None:
    paragraphs = cms.get(article, "content").json()["html"]
    for body in ({"html": paragraphs}, {"text": TEXT}, {"markdown": paragraphs_of(TEXT)}):
        answer = cms.put(article, body)
        assert answer.status_code == 200, body
        assert answer.json()["revision"] == 1


def paragraphs_of(text: str) -> str:
    return text.replace("\n", "\n\n")


def test_everything_that_goes_with_it(cms: CMS, article: Article) -> None:
    answer = cms.put(
        article,
        {
            "html": "<p>It cost 12 million euros.</p>",
            "headline": "A bridge, at last",
            "reason": "Shortened.",
            "effective_on": "2019-12-24",
            "notice": {
                "kind": "update",
                "text": {"id": "Diringkas."},
                "explanation": {"en": "Shortened."},
                "dated": "2019-12-24",
            },
        },
    )
    assert answer.status_code == 201, answer.content
    article.refresh_from_db()
    act, notice = ChangeSet.objects.latest("id"), Notice.objects.get()
    assert article.newest.headline == "A bridge, at last"
    assert (act.reason, act.effective_on) == ("Shortened.", date(2019, 12, 24))
    assert (notice.kind, notice.text, notice.dated) == (
        "update",
        {"id": "Diringkas."},
        date(2019, 12, 24),
    )
    assert notice.explanation == {"en": "Shortened."}
    assert notice.act == act


def test_what_is_recorded_can_be_fetched(cms: CMS, article: Article) -> None:
    sent = cms.put(article, {"html": "<p onclick=x>It cost <b>13</b> million.</p>"})
    answer = cms.get(article, "content")
    assert answer.status_code == 200
    told = answer.json()
    assert told == {
        "slug": article.slug,
        "revision": 2,
        "url": sent.json()["url"],
        "hash": sent.json()["hash"],
        "headline": "A bridge at last",
        "html": Revision.objects.get(number=2).body,
    }
    assert "onclick" not in told["html"]
    assert answer["ETag"] == sent["ETag"]
    again = f"{told['headline']}\0{told['html']}"
    assert hashlib.sha256(again.encode()).hexdigest() == told["hash"]


def test_a_former_address_leads_to_the_same_article(
    cms: CMS, article: Article, newsroom: Newsroom
) -> None:
    articles.edit_article(
        article=article,
        by=newsroom.editor,
        reason="Shorter.",
        version=version(article),
        slug="bridge",
        publisher="The Daily",
    )
    answer = cms.put("a-bridge-at-last", CHANGED)
    assert answer.status_code == 201
    assert answer.json()["slug"] == "bridge"


def test_a_token_for_coverage_reads_content(newsroom: Newsroom, article: Article) -> None:
    reader = CMS(secret_of(newsroom.editor, "coverage:read"))
    assert reader.get(article, "content").status_code == 200


# --- If-Match -------------------------------------------------------------------------------------


def test_what_changed_meanwhile_is_not_overwritten(cms: CMS, article: Article) -> None:
    seen = cms.get(article, "content")["ETag"]
    assert cms.put(article, CHANGED, If_Match=seen).status_code == 201
    answer = cms.put(article, {"text": "Something else."}, If_Match=seen)
    assert "changed meanwhile" in error(answer, 412, "changed_meanwhile")["message"]
    assert article.revisions.count() == 2
    now = cms.get(article, "content")["ETag"]
    assert cms.put(article, {"text": "Something else."}, If_Match=f"W/{now}").status_code == 201


def test_a_repeated_call_whose_answer_was_lost_is_no_conflict(cms: CMS, article: Article) -> None:
    seen = cms.get(article, "content")["ETag"]
    cms.put(article, CHANGED, If_Match=seen)
    answer = cms.put(article, CHANGED, If_Match=seen)
    assert (answer.status_code, answer.json()["created"]) == (200, False)


@pytest.mark.parametrize("header", ["", "x", '"', '"x"', "W/", ",,,", '"x", "y"'])
def test_an_etag_of_nothing_matches_nothing(cms: CMS, article: Article, header: str) -> None:
    error(cms.put(article, CHANGED, If_Match=header), 412, "changed_meanwhile")
    assert cms.put(article, CHANGED, If_Match="*").status_code == 201


# --- Who may not ----------------------------------------------------------------------------------

NO_TOKENS: list[dict[str, str]] = [
    {},
    {"Authorization": ""},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer "},
    {"Authorization": "Bearer fct_unknown"},
    {"Authorization": "Bearer fct_ünknown"},
    {"Authorization": "Basic ZWRpdG9yOng="},
    {"Authorization": "Bearer " + "x" * 9000},
]


@pytest.mark.parametrize("headers", NO_TOKENS, ids=lambda headers: str(headers)[:50])
def test_nobody_without_a_token(article: Article, headers: dict[str, str]) -> None:
    for answer in (
        CMS(**headers).put(article, CHANGED),
        CMS(**headers).put("no-such-article", b"{"),
        CMS(**headers).get(article, "content"),
        CMS(**headers).get(article, "coverage"),
    ):
        error(answer, 401, "unauthorized")
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert article.revisions.count() == 1


def test_a_revoked_token_opens_nothing(cms: CMS, article: Article, newsroom: Newsroom) -> None:
    tokens.revoke(token=Token.objects.get(), by=newsroom.editor, reason="Replaced.")
    error(cms.put(article, CHANGED), 401, "unauthorized")


def test_a_token_for_coverage_writes_nothing(newsroom: Newsroom, article: Article) -> None:
    reader = CMS(secret_of(newsroom.editor, "coverage:read"))
    said = error(reader.put(article, CHANGED), 403, "scope_missing")
    assert "Send new versions of articles" in said["message"]
    writer = CMS(secret_of(newsroom.editor, "content:write", name="Other"))
    error(writer.get(article, "coverage"), 403, "scope_missing")


@pytest.mark.parametrize(
    ("role", "status", "code"), [("reviewer", 403, "forbidden"), ("none", 401, "unauthorized")]
)
def test_a_token_may_no_more_than_its_person(
    cms: CMS, article: Article, newsroom: Newsroom, role: str, status: int, code: str
) -> None:
    person = newsroom.account(newsroom.editor).person
    people.change_role(
        person=person,
        by=newsroom.administrator,
        reason="Moved on.",
        version=version(person),
        role=role,
    )
    error(cms.put(article, CHANGED), status, code)
    assert article.revisions.count() == 1


def test_a_browsers_session_opens_nothing(newsroom: Newsroom, article: Article) -> None:
    client = Client()
    client.force_login(newsroom.account(newsroom.editor))
    answer = client.get(address(article, "content"))
    error(answer, 401, "unauthorized")
    answer = client.put(address(article, "content"), CHANGED, "application/json")
    error(answer, 401, "unauthorized")


def test_no_cookie_is_set_even_where_a_stale_one_came(cms: CMS, article: Article) -> None:
    cms.client.cookies["sessionid"] = "gone"
    cms.client.cookies["messages"] = "bad"
    answer = cms.get(article, "content")
    assert answer.status_code == 200
    assert not answer.headers.get("Set-Cookie")
    assert not answer.cookies


# --- What is refused ------------------------------------------------------------------------------

HTML = {"html": "<p>New.</p>"}
BAD_BODIES: list[tuple[Any, int, str, str]] = [
    (b"", 422, "", "one JSON object"),
    (b"{", 400, "", "not JSON: look at line 1"),
    (b"[]", 400, "", "one JSON object"),
    (b'"html"', 400, "", "one JSON object"),
    (b"null", 400, "", "one JSON object"),
    (b'{"html": NaN}', 400, "", "number too long"),
    (b'{"html": ' + b"9" * 5000 + b"}", 400, "", "number too long"),
    (b"[" * 200_000, 400, "", "lists too deep"),
    (b'{"html": "\xff"}', 400, "", "not UTF-8: look at byte 10"),
    ('{"html": "x"}'.encode("utf-16"), 400, "", "not UTF-8"),
    (b'{"html": "<p>\\ud800</p>"}', 400, "html", "U+D800"),
    (b'{"html": "<p>a\\u0000b</p>"}', 400, "html", "U+0000"),
    (b'{"html": "x", "\\udfff": 1}', 400, "\ufffd", "U+DFFF"),
    (
        b'{"html": "x", "notice": {"kind": "update", "text": {"en": "\\u0000"}}}',
        400,
        "notice.text.en",
        "U+0000",
    ),
    ({}, 422, "html", "Send the text once"),
    ({"html": None}, 422, "html", "Send the text once"),
    ({"html": "a", "text": "b"}, 422, "html", "Send the text once"),
    ({"htlm": "a"}, 422, "htlm", "There is no field “htlm”"),
    ({"html": 5}, 422, "html", "must be a text"),
    ({"html": ["a"]}, 422, "html", "must be a text"),
    ({"html": ""}, 422, "html", "There is no text here"),
    ({"markdown": "<!-- -->"}, 422, "markdown", ""),
    ({"html": "<div>" * 1200 + "deep"}, 422, "html", ""),
    ({"text": "x" * 2_000_001}, 422, "text", "longer than 2,000,000 characters"),
    (HTML | {"headline": " "}, 422, "headline", "headline"),
    (HTML | {"headline": "x" * 501}, 422, "headline", "500 characters"),
    (HTML | {"reason": "x" * 2001}, 422, "reason", "2000 characters"),
    (HTML | {"effective_on": "2999-01-01"}, 422, "effective_on", "in the future"),
    (HTML | {"effective_on": "24/12/2019"}, 422, "effective_on", "such as 2019-12-24"),
    (HTML | {"effective_on": "2019-02-30"}, 422, "effective_on", "such as 2019-12-24"),
    (HTML | {"effective_on": "2019-12-24T10:00:00"}, 422, "effective_on", "such as"),
    (HTML | {"effective_on": 1577145600}, 422, "effective_on", "such as 2019-12-24"),
    (HTML | {"effective_on": "٢٠١٩-١٢-٢٤"}, 422, "effective_on", "such as 2019-12-24"),
    (HTML | {"notice": "x"}, 422, "notice", "must be an object"),
    (HTML | {"notice": {"text": {"en": "x"}}}, 422, "notice.kind", "is missing"),
    (HTML | {"notice": {"kind": "x", "text": {"en": "x"}}}, 422, "notice.kind", "'retraction'"),
    (HTML | {"notice": {"kind": "update", "text": "x"}}, 422, "notice.text", "an object"),
    (HTML | {"notice": {"kind": "update", "text": {}}}, 422, "notice.text", "one language"),
    (HTML | {"notice": {"kind": "update", "text": {"xx": "x"}}}, 422, "notice.text", "en, id"),
    (
        HTML | {"notice": {"kind": "update", "text": {"en": "x"}, "dated": "2999-01-01"}},
        422,
        "notice.dated",
        "in the future",
    ),
    (
        HTML | {"notice": {"kind": "update", "text": {"en": "x" * 20_001}}},
        422,
        "notice",
        "20000 characters",
    ),
]


@pytest.mark.parametrize(
    ("body", "status", "field", "said"), BAD_BODIES, ids=lambda value: str(value)[:70]
)
def test_what_is_wrong_is_said_and_nothing_written(
    cms: CMS, article: Article, body: Any, status: int, field: str, said: str
) -> None:
    acts = ChangeSet.objects.count()
    answer = cms.put(article, body)
    told = answer.json()["error"]
    assert error(answer, status, told["code"])
    assert told.get("field", "") == field
    assert said in told["message"]
    assert told["code"] in {"malformed", "invalid", "refused"}
    assert len(told["message"]) < 300
    assert ChangeSet.objects.count() == acts
    assert article.revisions.count() == 1


def test_a_revision_is_not_older_than_the_one_before(cms: CMS, article: Article) -> None:
    cms.put(article, CHANGED | {"effective_on": timezone.localdate().isoformat()})
    answer = cms.put(article, HTML | {"effective_on": "2019-12-24"})
    assert error(answer, 422, "refused")["field"] == "effective_on"


def test_a_notice_that_came_too_late_is_not_passed_over_in_silence(
    cms: CMS, article: Article
) -> None:
    notice = {"notice": {"kind": "correction", "text": {"en": " It was 13. "}}}
    assert cms.put(article, CHANGED).json()["notice_posted"] is None
    answer = cms.put(article, CHANGED | notice)
    assert (answer.status_code, answer.json()["notice_posted"]) == (200, False)
    answer = cms.put(article, HTML | notice)
    assert (answer.status_code, answer.json()["notice_posted"]) == (201, True)
    answer = cms.put(article, HTML | notice)
    assert (answer.status_code, answer.json()["notice_posted"]) == (200, True)


def test_the_same_notice_is_not_posted_twice(cms: CMS, article: Article) -> None:
    """A system that sends its note along with every version loses no version by it."""
    notice = {"notice": {"kind": "update", "text": {"en": "New."}, "dated": "2019-12-24"}}
    assert cms.put(article, CHANGED | notice).status_code == 201
    answer = cms.put(article, HTML | notice)
    assert (answer.status_code, answer.json()["notice_posted"]) == (201, True)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": "text/html"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "multipart/form-data; boundary=x"},
        {"Content_Type": ""},
        {"Content_Encoding": "gzip"},
    ],
    ids=str,
)
def test_only_json_is_read(cms: CMS, article: Article, headers: dict[str, str]) -> None:
    error(cms.put(article, b'{"html": "x"}', **headers), 415, "not_json")


def test_a_charset_may_be_named(cms: CMS, article: Article) -> None:
    answer = cms.put(article, CHANGED, Content_Type="application/json; charset=utf-8")
    assert answer.status_code == 201


def test_a_body_in_chunks_is_asked_for_its_length(cms: CMS, article: Article) -> None:
    answer = cms.client.generic(
        "PUT",
        address(article, "content"),
        b"",
        "application/json",
        headers=cms.headers | {"Transfer-Encoding": "chunked"},
    )
    error(answer, 411, "no_length")


def test_a_body_too_large_is_not_read(cms: CMS, article: Article) -> None:
    answer = cms.put(article, b'{"html": "x"}' + b" " * 5 * 1024 * 1024)
    assert "5 MB" in error(answer, 413, "too_large")["message"]


@pytest.mark.parametrize("slug", ["no-such-article", "%00", "ü", "a b", "x" * 300, "..%2F"])
def test_no_such_article(cms: CMS, article: Article, slug: str) -> None:
    error(cms.put(slug, CHANGED), 404, "not_found")
    error(cms.get(slug, "content"), 404, "not_found")
    error(cms.get(slug, "coverage"), 404, "not_found")


# --- How much it takes ----------------------------------------------------------------------------


def test_queries_do_not_grow_with_the_claims(cms: CMS, newsroom: Newsroom) -> None:
    def taken(claims: int) -> int:
        lines = [f"Bridge {number} cost {number} million euros." for number in range(claims)]
        article = newsroom.article("\n".join(lines), headline=f"{claims} bridges")
        for line in lines:
            newsroom.published(newsroom.claim(article, line, statement={"en": line}))
        with CaptureQueriesContext(connection) as captured:
            answer = cms.put(article, {"text": "\n".join([*lines, "And one more."])})
        assert len(answer.json()["claims"]) == claims
        return len(captured)

    taken(1)
    assert taken(6) == taken(2)
