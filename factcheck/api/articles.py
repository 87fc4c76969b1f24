"""Articles: their words in and out, and how far they are checked."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import HeaderEx, P, Router
from ninja.responses import Status

from factcheck.actions.articles import record_revision
from factcheck.api.bearer import EditorsToken
from factcheck.api.content import etag, fingerprint, is_there, names, sent_in
from factcheck.api.problems import Problem
from factcheck.api.schemas import ContentSent, ContentTold, CoverageTold, Failure, Recorded
from factcheck.api.telling import content_told, coverage_told, recorded_told
from factcheck.domain.errors import Refusal
from factcheck.domain.permissions import Scope, Task
from factcheck.domain.review import Stale
from factcheck.domain.vocabulary import Addressed
from factcheck.forms.refusals import sentence
from factcheck.models import Address, Article, Revision, Token

router = Router()

_WRITES = EditorsToken(Scope.WRITE_CONTENT, task=Task.EDIT)
_READS = EditorsToken(Scope.READ_COVERAGE, Scope.WRITE_CONTENT, task=Task.SEE_DESK)
_ASKS = EditorsToken(Scope.READ_COVERAGE, task=Task.SEE_DESK)
_FAILURES = {401: Failure, 403: Failure, 404: Failure}
_REFUSALS = {400: Failure, 411: Failure, 412: Failure, 413: Failure, 415: Failure, 422: Failure}
_TRIES = 5  # times that an edit of its details may come between reading and writing an article


@router.put(
    "/articles/{slug:slug}/content",
    auth=_WRITES,
    response={201: Recorded, 200: Recorded, **_FAILURES, **_REFUSALS},
    operation_id="put_content",
    summary="Send the article's words as they are now",
)
def put_content(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    content: ContentSent,
    if_match: HeaderEx[str | None, P(alias="If-Match")] = None,
) -> Status[Recorded]:
    """201 with the new revision, or 200 with the present one where it has these words already.

    With `If-Match` nothing is recorded (412) where the present words are others than those named,
    unless they are the words sent.
    """
    article = _article(slug)
    made = _record(article, content, request.auth, if_match)  # type: ignore[attr-defined]
    article = _article(slug)
    response["ETag"] = etag(article.newest if made is None else made)
    return Status(201 if made else 200, recorded_told(article, made, content.notice))


@router.get(
    "/articles/{slug:slug}/content",
    auth=_READS,
    response={200: ContentTold, **_FAILURES},
    operation_id="get_content",
    summary="The article's words as they are recorded",
)
def get_content(request: HttpRequest, response: HttpResponse, slug: str) -> ContentTold:
    """The present revision, with its ETag."""
    article = _article(slug)
    response["ETag"] = etag(article.newest)
    return content_told(article)


@router.get(
    "/articles/{slug:slug}/coverage",
    auth=_ASKS,
    response={200: CoverageTold, **_FAILURES},
    operation_id="get_coverage",
    summary="Whether the article may go out, and what it waits for",
)
def get_coverage(request: HttpRequest, slug: str) -> CoverageTold:
    """How many claims have a verdict that covers the words as they are."""
    return coverage_told(_article(slug))


def _article(slug: str) -> Article:
    """The article of this address, or of one that it had before. Raises Problem."""
    articles = Article.objects.select_related("newest")
    former = Address.objects.filter(noun=Addressed.ARTICLE, slug=slug).values("object_id")
    found: Article | None = (
        articles.filter(slug=slug).first() or articles.filter(pk__in=former).first()
    )
    if found is None:
        said = _("No article has this address. It stands on the article's page in the admin.")
        raise Problem(404, said)
    return found


def _record(
    article: Article, content: ContentSent, token: Token, if_match: str | None
) -> Revision | None:
    sent = sent_in(content)
    for _try in range(_TRIES):
        if if_match is not None and not names(if_match, fingerprint(article.newest)):
            if is_there(sent, article.newest):
                return None
            raise Problem(412)
        version = None if if_match is None else article.version
        try:
            return record_revision(article=article, by=token.actor(), version=version, **sent)
        except Stale:
            article = Article.objects.select_related("newest").get(pk=article.pk)
        except Refusal as refusal:
            if type(refusal) is Refusal:  # of the text itself, under whatever name it came
                raise Problem(422, sentence(refusal), field=str(sent["form"])) from refusal
            raise
    raise Problem(412)
