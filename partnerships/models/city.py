"""Cities and the other places that take part: provinces, districts, counties."""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from partnerships.choices import Tier
from partnerships.models.vocabulary import CityGroup
from partnerships.querysets import CityManager
from partnerships.validators import validate_time_zone
from sistercities.common.derived import DerivedKeyField, DerivedTextField
from sistercities.common.folding import fold, index_text
from sistercities.common.languages import localized
from sistercities.common.prose import plain_prose
from sistercities.common.publishing import moment_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record
from sistercities.common.search_index import of_languages
from sistercities.common.slugs import pinyin

# What lists ask of a city besides: found in the index of its order, without reading the city itself.
ASKED_IN_LISTS = ("id", "is_home", "publish_at", "withdraw_at", "country", "tier")
ASKED_BY_COUNTRY = ("id", "is_home", "publish_at", "withdraw_at", "tier")


class City(Record):
    """A place at the level on which it keeps partnerships: Chongqing is a municipality, Banan one of its districts.

    Its search columns hold its names, by which other records are found too; what else is told of it is in `words`.
    """

    required_to_publish = ("name",)
    searched_texts = ("name",)
    history_rows = ("other_names", "facts", "citations", "attachments")
    derived_from_rows = ("other_names", "facts")

    name = models.CharField(_("name"), max_length=120, blank=True)
    native_name = models.CharField(
        _("name in its own language and script"),
        max_length=120,
        blank=True,
        help_text=_("For example กรุงเทพมหานคร."),
    )
    native_language = models.CharField(
        _("language of that name"),
        max_length=20,
        blank=True,
        help_text=_("A code such as th, de or zh-Hant."),
    )
    country = CountryField(verbose_name=_("country or region"))
    tier = models.CharField(_("level"), max_length=12, choices=Tier.choices, default=Tier.CITY)
    tier_term = models.CharField(
        _("what it is called there"),
        max_length=80,
        blank=True,
        help_text=_("For example municipality, county, oblast."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="districts", verbose_name=_("belongs to")
    )
    is_home = models.BooleanField(
        _("one of our own"),
        default=False,
        help_text=_("A city or district whose partnerships this office keeps."),
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    area_km2 = models.DecimalField(
        _("area in km²"),
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("year of that figure"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1500), MaxValueValidator(2200)],
    )
    website = models.URLField(_("website"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, validators=[validate_time_zone])
    wikidata_id = models.CharField(
        _("Wikidata number"), max_length=16, blank=True, validators=[RegexValidator(r"^Q[1-9]\d*$")]
    )
    geonames_id = models.PositiveIntegerField(_("GeoNames number"), null=True, blank=True)
    groups = models.ManyToManyField(CityGroup, blank=True, related_name="cities", verbose_name=_("groups"))
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences for lists."))
    profile = models.TextField(_("profile"), blank=True)
    sort_en = DerivedKeyField("sort_text_en", verbose_name=_("order in English"))
    sort_zh_hans = DerivedKeyField("sort_text_zh_hans", verbose_name=_("order in Chinese, by pinyin"))

    words_en = DerivedTextField("all_words_en", verbose_name=_("names and texts, English"))
    words_zh_hans = DerivedTextField("all_words_zh_hans", verbose_name=_("names and texts, Chinese"))

    objects = CityManager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["sort_en", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state_en", "sort_en", *ASKED_IN_LISTS], name="city_list_en"),
            models.Index(fields=["state_zh_hans", "sort_zh_hans", *ASKED_IN_LISTS], name="city_list_zh_hans"),
            models.Index(fields=["country", "state_en", "sort_en", *ASKED_BY_COUNTRY], name="city_country_en"),
            models.Index(
                fields=["country", "state_zh_hans", "sort_zh_hans", *ASKED_BY_COUNTRY], name="city_country_zh_hans"
            ),
            models.Index(fields=["sort_en"], condition=Q(is_home=True), name="city_home"),
            *moment_indexes("city"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                # Said outright, since a comparison with NULL would pass.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="city_coordinates_both_and_on_the_globe",
                violation_error_message=_("Give latitude (−90 to 90) and longitude (−180 to 180), or neither."),
            ),
            models.CheckConstraint(condition=Q(area_km2=None) | Q(area_km2__gte=0), name="city_area_not_negative"),
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")),
                name="city_is_not_its_own_parent",
                violation_error_message=_("A city cannot belong to itself."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("A city cannot belong to one of its own districts.")})
            ancestor = ancestor.parent

    def sort_text_en(self) -> str:
        return fold(self.name_en or self.native_name or self.name_zh_hans)

    def sort_text_zh_hans(self) -> str:
        return pinyin(self.name_zh_hans or self.name_en or self.native_name or "")

    def search_words(self, language: str) -> Iterable[str | None]:
        others = self.other_names.all() if self.pk else ()
        return [*super().search_words(language), self.native_name, *(other.name for other in others)]

    @classmethod
    def indexed_columns(cls) -> dict[str, str]:
        return of_languages("search", "words")

    def all_words(self, language: str) -> str:
        texts = [getattr(self, localized(name, language)) for name in ("tier_term", "summary")]
        facts = self.facts.all() if self.pk else ()
        told = [text for fact in facts for text in fact.texts_in(language)]
        profile = plain_prose(getattr(self, localized("profile", language)))
        return index_text([*self.search_words(language), *texts, *told, profile])

    def all_words_en(self) -> str:
        return self.all_words("en")

    def all_words_zh_hans(self) -> str:
        return self.all_words("zh-hans")

    def get_absolute_url(self) -> str:
        return reverse("partnerships:city", args=[self.slug])


class CityName(models.Model):
    """Another name of a city: an exonym or a former name, for search and for matching sheets."""

    city = models.ForeignKey(City, models.CASCADE, related_name="other_names", verbose_name=_("city"))
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=20, blank=True)
    used_until = models.PositiveSmallIntegerField(_("used until the year"), null=True, blank=True)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["city", "name", "language"], name="city_name_once_per_language")
        ]

    def __str__(self) -> str:
        return self.name


class CityFact(models.Model):
    """One line of the city's facts at a glance, in the office's words."""

    city = models.ForeignKey(City, models.CASCADE, related_name="facts", verbose_name=_("city"))
    label = models.CharField(_("what"), max_length=80, blank=True)
    value = models.CharField(_("fact"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("fact at a glance")
        verbose_name_plural = _("facts at a glance")
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return self.label or ""

    def texts_in(self, language: str) -> tuple[str, ...]:
        """Label and value; none where one is missing: such a fact is not shown."""
        texts = tuple(getattr(self, localized(name, language)) or "" for name in ("label", "value"))
        return texts if all(texts) else ()
