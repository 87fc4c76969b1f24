"""Tokens: issued to programs and shown once, found by their secret, revoked."""

import hashlib
import secrets
from collections.abc import Sequence

from factcheck.actions.acts import editorial_act, locked
from factcheck.domain.actor import Actor
from factcheck.domain.acts import Kind
from factcheck.domain.characters import one_line
from factcheck.domain.errors import N_, Refusal
from factcheck.domain.languages import shows
from factcheck.domain.permissions import NotPermitted, Scope, Task, check_may, may
from factcheck.models import Token

#: What every secret begins with, so that one left in a file is known for what it is.
PREFIX = "fct_"
_SECRET_BYTES = 32
_SHOWN = 4  # characters after the prefix by which people tell their tokens apart


class BadToken(Refusal):
    """Something that a token must have is missing or unknown."""


def issue(*, by: Actor, reason: str, name: str, scopes: Sequence[str]) -> tuple[Token, str]:
    """Make a token that speaks for an editor; returns it with its secret, which is kept nowhere.

    The secret has 256 random bits, so that its plain SHA-256 gives nothing away.
    """
    check_may(by, Task.EDIT)
    secret = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    with editorial_act(by=by, kind=Kind.TOKEN_ISSUE, reason=reason):
        _check_no_twin(by.person, _name(name))
        token = Token(
            person_id=by.person,
            name=_name(name),
            scopes=checked_scopes(scopes),
            digest=_digest(secret),
            beginning=secret[: len(PREFIX) + _SHOWN],
        )
        token.save()
    return token, secret


def revoke(*, token: Token, by: Actor, reason: str) -> Token:
    """End a token for good: one's own, or as an administrator anyone's. Twice changes nothing."""
    check_may(by, Task.EDIT)
    if token.person_id != by.person and not may(by.role, Task.MANAGE_PEOPLE):
        raise NotPermitted(N_("Only its owner or an administrator revokes a token."))
    with editorial_act(by=by, kind=Kind.TOKEN_REVOKE, reason=reason):
        token = locked(token)
        token.is_revoked = True
        token.save()
    return token


def find(secret: str) -> Token | None:
    """The usable token with this secret, with its person."""
    usable = Token.objects.usable().select_related("person")
    found: Token | None = usable.filter(digest=_digest(secret)).first()
    return found


def _check_no_twin(person_id: int, name: str) -> None:
    """Refuse a second token of a name that works: the second click of a hasty hand."""
    if Token.objects.filter(person=person_id, name=name, is_revoked=False).exists():
        raise BadToken(
            N_("A token of yours has this name. Choose another, or revoke that one first.")
        )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _name(name: str) -> str:
    name = one_line(name)
    if not shows(name) or len(name) > 100:
        raise BadToken(N_("Name the token after the program that will use it, in 100 characters."))
    return name


def checked_scopes(scopes: Sequence[str]) -> list[str]:
    """The uses chosen, in their order. Raises BadToken where there is none, or an unknown one."""
    known = [scope.value for scope in Scope if scope.value in scopes]
    if not known or len(known) != len(set(scopes)):
        raise BadToken(N_("Choose what the token may do: at least one of the uses offered."))
    return known
