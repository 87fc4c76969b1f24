"""The seal on a proposed verdict: from whom it keeps rating and reasons, and how long."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed verdict, as far as its seal is concerned.

    `rating` and those of `ratings`, by reviewer, are keys; `is_over`: the verdict was published, or
    a later one of the claim is settled.
    """

    is_sealed: bool
    proposer: int
    rating: int
    ratings: Mapping[int, int | None]
    openers: frozenset[int]
    people_needed: int
    is_over: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether it has been judged: enough people agreed, or one did not."""
        agreed = [rating for rating in self.ratings.values() if rating == self.rating]
        return (
            self.is_over or len(agreed) < len(self.ratings) or 1 + len(agreed) >= self.people_needed
        )

    def is_sealed_from(self, person: int) -> bool:
        """Whether rating, reasons and confidence are kept from a person.

        They are from everyone who may still review it, until their own rating is in; and from
        authors, who may never review it, as well: what they don't know they can't pass on.
        """
        knows = {self.proposer, *self.ratings, *self.openers}
        return self.is_sealed and not self.is_settled and person not in knows
