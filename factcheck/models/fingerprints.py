"""Which columns a hash covers, by table and form. A form once used is never changed.

A new column gets a new form, with the next number, which lists it too: rows written before keep
their form, and so their hash; in the new column they hold its default, or they were tampered with.
A test checks that each newest form names every column.
"""

#: Table, form, names of the columns hashed (all but the hash itself and the form's number).
FORMS: dict[str, dict[int, str]] = {
    "address": {
        1: "id act_id nonce noun slug object_id",
    },
    "anchor": {
        1: ("id act_id nonce claim_id revision_id start end exact prefix suffix state change"),
    },
    "historicalarticle": {
        1: (
            "id act_id nonce version history_user_id slug publisher byline url language "
            "published_earliest published_latest headline_is_working_title is_demonstration "
            "newest_id history_id history_date history_change_reason history_type"
        ),
        2: (
            "id act_id nonce version history_user_id slug publisher byline url language "
            "published_earliest published_latest headline_is_working_title "
            "ready_only_when_covered is_demonstration newest_id history_id history_date "
            "history_change_reason history_type"
        ),
    },
    "historicalauthorship": {
        1: (
            "id act_id nonce version history_user_id article_id person_id history_id "
            "history_date history_change_reason history_type"
        ),
    },
    "historicalclaim": {
        1: (
            "id act_id nonce version history_user_id number slug topic quote statement "
            "claimant kinds open_questions status stale article_id anchor_id rating_id "
            "assignee_id published_verdict_id history_id history_date history_change_reason "
            "history_type"
        ),
        2: (
            "id act_id nonce version history_user_id number slug topic quote statement "
            "claimant kinds open_questions status stale article_id anchor_id rating_id "
            "assignee_id published_verdict_id due_on priority duplicate_of_id history_id "
            "history_date history_change_reason history_type"
        ),
        3: (
            "id act_id nonce version history_user_id number slug topic quote statement "
            "claimant kinds open_questions other_side status stale article_id anchor_id "
            "rating_id assignee_id published_verdict_id due_on priority duplicate_of_id "
            "history_id history_date history_change_reason history_type"
        ),
    },
    "historicalcomment": {
        1: (
            "id act_id nonce version history_user_id text is_resolved claim_id thread_id "
            "author_id history_id history_date history_change_reason history_type"
        ),
    },
    "historicalevidence": {
        1: (
            "id act_id nonce version history_user_id stance note quote locator claim_id "
            "source_id history_id history_date history_change_reason history_type"
        ),
    },
    "historicalexpertquestion": {
        1: (
            "id act_id nonce version history_user_id name expertise question language digest "
            "expires_at is_cancelled answer words note claim_id anchor_id history_id "
            "history_date history_change_reason history_type"
        ),
    },
    "historicalnewsroom": {
        1: (
            "id act_id nonce version history_user_id people_shown history_id history_date "
            "history_change_reason history_type"
        ),
    },
    "historicalnotice": {
        1: (
            "id act_id nonce version history_user_id kind text explanation dated article_id "
            "revision_id history_id history_date history_change_reason history_type"
        ),
    },
    "historicalpagetext": {
        1: (
            "id act_id nonce version history_user_id key text history_id history_date "
            "history_change_reason history_type"
        ),
    },
    "historicalperson": {
        1: (
            "id act_id nonce version history_user_id name role history_id history_date "
            "history_change_reason history_type"
        ),
    },
    "historicalpolicy": {
        1: (
            "id act_id nonce version history_user_id people_needed is_sealed history_id "
            "history_date history_change_reason history_type"
        ),
    },
    "historicalrating": {
        1: (
            "id act_id nonce version history_user_id key number position label definition "
            "history_id history_date history_change_reason history_type"
        ),
    },
    "historicalremoval": {
        1: (
            "id act_id nonce version history_user_id claim_id revision_id order is_lifted "
            "history_id history_date history_change_reason history_type"
        ),
    },
    "historicalreportanswer": {
        1: (
            "id act_id nonce version history_user_id text is_set_aside report_id notice_id "
            "history_id history_date history_change_reason history_type"
        ),
    },
    "historicalsource": {
        1: (
            "id act_id nonce version history_user_id title title_confirmed url publisher "
            "author published language type reliability history_id history_date "
            "history_change_reason history_type"
        ),
        2: (
            "id act_id nonce version history_user_id title title_confirmed url publisher "
            "author published language type archive_url canonical duplicate_of_id reliability "
            "history_id history_date history_change_reason history_type"
        ),
    },
    "historicalsourcechange": {
        1: (
            "id act_id nonce version history_user_id difference found_at settlement source_id "
            "before_id after_id history_id history_date history_change_reason history_type"
        ),
    },
    "historicaltoken": {
        1: (
            "id act_id nonce version history_user_id name scopes digest beginning is_revoked "
            "person_id history_id history_date history_change_reason history_type"
        ),
    },
    "publication": {
        1: "id act_id nonce claim_id verdict_id",
        2: "id act_id nonce claim_id verdict_id with_dissent",
    },
    "review": {
        1: "id act_id nonce verdict_id proposer_id reviewer_id judgement rating_id note",
    },
    "revision": {
        1: (
            "id act_id nonce article_id number headline body text projection image "
            "image_sha256 image_url image_alt image_caption image_credit"
        ),
    },
    "sealopening": {
        1: "id act_id nonce verdict_id person_id",
    },
    "snapshot": {
        1: (
            "id act_id nonce source_id origin taken_at url status media_type name size sha256 "
            "file file_sha256 text"
        ),
    },
    "verdict": {
        1: (
            "id act_id nonce claim_id number proposer_id rating_id confidence rationale "
            "time_notes outcome revision_id anchor_id claim_row_id"
        ),
        2: (
            "id act_id nonce claim_id number proposer_id rating_id confidence rationale "
            "time_notes outcome revision_id anchor_id claim_row_id people_needed is_sealed"
        ),
    },
    "verdictevidence": {
        1: "id act_id nonce verdict_id evidence_row_id source_row_id",
    },
}

#: The same for an act's own row; its hash also covers the rows it wrote and the act before it.
ACT_FORMS: dict[int, str] = {
    1: (
        "id article_id claim_id seq kind reason actor_kind actor_id actor_name actor_role "
        "channel recorded_at effective_on nonce"
    ),
}
