"""Two ways to send bytes that are there already, with the settings of our own site: what nothing can be faster than.

`stored`: a view behind the whole chain of middleware, as a cache of whole views would be asked. `fixed`: a middleware
before all others that answers every address with the same bytes and looks at nothing.
"""

import os
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

CONTENT = Path(os.environ["BENCH_BYTES"]).read_bytes() if "BENCH_BYTES" in os.environ else b""


def stored(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        CONTENT, headers={"Cache-Control": "public, max-age=0, must-revalidate", "Content-Encoding": "br"}
    )


def fixed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return stored


urlpatterns = [re_path("", stored)]
