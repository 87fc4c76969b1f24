"""Whose token it is that asks, and whether it may."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from factcheck.actions import tokens
from factcheck.api.problems import Problem
from factcheck.domain.permissions import Scope, Task, check_may
from factcheck.models import Token


class EditorsToken(HttpBearer):
    """A token with one of these scopes, of a person whose role includes the task."""

    def __init__(self, *scopes: Scope, task: Task) -> None:
        super().__init__()
        self.scopes, self.task = scopes, task

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """The token, with its person. Raises Problem and NotPermitted."""
        found = tokens.find(token.strip())
        if found is None:
            said = _("This token is unknown or was revoked. Ask an editor for another one.")
            raise Problem(401, said)
        if not set(self.scopes) & set(found.scopes):
            said = _("This token is not for that. Ask an editor for one with the use “%(use)s”.")
            raise Problem(403, said % {"use": _(self.scopes[0].label)}, code="scope_missing")
        check_may(found.actor(), self.task)
        return found
