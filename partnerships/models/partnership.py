"""The tie of one home and one partner city."""

from collections.abc import Collection, Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.choices import PartnershipStatus, Side, TieClass
from partnerships.models.city import City
from partnerships.querysets import PUBLICLY_IN_FORCE, PartnershipEventManager, PartnershipManager
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.languages import localized
from sistercities.common.publishing import moment_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record

# What lists ask of a partnership before it is counted: found in an index, without reading the partnership itself.
ASKED_OF_PUBLIC_TIES = ("state_en", "state_zh_hans", "publish_at", "withdraw_at", "home_city")


class Partnership(Record):
    """What figures count: one pair of cities, whatever number of documents it rests on."""

    public_through = ("home_city", "partner_city")
    label_relations = ("home_city", "partner_city")
    searched_texts = ("motive",)
    searched_dates = ("since",)
    derived_from_rows = ("events",)
    history_rows = ("events", "promises", "counterparts", "citations", "attachments")

    home_city = models.ForeignKey(City, models.PROTECT, related_name="home_partnerships", verbose_name=_("home city"))
    partner_city = models.ForeignKey(City, models.PROTECT, related_name="partnerships", verbose_name=_("partner city"))
    tie_class = models.CharField(
        _("class"),
        max_length=20,
        choices=TieClass.choices,
        help_text=_("Decided by the office. The title of a document does not decide it."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=PartnershipStatus.choices,
        blank=True,
        help_text=_(
            "Leave it empty if it is not known. Visitors see “in force”, and an end only if you publish the event."
        ),
    )
    since = PartialDateField(
        _("since"), blank=True, help_text=_("As precisely as it is known: 2011, 2011-09 or 2011-09-26.")
    )
    since_sort = PartialDateSortField("since")
    motive = models.TextField(_("how it came about"), blank=True)

    objects = PartnershipManager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["slug"]
        indexes: ClassVar = [
            models.Index(fields=["tie_class"], name="partnership_class"),
            models.Index(fields=["status"], name="partnership_status"),
            models.Index(fields=["since_sort", *ASKED_OF_PUBLIC_TIES, "partner_city"], name="partnership_since"),
            models.Index(
                fields=["partner_city", *ASKED_OF_PUBLIC_TIES, "since_sort", "tie_class", "status", "id"],
                name="partnership_of_partner",
            ),
            *moment_indexes("partnership"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["home_city", "partner_city"],
                name="one_partnership_per_pair",
                violation_error_message=_("These two cities have a partnership already. Add the document to it."),
            ),
            models.CheckConstraint(
                condition=~Q(home_city=F("partner_city")),
                name="partnership_of_two_different_cities",
                violation_error_message=_("A city cannot be its own partner."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.home_city_id and not self.home_city.is_home:
            raise ValidationError({"home_city": _("This city is not marked as one of our own.")})

    def search_words(self, language: str) -> Iterable[str | None]:
        events = self.events.all() if self.pk else ()
        reasons = [getattr(event, localized("reason", language)) for event in events if event.is_public]
        return [*super().search_words(language), *reasons]

    @property
    def name(self) -> str:
        """Both names in the active language; empty halves stay empty."""
        return f"{self.home_city.name} – {self.partner_city.name}"

    def staff_label(self) -> str:
        return f"{self.home_city} – {self.partner_city}"

    def slug_words(self) -> Iterable[str | None]:
        if not (self.home_city_id and self.partner_city_id):
            return []
        return [f"{self.home_city.slug} {self.partner_city.slug}"]

    def public_status(self) -> str:
        """The status that visitors may be told, as a code; `` when they are told nothing.

        Reads `events`, prefetched or not, where it depends on them.
        """
        is_in_force = self.status in PUBLICLY_IN_FORCE
        told = () if is_in_force else {event.status for event in self.events.all() if event.is_public}
        return status_told(self.status, told)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership", args=[self.slug])


def status_told(status: str, told: Collection[str]) -> str:
    """The status that visitors may be told, where `told` are those of its public changes of status."""
    if status in PUBLICLY_IN_FORCE:
        return PartnershipStatus.IN_FORCE
    return status if status in told else ""


class PartnershipEvent(models.Model):
    """A dated change of status, with its reason; visitors see it only if staff choose so."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="events", verbose_name=_("partnership"))
    status = models.CharField(_("status"), max_length=20, choices=PartnershipStatus.choices)
    happened_on = PartialDateField(_("on"), blank=True)
    happened_on_sort = PartialDateSortField("happened_on")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    is_public = models.BooleanField(_("show to visitors"), default=False)

    objects = PartnershipEventManager()

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering: ClassVar = ["happened_on_sort", "id"]

    def __str__(self) -> str:
        return self.get_status_display()


class Promise(models.Model):
    """Something agreed to be done by a date or every so often."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="promises", verbose_name=_("partnership"))
    text = models.CharField(_("what was promised"), max_length=300)
    due_on = PartialDateField(_("due"), blank=True)
    due_on_sort = PartialDateSortField("due_on")
    every_months = models.PositiveSmallIntegerField(_("every … months"), null=True, blank=True)
    kept_on = PartialDateField(_("kept on"), blank=True)
    kept_on_sort = PartialDateSortField("kept_on")

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering: ClassVar = ["due_on_sort", "id"]

    def __str__(self) -> str:
        return self.text


class Counterpart(models.Model):
    """Whom the office talks to. Never public."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="counterparts", verbose_name=_("partnership")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices, default=Side.PARTNER)
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office held"), max_length=200, blank=True)
    contact = models.CharField(_("telephone, mail or address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("counterpart")
        verbose_name_plural = _("counterparts")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name
