"""What one look at a source finds, and what is written of it: a check, always; a new copy and a
change, where there is something to tell.

`at` asks the network, outside of any transaction. What it gives is `prepare`d and then `note`d, in
a transaction that holds the newsroom's lock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils import timezone

from factcheck import fetching
from factcheck.actions import snapshots
from factcheck.actions.acts import editorial_act
from factcheck.domain import watching as rules
from factcheck.domain.actor import SYSTEM
from factcheck.domain.acts import Kind
from factcheck.domain.addresses import canonical
from factcheck.domain.errors import N_
from factcheck.domain.vocabulary import CheckOutcome, Difference
from factcheck.fetching.content import ARTICLES
from factcheck.fetching.refusals import AskedTooOften, Busy, SwitchedOff
from factcheck.models import Snapshot, Source, SourceChange, SourceCheck, Watch

_OUTCOMES: Mapping[Difference | None, CheckOutcome] = MappingProxyType(
    {
        None: CheckOutcome.SAME,
        Difference.QUOTE_LOST: CheckOutcome.CHANGED,
        Difference.CHANGED: CheckOutcome.CHANGED,
        Difference.MOVED: CheckOutcome.MOVED,
    }
)
_REACHED = [CheckOutcome.SAME, CheckOutcome.CHANGED, CheckOutcome.MOVED]
_IS_BACK = N_("It is there again.")
_UNREAD = N_("It is there, but could not be read.")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a document is beside the copy `before`: in what it differs, and whether it is kept as
    what will be compared with next."""

    before: Snapshot | None
    difference: Difference | None = None
    is_kept: bool = True


@dataclass(slots=True)
class Found:
    """A document stands at the source's address."""

    source: Source
    asked_at: datetime
    document: fetching.Document
    _judged: Judged | None = None

    def prepare(self) -> None:
        """Compare, and store what is to be kept: both take their time."""
        self._judged = self._judge(_newest(self.source))

    def note(self) -> SourceCheck:
        judged, newest = self._judged, _newest(self.source)
        if judged is None or judged.before != newest:  # a copy was kept meanwhile
            judged = self._judge(newest)
        fetched = self.document.fetched
        detail = _IS_BACK if _is_known_as_gone(self.source) else ""
        snapshot = None
        if judged.is_kept:
            with editorial_act(by=SYSTEM, kind=Kind.SNAPSHOT_TAKE, reason=""):
                snapshot = snapshots.written(self.source, self._copy())
        if judged.difference:
            _find(self.source, judged.difference, judged.before, snapshot)
        return _check(
            self.source,
            self.asked_at,
            _OUTCOMES[judged.difference],
            status=fetched.status,
            url=fetched.url,
            detail=detail,
            snapshot=snapshot,
        )

    def _copy(self) -> snapshots.Copy:
        return snapshots.copy_of(self.document, self.asked_at)

    def _judge(self, before: Snapshot | None) -> Judged:
        """Compare, and store the copy where it is to be kept."""
        if before is None:
            snapshots.store(self._copy())
            return Judged(None)
        texts = before.text, self.document.text
        quotes = list(self.source.evidence.exclude(quote="").values_list("quote", flat=True))
        difference = None
        if before.sha256 != snapshots.sha256_of(self.document.fetched.content):
            difference = rules.compare(*texts, quotes)
            if difference is None and self._has_only_bytes(before):
                difference = Difference.CHANGED
        if difference is None and self._has_moved(before):
            difference = Difference.MOVED
        is_kept = difference is not None or rules.knows_more(*texts, quotes)
        if is_kept:
            snapshots.store(self._copy())
        return Judged(before, difference, is_kept)

    def _has_only_bytes(self, before: Snapshot) -> bool:
        """Of a picture or a spreadsheet, which has no text, there is nothing else to compare. A
        page without one may be built by scripts, out of other bytes each time."""
        return not before.text and before.media_type not in ARTICLES

    def _has_moved(self, before: Snapshot) -> bool:
        moved_to = self.document.moved_to
        return bool(moved_to) and canonical(moved_to) != canonical(before.url or self.source.url)


