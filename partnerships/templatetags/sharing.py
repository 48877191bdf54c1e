"""The head of a page, for those who pass it on and for machines."""

from typing import Any

from django import template

from partnerships.sharing import sharing_of

register = template.Library()


@register.inclusion_tag("partnerships/includes/sharing.html", takes_context=True)
def sharing(context: template.RequestContext) -> dict[str, Any]:
    """Nothing for pages without a request or an address of their own, such as those of errors."""
    page = context.flatten()
    if "request" not in page or not page.get("canonical_url"):
        return {}
    profile = page.get("site_profile")
    profile = profile() if callable(profile) else profile
    return {"sharing": sharing_of(page, profile), "profile": profile, "canonical_url": page["canonical_url"]}
