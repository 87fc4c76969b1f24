"""What is stored: one file a noun."""

from factcheck.models.act import OutsideAct
from factcheck.models.address import Address
from factcheck.models.anchor import Anchor
from factcheck.models.article import Article, Authorship
from factcheck.models.changeset import ChangeSet
from factcheck.models.claim import Claim
from factcheck.models.comment import Comment
from factcheck.models.evidence import Evidence
from factcheck.models.expert import ExpertContact, ExpertQuestion
from factcheck.models.findable import Findable, FindableWord, Followed
from factcheck.models.letter import Letter
from factcheck.models.newsroom import Newsroom
from factcheck.models.notice import Notice
from factcheck.models.page_text import PageText
from factcheck.models.people import Person, User
from factcheck.models.policy import Policy
from factcheck.models.presence import Presence
from factcheck.models.queue import QueuedTask
from factcheck.models.rating import Rating
from factcheck.models.records import AppendOnly, Record
from factcheck.models.removal import Removal
from factcheck.models.report import Report, ReportAnswer, ReportContact
from factcheck.models.review import Review
from factcheck.models.revision import Revision
from factcheck.models.snapshot import Snapshot
from factcheck.models.source import Source
from factcheck.models.token import Token
from factcheck.models.tracked import LostUpdate, TrackedModel, UnsavedChange
from factcheck.models.verdict import Publication, SealOpening, Verdict, VerdictEvidence
from factcheck.models.watching import SourceChange, SourceCheck, Watch

__all__ = [
    "Address",
    "Anchor",
    "AppendOnly",
    "Article",
    "Authorship",
    "ChangeSet",
    "Claim",
    "Comment",
    "Evidence",
    "ExpertContact",
    "ExpertQuestion",
    "Findable",
    "FindableWord",
    "Followed",
    "Letter",
    "LostUpdate",
    "Newsroom",
    "Notice",
    "OutsideAct",
    "PageText",
    "Person",
    "Policy",
    "Presence",
    "Publication",
    "QueuedTask",
    "Rating",
    "Record",
    "Removal",
    "Report",
    "ReportAnswer",
    "ReportContact",
    "Review",
    "Revision",
    "SealOpening",
    "Snapshot",
    "Source",
    "SourceChange",
    "SourceCheck",
    "Token",
    "TrackedModel",
    "UnsavedChange",
    "User",
    "Verdict",
    "VerdictEvidence",
    "Watch",
]
