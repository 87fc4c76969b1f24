"""Krippendorff's alpha, against the textbook and against the package that others use."""

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.domain.agreement import nominal_alpha, ordinal_alpha

# Krippendorff (2011), part C: four observers, twelve units, values missing.
OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
TEXTBOOK = [
    [int(value) for value in unit if value != "."]
    for unit in zip(*[line.split() for line in OBSERVERS.split("\n") if line], strict=True)
]


def test_the_textbook() -> None:
    assert nominal_alpha(TEXTBOOK) == pytest.approx(0.743, abs=0.0005)
    assert ordinal_alpha(TEXTBOOK) == pytest.approx(0.815, abs=0.0005)


def test_full_agreement_and_its_opposite() -> None:
    assert ordinal_alpha([[1, 1], [5, 5, 5], [3, 3]]) == 1
    assert nominal_alpha([["true", "false"], ["false", "true"]]) == pytest.approx(-0.5)


@pytest.mark.parametrize("units", [[], [[]], [[1], [2]], [[3, 3], [3, 3, 3]]])
def test_where_it_is_undefined(units: list[list[int]]) -> None:
    assert ordinal_alpha(units) is None
    assert nominal_alpha(units) is None


def test_a_near_miss_weighs_less_than_a_far_one() -> None:
    rest = [[1, 1], [2, 2], [3, 3], [4, 4], [5, 5]]
    near, far = ordinal_alpha([*rest, [4, 5]]), ordinal_alpha([*rest, [1, 5]])
    assert near is not None
    assert far is not None
    assert near > far


ratings = st.one_of(st.none(), st.integers(1, 5))


@given(st.lists(st.lists(ratings, min_size=4, max_size=4), min_size=1, max_size=25))
def test_it_is_what_the_package_says(units: list[list[int | None]]) -> None:
    """On drawn ratings with some missing: four people, and as many things as there are lists."""
    known = [[value for value in unit if value is not None] for unit in units]
    compared = {value for unit in known if len(unit) > 1 for value in unit}
    assume(len(compared) > 1)
    matrix = np.array(units, dtype=float).T  # a row a person; NaN is missing
    nominal = krippendorff.alpha(matrix, level_of_measurement="nominal")
    ordinal = krippendorff.alpha(matrix, level_of_measurement="ordinal")
    assert nominal_alpha(known) == pytest.approx(nominal, abs=1e-9)
    assert ordinal_alpha(known) == pytest.approx(ordinal, abs=1e-9)
