"""/desk/letters/: when letters come, and in which language."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from factcheck.actions.letters import choose
from factcheck.forms.letters import LettersForm
from factcheck.models import User
from factcheck.views.desk.access import at_desk


@at_desk
def letters(request: HttpRequest) -> HttpResponse:
    account = cast("User", request.user)
    chosen = {
        "delivery": account.delivery,
        "language": account.language or settings.LANGUAGE_CODE,
    }
    data = request.POST if request.method == "POST" else None
    form = LettersForm(data, initial=chosen)
    if data is not None and form.is_valid():
        choose(account=account, **form.cleaned_data)
        messages.success(request, _("Saved. Letters come as you chose."))
        return redirect("desk:letters")
    context = {"form": form, "address": account.email}
    return render(request, "desk/letters.html", context, status=200 if data is None else 422)