@dataclass(frozen=True, slots=True)
class NothingFound:
    """The site or the way there said no, or what stands there could not be read."""

    source: Source
    asked_at: datetime
    outcome: CheckOutcome
    detail: str
    status: int | None = None
    is_failure: bool = False  # nothing was reached: the source may only be away

    def prepare(self) -> None:
        """There is nothing to prepare."""

    def note(self) -> SourceCheck:
        watch = Watch.objects.filter(source=self.source).first()
        failures = (watch.failures if watch else 0) + 1 if self.is_failure else 0
        is_gone = self.outcome == CheckOutcome.GONE or failures >= rules.LOOKS_BEFORE_GONE
        if is_gone and not _is_known_as_gone(self.source):
            _find(self.source, Difference.GONE, _newest(self.source), None)
        return _check(
            self.source,
            self.asked_at,
            self.outcome,
            status=self.status,
            url=self.source.url,
            detail=self.detail,
            failures=failures,
        )


def at(source: Source, asked_at: datetime) -> Found | NothingFound | None:
    """Look at a source's address, as robots.txt allows; None where this site fetches nothing.

    Raises Busy where this machine fetches too much just now.
    """
    try:
        document = fetching.look_at(source.url)
    except Busy:
        raise
    except SwitchedOff:
        return None
    except fetching.FetchRefused as refused:
        return _nothing(source, asked_at, refused)
    if not document.is_read:
        return NothingFound(
            source, asked_at, CheckOutcome.UNREACHABLE, _UNREAD, document.fetched.status
        )
    return Found(source, asked_at, document)


def _nothing(source: Source, asked_at: datetime, refused: fetching.FetchRefused) -> NothingFound:
    outcome = CheckOutcome.UNREACHABLE
    if isinstance(refused, fetching.Disallowed):
        outcome = CheckOutcome.DISALLOWED
    elif refused.is_gone:
        outcome = CheckOutcome.GONE
    return NothingFound(
        source=source,
        asked_at=asked_at,
        outcome=outcome,
        detail=snapshots.detail_of(refused),
        status=refused.status,
        # A site that wants to be asked less often is there.
        is_failure=refused.is_out_of_reach and not isinstance(refused, AskedTooOften),
    )


def _newest(source: Source) -> Snapshot | None:
    return snapshots.of_address(source).first()


def _find(
    source: Source, difference: Difference, before: Snapshot | None, after: Snapshot | None
) -> None:
    with editorial_act(by=SYSTEM, kind=Kind.CHANGE_FIND, reason="") as act:
        SourceChange(
            source=source,
            difference=difference,
            found_at=act.recorded_at,
            before=before,
            after=after,
        ).save()


def _check(
    source: Source,
    asked_at: datetime,
    outcome: CheckOutcome,
    *,
    failures: int = 0,
    **found: object,
) -> SourceCheck:
    now = max(timezone.now(), asked_at)
    next_at = rules.next_look(now, source.pk, failures=failures)
    snapshots.watch(source, next_at=next_at, failures=failures)
    return SourceCheck.objects.create(source=source, checked_at=now, outcome=outcome, **found)


def _is_known_as_gone(source: Source) -> bool:
    """Whether the address that the source has was found gone, and nothing was found there since."""
    found = SourceChange.history.filter(
        source_id=source.pk,
        difference=Difference.GONE,
        history_type="+",
        act__gte=snapshots.address_since(source),
    )
    gone_at = found.order_by("-act_id").values_list("found_at", flat=True).first()
    if gone_at is None:
        return False
    is_back = (
        source.checks.filter(outcome__in=_REACHED, checked_at__gt=gone_at).exists()
        or snapshots.of_address(source).filter(taken_at__gt=gone_at).exists()
    )
    return not is_back
