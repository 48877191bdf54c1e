"""Honours."""

from partnerships import reading
from partnerships.models import Honour
from partnerships.views.record import RecordPage


class HonourPage(RecordPage):
    model = Honour
    with_parts = staticmethod(reading.honour_page)
    template_name = "partnerships/honour.html"
    context_object_name = "honour"
    order = "given_on_sort"
