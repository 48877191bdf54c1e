"""Administrators see every import, and clear remembered columns away; others see their own imports only."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def add(apps, schema_editor):
    # Rights are made after all migrations otherwise, and the group needs them here.
    config = apps.get_app_config("imports")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    rights = ["view_importjob", "view_columnmapping", "delete_columnmapping"]
    permissions = apps.get_model("auth", "Permission").objects
    ours = permissions.filter(content_type__app_label="imports", codename__in=rights)
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Administrator")
    group.permissions.add(*ours)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_roles"), ("imports", "0001_initial")]
    # Going back leaves the rights: they name nothing that is gone.
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
