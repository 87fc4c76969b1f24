"""The challenge that keeps programs out: a little work for the browser, and no third party.

ALTCHA's proof of work (docs/decisions/reader-reports.md): the browser looks for the number whose
PBKDF2 key begins as the challenge says. What is given out is signed and expires, and each solution
is taken once.
"""

import hashlib
import json
import secrets
from datetime import timedelta

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

#: How long a reader may take to write.
LIFETIME = timedelta(hours=4)
#: Some milliseconds of a browser's work each; so many of them, by luck.
ITERATIONS, LEAST, SPREAD = 2_000, 150, 350
_PROOF_LONGEST = 4_000


def new_challenge() -> str:
    """A challenge as JSON, for `challenge.js` to solve."""
    challenge = create_challenge(
        "PBKDF2/SHA-256",
        ITERATIONS,
        counter=LEAST + secrets.randbelow(SPREAD),
        expires_at=timezone.now() + LIFETIME,
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("solution"),
    )
    return json.dumps(challenge.to_dict())


def new_name() -> str:
    """A name for a form, which nobody guesses."""
    return secrets.token_urlsafe(16)


def is_proven(proof: str, purpose: str) -> bool:
    """Whether this solves a challenge of ours that has not expired, for the first time.

    Spent for one `purpose`, it stays good for that one: two clicks may come at once.
    """
    if not proof or len(proof) > _PROOF_LONGEST:
        return False
    result = verify_solution(proof, _key("challenge"), hmac_key_secret=_key("solution"))
    if not result.verified:
        return False
    signature = str(Payload.from_base64(proof).challenge.signature)
    spent = f"report-proof-{hashlib.sha256(signature.encode()).hexdigest()}"
    is_first = cache.add(spent, purpose, LIFETIME.total_seconds())
    return is_first or cache.get(spent) == purpose


def _key(purpose: str) -> str:
    """A key of its own for each purpose."""
    made = f"factcheck.views.public.challenge.{purpose}:{settings.SECRET_KEY}"
    return hashlib.sha256(made.encode()).hexdigest()
