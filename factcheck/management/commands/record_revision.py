"""manage.py record_revision: a new version of an article's text, from a file, a pipe or a page."""

import sys
import textwrap
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from factcheck.actions.articles import record_revision
from factcheck.actions.notices import NoticeText
from factcheck.actions.preview import Preview, Prospect, preview_revision
from factcheck.domain.actor import Actor, Channel
from factcheck.domain.encoding import MAX_BYTES, decoded
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.text import SourceForm
from factcheck.domain.updates import Found
from factcheck.domain.vocabulary import NoticeKind
from factcheck.fetching import article_at
from factcheck.models import Article, Person
from factcheck.presenters.announced import announced, newest
from factcheck.presenters.prospects import becomes_of_verdict, kind_of, outlook, recorded

STDIN = "-"
FORMS = {
    ".html": SourceForm.HTML,
    ".htm": SourceForm.HTML,
    ".md": SourceForm.MARKDOWN,
    ".markdown": SourceForm.MARKDOWN,
}
_WORDS = 100  # characters of a claim's words on its line


class Command(BaseCommand):
    help = (
        "Record a new version of an article, and say what it did to each claim. "
        "The text comes from FILE, from standard input (-) or from a page (--url); without any of "
        "them it stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the article's address, the last part")
        parser.add_argument("file", nargs="?", help="the whole new text; - reads standard input")
        parser.add_argument("--url", help="fetch the text from this page instead")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who records it")
        parser.add_argument("--reason", default="", help="why; readers will see it")
        parser.add_argument("--headline", help="the new headline")
        parser.add_argument(
            "--form",
            type=SourceForm,
            choices=list(SourceForm),
            default=SourceForm.AUTO,
            metavar="|".join(SourceForm),
            help="how the text is written; told by FILE's name where that ends in .html or .md",
        )
        parser.add_argument(
            "--effective-on", type=_day, metavar="DATE", help="since when, such as 2019-12-24"
        )
        parser.add_argument(
            "--notice",
            type=NoticeKind,
            choices=list(NoticeKind),
            metavar="|".join(NoticeKind),
            help="post a notice of this kind: with --notice-text, or as the new text announces it",
        )
        parser.add_argument("--notice-text", default="", help="in the article's language")
        parser.add_argument(
            "--preview", action="store_true", help="say what it would do, and write nothing"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._handle(options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _handle(self, options: dict[str, Any]) -> None:
        by, article = _actor(options["by"]), _article(options["slug"])
        check_may(by, Task.EDIT)
        words = {
            "headline": options["headline"],
            "html": self._text(options),
            "form": _form(options),
        }
        preview = preview_revision(article=article, **words)
        if not preview.content_changed:
            self.stdout.write("Nothing was changed, so nothing was saved.")
            return
        notices = announced(article, preview.text)
        number = article.newest.number + 1
        if options["preview"]:
            self._tell(f"Revision {number} would be recorded.", preview, notices)
            return
        revision = record_revision(
            article=article,
            by=by,
            reason=options["reason"],
            version=article.version,
            effective_on=options["effective_on"],
            notice=_notice(article, notices, options),
            **words,
        )
        self._tell(recorded(revision.number if revision else number), preview, notices)

    def _text(self, options: dict[str, Any]) -> str | None:
        """The new text; None where it stays as it is."""
        file, url = options["file"], options["url"]
        if file and url:
            raise Refusal("Give a file or an address, not both.")
        if url:
            found = article_at(url)
            self.stdout.write(f"Found “{found.headline}” at {found.url}. Its text alone is taken.")
            return found.html
        if not file:
            return None
        return decoded(sys.stdin.buffer.read(MAX_BYTES + 1) if file == STDIN else _bytes(file))

    def _tell(self, first: str, preview: Preview, notices: list[Found]) -> None:
        """What was recorded, how many claims it touched, and each claim on a line."""
        self.stdout.write(f"{first} {outlook(preview.prospects).sentence}")
        for prospect in preview.prospects:
            self.stdout.write(f"  {prospect.claim.number}. {_line(prospect)}")
        for notice in notices:
            dated = f" of {notice.date}" if notice.date else ""
            self.stdout.write(f"The new text announces: {notice.kind.label}{dated}: {notice.words}")


def _line(prospect: Prospect) -> str:
    """One claim, what became of its words, and of its verdict."""
    topic, verdict = prospect.claim.topic, becomes_of_verdict(prospect)
    if not prospect.is_touched:
        return f"{topic}: {prospect.state.label}. {verdict}"
    was, becomes = (_short(words.exact or "") for words in (prospect.was, prospect.becomes))
    words = f"“{was}” → “{becomes}”" if was != becomes and becomes else f"“{was or becomes}”"
    maybe = [f"“{_short(one.anchor.exact)}” ({one.score})" for one in prospect.suggestions]
    hint = f" Perhaps {', '.join(maybe)}." if maybe else ""
    return f"{topic}: {kind_of(prospect)}. {verdict} {words}{hint}"


def _short(words: str) -> str:
    return textwrap.shorten(words, _WORDS, placeholder=" …")


def _actor(username: str) -> Actor:
    person = Person.objects.filter(account__username=username, account__is_active=True).first()
    if person is None:
        raise Refusal("There is no account “%(name)s”. Name one that signs in.", name=username)
    return person.actor(Channel.COMMAND)


def _article(slug: str) -> Article:
    article = Article.objects.select_related("newest").filter(slug=slug).first()
    if article is None:
        raise Refusal("There is no article at the address “%(slug)s”.", slug=slug)
    return article


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Refusal(
            "%(file)s can't be read: %(why)s.", file=file, why=error.strerror or error
        ) from error


def _form(options: dict[str, Any]) -> SourceForm:
    """How the text is written: as was said, or as the file's name says."""
    form: SourceForm = options["form"]
    if form == SourceForm.AUTO and options["file"]:
        return FORMS.get(Path(options["file"]).suffix.lower(), form)
    return form


def _notice(article: Article, notices: list[Found], options: dict[str, Any]) -> NoticeText | None:
    """The notice to post: in the words given, or in those by which the text announces it."""
    kind, words = options["notice"], options["notice_text"]
    if not kind:
        if words:
            raise Refusal("Say with --notice what kind of notice it is.")
        return None
    found = newest([notice for notice in notices if notice.kind == kind])
    if not words and not found:
        raise Refusal("The new text announces no such notice. Give its words with --notice-text.")
    dated = found.date if found and not words else None
    return NoticeText(
        kind=kind,
        text={article.language: words or (found.words if found else "")},
        dated=dated or options["effective_on"],
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"write the day as 2019-12-24, not {written!r}") from error
