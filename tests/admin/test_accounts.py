"""An administrator gives accounts and roles, and cannot rise above the own rights."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from tests import people
from tests.admin.forms import address, save

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SECRET = "a rather long secret"


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def test_administrator_gives_an_account_and_a_role(signed_in: SignIn) -> None:
    client = signed_in(people.administrator())
    passwords = {"password1": SECRET, "password2": SECRET}
    given = {"username": "new", "is_staff": "on", "groups": [role("Editor").pk], **passwords}
    assert save(client, User, **given).status_code == 302
    new = User.objects.get(username="new")
    assert (new.is_staff, new.is_superuser, [group.name for group in new.groups.all()]) == (True, False, ["Editor"])


def test_administrator_cannot_make_a_superuser_nor_give_single_rights(signed_in: SignIn) -> None:
    colleague = people.editor()
    right = Permission.objects.get(codename="change_group")
    save(signed_in(people.administrator()), colleague, is_superuser="on", user_permissions=[right.pk], first_name="New")
    colleague = User.objects.get(pk=colleague.pk)
    assert colleague.first_name == "New"
    assert not colleague.is_superuser
    assert not colleague.user_permissions.exists()


def test_administrator_cannot_raise_himself(signed_in: SignIn) -> None:
    administrator = people.administrator()
    save(signed_in(administrator), administrator, is_superuser="on", first_name="New")
    administrator = User.objects.get(pk=administrator.pk)
    assert (administrator.first_name, administrator.is_superuser) == ("New", False)


@pytest.mark.parametrize("is_active", [True, False])
def test_administrator_cannot_touch_a_superuser(signed_in: SignIn, is_active: bool) -> None:
    root = people.superuser()
    User.objects.filter(pk=root.pk).update(is_active=is_active)
    client = signed_in(people.administrator())
    passwords = {"usable_password": "true", "password1": SECRET, "password2": SECRET}
    assert client.post(address(root, "change"), {"username": "mine"}).status_code == 403
    assert client.post(f"/admin/auth/user/{root.pk}/password/", passwords).status_code == 403
    assert client.post(address(root, "delete"), {"post": "yes"}).status_code == 403
    client.post(
        address(User, "changelist"), {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"}
    )
    assert User.objects.get(pk=root.pk).username == root.username
    assert not User.objects.get(pk=root.pk).check_password(SECRET)


def test_administrator_cannot_give_a_role_with_rights_he_lacks(signed_in: SignIn) -> None:
    mighty = Group.objects.create(name="Mighty")
    mighty.permissions.add(Permission.objects.get(codename="change_group"))
    colleague, administrator = people.editor(), people.administrator()
    for person in (colleague, administrator):
        assert save(signed_in(administrator), person, groups=[mighty.pk]).status_code == 200
        assert mighty not in person.groups.all()
    holder = people.person("Mighty")
    assert signed_in(administrator).post(address(holder, "change"), {"username": "mine"}).status_code == 403


def test_editor_sees_no_accounts(signed_in: SignIn) -> None:
    client = signed_in(people.editor())
    assert client.get(address(User, "changelist")).status_code == 403
    assert client.get(address(people.viewer(), "change")).status_code == 403


def test_superuser_may_make_another(signed_in: SignIn) -> None:
    colleague = people.editor()
    save(signed_in(people.superuser()), colleague, is_superuser="on")
    assert User.objects.get(pk=colleague.pk).is_superuser


def test_administrator_removes_a_lost_second_factor_but_no_superusers(signed_in: SignIn) -> None:
    colleague, root = people.editor(), people.superuser()
    for person in (colleague, root):
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    chosen = {"action": "remove_second_factor", "_selected_action": [colleague.pk, root.pk]}
    signed_in(people.administrator()).post(address(User, "changelist"), chosen)
    assert [authenticator.user for authenticator in Authenticator.objects.all()] == [root]
