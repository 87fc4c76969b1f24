"""A token, from the form that issues it to the revision that its program sends."""

import json
import re
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.browser.site import Site

PATH = "/api/v1/articles/microsoft-xiaomi-mou-2018/"


def call(site: Site, what: str, secret: str, body: dict[str, Any] | None = None) -> Any:
    """What a program is answered: the status and the JSON."""
    request = Request(
        site.url + PATH + what,
        json.dumps(body).encode() if body else None,
        {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"},
        method="PUT" if body else "GET",
    )
    try:
        with urlopen(request, timeout=20) as answer:
            assert answer.headers["Set-Cookie"] is None
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def test_a_cms_is_given_a_token_and_uses_it(fresh_site: Site, new_page: Any) -> None:
    """Without scripts: nothing here needs one."""
    page = new_page(fresh_site, "demo-editor", java_script_enabled=False)
    page.goto("/admin/factcheck/article/")
    page.get_by_role("link", name=re.compile("Microsoft")).click()
    page.get_by_label("Ready only when covered").check()
    page.get_by_label("Reason").fill("Not before it is checked.")
    page.get_by_role("button", name="Save", exact=True).click()

    page.goto("/admin/factcheck/token/add/")
    page.get_by_label("Name").fill("Newsroom CMS")
    page.get_by_label("Send new versions").check()
    page.get_by_label("Ask how far").check()
    page.get_by_label("Reason").fill("It sends what it publishes.")
    page.get_by_role("button", name="Issue the token").click()
    secret = page.get_by_label("Secret").input_value()
    page.goto("/admin/factcheck/token/")
    assert secret not in page.content()

    status, coverage = call(fresh_site, "coverage", secret)
    assert (status, coverage["checked"], coverage["ready"]) == (200, 11, False)
    _status, content = call(fresh_site, "content", secret)
    body = {"html": content["html"].replace("US$100 miliar", "US$54 miliar")}
    status, told = call(fresh_site, "content", secret, body)
    assert (status, told["revision"], told["created"]) == (201, 3, True)
    assert [claim["number"] for claim in told["claims"] if claim["stale"]] == [3]
    assert 3 in [claim["number"] for claim in told["coverage"]["blocking"]]
    assert call(fresh_site, "content", secret, body) == (200, told | {"created": False})

    page.goto("/articles/microsoft-xiaomi-mou-2018/")
    assert "10 of 14 claims checked, 1 stale" in page.locator(".progress").inner_text()
    page.goto("/articles/microsoft-xiaomi-mou-2018/history/")
    newest = page.locator(".act").first
    assert "Newsroom CMS (Demo editor), through the API" in newest.inner_text()

    page.goto("/admin/factcheck/token/")
    page.get_by_role("link", name="Newsroom CMS").click()
    page.get_by_role("link", name="Revoke the token").click()
    page.get_by_label("Reason").fill("The CMS was replaced.")
    page.get_by_role("button", name="Revoke the token").click()
    assert call(fresh_site, "content", secret)[0] == 401


def test_the_form_is_for_everyone(
    site: Site, new_page: Any, assert_accessible: Any, complaints: list[str]
) -> None:
    page = new_page(site, "demo-editor", viewport={"width": 390, "height": 844})
    page.goto("/admin/factcheck/token/add/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert not complaints
    assert_accessible(page)
    complaints.clear()  # axe reads what Django's forms.css imports by a style of its own
