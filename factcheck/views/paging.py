"""Long lists, page by page. Nothing is counted: one row more than the page tells what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

M = TypeVar("M", bound=Model)
Rows: TypeAlias = "QuerySet[M] | Callable[[int], QuerySet[M]]"

_LAST = 10_000  # further back, an address is a machine's guess


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of rows, in the words of Django's paginator."""

    rows: list[M]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def page_of(request: HttpRequest, rows: "Rows[M]", size: int) -> Page[M]:
    """The page that `?page=` asks for, from 1. Raises Http404 where there is none.

    Where `rows` takes how many of the first ones are wanted, it is told.
    """
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    if not 1 <= number <= _LAST:
        raise Http404
    begin, end = (number - 1) * size, number * size + 1
    found = list((rows(end) if callable(rows) else rows)[begin:end])
    if not found and number > 1:
        raise Http404
    return Page(found[:size], number, has_next=len(found) > size)
