"""manage.py rebuild_search: it mends, and says what is not in step."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Findable
from tests.newsroom import Newsroom


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("rebuild_search", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def test_it_mends_and_may_be_run_twice(newsroom: Newsroom) -> None:
    newsroom.published(newsroom.claim(newsroom.article()))
    assert "in step" in run("--check")
    Findable.objects.filter(kind="claim").update(rating="false")
    with pytest.raises(CommandError, match="1 things are not in step"):
        run("--check")
    assert run() == run() == "2 things can be found.\n"
    assert "in step" in run("--check")
