"""What can happen: the only code that writes.

Every action takes keywords only, says who acts (`by`) and why (`reason`), locks what it judges, and
writes all or nothing. Those on something that exists take the `version` that the person saw, and
raise `domain.review.Stale` where it has changed since.
"""
