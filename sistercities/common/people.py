"""Rights of staff, asked in one way everywhere."""

from typing import TypeAlias

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db import models

User: TypeAlias = AbstractBaseUser | AnonymousUser | PermissionsMixin


def may(user: User, act: str, model: type[models.Model]) -> bool:
    """Whether `user` is staff and has the right `act` (`change`, `publish`, `import`, …) on records of `model`."""
    options = model._meta
    return bool(user.is_active and user.is_staff and user.has_perm(f"{options.app_label}.{act}_{options.model_name}"))
