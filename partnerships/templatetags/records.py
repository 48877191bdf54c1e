"""How records are said on public pages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from media.choices import MediaKind
from media.models import Attachment
from media.templatetags.pictures import has_picture
from partnerships import titles
from partnerships.choices import PartnershipStatus
from partnerships.models import City, Partnership
from sistercities.common.date_wording import locale_of
from sistercities.common.enumerations import listed, listed_apart
from sistercities.common.languages import CONTENT_LANGUAGES, current_language, localized
from sistercities.common.prose import clean_prose
from sistercities.common.record_page import is_ready
from sistercities.common.records import Record
from sistercities.common.templatetags.partial_dates import partial_time

register = template.Library()


@register.filter
def prose(text: str | None) -> SafeString:
    """Rich text reduced to harmless structure."""
    return clean_prose(text)


register.filter("distinct_title", titles.distinct_title)


@register.filter
def told_status(partnership: Partnership) -> str:
    """The status that visitors are told, in words; empty when they are told nothing."""
    code = partnership.public_status()
    return str(PartnershipStatus(code).label) if code else ""


@register.filter
def pictured(attachments: Iterable[Attachment]) -> list[Attachment]:
    """Those that show a photo."""
    return [attachment for attachment in attachments if has_picture(attachment.item)]


@register.filter
def enclosed(attachments: Iterable[Attachment]) -> list[Attachment]:
    """Those that lead to a document or a video."""
    return [attachment for attachment in attachments if attachment.item.kind != MediaKind.PHOTO]


@register.filter
def tie_words(partnership: Partnership) -> str:
    """What the partner city is to the home city."""
    words = {"class": partnership.get_tie_class_display(), "home": partnership.home_city.name}
    return _("%(class)s of %(home)s") % words


@register.filter
def tie_since_words(partnership: Partnership) -> str:
    """The same, with since when, as far as that is known."""
    if not partnership.since:
        return tie_words(partnership)
    words = {"class": partnership.get_tie_class_display(), "home": partnership.home_city.name}
    return _("%(class)s of %(home)s since %(date)s") % {**words, "date": partnership.since.words()}


@register.filter
def tie_since(partnership: Partnership) -> SafeString | str:
    """The same with the date as `<time>`, for pages: it is not broken between two lines."""
    if not partnership.since:
        return tie_words(partnership)
    sentence = _("%(class)s of %(home)s since %(date)s") % {"class": "{name}", "home": "{home}", "date": "{date}"}
    home, date = partnership.home_city.name, partial_time(partnership.since)
    return format_html(sentence, name=partnership.get_tie_class_display(), home=home, date=date)


@register.filter
def ties_in_words(partnerships: Iterable[Partnership], city: City) -> str:
    """A city's name and what it is to whom, for pages without a summary; empty for one that is no partner."""
    ties = listed_apart(tie_since_words(tie) for tie in partnerships if tie.partner_city_id == city.pk)
    return _("%(label)s: %(value)s") % {"label": city.name, "value": ties} if ties else ""


@register.filter
def in_figures(number: int | Decimal) -> str:
    """A number with its digits in groups of three, in Chinese too, where Django runs them together."""
    return format_decimal(number, locale=locale_of(get_language() or "en"))


@register.filter
def told_as(record: Record) -> str:
    """What a link to a record of any kind is called in the page's language."""
    if isinstance(record, Partnership):
        return tie_words(record)
    return titles.dated_title(record)


@register.filter
def names_elsewhere(city: City, known: Record) -> list[tuple[str, str]]:
    """Language and name, for each other language in which `known`, the city or a partnership of it, is public."""
    others = [code for code in CONTENT_LANGUAGES if code != current_language()]
    names = [(code, getattr(city, localized("name", code))) for code in others if is_ready(known, code)]
    return [(code, name) for code, name in names if name and name != city.name]


@register.filter
def language_names(codes: str) -> str:
    """`zh, th, en` in words: the languages' names in the page's language; a code that none has stays as it is."""
    locale = locale_of(get_language() or "en")
    names = [locale.languages.get(code.strip().replace("-", "_"), code.strip()) for code in codes.split(",")]
    return listed(name for name in names if name)


@register.inclusion_tag("partnerships/includes/source_refs.html", takes_context=True)
def source_refs(context: dict[str, Any], record: Any, *names: str) -> dict[str, Any]:
    """The numbers of the sources of these fields of a record; without a field, of the record as a whole."""
    references = context.get("references")
    return {"numbers": references.numbers(record, *names) if references else []}


@register.simple_tag(takes_context=True)
def source_number(context: dict[str, Any], source_id: int | None) -> int | None:
    """The number under which this page lists a source; None if it does not."""
    references = context.get("references")
    return references.number_of(source_id) if references else None
