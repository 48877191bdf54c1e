"""Staff with the rights of their roles."""

from itertools import count

from django.contrib.auth.models import Group, User

_numbers = count(1)


def person(*roles: str, is_staff: bool = True) -> User:
    """A member of staff in these groups: Viewer, Editor, Publisher, Importer, Administrator."""
    user = User.objects.create_user(f"person-{next(_numbers)}", password="a long enough secret", is_staff=is_staff)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def viewer() -> User:
    return person("Viewer")


def editor() -> User:
    return person("Editor")


def publisher() -> User:
    return person("Editor", "Publisher")


def former_publisher() -> User:
    """Somebody who kept the role's group but is staff no more."""
    return person("Publisher", is_staff=False)


def importer() -> User:
    return person("Editor", "Importer")


def administrator() -> User:
    return person("Administrator")


def superuser() -> User:
    return User.objects.create_superuser(f"root-{next(_numbers)}", password="a long enough secret")
