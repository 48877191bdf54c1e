"""Language codes of Django as the language tags that HTML wants."""

from django import template

register = template.Library()


@register.filter
def language_tag(code: str) -> str:
    """`zh-hans` → `zh-Hans`, `pt-br` → `pt-BR`: the casing that RFC 5646, section 2.1.1 recommends."""
    language, *subtags = code.split("-")
    return "-".join([language.lower(), *map(_cased, subtags)])


def _cased(subtag: str) -> str:
    if len(subtag) == 4:
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()
