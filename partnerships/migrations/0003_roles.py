"""The five roles, as groups with their rights. Rights are added to groups that exist; none is taken away."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RECORDS = ["city", "partnership", "agreement", "exchange", "honour", "story", "source"]
VOCABULARY = ["field", "citygroup", "agreementkind"]
ROWS = [
    "cityname", "cityfact", "citycitation", "cityattachment",
    "partnershipevent", "promise", "counterpart", "partnershipcitation", "partnershipattachment",
    "agreementwording", "signatory", "furtherparty", "approval", "agreementcitation", "agreementattachment",
    "exchangecitation", "exchangeattachment", "honourcitation", "honourattachment",
    "storycitation", "storyattachment",
]  # fmt: skip
ROLES = {
    "Viewer": {"records": ["view"], "rows": ["view"], "vocabulary": ["view"], "profile": ["view"]},
    "Editor": {
        "records": ["view", "add", "change"],
        "rows": ["view", "add", "change", "delete"],
        "vocabulary": ["view"],
        "profile": ["view"],
    },
    "Publisher": {
        "records": ["view", "add", "change", "publish", "export"],
        "rows": ["view", "add", "change", "delete"],
        "vocabulary": ["view"],
        "profile": ["view"],
    },
    "Importer": {
        "records": ["view", "add", "change", "import", "export"],
        "rows": ["view", "add", "change", "delete"],
        "vocabulary": ["view"],
        "profile": ["view"],
    },
    "Administrator": {
        "records": ["view", "add", "change", "delete", "publish", "import", "export"],
        "rows": ["view", "add", "change", "delete"],
        "vocabulary": ["view", "add", "change", "delete"],
        "profile": ["view", "add", "change"],
    },
}
ACCOUNTS = ["view", "add", "change", "delete"]


def _rights(role):
    for act in role["records"]:
        yield from (f"{act}_{name}" for name in RECORDS)
        yield f"{act}_mediaitem"
    for act in role["rows"]:
        yield from (f"{act}_{name}" for name in ROWS)
    for act in role["vocabulary"]:
        yield from (f"{act}_{name}" for name in VOCABULARY)
    for act in role["profile"]:
        yield f"{act}_siteprofile"


def add(apps, schema_editor):
    # Rights are made after all migrations otherwise, and the groups need them here.
    for label in ("auth", "media", "partnerships"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, role in ROLES.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        codenames = list(_rights(role))
        ours = permissions.filter(content_type__app_label__in=["media", "partnerships"], codename__in=codenames)
        group.permissions.add(*ours)
        if name == "Administrator":
            accounts = [f"{act}_user" for act in ACCOUNTS] + ["view_group"]
            group.permissions.add(*permissions.filter(content_type__app_label="auth", codename__in=accounts))


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0002_vocabulary"),
        ("media", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
