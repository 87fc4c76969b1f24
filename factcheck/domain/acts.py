"""The kinds of editorial act: what each is called, and who may read it.

A public kind's reason is written for readers; every other reason is for colleagues only. Whether
one *act* is shown also depends on its claim: readers see nothing of a claim never published
(`models.changeset.ChangeSetQuerySet.public`).
"""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.domain.characters import one_line
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows


class Kind(StrEnum):
    """What an act did. The value is stored, and stands in hashes: never reuse one."""

    ARTICLE_CREATE = "article.create"
    ARTICLE_REVISE = "article.revise"
    ARTICLE_EDIT = "article.edit"
    NOTICE_POST = "notice.post"
    NOTICE_EDIT = "notice.edit"
    CLAIM_ADD = "claim.add"
    CLAIM_EDIT = "claim.edit"
    CLAIM_TAKE = "claim.take"
    CLAIM_ASSIGN = "claim.assign"
    CLAIM_PLAN = "claim.plan"
    CLAIM_RELEASE = "claim.release"
    CLAIM_WITHDRAW = "claim.withdraw"
    CLAIM_MERGE = "claim.merge"
    CLAIM_ABSORB = "claim.absorb"
    CLAIM_REINSTATE = "claim.reinstate"
    EVIDENCE_ADD = "evidence.add"
    EVIDENCE_EDIT = "evidence.edit"
    EVIDENCE_REMOVE = "evidence.remove"
    VERDICT_PROPOSE = "verdict.propose"
    VERDICT_REAFFIRM = "verdict.reaffirm"
    VERDICT_RETRACT = "verdict.retract"
    VERDICT_UNSEAL = "verdict.unseal"
    REVIEW_ASK = "review.ask"
    REVIEW_BEGIN = "review.begin"
    REVIEW_AGREE = "review.agree"
    REVIEW_APPROVE = "review.approve"
    REVIEW_DISSENT = "review.dissent"
    REVIEW_CHANGES = "review.changes"
    DISPUTE_DECIDE = "dispute.decide"
    VERDICT_PUBLISH = "verdict.publish"
    REMOVAL_ORDER = "removal.order"
    REMOVAL_LIFT = "removal.lift"
    COMMENT_ADD = "comment.add"
    COMMENT_EDIT = "comment.edit"
    COMMENT_RESOLVE = "comment.resolve"
    COMMENT_REOPEN = "comment.reopen"
    EXPERT_ASK = "expert.ask"
    EXPERT_ANSWER = "expert.answer"
    EXPERT_CANCEL = "expert.cancel"
    REPORT_ANSWER = "report.answer"
    REPORT_SET_ASIDE = "report.set_aside"
    SOURCE_ADD = "source.add"
    SOURCE_EDIT = "source.edit"
    SOURCE_MERGE = "source.merge"
    EVIDENCE_MOVE = "evidence.move"
    SNAPSHOT_TAKE = "snapshot.take"
    CHANGE_FIND = "source.change.find"
    CHANGE_CONFIRM = "source.change.confirm"
    CHANGE_DISMISS = "source.change.dismiss"
    RATING_SET = "rating.set"
    POLICY_SET = "policy.set"
    TEXT_SET = "text.set"
    NEWSROOM_SET = "newsroom.set"
    PERSON_INVITE = "person.invite"
    PERSON_ROLE = "person.role"
    PERSON_RENAME = "person.rename"
    PERSON_REMOVE = "person.remove"
    TOKEN_ISSUE = "token.issue"  # noqa: S105 - a kind of act, not a credential
    TOKEN_REVOKE = "token.revoke"  # noqa: S105


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a kind of act.

    `label` names it in a history; `public` says that readers see it, and its reason;
    `standing_reason` stands in where no one needs to be asked why; `icon` is a sign's name.
    """

    label: str
    icon: str
    public: bool = False
    standing_reason: str = ""


KINDS: dict[Kind, About] = {
    Kind.ARTICLE_CREATE: About(N_("Article entered"), "article", public=True),
    Kind.ARTICLE_REVISE: About(N_("Article revised"), "revision", public=True),
    Kind.ARTICLE_EDIT: About(N_("Article details changed"), "article", public=True),
    Kind.NOTICE_POST: About(N_("Notice posted"), "notice", public=True),
    Kind.NOTICE_EDIT: About(N_("Notice changed"), "notice", public=True),
    Kind.CLAIM_ADD: About(N_("Claim added"), "claim"),
    Kind.CLAIM_EDIT: About(N_("Claim edited"), "claim"),
    Kind.CLAIM_TAKE: About(
        N_("Claim taken"), "claim", standing_reason=N_("Taken up for checking.")
    ),
    Kind.CLAIM_RELEASE: About(
        N_("Claim put back"), "claim", standing_reason=N_("Put back for a colleague.")
    ),
    Kind.CLAIM_ASSIGN: About(
        N_("Claim assigned"), "claim", standing_reason=N_("Assigned for checking.")
    ),
    Kind.CLAIM_PLAN: About(
        N_("Deadline or priority set"), "claim", standing_reason=N_("Planned anew.")
    ),
    Kind.CLAIM_WITHDRAW: About(N_("Claim withdrawn"), "withdraw", public=True),
    Kind.CLAIM_MERGE: About(N_("Claim merged into another"), "withdraw", public=True),
    Kind.CLAIM_ABSORB: About(
        N_("Duplicate merged in"), "claim", standing_reason=N_("A duplicate was merged into this.")
    ),
    Kind.CLAIM_REINSTATE: About(N_("Claim reinstated"), "claim", public=True),
    Kind.EVIDENCE_ADD: About(
        N_("Evidence added"), "evidence", standing_reason=N_("It bears on the claim.")
    ),
    Kind.EVIDENCE_EDIT: About(N_("Evidence edited"), "evidence"),
    Kind.EVIDENCE_REMOVE: About(N_("Evidence removed"), "evidence"),
    Kind.VERDICT_PROPOSE: About(
        N_("Verdict proposed"),
        "verdict",
        standing_reason=N_("Proposed for a second opinion."),
    ),
    Kind.VERDICT_REAFFIRM: About(N_("Verdict reaffirmed for new words"), "verdict"),
    Kind.VERDICT_RETRACT: About(N_("Verdict called back"), "verdict"),
    Kind.VERDICT_UNSEAL: About(N_("Seal opened"), "verdict"),
    Kind.REVIEW_ASK: About(
        N_("Second review asked for"), "review", standing_reason=N_("Asked for a second review.")
    ),
    Kind.REVIEW_BEGIN: About(
        N_("Second review begun"),
        "review",
        standing_reason=N_("Taken up for second review."),
    ),
    Kind.REVIEW_AGREE: About(
        N_("Agreement recorded"),
        "review",
        standing_reason=N_("Reached the same rating; another person is needed."),
    ),
    Kind.REVIEW_APPROVE: About(
        N_("Verdict approved"), "review", standing_reason=N_("Reached the same rating.")
    ),
    Kind.REVIEW_DISSENT: About(
        N_("Dissent recorded"), "dispute", standing_reason=N_("Reached another rating.")
    ),
    Kind.REVIEW_CHANGES: About(N_("Changes requested"), "review"),
    Kind.DISPUTE_DECIDE: About(N_("Dispute decided"), "decide"),
    Kind.VERDICT_PUBLISH: About(N_("Verdict published"), "publish", public=True),
    Kind.REMOVAL_ORDER: About(N_("Removed by law"), "removed", public=True),
    Kind.REMOVAL_LIFT: About(N_("Removal lifted"), "removed", public=True),
    Kind.COMMENT_ADD: About(
        N_("Comment written"), "comment", standing_reason=N_("Said in the conversation.")
    ),
    Kind.COMMENT_EDIT: About(N_("Comment edited"), "comment", standing_reason=N_("Said better.")),
    Kind.COMMENT_RESOLVE: About(N_("Thread resolved"), "comment", standing_reason=N_("Settled.")),
    Kind.COMMENT_REOPEN: About(
        N_("Thread reopened"), "comment", standing_reason=N_("Not settled yet.")
    ),
    Kind.EXPERT_ASK: About(
        N_("Expert asked"), "person", standing_reason=N_("Asked to confirm or correct the words.")
    ),
    Kind.EXPERT_ANSWER: About(
        N_("Expert answered"), "person", standing_reason=N_("Answered by the expert's link.")
    ),
    Kind.EXPERT_CANCEL: About(N_("Question to an expert called back"), "person"),
    Kind.REPORT_ANSWER: About(
        N_("Reader's report answered"), "comment", standing_reason=N_("Answered the reader.")
    ),
    Kind.REPORT_SET_ASIDE: About(N_("Reader's report set aside"), "comment"),
    Kind.SOURCE_ADD: About(N_("Source added"), "source"),
    Kind.SOURCE_EDIT: About(N_("Source edited"), "source"),
    Kind.SOURCE_MERGE: About(N_("Duplicate source merged"), "source"),
    Kind.EVIDENCE_MOVE: About(
        N_("Evidence moved to the source that stands"),
        "evidence",
        standing_reason=N_("Its source was a duplicate."),
    ),
    Kind.SNAPSHOT_TAKE: About(
        N_("Snapshot taken"), "source", standing_reason=N_("Kept as it was found.")
    ),
    Kind.CHANGE_FIND: About(
        N_("Source changed"), "source", standing_reason=N_("A scheduled check found it different.")
    ),
    Kind.CHANGE_CONFIRM: About(N_("Change of a source confirmed"), "source", public=True),
    Kind.CHANGE_DISMISS: About(N_("Change of a source dismissed"), "source"),
    Kind.RATING_SET: About(N_("Rating defined"), "verdict"),
    Kind.POLICY_SET: About(N_("Review policy set"), "review"),
    Kind.TEXT_SET: About(N_("Text of a page set"), "article", public=True),
    Kind.NEWSROOM_SET: About(N_("Newsroom's settings set"), "person"),
    Kind.PERSON_INVITE: About(N_("Person invited"), "person"),
    Kind.PERSON_ROLE: About(N_("Role changed"), "person"),
    Kind.PERSON_RENAME: About(N_("Name changed"), "person"),
    Kind.PERSON_REMOVE: About(N_("Account removed"), "person"),
    Kind.TOKEN_ISSUE: About(N_("Token issued"), "token"),
    Kind.TOKEN_REVOKE: About(N_("Token revoked"), "token"),
}

#: What tells that something was removed by law, or is back: it stays when the content goes.
REMOVING = frozenset({Kind.REMOVAL_ORDER, Kind.REMOVAL_LIFT})

PUBLIC = frozenset(kind for kind, about in KINDS.items() if about.public)

REASON_LIMIT = 2_000  # characters: a reason is a sentence or a paragraph, not a document


class ReasonMissing(Refusal):
    """An act was begun without saying why."""


def reason_for(kind: Kind, given: str) -> str:
    """The reason to record: what was given, or the kind's standing reason.

    Raises ReasonMissing where there is neither, or where it is longer than REASON_LIMIT.
    """
    reason = one_line(given) if shows(given) else KINDS[kind].standing_reason
    if not reason:
        raise ReasonMissing(N_("Say why: a reason is kept with every change."))
    if len(reason) > REASON_LIMIT:
        raise ReasonMissing(N_("Shorten the reason to %(limit)s characters."), limit=REASON_LIMIT)
    return reason
