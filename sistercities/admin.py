"""Accounts in the admin: an administrator gives and takes roles, and cannot rise above the own rights."""

from typing import Any

from allauth.account import admin as account_admin
from allauth.mfa import admin as mfa_admin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sistercities.common.admin import Section
from sistercities.common.admin.deletions import without_ties
from sistercities.common.admin.keys import ChoosingAdmin, RecordsField
from sistercities.common.enumerations import listed

admin.site.unregister([User, Group])
# Accounts have no addresses to confirm, and what an authenticator holds is nobody's business.
admin.site.unregister([account_admin.EmailAddress, mfa_admin.Authenticator])

ROLE_NAMES = {
    "Viewer": _("Viewer"),
    "Editor": _("Editor"),
    "Publisher": _("Publisher"),
    "Importer": _("Importer"),
    "Administrator": _("Administrator"),
}


def role_name(role: Group) -> str:
    """In the language of the interface; a role that the office has made bears the name it was given."""
    return str(ROLE_NAMES.get(role.name, role.name))


def own_rights(user: User | AnonymousUser) -> QuerySet[Permission]:
    return Permission.objects.filter(Q(group__user=user) | Q(user=user))


def assignable_roles(user: User | AnonymousUser) -> QuerySet[Group]:
    """The roles that give no right which `user` lacks."""
    if user.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=own_rights(user).values("pk"))
    return Group.objects.exclude(permissions__in=beyond)


def outranks(person: User, user: User | AnonymousUser) -> bool:
    """Whether `person`, were the account active, would have a right that `user` lacks."""
    if user.is_superuser:
        return False
    return person.is_superuser or own_rights(person).exclude(pk__in=own_rights(user).values("pk")).exists()


class RolesField(RecordsField):
    def label_from_instance(self, obj: Any) -> str:
        return role_name(obj)


class RoleFilter(admin.RelatedFieldListFilter):
    """By role, each in the language of the interface."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        return [(role.pk, role_name(role)) for role in Group.objects.order_by("pk")]


@admin.register(User)
class PersonAdmin(ChoosingAdmin, UserAdmin):
    section = Section.ACCOUNTS
    place = 1
    list_display = ("username", "first_name", "last_name", "role_names", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", ("groups", RoleFilter))
    actions = ("remove_second_factor",)
    filter_horizontal = ()
    # The library's own announces a second step that there is not.
    add_form_template = "admin/change_form.html"
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": (("first_name", "last_name"), "email")}),
        (_("Roles"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("About this account"), {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "password1", "password2")}),
        (_("Person"), {"fields": (("first_name", "last_name"), "email")}),
        (_("Roles"), {"fields": ("is_staff", "groups")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def role_names(self, person: User) -> str:
        return listed(role_name(group) for group in person.groups.all())

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return fieldsets
        everything = (_("Every right"), {"fields": ("is_superuser",)})
        return (*fieldsets, everything)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_within(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_within(request, obj)

    def _is_within(self, request: HttpRequest, person: User | None) -> bool:
        return person is None or not outranks(person, request.user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return (*without_ties(User, deleted, counts), lacking, protected)

    @admin.action(permissions=["change"], description=_("Remove the second factor (after a lost telephone)"))
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        people = [person for person in queryset if self._is_within(request, person)]
        Authenticator.objects.filter(user__in=people).delete()
        for person in people:
            self.log_change(request, person, [{"changed": {"fields": [gettext_noop("second factor")]}}])
        names = listed(person.username for person in people)
        self.message_user(request, _("These sign in with their password alone now: %(names)s.") % {"names": names})

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            roles = assignable_roles(request.user)
            kwargs |= {
                "queryset": roles,
                "form_class": RolesField,
                "widget": CheckboxSelectMultiple,
                "label": _("roles"),
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class RoleAdmin(ChoosingAdmin, GroupAdmin):
    """Roles come with the software; who has every right may still shape them."""

    section = Section.ACCOUNTS
    place = 2
    list_display = ("name_in_words",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def __init__(self, model: type[Group], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.opts.verbose_name, self.opts.verbose_name_plural = _("role"), _("roles")

    @admin.display(description=_("role"), ordering="name")
    def name_in_words(self, role: Group) -> str:
        return role_name(role)
