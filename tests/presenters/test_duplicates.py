"""Which claims are most alike."""

from factcheck.models import Claim
from factcheck.presenters.duplicates import most_alike


def claim(number, statement, quote="“nothing alike”"):
    return Claim(number=number, statement=statement, quote=quote)


def test_those_most_alike_come_first():
    mine = claim(1, {"en": "The bridge cost 12 million euros."}, "cost 12 million")
    far = claim(2, {"en": "Nobody was hurt."}, "Nobody was hurt")
    near = claim(3, {"en": "12 million euros is what the bridge cost."}, "12 million euros")
    same = claim(4, {"en": "The bridge cost 12 million euros."}, "for 12 million")
    found = most_alike(mine, [far, near, same])
    assert [alike.claim.number for alike in found] == [4, 3, 2]
    assert found[0].score == 100


def test_in_any_language_that_both_have():
    mine = claim(1, {"en": "The bridge.", "id": "Jembatan itu mahal."})
    [found] = most_alike(mine, [claim(2, {"id": "Jembatan itu mahal."}, "other words")])
    assert found.score == 100
