"""Parts of templates that are rendered once in an epoch."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from sistercities.common.fragments import fragment

register = template.Library()


class KeptNode(template.Node):
    """Renders its content, unless that was done already in this epoch for the same values."""

    def __init__(
        self, content: NodeList, name: str, values: list[FilterExpression], exception: FilterExpression | None
    ) -> None:
        self.nodelist, self.name, self.values, self.exception = content, name, values, exception

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        if request is None or (self.exception is not None and self.exception.resolve(context)):
            return self.nodelist.render(context)
        key = [str(value.resolve(context)) for value in self.values]
        made: Any = fragment(request, self.name, *key, make=lambda: str(self.nodelist.render(context)))
        return mark_safe(made)  # noqa: S308 (rendered by a template, which has escaped it)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" value … unless made_up %}…{% endkept %}`: the values are all that the content depends on but the
    language, and of those that are kept there must be few.

    The content must not print what is one visitor's own, nor the host, nor set a variable for what follows.
    """
    _tag, name, *values = token.split_contents()
    exception = parser.compile_filter(values[-1]) if values[-2:-1] == ["unless"] else None
    values = values[:-2] if exception else values
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(content, name.strip("\"'"), [parser.compile_filter(value) for value in values], exception)
