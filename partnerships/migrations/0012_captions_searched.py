"""Captions that attachments have of their own are searched."""

from typing import ClassVar

from django.db import migrations
from django.db.models import Q

from sistercities.common.derived import DerivedTextField

RECORDS = ("City", "Partnership", "Agreement", "Exchange", "Honour", "Story")
LANGUAGES = {"en": "English", "zh_hans": "Chinese"}


def column(suffix: str, name: str) -> DerivedTextField:
    return DerivedTextField(
        f"search_text_{suffix}", blank=True, default="", editable=False, verbose_name=f"search words, {name}"
    )


class Migration(migrations.Migration):
    changes_search_words: ClassVar[dict[str, Q]] = {
        f"partnerships.{record}Attachment": Q(caption_en__gt="") | Q(caption_zh_hans__gt="") for record in RECORDS
    }

    dependencies: ClassVar = [("partnerships", "0011_indexes_of_lists")]

    operations: ClassVar = [
        migrations.AddField(f"{record}Attachment", f"search_{suffix}", column(suffix, name))
        for record in RECORDS
        for suffix, name in LANGUAGES.items()
    ]
