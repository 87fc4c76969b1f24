"""Who acts, and through what door: the five facts that an act keeps of its actor."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.domain.errors import N_, Refusal
from factcheck.domain.vocabulary import Word


class Role(Word):
    """What a person of the newsroom may do; `NONE` keeps the name of someone who has left."""

    REVIEWER = "reviewer", N_("Reviewer")
    EDITOR = "editor", N_("Editor")
    ADMINISTRATOR = "administrator", N_("Administrator")
    NONE = "none", N_("No role")


class ActorKind(StrEnum):
    """What sort of hand wrote: a person's account, an expert, an API token, or factcheck itself."""

    ACCOUNT = "account"
    EXPERT = "expert"
    TOKEN = "token"  # noqa: S105 - a kind of actor, not a credential
    SYSTEM = "system"


class Channel(Word):
    """The door that an act came through."""

    ADMIN = "admin", N_("Admin")
    API = "api", N_("API")
    DESK = "desk", N_("Desk")
    COMMAND = "command", N_("Command")
    LINK = "link", N_("Expert's link")
    SEEDS = "seeds", N_("Seeds")
    SYSTEM = "system", N_("System")


class NotAPerson(Refusal):
    """Something that only a person may do was tried by the system or a token."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts. `id` is the person's, and None only for the system.

    An act copies all of it, so that removing an account later takes no name out of the record.
    """

    kind: ActorKind
    id: int | None
    name: str
    role: Role
    channel: Channel

    @property
    def is_account(self) -> bool:
        """Whether it is a person of the newsroom, signed in."""
        return self.kind is ActorKind.ACCOUNT

    @property
    def person(self) -> int:
        """The id of the person who acts. Raises NotAPerson for any other hand: people judge."""
        if self.kind is not ActorKind.ACCOUNT or self.id is None:
            raise NotAPerson(N_("Only people check claims. Sign in with your own account."))
        return self.id


#: factcheck itself, for what no person decides: the ratings of a new installation.
SYSTEM = Actor(ActorKind.SYSTEM, None, "factcheck", Role.ADMINISTRATOR, Channel.SYSTEM)
