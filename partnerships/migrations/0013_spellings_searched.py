"""More spellings of a name are taken for the same: the words of all records are computed anew."""

from typing import ClassVar

from django.db import migrations
from django.db.models import Q

KINDS = ("City", "Partnership", "Agreement", "Exchange", "Honour", "Story")


class Migration(migrations.Migration):
    changes_search_words: ClassVar[dict[str, Q]] = {
        "partnerships.Source": Q(),
        **{f"partnerships.{kind}": Q() for kind in KINDS},
        **{f"partnerships.{kind}Attachment": Q(caption_en__gt="") | Q(caption_zh_hans__gt="") for kind in KINDS},
    }

    dependencies: ClassVar = [("partnerships", "0012_captions_searched")]
