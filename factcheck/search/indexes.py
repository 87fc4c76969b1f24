"""What can be found by its words."""

from dataclasses import dataclass

from django.db import models

from factcheck.models import Article, Claim, Revision, Source


@dataclass(frozen=True, slots=True)
class Index:
    """The columns of a table whose words are indexed, and the one that names what was found.

    `translated` are columns with one text per language.
    """

    model: type[models.Model]
    texts: tuple[str, ...]
    translated: tuple[str, ...] = ()
    found: str = "id"

    @property
    def table(self) -> str:
        return self.model._meta.db_table


INDEXES: dict[type[models.Model], Index] = {
    Article: Index(Revision, ("headline",), found="article_id"),
    Claim: Index(Claim, ("topic", "quote", "claimant"), ("statement",)),
    Source: Index(Source, ("title", "publisher", "author", "url")),
}
