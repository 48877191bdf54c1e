"""What is public: one condition, kept here, from which every page, feed, sheet and image starts.

A record is published language by language: its Chinese may be live while its English is being approved. The moments
`publish_at` and `withdraw_at` take effect by themselves, because the condition compares them with the clock.
"""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sistercities.common.languages import CONTENT_LANGUAGES, current_language, localized
from sistercities.common.told import told_of
from sistercities.common.translatable import Translatable


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def _state_field(label: Translatable) -> models.CharField:
    return models.CharField(label, max_length=10, choices=State.choices, default=State.DRAFT, editable=False)


def _moment_field(label: Translatable) -> models.DateTimeField:
    return models.DateTimeField(label, null=True, blank=True, editable=False)


def moment_indexes(name: str) -> list[models.Index]:
    """Find the next moment at which something changes by itself; they hold only the few records that name one."""
    return [
        models.Index(fields=[moment], condition=Q(**{f"{moment}__isnull": False}), name=f"{name}_{moment}")
        for moment in ("publish_at", "withdraw_at")
    ]


def newest_indexes(name: str) -> list[models.Index]:
    """Find what was published last in a language without sorting all there is."""
    return [
        models.Index(fields=[localized("published_at", language)], name=f"{name}_newest_{language[:2]}")
        for language in ("en", "zh-hans")
    ]


class PublishingQuerySet(models.QuerySet):
    def published(self, language: str | None = None, at: datetime | None = None) -> Self:
        """The records that are public in `language` (the active one) at the moment `at` (now)."""
        return self.filter(self.model.public_condition(language or current_language(), at or timezone.now()))

    def published_one_by_one(self, language: str) -> Self:
        """The same records, in the way in which a page of a long list is filled soonest.

        What a record hangs on is looked up at each. For a join SQLite may first read all that could be joined, to know
        what not to look up: for forty rows of a page that is most of the work.
        """
        now = timezone.now()
        condition = self.model.own_public_condition(language, now)
        for name in self.model.public_through:
            relation = self.model._meta.get_field(name)
            through = relation.related_model._default_manager.published(language, now).filter(pk=OuterRef(name))
            condition &= Q(Exists(through.order_by())) | (Q(**{name: None}) if relation.null else Q())
        return self.filter(condition)


class Publishable(models.Model):
    """The publishing fields and the condition of being public.

    `public_through` names the relations that must be public too; `required_to_publish` names the translated
    fields that a language needs before it can be published.
    """

    public_through: ClassVar[tuple[str, ...]] = ()
    required_to_publish: ClassVar[tuple[str, ...]] = ()

    state_en = _state_field(_("English"))
    state_zh_hans = _state_field(_("Chinese"))
    published_at_en = _moment_field(_("English first published"))
    published_at_zh_hans = _moment_field(_("Chinese first published"))
    publish_at = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show it as soon as it is published."),
    )
    withdraw_at = models.DateTimeField(
        _("public until"),
        null=True,
        blank=True,
        help_text=_("From this moment on visitors no longer see it."),
    )

    class Meta:
        abstract = True

    @classmethod
    def own_public_condition(cls, language: str, at: datetime, prefix: str = "") -> Q:
        """Published in `language` and inside its period, leaving aside what it hangs on."""
        return (
            Q(**{prefix + localized("state", language): State.PUBLISHED})
            & (Q(**{prefix + "publish_at": None}) | Q(**{prefix + "publish_at__lte": at}))
            & (Q(**{prefix + "withdraw_at": None}) | Q(**{prefix + "withdraw_at__gt": at}))
        )

    @classmethod
    def public_condition(cls, language: str, at: datetime, prefix: str = "") -> Q:
        """The whole condition, for this model reached through the relation `prefix` (`city__`)."""
        condition = cls.own_public_condition(language, at, prefix)
        for name in cls.public_through:
            relation = cls._meta.get_field(name)
            through = relation.related_model.public_condition(language, at, f"{prefix}{name}__")
            condition &= (through | Q(**{f"{prefix}{name}": None})) if relation.null else through
        return condition

    def is_public(self, language: str | None = None) -> bool:
        """Whether visitors see this record in `language`: one query, on the same condition as the lists."""
        return type(self)._default_manager.filter(pk=self.pk).published(language).exists()

    def state_in(self, language: str) -> State:
        return State(getattr(self, localized("state", language)))

    @property
    def is_live(self) -> bool:
        """Published in any language, so that a change of it may be seen by visitors."""
        return any(self.state_in(language) == State.PUBLISHED for language in CONTENT_LANGUAGES)

    def publishing_problems(self, language: str) -> list[str]:
        """Sentences that say what is missing before this record can be published in `language`."""
        missing = [
            self._meta.get_field(name).verbose_name
            for name in self.required_to_publish
            if not getattr(self, localized(name, language))
        ]
        problem = _("“%(field)s” is empty in this language. Fill it in first.")
        return [told_of(problem, {"field": name}) for name in missing]
