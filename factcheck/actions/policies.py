"""The review policy, set by administrators."""

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.permissions import Task, check_may
from factcheck.domain.review import PEOPLE_LEAST, PEOPLE_MOST, check_version
from factcheck.models import Policy


class BadPolicy(Refusal):
    """A policy that can't be."""


def set_policy(
    *, by: Actor, reason: str, version: int, people_needed: int, is_sealed: bool
) -> Policy:
    """Set how verdicts are reviewed from now on; proposals under way keep the policy they began
    under. `version` is the one seen, 0 where none was ever set."""
    check_may(by, Task.MANAGE_PEOPLE)
    if not PEOPLE_LEAST <= people_needed <= PEOPLE_MOST:
        raise BadPolicy(N_("A verdict needs two to five people."))
    with editorial_act(by=by, kind=Kind.POLICY_SET, reason=reason):
        policy = Policy.now()
        if policy._state.adding:
            check_version(version, policy.version)
        else:
            policy = locked(policy, version)
        policy.people_needed, policy.is_sealed = people_needed, is_sealed
        policy.save()
    return policy
