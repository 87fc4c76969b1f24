"""Addresses by name: given once, kept for good."""

from django.utils.text import slugify

from factcheck.actions.acts import ADDRESSES, lock
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.vocabulary import Addressed
from factcheck.models import Address

SLUG_LIMIT = 80  # characters; the column has room for a number behind it


class AddressTaken(Refusal):
    """Another article or claim has, or once had, this address."""


def give_address(noun: Addressed, slug: str, object_id: int) -> None:
    """Record that a slug leads to an object from now on. Raises AddressTaken."""
    owner = Address.objects.filter(noun=noun, slug=slug).first()
    if owner is None:
        Address(noun=noun, slug=slug, object_id=object_id).save()
    elif owner.object_id != object_id:
        raise AddressTaken(
            N_("The address “%(slug)s” belongs to something else. Choose another."), slug=slug
        )


def free_slug(noun: Addressed, text: str) -> str:
    """A slug made of `text` that nothing has, or ever had.

    Nobody else chooses one until the transaction ends: chains alone would let two acts agree.
    """
    lock(ADDRESSES)
    stem = slugify(text)[:SLUG_LIMIT].strip("-") or noun.value
    taken = set(
        Address.objects.filter(noun=noun, slug__startswith=stem).values_list("slug", flat=True)
    )
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
