"""Who reads visitors' messages: editors and publishers answer them, administrators may also delete them early."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "Editor": ["view", "change"],
    "Publisher": ["view", "change"],
    "Administrator": ["view", "change", "delete"],
}


def add(apps, schema_editor):
    # Rights are made after all migrations otherwise, and the groups need them here.
    config = apps.get_app_config("partnerships")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, acts in RIGHTS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        codenames = [f"{act}_message" for act in acts]
        group.permissions.add(*permissions.filter(content_type__app_label="partnerships", codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0005_message")]
    # Going back leaves the rights: they name nothing that is gone.
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
