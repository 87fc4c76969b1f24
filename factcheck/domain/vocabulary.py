"""The field's words that are stored as keys, each with its label."""

from enum import StrEnum
from typing import Self

from factcheck.domain.errors import N_


class Word(StrEnum):
    """A stored key that knows its `label`, the English message by which people read it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class ClaimKind(Word):
    """What sort of statement a claim is; a claim may be several."""

    FACTUAL = "factual", N_("Factual")
    FIGURE = "figure", N_("Figure")
    ATTRIBUTION = "attribution", N_("Attribution")
    OPINION = "opinion", N_("Opinion")
    PREDICTION = "prediction", N_("Prediction")


class Stance(Word):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports", N_("Supports")
    REFUTES = "refutes", N_("Refutes")
    MIXED = "mixed", N_("Mixed")
    CONTEXT = "context", N_("Context")


class SourceType(Word):
    """What sort of document a source is."""

    PRIMARY = "primary", N_("Primary document")
    OFFICIAL_DATA = "official_data", N_("Official data")
    INTERVIEW = "interview", N_("Interview on record")
    BACKGROUND = "background", N_("Background")
    EXPERT = "expert", N_("Expert")
    NEWS = "news", N_("News report")
    SOCIAL = "social", N_("Social post")
    MEDIA = "media", N_("Media")
    ARCHIVE = "archive", N_("Archive copy")


class NoticeKind(Word):
    """What a public note on an article owns up to."""

    UPDATE = "update", N_("Update")
    CORRECTION = "correction", N_("Correction")
    CLARIFICATION = "clarification", N_("Clarification")
    EDITORS_NOTE = "editors_note", N_("Editor's note")
    RETRACTION = "retraction", N_("Retraction")


class AnchorState(Word):
    """How a claim's words came into a revision: placed there by a person, or followed from the
    one before it."""

    PLACED = "placed", N_("Placed")
    CURRENT = "current", N_("Current")
    MOVED = "moved", N_("Moved")
    CHANGED = "changed", N_("Changed")
    LOST = "lost", N_("Lost")


class Staleness(Word):
    """What kind of change made a verdict stale: the kinds of `changes`, and words that are gone."""

    NUMBER = "number", N_("A number changed")
    DATE = "date", N_("A date changed")
    UNIT = "unit", N_("A currency or unit changed")
    NAME = "name", N_("A name changed")
    NEGATION = "negation", N_("A negation or modality changed")
    QUOTATION = "quotation", N_("A quotation changed")
    WORDING = "wording", N_("The wording changed")
    LOST = "lost", N_("The words are gone")


class Confidence(Word):
    """How sure the proposer is of a verdict, and a colleague's view of a source's reliability."""

    HIGH = "high", N_("High")
    MEDIUM = "medium", N_("Medium")
    LOW = "low", N_("Low")


class Judgement(Word):
    """What a review says: an own rating, changes asked for, or the decision of a dispute."""

    RATING = "rating", N_("Own rating")
    CHANGES = "changes", N_("Changes asked for")
    DECISION = "decision", N_("Decision")


class Outcome(Word):
    """What came of a plan or a forecast."""

    REALISED = "realised", N_("Realised")
    PARTLY_REALISED = "partly_realised", N_("Partly realised")
    PARTLY_FOLLOWED = "partly_followed", N_("Partly followed")
    NOT_REALISED = "not_realised_as_far_as_found", N_("Not realised as far as found")


class Addressed(Word):
    """What has an address by name."""

    ARTICLE = "article", N_("Article")
    CLAIM = "claim", N_("Claim")


class Priority(Word):
    """How soon a claim should be checked, where its deadline does not say."""

    HIGH = "high", N_("High")
    NORMAL = "normal", N_("Normal")
    LOW = "low", N_("Low")


class ExpertAnswer(Word):
    """What an outside expert says of a claim's exact words; empty while nothing was said."""

    CONFIRMS = "confirms", N_("Confirms the words")
    CORRECTS = "corrects", N_("Corrects the words")


