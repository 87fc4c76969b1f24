"""Addresses by name: given once, kept for good."""

from django.utils.text import slugify

from factcheck.actions.chains import ADDRESSES, lock
from factcheck.domain.addresses import check_slug
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
        give_new(noun, slug, object_id)
    elif owner.object_id != object_id:
        raise _taken(slug)


def new_slug(noun: Addressed, wanted: str, text: str) -> str:
    """A slug for what is new, that nothing has or ever had: the one that is wanted, or one made of
    `text`. Raises AddressTaken, or what `check_slug` raises.

    Nobody else chooses one until the transaction ends: chains alone would let two acts agree.
    """
    if wanted:
        check_slug(wanted)
    lock(ADDRESSES)
    stem = wanted or slugify(text)[:SLUG_LIMIT].strip("-") or noun.value
    taken = set(
        Address.objects.filter(noun=noun, slug__startswith=stem).values_list("slug", flat=True)
    )
    if wanted in taken:
        raise _taken(wanted)
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def give_new(noun: Addressed, slug: str, object_id: int) -> None:
    """Record where a slug leads that `new_slug` gave in this transaction."""
    Address(noun=noun, slug=slug, object_id=object_id).save()


def _taken(slug: str) -> AddressTaken:
    return AddressTaken(
        N_("The address “%(slug)s” belongs to something else. Choose another."), slug=slug
    )
