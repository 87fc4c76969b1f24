"""Krippendorff's alpha: how far people who rated the same things agree, beyond chance.

As K. Krippendorff defines it in "Computing Krippendorff's Alpha-Reliability" (2011): from the
coincidences of values within units. Units may have any number of values, so what somebody did not
rate is simply not there.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
Distance = Callable[[V, V], float]


def nominal_alpha(units: Iterable[Collection[V]]) -> float | None:
    """Alpha of values that are the same or not; each unit holds the values given to one thing.

    1 is full agreement, 0 what chance gives, less is systematic disagreement. None where it is
    undefined: no unit has two values, or all values that could be compared are the same.
    """
    together, counts = _coincidences(units)
    return _alpha(together, counts, lambda one, other: float(one != other))


def ordinal_alpha(units: Iterable[Collection[int]]) -> float | None:
    """The same of values on a scale: the more values lie between two, the graver their difference.

    The distance of c and k is the square of the number of values from c to k, those of c and of k
    themselves counted half (2011, part D).
    """
    together, counts = _coincidences(units)
    scale = sorted(counts)
    up_to = dict(zip(scale, accumulate(counts[value] for value in scale), strict=True))

    def distance(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = up_to[high] - up_to[low] + counts[low]
        return (between - (counts[low] + counts[high]) / 2) ** 2

    return _alpha(together, counts, distance)


def _coincidences(
    units: Iterable[Collection[V]],
) -> tuple[Mapping[tuple[V, V], float], Mapping[V, float]]:
    """How often two values stand together in a unit, each pair weighed by 1 / (values - 1); and how
    often each value could be compared. A unit with one value has nothing to compare it with."""
    together: defaultdict[tuple[V, V], float] = defaultdict(float)
    of_a_kind: Counter[tuple[tuple[V, int], ...]] = Counter(
        tuple(sorted(Counter(unit).items(), key=repr)) for unit in units if len(unit) > 1
    )
    for values, times in of_a_kind.items():  # units that hold the same are counted once
        size = sum(count for _value, count in values)
        for one, first in values:
            for other, second in values:
                pairs = first * (second - (one == other))
                if pairs:
                    together[one, other] += times * pairs / (size - 1)
    counts: defaultdict[V, float] = defaultdict(float)
    for (one, _other), weight in together.items():
        counts[one] += weight
    return together, counts


def _alpha(
    together: Mapping[tuple[V, V], float], counts: Mapping[V, float], distance: Distance[V]
) -> float | None:
    """1 - observed disagreement / disagreement expected by chance."""
    total = sum(counts.values())
    observed = sum(weight * distance(*pair) for pair, weight in together.items())
    values: Sequence[V] = list(counts)
    expected = sum(
        counts[one] * counts[two] * distance(one, two) for one in values for two in values
    )
    return 1 - (total - 1) * observed / expected if expected else None
