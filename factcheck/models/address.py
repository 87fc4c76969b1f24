"""Address: an address that was given out, and so is kept for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.domain.vocabulary import Addressed
from factcheck.models.fields import one_of, word_field
from factcheck.models.records import Record


class Address(Record):
    """A slug that an article or a claim has, or once had. It redirects to where the noun is now."""

    noun = word_field(Addressed)
    slug = models.SlugField(max_length=100)
    object_id = models.BigIntegerField()

    class Meta(Record.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(fields=["noun", "slug"], name="address_given_once"),
            one_of("noun", Addressed, name="address_noun_known"),
        ]
