"""What the browser kept of a form is forgotten once the form was accepted: it is told by a cookie.

The script names the draft of each form that it sends (`draft`), and deletes the cookie.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "accepted_drafts"
_KEY = re.compile(r"[\w-]{1,80}", re.ASCII)
_MOST = 20  # accepted one after the other before any page was loaded
_LATER = ("HX-Redirect", "HX-Location")  # how a page in place is led on


def tell_accepted(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer of the desk to a form; what leads on from there has accepted it."""
    key = request.POST.get("draft", "") if request.method == "POST" else ""
    leads_on = answer.status_code in {302, 303} or any(name in answer.headers for name in _LATER)
    if leads_on and _KEY.fullmatch(key):
        before = _KEY.findall(request.COOKIES.get(COOKIE, ""))
        answer.set_cookie(
            COOKIE,
            ".".join([*before, key][-_MOST:]),
            max_age=3600,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return answer
