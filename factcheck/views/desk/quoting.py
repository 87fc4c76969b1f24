"""/desk/quote/: whether the words that are being typed stand in the text of their source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.domain.quoting import stands_in
from factcheck.forms.evidence import EvidenceForm
from factcheck.presenters.quotes import newest_text
from factcheck.views.desk.access import at_desk
from factcheck.views.desk.lookup import chosen, read_text


@at_desk
def quote(request: HttpRequest) -> HttpResponse:
    """What stands below the box of the quote, for a source (`source`) or an address that was read
    (`?source_q=`)."""
    if request.method != "POST":
        return redirect("desk:home")
    words = request.POST.get("quote", "").strip()
    source = chosen(request)
    text = (newest_text(source) if source else read_text(request)) if words else ""
    form = EvidenceForm(request.POST)
    state = ""
    if words:
        state = "unread" if not text else "stands" if stands_in(words, text) else "missing"
    context = {"form": form, "standing": state, "asks_seen": state == "missing"}
    return render(request, "desk/_quote_standing.html", context)


def asks_seen(form: EvidenceForm) -> bool:
    """Whether a form asks if somebody has seen the words of its quote themselves."""
    return form.is_bound and ("quote" in form.errors or bool(form["seen"].value()))
