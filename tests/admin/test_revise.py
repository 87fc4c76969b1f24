"""Recording a revision in the admin: the text, the preview, and what is recorded of them."""

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from factcheck.actions import articles
from factcheck.actions.notices import NoticeText, post_notice
from factcheck.domain.vocabulary import NoticeKind
from factcheck.models import Article, ChangeSet, Notice, Revision
from tests.admin.pages import ADMIN, Visitor, form_in, text_of
from tests.newsroom import TEXT, Newsroom

MORE = TEXT.replace("12 million", "13 million")


def picture(colour: str = "navy") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, "PNG")
    return SimpleUploadedFile("bridge.png", content.getvalue(), "image/png")


def path_of(article: Article) -> str:
    return f"article/{article.pk}/revise/"


def preview(editor: Visitor, article: Article, **typed: Any) -> Any:
    """The page that shows what an edit would do, or the first page where it is refused."""
    return editor.save(path_of(article), **typed)


def record(editor: Visitor, article: Article, page: Any, **typed: Any) -> Any:
    """Go on from a preview."""
    return editor.send(path_of(article), form_in(page) | {"step": "record"} | typed)


def revise(editor: Visitor, article: Article, reason: str = "It changed.", **typed: Any) -> Any:
    """Both pages, one after the other."""
    return record(editor, article, preview(editor, article, **typed), reason=reason)


def test_a_preview_writes_nothing_and_says_what_would_be(
    newsroom: Newsroom, editor: Visitor
) -> None:
    article = newsroom.article()
    newsroom.published(newsroom.claim(article))
    newsroom.claim(article, "The fare was two euros")
    acts = ChangeSet.objects.count()
    said = text_of(preview(editor, article, html=MORE, headline="A dear bridge"))
    assert "1 of 2 claims needs another look." in said
    assert "A number changed" in said
    assert "Its verdict becomes stale." in said
    assert "1 claim stays as it is" in said
    assert Revision.objects.count() == 1
    assert ChangeSet.objects.count() == acts


