"""Stories."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships import reading
from partnerships.filters import StoryFilterSet
from partnerships.models import Story
from partnerships.views.record import RecordPage
from sistercities.common.counting import Count
from sistercities.common.listing import Listing


class StoryList(Listing):
    heading = _("Stories")
    lead = _("What the office writes about its cities.")
    model = Story
    filterset_class = StoryFilterSet
    with_parts = staticmethod(reading.story_row)
    template_name = "partnerships/story_list.html"
    context_object_name = "stories"
    paginate_by = 20
    download = "partnerships:story_files"

    def count_words(self, count: Count) -> str:
        words = ngettext("%(figure)s story", "%(figure)s stories", count.number)
        return words % {"figure": count.words}


class StoryPage(RecordPage):
    model = Story
    with_parts = staticmethod(reading.story_page)
    template_name = "partnerships/story.html"
    context_object_name = "story"
    list_name = "partnerships:story_list"
    list_label = _("Stories")
    order = "published_on_sort"
