"""What finding copies among a verdict's sources costs: python -m tests.bench.copies

Twelve texts of 20,000 words, each of which shares a tenth with the next: the bound is in seconds.
"""

import random
import sys
import time

from factcheck.domain.independence import copies

SOURCES, WORDS = 12, 20_000
MOST_SECONDS = 2


def main() -> int:
    chance = random.Random(1)  # noqa: S311 - a drawn case
    shared = [f"word{chance.randrange(9_000)}" for _ in range(WORDS * (SOURCES + 1))]
    step = WORDS * 9 // 10
    texts = {key: " ".join(shared[key * step : key * step + WORDS]) for key in range(SOURCES)}
    begin = time.perf_counter()
    found = copies(texts)
    seconds = time.perf_counter() - begin
    print(f"{SOURCES} texts of {WORDS} words: {seconds:.2f} s, {len(found)} copies")
    return int(seconds > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
