"""Work that can wait: thin functions that a worker runs, and what has them run.

Actions tell by signals (`actions.letters.written`, `actions.people.invited`,
`actions.snapshots.wanted`, `actions.triage.answered`, `actions.watching.due`) what happened; the
functions here that listen put tasks into the queue, in the transaction of the act: a task stands
exactly where the act stands.

A task takes keys of rows, not what they hold: what is asked for may change before it is run, and
people see its arguments in the admin. It may be run twice, since its worker may be killed when all
but the last word was done: whatever it does must bear that. What it is called in the admin is said
in `domain.queue`.
"""

from factcheck.tasks import letters, people, reports, snapshots, watching

__all__ = ["letters", "people", "reports", "snapshots", "watching"]
