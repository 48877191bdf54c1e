from django.db import migrations, models

import sistercities.common.told_fields
from sistercities.common.told_fields import ToldDecoder, ToldEncoder


def kept(name: str, default: type) -> models.JSONField:
    return models.JSONField(name, decoder=ToldDecoder, default=default, encoder=ToldEncoder)


class Migration(migrations.Migration):
    """The columns stay as they are: only what is written into them changes."""

    dependencies = [("imports", "0004_publishing_in_the_background")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("importjob", "plan", kept("how it is read", dict)),
                migrations.AlterField("importjob", "decisions", kept("decisions", dict)),
                migrations.AlterField(
                    "importjob",
                    "problem",
                    sistercities.common.told_fields.ToldTextField("problem", blank=True),
                ),
                migrations.AlterField(
                    "stagedrow",
                    "errors",
                    models.JSONField(decoder=ToldDecoder, default=list, encoder=ToldEncoder),
                ),
            ]
        )
    ]
