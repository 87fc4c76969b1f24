"""The ground that the tests stand on."""

import os

from factcheck import settings


def test_each_process_has_a_directory_of_its_own() -> None:
    """Or what one test deletes, another misses: run with `--numprocesses 2` this is seen."""
    assert str(settings.VAR) == os.environ["FACTCHECK_VAR"]
