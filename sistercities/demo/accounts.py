"""Accounts with which the demo is tried, one for each role. Their passwords are known to everybody."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

ROLES = {
    "viewer": "Viewer",
    "editor": "Editor",
    "publisher": "Publisher",
    "importer": "Importer",
    "admin": "Administrator",
}


def password_of(name: str) -> str:
    return f"{name}-two-rivers"


@transaction.atomic
def make_accounts() -> None:
    """Make the accounts that are missing; an account that exists keeps its password and its rights."""
    for name, role in ROLES.items():
        person, is_new = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
        if is_new:
            person.set_password(password_of(name))
            person.save()
            person.groups.set(Group.objects.filter(name=role))
