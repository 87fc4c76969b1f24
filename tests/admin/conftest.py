"""An editor and an administrator, each signed in."""

import pytest
from django.test import Client

from tests.admin.pages import Visitor
from tests.newsroom import Newsroom


@pytest.fixture
def editor(newsroom: Newsroom, client: Client) -> Visitor:
    client.force_login(newsroom.account(newsroom.editor))
    return Visitor(client)


@pytest.fixture
def administrator(newsroom: Newsroom) -> Visitor:
    client = Client()
    client.force_login(newsroom.account(newsroom.administrator))
    return Visitor(client)
