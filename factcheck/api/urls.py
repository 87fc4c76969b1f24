"""The API's addresses, mounted at /api/v1/, and its schema at /api/v1/openapi.json.

The interactive pages of documentation are off: they load scripts from elsewhere.
"""

from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from factcheck.api.articles import router
from factcheck.api.body import JSONParser
from factcheck.api.handlers import handle_all

api = NinjaAPI(
    title="factcheck",
    version="1",
    description="Send the words of articles, and ask how far they are checked.",
    docs_url=None,
    docs_decorator=require_safe,
    urls_namespace="api",
    parser=JSONParser(),
)
handle_all(api)
api.add_router("", router)