class LetterKind(Word):
    """What a person of the newsroom is written about."""

    ASSIGNED = "assigned", N_("A claim was assigned to you")
    REVIEW_ASKED = "review_asked", N_("You are asked for a second review")
    STALE = "stale", N_("A verdict of yours went stale")
    MENTIONED = "mentioned", N_("You were mentioned")
    ANSWERED = "answered", N_("An expert answered")


class Delivery(Word):
    """When a person gets their letters."""

    AT_ONCE = "at_once", N_("At once")
    DAILY = "daily", N_("Once a day, together")
    NEVER = "never", N_("Never")


class Waiting(Word):
    """What a claim waits for from one person, in the order in which lists name it."""

    STALE = "stale", N_("Stale, to be checked anew")
    SOURCE_CHANGED = "source-changed", N_("A source changed, to be looked at")
    IN_HAND = "in-hand", N_("In your hands")
    IN_REVIEW = "in-review", N_("In second review by you")
    SECOND_REVIEW = "second-review", N_("Waiting for a second reviewer")
    DISPUTED = "disputed", N_("Disputed, to be decided")
    APPROVED = "approved", N_("Approved, waiting for publication")
    OPEN = "open", N_("Open, to be taken")
    UNDER_WAY = "under-way", N_("Your proposals under way")


class Origin(Word):
    """How a snapshot's bytes came here."""

    FETCHED = "fetched", N_("Fetched")
    UPLOADED = "uploaded", N_("Uploaded")


class CheckOutcome(Word):
    """What a scheduled look at a source found."""

    SAME = "same", N_("Unchanged")
    CHANGED = "changed", N_("Changed")
    MOVED = "moved", N_("Moved")
    GONE = "gone", N_("Gone")
    UNREACHABLE = "unreachable", N_("Out of reach")
    DISALLOWED = "disallowed", N_("The site asks not to be looked at")


class Difference(Word):
    """In what a source differs from the snapshot before, the gravest first."""

    GONE = "gone", N_("It is gone")
    QUOTE_LOST = "quote_lost", N_("The quoted words are gone")
    CHANGED = "changed", N_("Its text changed")
    MOVED = "moved", N_("It moved to another address")


class Settlement(Word):
    """What an editor made of a difference: readers see those that are confirmed."""

    OPEN = "open", N_("To be looked at")
    CONFIRMED = "confirmed", N_("Confirmed")
    DISMISSED = "dismissed", N_("Dismissed")


class ReportAbout(Word):
    """What a reader says is wrong."""

    FACT = "fact", N_("A fact is wrong")
    SOURCE = "source", N_("A source is gone or says something else")
    UNCLEAR = "unclear", N_("Something is unclear")
    OTHER = "other", N_("Something else")


class ReportStatus(Word):
    """How far a reader's report has come. Held ones are read too, apart from the others."""

    NEW = "new", N_("New")
    HELD = "held", N_("Held")
    ANSWERED = "answered", N_("Answered")
    SET_ASIDE = "set_aside", N_("Set aside")


class ReportHeld(Word):
    """Why a report was held: nothing showed that a person had sent it."""

    UNPROVEN = "unproven", N_("It came without the check that keeps programs out")
    TRAP = "trap", N_("A box was filled that people do not see")
    FLOOD = "flood", N_("More reports than usual were coming in")


class FindableKind(Word):
    """What readers can find by search."""

    CLAIM = "claim", N_("Claims")
    ARTICLE = "article", N_("Articles")
    SOURCE = "source", N_("Sources")


class Page(Word):
    """A page whose text the newsroom writes itself."""

    METHODOLOGY = "methodology", N_("How we check")
    ABOUT = "about", N_("About us")
    CORRECTIONS_POLICY = "corrections_policy", N_("How we correct")


class PeopleShown(Word):
    """How readers are told of those who checked."""

    NAMES = "names", N_("By name and role")
    ROLES = "roles", N_("By role alone")
