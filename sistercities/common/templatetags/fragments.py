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
        self, content: NodeList, name: str, values: list[FilterExpression], condition: FilterExpression | None
    ) -> None:
        self.nodelist, self.name, self.values, self.condition = content, name, values, condition

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        if request is None or (self.condition is not None and not self.condition.resolve(context)):
            return self.nodelist.render(context)
        key = [str(value.resolve(context)) for value in self.values]
        made: Any = fragment(request, self.name, *key, make=lambda: str(self.nodelist.render(context)))
        return mark_safe(made)  # noqa: S308 (rendered by a template, which has escaped it)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" value … if few %}…{% endkept %}`: the values are all that the content depends on besides the
    language; what a visitor could ask for without end is not kept.

    The content must not print what is one visitor's own, nor the host, nor set a variable for what follows.
    """
    _tag, name, *values = token.split_contents()
    condition = parser.compile_filter(values[-1]) if values[-2:-1] == ["if"] else None
    values = values[:-2] if condition else values
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(content, name.strip("\"'"), [parser.compile_filter(value) for value in values], condition)