def test_what_was_previewed_is_recorded(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    claim = newsroom.claim(article)
    newsroom.published(claim)
    newsroom.claim(article, "The fare was two euros")
    page = preview(editor, article, html=MORE)
    answer = editor.client.post(
        ADMIN + path_of(article),
        form_in(page)
        | {
            "step": "record",
            "reason": "The city corrected itself.",
            "post_notice": "on",
            "notice_kind": "correction",
            "notice_text_en": "The bridge cost 13 million euros.",
        },
        follow=True,
    )
    said = text_of(answer)
    assert "Revision 2 is recorded. 1 of 2 claims needs another look." in said
    assert f"/admin/factcheck/claim/{claim.pk}/change/" in said
    claim.refresh_from_db()
    assert claim.stale == "number"
    assert Notice.objects.get().kind == "correction"
    assert Revision.objects.get(number=2).text == MORE.replace("- ", "")
    assert ChangeSet.objects.latest("id").reason == "The city corrected itself."


def test_moved_mended_and_lost_claims_each_have_their_place(
    newsroom: Newsroom, editor: Visitor
) -> None:
    article = newsroom.article()
    newsroom.published(newsroom.claim(article))
    newsroom.claim(article, "The fare was two euros")
    cost, fare = "It cost 12 million euros, as the city said. ", "- The fare was two euros."
    revise(editor, article, html=TEXT.replace(cost, ""))
    still = text_of(preview(editor, article, html=f"{fare}\n{TEXT.replace(cost, '')}"))
    assert "1 claim has lost its words before" in " ".join(still.split()).replace("&#x27;", "'")
    moved = f"{fare}\n{TEXT.removesuffix(fare)}"
    back = text_of(preview(editor, article, html=moved))
    assert "0 of 2 claims need another look." in back
    assert "The words are found again" in back
    assert "Its verdict covers the words again." in back
    assert "1 claim moves with its words" in back
    answer = revise(editor, article, html=moved)
    followed = text_of(editor.client.get(answer["Location"]))
    assert "Revision 3 is recorded. 0 of 2 claims need another look." in followed


def test_nothing_is_recorded_unseen(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    form = editor.form(path_of(article))
    answer = editor.send(
        path_of(article), form | {"html": MORE, "reason": "Quick.", "step": "record"}
    )
    assert "This is not what was shown before." in text_of(answer)
    page = preview(editor, article, html=MORE)
    again = record(editor, article, page, reason="Else.", html=TEXT.replace("12", "14"))
    assert "This is not what was shown before." in text_of(again)
    assert form_in(again)["reason"] == "Else."
    assert Revision.objects.count() == 1
    assert record(editor, article, again).status_code == 302
    assert "14 million" in Revision.objects.get(number=2).text


def test_back_to_the_text_with_everything_typed(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    page = preview(
        editor, article, html=MORE, headline="Dear", form="text", image_alt_id="Jembatan"
    )
    typed = {
        "reason": "Because.",
        "notice_text_en": "Mind this.",
        "notice_kind": "update",
        "post_notice": "on",
    }
    back = form_in(editor.send(path_of(article), form_in(page) | typed | {"step": "back"}))
    assert back["html"].split() == MORE.split()
    assert (back["headline"], back["form"], back["image_alt_id"]) == ("Dear", "text", "Jembatan")
    again = form_in(editor.send(path_of(article), back))
    assert {name: again[name] for name in typed} == typed | {"post_notice": ["on"]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"html": "<p></p>"}, "There is no text here."),
        ({"headline": "  "}, "This field is required."),
        ({"headline": "\u200b"}, "Give the article a headline."),
        ({"effective_on": "2999-01-01"}, "2999-01-01 is in the future."),
        ({"upload": SimpleUploadedFile("x.png", b"no")}, "not a JPEG, PNG or WebP"),
        ({}, "Nothing differs from revision 1."),
        ({"html": TEXT}, "Nothing differs from revision 1."),
    ],
)
def test_a_text_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str
) -> None:
    article = newsroom.article()
    answer = preview(editor, article, **{"image_credit": ""} | typed)
    assert sentence in text_of(answer)
    assert "What it does" in text_of(answer)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence", "kept"),
    [
        (
            {
                "reason": "",
                "post_notice": "on",
                "notice_kind": "update",
                "notice_text_en": "Mind this.",
            },
            "Say why: a reason is kept with every change.",
            "notice_text_en",
        ),
        ({"notice_text_en": "Mind this."}, "Tick “Post this notice”", "notice_text_en"),
        (
            {"post_notice": "on", "notice_text_en": "Mind."},
            "Say what kind of notice it is.",
            "reason",
        ),
        (
            {"post_notice": "on", "notice_kind": "update"},
            "Write it in at least one language.",
            "reason",
        ),
        ({"post_notice": "on", "notice_dated": "2999-01-01"}, "2999-01-01 is in the", "reason"),
    ],
)
def test_a_record_is_refused(
    newsroom: Newsroom, editor: Visitor, typed: dict[str, Any], sentence: str, kept: str
) -> None:
    article = newsroom.article()
    typed = {"reason": "Shorter.", "notice_dated": "2020-01-01"} | typed
    answer = record(editor, article, preview(editor, article, headline="A bridge"), **typed)
    assert sentence in text_of(answer)
    assert form_in(answer)[kept] == typed[kept]
    assert form_in(answer)["headline"] == "A bridge"
    assert Revision.objects.count() == 1


