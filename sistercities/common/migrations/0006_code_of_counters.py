from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0005_spent_stamps"),
    ]

    operations = [
        migrations.AddField("counter", "code", models.CharField(default="", max_length=24)),
    ]
