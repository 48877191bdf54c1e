"""Which page numbers a long list offers."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Paginator

register = template.Library()


@register.filter
def elided_pages(paginator: Paginator, number: int) -> Iterator[int | str]:
    """First, last and the neighbours of page `number`, with `paginator.ELLIPSIS` for what is left out."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