def test_a_revision_older_than_the_one_before_it(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article(effective_on=date(2019, 12, 24))
    answer = revise(editor, article, headline="A bridge", effective_on="2018-01-01")
    assert "The revision before this dates from 2019-12-24." in text_of(answer)
    assert form_in(answer)["reason"] == "It changed."
    assert Revision.objects.count() == 1


def test_two_people_revise_one_article(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    mine = TEXT.replace("two euros", "three euros")
    page = preview(editor, article, html=mine)
    articles.record_revision(
        article=article, by=newsroom.administrator, reason="x", version=1, headline="The bridge"
    )
    answer = record(editor, article, page, reason="The fare.")
    assert "Someone saved this while you were writing." in text_of(answer)
    assert "What is stored now, against what you typed" in text_of(answer)
    again = form_in(answer)
    assert again["html"].split() == mine.split()
    assert again["reason"] == "The fare."
    assert record(editor, article, editor.send(path_of(article), again)).status_code == 302
    assert Revision.objects.count() == 3


def test_a_picture_goes_along_and_keeps_its_file(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    page = preview(editor, article, upload=picture(), image_alt_en="A bridge.")
    assert "data:image/jpeg;base64," in text_of(page)
    assert record(editor, article, page, reason="A picture.").status_code == 302
    revise(editor, article, image_alt_en="The new bridge.")
    _first, second, third = Revision.objects.order_by("number")
    assert second.image.name == third.image.name != ""
    assert third.image_alt == {"en": "The new bridge."}
    assert third.body == second.body
    revise(editor, article, remove_picture="on")
    assert not Revision.objects.get(number=4).image


def test_a_picture_is_kept_when_the_text_is_refused(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    refused = form_in(preview(editor, article, upload=picture(), html="<p></p>"))
    assert record(
        editor, article, editor.send(path_of(article), refused | {"html": ""}), reason="Now."
    )
    assert Revision.objects.get(number=2).image
    dropped = editor.send(path_of(article), refused | {"html": "", "step": "drop"})
    assert not form_in(dropped)["kept_picture"]


def test_a_picture_of_somebodys_own_naming(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    answer = preview(editor, article, kept_picture="../db.sqlite3:forged")
    assert "Nothing differs from revision 1." in text_of(answer)


@pytest.mark.parametrize(
    "tampered",
    [
        {"put_in": "[" * 100_000},
        {"put_in": '{"html": [1], "headline": {}}'},
        {"offered": "x" * 10_000},
        {"version": "9" * 400},
        {"version": "x"},
        {"step": "nothing"},
        {"form": "rtf"},
        {"address": f"http://{'a' * 200_000}"},
        {"html": "a\0b"},
        {"notice_kind": "x", "post_notice": "on", "step": "record"},
    ],
)
@pytest.mark.parametrize("step", ["present", "fetch", "preview", "record", "back", "drop"])
def test_a_page_that_was_tampered_with(
    newsroom: Newsroom, editor: Visitor, tampered: dict[str, str], step: str
) -> None:
    article = newsroom.article()
    answer = editor.save(path_of(article), **{"step": step, "headline": "A bridge"} | tampered)
    assert answer.status_code == 200
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("new.html", "<p>The fåre rose.</p>".encode(), "The fåre rose."),
        ("new.txt", "The fåre rose.".encode("utf-16"), "The fåre rose."),
        ("new.md", b"The *fare* rose.", "The fare rose."),
        ("new.txt", b"The *fare* rose.", "The *fare* rose."),
    ],
)
def test_a_file_is_read(
    newsroom: Newsroom, editor: Visitor, name: str, content: bytes, words: str
) -> None:
    article = newsroom.article()
    file = SimpleUploadedFile(name, content)
    page = form_in(editor.save(path_of(article), file=file, step="file"))
    assert page["html"] == content.decode("utf-16" if b"\xff\xfe" in content else "utf-8")
    file.seek(0)
    revise(editor, article, file=file)
    assert Revision.objects.get(number=2).text == words


def test_a_file_replaces_nothing_that_was_typed(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    answer = editor.save(
        path_of(article), html=MORE, file=SimpleUploadedFile("new.txt", b"The fare rose.")
    )
    assert "You typed a text already, and it was kept." in text_of(answer)
    assert form_in(answer)["html"].split() == MORE.split()


def test_a_file_without_text(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    answer = preview(editor, article, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 \0"))
    assert "This is a PDF." in text_of(answer)
    assert "The file has to be chosen again." in text_of(answer)


def test_no_file_to_be_read(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    answer = editor.save(path_of(article), step="file", html="Typed.")
    assert "Choose a file first." in text_of(answer)
    assert form_in(answer)["html"] == "Typed."


def test_a_file_too_long_for_a_page(newsroom: Newsroom, editor: Visitor) -> None:
    file = SimpleUploadedFile("new.txt", ("小米" * 900_000).encode())
    answer = preview(editor, newsroom.article(), file=file)
    assert "This text is too long for a page." in text_of(answer)
    assert form_in(answer)["html"] == ""


def test_the_present_text_to_begin_with(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    page = form_in(editor.save(path_of(article), step="present"))
    assert page["html"] == article.newest.body
    assert page["form"] == "html"
    changed = page | {"html": page["html"].replace("12 million", "13 million")}
    record(editor, article, editor.send(path_of(article), changed), reason="Dearer.")
    assert "13 million" in Revision.objects.get(number=2).text


def test_a_line_of_the_text_is_offered_as_a_notice(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    page = form_in(preview(editor, article, html=f"{TEXT}\nCorrection, 4 June 2019: Two, not 12."))
    assert (page["notice_kind"], page["notice_dated"]) == ("correction", "2019-06-04")
    assert page["notice_text_en"] == "Two, not 12."
    assert "post_notice" not in page
    editor.send(path_of(article), page | {"step": "record", "reason": "Left alone."})
    assert not Notice.objects.exists()

    more = f"{TEXT}\nCorrection, 4 June 2019: Two, not 12.\nUpdate: A third."
    page = form_in(preview(editor, article, html=more))
    assert (page["notice_kind"], page["notice_dated"]) == ("update", "")
    editor.send(
        path_of(article), page | {"step": "record", "reason": "It says so.", "post_notice": "on"}
    )
    posted = Notice.objects.get()
    assert (posted.kind, posted.text) == ("update", {"en": "A third."})
    assert posted.revision == Revision.objects.get(number=3)


def test_an_offer_that_nobody_took_is_in_nobodys_way(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    page = preview(editor, article, html=f"{TEXT}\nUpdated 24/12/2999: The fare.")
    assert "errorlist" not in text_of(page)
    form = form_in(page)
    assert (form["notice_text_en"], form["notice_dated"]) == ("The fare.", "")
    mine = record(editor, article, page, reason="It says so.", notice_dated="2999-12-24")
    assert "Tick “Post this notice”" in text_of(mine)
    assert Revision.objects.count() == 1
    emptied = {"reason": "It says so.", "notice_kind": ""}
    assert record(editor, article, page, **emptied).status_code == 302
    assert not Notice.objects.exists()


def test_a_day_that_was_offered_may_be_emptied(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    page = preview(editor, article, html=f"{TEXT}\nCorrection, 4 June 2019: Two, not 12.")
    kept = record(editor, article, page, reason="Left alone.", notice_dated="")
    assert kept.status_code == 302
    assert not Notice.objects.exists()


def test_a_preview_judges_nothing_that_was_typed_before_it(
    newsroom: Newsroom, editor: Visitor
) -> None:
    article = newsroom.article()
    page = preview(editor, article, headline="A bridge", notice_dated="2999-01-01")
    assert "errorlist" not in text_of(page)
    assert "Mend what is marked below." not in text_of(page)
    assert form_in(page)["notice_dated"] == "2999-01-01"


def test_a_moved_paragraph_is_told_as_moved(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article(html="<p>One stands.</p><p>Two follows.</p><p>Three ends it.</p>")
    html = "<p>Three ends it.</p><p>One stands.</p><p>Two follows.</p>"
    said = text_of(preview(editor, article, html=html))
    assert "1 paragraph moved" in said
    assert "<del>" not in said
    assert "<ins>" not in said
    changed = text_of(preview(editor, article, html=html.replace("Two", "Four")))
    assert "1 paragraph moved" in changed
    assert "Four</ins>" in changed
    marked = re.findall(r"</span>([^<]*)</(?:ins|del)>", changed)
    assert marked == ["Two", "Four"]


def test_claims_are_named_by_their_statements(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    claims = [newsroom.claim(article), newsroom.claim(article, "The fare was two euros")]
    page = preview(editor, article, html=MORE.replace("two euros", "three euros"))
    answer = record(editor, article, page, reason="Dearer.")
    followed = text_of(editor.client.get(answer["Location"]))
    for claim in claims:
        assert f">{claim.number}. {claim}</a>" in text_of(page)
    first, second = (f">{claim.number}. {claim}</a>" for claim in claims)
    assert re.search(f'{re.escape(first)} · <a href="[^"]*"{re.escape(second)}', followed)


def test_a_place_that_resembles_lost_words_has_its_score(
    newsroom: Newsroom, editor: Visitor
) -> None:
    article = newsroom.article()
    newsroom.claim(article)
    gone = TEXT.replace("It cost 12 million euros, as the city said. ", "")
    said = text_of(
        preview(editor, article, html=f"{gone}\n- Others paid a sum of 12.5 million euros.")
    )
    assert re.search(r"\d+ % alike", said)
    assert "The words are gone.</strong>" in said


def test_an_offer_follows_the_text_until_somebody_writes(
    newsroom: Newsroom, editor: Visitor
) -> None:
    article = newsroom.article()
    page = form_in(preview(editor, article, html=f"{TEXT}\nUpdate: One."))
    other = form_in(editor.send(path_of(article), page | {"html": f"{TEXT}\nUpdate: Two."}))
    assert other["notice_text_en"] == "Two."
    mine = other | {"notice_text_en": "Mine.", "html": f"{TEXT}\nUpdate: Three."}
    assert form_in(editor.send(path_of(article), mine))["notice_text_en"] == "Mine."
    none = form_in(editor.send(path_of(article), other | {"html": MORE}))
    assert (none["notice_text_en"], none["notice_kind"]) == ("", "")


def test_what_is_posted_already_is_not_offered(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    post_notice(
        article=article,
        by=newsroom.editor,
        reason="It changed.",
        notice=NoticeText(kind=NoticeKind.UPDATE, text={"en": "One."}),
    )
    page = form_in(preview(editor, article, html=f"{TEXT}\nUpdate: One."))
    assert page["notice_text_en"] == ""


def test_reviewers_may_not(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article()
    editor.client.force_login(newsroom.account(newsroom.reviewer))
    assert editor.client.get(ADMIN + path_of(article)).status_code in {302, 403}
    assert editor.client.post(ADMIN + path_of(article), {"html": MORE}).status_code in {302, 403}
    assert editor.client.get(f"{ADMIN}article/99999999/revise/").status_code in {302, 403, 404}


def test_the_page_of_a_large_text_is_bounded(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article(
        html="\n".join(f"{n}. The fare was two euros." for n in range(2_000))
    )
    new = "\n".join(f"All of it is new, {n} and {n + 1}." for n in range(2_000))
    page = preview(editor, article, html=new)
    said = text_of(page)
    assert "So much changes that long passages are cut short here" in said
    assert len(said) < len(form_in(page)["html"]) + 90_000
    assert record(editor, article, page, reason="All new.").status_code == 302
    assert Revision.objects.get(number=2).text == new


def test_the_number_of_queries_is_that_of_one_claim(newsroom: Newsroom, editor: Visitor) -> None:
    article = newsroom.article(html="\n".join(f"The fare of {n} was {n} euros." for n in range(30)))
    newsroom.published(newsroom.claim(article, "The fare of 1 was 1 euros"))
    form = editor.form(path_of(article)) | {"html": article.newest.text.replace("euros", "crowns")}
    editor.send(path_of(article), form)
    with CaptureQueriesContext(connection) as one:
        editor.send(path_of(article), form)
    for n in range(10, 25):
        newsroom.claim(article, f"The fare of {n} was {n} euros")
    with CaptureQueriesContext(connection) as many:
        page = editor.send(path_of(article), form)
    assert "16 of 16 claims need another look." in text_of(page)
    assert len(many) <= len(one)
