"""Makes another site that visitors may not tell from the first: hidden values are replaced, hidden records added.

Whatever answers otherwise afterwards has told something: by a count, an order, a choice, a header, a page not found.
"""

import random
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction

from bench.leak_data import Secrets, word
from bench.leak_rules import Rules, columns_by_language, internal_columns
from partnerships.models import City, Partnership
from sistercities.common.content_version import raise_version
from sistercities.common.date_fields import PartialDateField
from sistercities.common.former_slugs import FormerSlug
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.publishing import Publishable, State
from tests import factories

# What would make a hidden record public, and what its other values would not agree with.
LEFT = {"withdraw_at", "permission_until", "is_public", "latitude", "longitude", "version"}
LEFT |= {"ends_on", "valid_until", "validity", "languages"} | {localized("state", code) for code in CONTENT_LANGUAGES}
BEFORE_ALL = "1905-03"


@transaction.atomic
def make_twin(secrets: Secrets) -> int:
    """How many values were replaced."""
    rules = Rules()
    hidden = [type(record)._base_manager.get(pk=record.pk) for record in secrets.hidden]
    shown_in = [rules.languages(record) for record in hidden]
    number = sum(_changed(*pair, secrets) for pair in zip(hidden, shown_in, strict=True))
    number += sum(_changed_inside(record, secrets) for record in set(secrets.shown.values()))
    _add_drafts()
    raise_version()
    return number


def _changed(record: Any, languages: list[str], secrets: Secrets) -> int:
    """Replace what nobody sees of it; how many values that were."""
    replaced = 0
    for code, names in columns_by_language(record).items():
        if not languages if code is None else code not in languages:
            replaced += _rewritten(record, names, secrets, CONTENT_LANGUAGES if code is None else [code])
    for code in CONTENT_LANGUAGES:
        name = localized("state", code)
        if isinstance(record, Publishable) and getattr(record, name) != State.PUBLISHED:
            setattr(record, name, random.choice([State.DRAFT, State.IN_REVIEW, State.WITHDRAWN]))  # noqa: S311
    record.save()
    return replaced if languages else replaced + _changed_whole(record)


def _rewritten(record: Any, names: list[str], secrets: Secrets, languages: Any) -> int:
    names = [name for name in names if name != "slug"]
    for name in names:
        new = word()
        is_url = isinstance(record._meta.get_field(name), models.URLField)
        setattr(record, name, f"https://{new}.example/" if is_url else new)
        for code in languages:
            secrets.words[code].add(new)
    return len(names)


def _changed_whole(record: Any) -> int:
    """Replace the other values of a record that is hidden altogether, as far as the register's rules allow."""
    replaced = 0
    for field in record._meta.concrete_fields:
        if field.name in LEFT or field.primary_key or field.is_relation or field.generated:
            continue
        old, new = getattr(record, field.name), _other(field, getattr(record, field.name))
        if new == old:
            continue
        setattr(record, field.name, new)
        try:
            with transaction.atomic():
                record.save()
            replaced += 1
        except DatabaseError:
            setattr(record, field.name, old)
    if hasattr(record, "slug") and isinstance(record, Publishable):
        FormerSlug.objects.filter(record_type=ContentType.objects.get_for_model(record), record_key=record.pk).delete()
    return replaced


def _other(field: Any, old: Any) -> Any:
    if field.name == "slug":
        return f"{old}-x"
    if field.choices:
        return random.choice([value for value, _label in field.flatchoices])  # noqa: S311
    if isinstance(field, PartialDateField):
        return BEFORE_ALL
    if isinstance(field, models.DateTimeField | models.DateField) and old:
        return old + timedelta(days=400)
    return 777 if isinstance(field, models.IntegerField) else old


def _changed_inside(record: Any, secrets: Secrets) -> int:
    """Replace what is internal to a record that visitors see."""
    record = type(record)._base_manager.get(pk=record.pk)
    replaced = _rewritten(record, internal_columns(record), secrets, CONTENT_LANGUAGES)
    if isinstance(record, Partnership) and record.status == "in_force":
        record.status = "dormant"
        replaced += 1
    record.save()
    return replaced


def _add_drafts() -> None:
    """One more of everything between cities that visitors see."""
    home = City.objects.get(is_home=True)
    for tie in Partnership.objects.published("en").select_related("partner_city")[:25]:
        city, photo = tie.partner_city, factories.photo()
        agreement = factories.agreement(partnership=tie, signed_on="2026-01", wording="a draft")
        given = {"cities": [home, city], "fields": [factories.field("health")], "partnership": tie}
        factories.exchange(home_city=home, agreement=agreement, starts_on="2026-02", held_in=city, **given)
        factories.exchange(home_city=home, starts_on="2999-01", plan_status="planned", **given)
        factories.honour(partnership=tie, recipient_city=city, given_on="2026-03")
        factories.story(cities=[city, home], published_on="2026-03", lead_photo=photo)
        factories.attach(city, photo)
        factories.cite(city, factories.source(is_public=False))
        tie.events.create(status="suspended", happened_on="2026")
        district = factories.city(parent=city, country="IS", tier="district")
        factories.partnership(home_city=home, partner_city=district, since="2026-04", tie_class="contact")
