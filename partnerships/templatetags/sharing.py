"""The head of a page, for those who pass it on and for machines."""

from typing import Any

from django import template

from partnerships.linked_data import Office
from partnerships.sharing import sharing_of
from sistercities.common.fragments import fragment

register = template.Library()


@register.inclusion_tag("partnerships/includes/sharing.html", takes_context=True)
def sharing(context: template.RequestContext) -> dict[str, Any]:
    """Nothing for pages without a request or an address of their own, such as those of errors."""
    page: Any = context.flatten()
    if "request" not in page or not page.get("canonical_url"):
        return {}
    office = Office(*fragment(page["request"], "office", make=lambda: told_of(page.get("site_profile"))))
    return {"sharing": sharing_of(page, office), "office": office, "canonical_url": page["canonical_url"]}


def told_of(profile: Any) -> tuple[str, ...]:
    profile = profile() if callable(profile) else profile
    return tuple(getattr(profile, name, "") or "" for name in Office._fields)
