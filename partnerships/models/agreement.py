"""Instruments of a partnership: agreements, memoranda, programmes."""

from collections.abc import Iterable
from operator import attrgetter
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.choices import Side, SignatoryRole, Validity
from partnerships.models.city import City
from partnerships.models.partnership import Partnership
from partnerships.models.source import Source
from partnerships.models.vocabulary import AgreementKind, Field
from partnerships.querysets import AgreementManager
from partnerships.validators import end_precedes_start
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.derived import DerivedKeyField
from sistercities.common.folding import fold
from sistercities.common.languages import current_language, localized
from sistercities.common.publishing import moment_indexes, newest_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record

# What lists ask of an agreement besides: found in the index of their order, without reading the agreement itself.
ASKED_IN_LISTS = ("id", "publish_at", "withdraw_at", "partnership", "kind")


class Agreement(Record):
    """One document. Several in one partnership are normal, even on one day; figures do not count them."""

    title_field = "title"
    required_to_publish = ("title",)
    public_through = ("partnership",)
    searched_texts = ("title", "summary", "venue")
    searched_dates = ("signed_on",)
    derived_from_rows = ("people", "wordings", "further_parties")
    history_rows = ("people", "wordings", "further_parties", "approvals", "citations", "attachments")

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="agreements", verbose_name=_("partnership")
    )
    kind = models.ForeignKey(AgreementKind, models.PROTECT, related_name="agreements", verbose_name=_("kind"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    wording = models.CharField(
        _("distinguishing words"),
        max_length=300,
        blank=True,
        help_text=_("Only where two documents of one kind were signed on one day: the words that tell them apart."),
    )
    wording_key = DerivedKeyField("folded_wording", verbose_name=_("distinguishing words, folded"))
    signed_on = PartialDateField(
        _("signed on"), blank=True, help_text=_("As precisely as it is known: 2011, 2011-09 or 2011-09-26.")
    )
    signed_on_sort = PartialDateSortField("signed_on")
    signed_in = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, related_name="signings", verbose_name=_("signed in")
    )
    venue = models.CharField(_("place of signing in words"), max_length=200, blank=True)
    fields = models.ManyToManyField(
        Field, blank=True, related_name="agreements", verbose_name=_("fields of cooperation")
    )
    validity = models.CharField(_("validity"), max_length=10, choices=Validity.choices, default=Validity.UNKNOWN)
    valid_until = PartialDateField(_("valid until"), blank=True)
    valid_until_sort = PartialDateSortField("valid_until")
    renewal_years = models.PositiveSmallIntegerField(
        _("renewed every … years"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    text_languages = models.CharField(
        _("languages of the text"),
        max_length=100,
        blank=True,
        help_text=_("Codes with commas between: zh, th, en."),
    )
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("follows on")
    )
    summary = models.TextField(_("summary"), blank=True)

    objects = AgreementManager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["-signed_on_sort", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state_en", "signed_on_sort", *ASKED_IN_LISTS], name="agreement_list_en"),
            models.Index(fields=["state_zh_hans", "signed_on_sort", *ASKED_IN_LISTS], name="agreement_list_zh_hans"),
            *moment_indexes("agreement"),
            *newest_indexes("agreement"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "signed_on", "wording_key"],
                name="agreement_once_per_kind_and_date",
                violation_error_message=_(
                    "An agreement of this kind with this date is recorded already. "
                    "If it is another document, give the words that tell them apart."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(validity=Validity.DATED) & ~Q(valid_until=""))
                | (~Q(validity=Validity.DATED) & Q(valid_until="")),
                name="agreement_end_date_exactly_if_dated",
                violation_error_message=_("Give “valid until” exactly if the agreement is valid until a date."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if end_precedes_start(self.signed_on, self.valid_until):
            raise ValidationError({"valid_until": _("It cannot end before it was signed.")})
        if self.predecessor_id and self.predecessor_id == self.pk:
            raise ValidationError({"predecessor": _("An agreement cannot follow on itself.")})

    @property
    def document_title(self) -> str:
        """The title as a text names a document: between 《》 in Chinese (GB/T 15834), unless it brings its own."""
        title = self.title or ""
        takes_marks = title and "《" not in title and current_language() == "zh-hans"
        return f"《{title}》" if takes_marks else title

    def folded_wording(self) -> str:
        return fold(self.wording)

    def slug_words(self) -> Iterable[str | None]:
        if not (self.partnership_id and self.kind_id):
            return []
        date = self.signed_on.sort_text if self.signed_on else ""
        return [f"{self.partnership.slug} {self.kind.slug} {date}"]

    def search_words(self, language: str) -> Iterable[str | None]:
        """The distinguishing words are not among them: no page shows those."""
        own = list(super().search_words(language))
        if not self.pk:
            return own
        # In protocol order, as the database gives them: rows of an import are in the order of its columns.
        people = sorted(self.people.all(), key=attrgetter("order"))
        spoken = [text for person in people for text in person.public_texts(language)]
        parties = [getattr(party, localized("name", language)) for party in self.further_parties.all()]
        return [*own, *(wording.text for wording in self.wordings.all()), *spoken, *parties]

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement", args=[self.slug])


class AgreementWording(models.Model):
    """What one source calls the document. Sources may differ, and each keeps its words."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="wordings", verbose_name=_("agreement"))
    text = models.CharField(_("as written"), max_length=300)
    language = models.CharField(_("language"), max_length=20)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="wordings", verbose_name=_("source")
    )

    class Meta:
        verbose_name = _("wording as written")
        verbose_name_plural = _("wordings as written")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text


class Signatory(models.Model):
    """Who signed or bore witness, in protocol order, with the office held at the time."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="people", verbose_name=_("agreement"))
    role = models.CharField(_("role"), max_length=10, choices=SignatoryRole.choices, default=SignatoryRole.SIGNATORY)
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    office = models.CharField(_("office then held"), max_length=200, blank=True)
    is_name_withheld = models.BooleanField(_("keep the name from visitors"), default=False)
    order = models.PositiveIntegerField(_("protocol order"), default=0)

    class Meta:
        verbose_name = _("signatory or witness")
        verbose_name_plural = _("signatories and witnesses")
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return self.name or self.office or self.get_side_display()

    @property
    def public_name(self) -> str:
        return "" if self.is_name_withheld else self.name or ""

    def public_texts(self, language: str) -> list[str | None]:
        names = ("office",) if self.is_name_withheld else ("name", "office")
        return [getattr(self, localized(name, language)) for name in names]


class FurtherParty(models.Model):
    """A body that is party to the document besides the two cities."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="further_parties", verbose_name=_("agreement")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("further party")
        verbose_name_plural = _("further parties")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name or ""


class Approval(models.Model):
    """By whom the signing was approved, and under which number. Internal."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="approvals", verbose_name=_("agreement"))
    body = models.CharField(_("approving body"), max_length=200)
    number = models.CharField(_("approval number"), max_length=100, blank=True)
    approved_on = PartialDateField(_("approved on"), blank=True)
    approved_on_sort = PartialDateSortField("approved_on")

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering: ClassVar = ["approved_on_sort", "id"]

    def __str__(self) -> str:
        return self.body
