from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0006_code_of_counters"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=20)),
                ("piece", models.BigIntegerField()),
                ("version", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("code", models.CharField(default="", max_length=24)),
                ("beside", models.CharField(max_length=24)),
                ("value", models.JSONField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "language", "piece"), name="counted_piece_once_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Touched",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80)),
                ("piece", models.BigIntegerField()),
                ("version", models.BigIntegerField(db_index=True)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("kind", "piece"), name="touched_once_per_piece")],
            },
        ),
    ]
