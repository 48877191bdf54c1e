"""More spellings of a name are taken for the same: the words of all items are computed anew."""

from typing import ClassVar

from django.db import migrations
from django.db.models import Q


class Migration(migrations.Migration):
    changes_search_words: ClassVar[dict[str, Q]] = {"media.MediaItem": Q()}

    dependencies: ClassVar = [("media", "0005_indexes_of_lists")]
