"""Which records acts have touched, as far as counting asks: of each kind, which pieces of a fixed number of keys.

A piece that was counted is true until one of its records is touched again, so that after an act little is counted anew.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.db.models import Max

# Keys in a piece: it is counted in a tenth of a second, and two million records are a hundred pieces.
KEYS = 20_000


class Touch(NamedTuple):
    """Records of one kind with keys in one piece; of no kind: anything at all."""

    kind: str
    piece: int


EVERYTHING = Touch("", 0)


class Touched(models.Model):
    """The content version that the last act raised which touched these records."""

    kind = models.CharField(max_length=80)
    piece = models.BigIntegerField()
    version = models.BigIntegerField(db_index=True)

    class Meta:
        # Nobody sees or edits it.
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "piece"], name="touched_once_per_piece")]

    def __str__(self) -> str:
        return f"{self.kind} {self.piece}"


def kind_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


def touches(model: type[models.Model], keys: Iterable[Any]) -> set[Touch]:
    return {Touch(kind_of(model), key // KEYS) for key in keys}


def having_keys(records: Any, keys: range | None) -> Any:
    """Those of a piece; all of them if it is not said of which."""
    return records if keys is None else records.filter(pk__gte=keys.start, pk__lt=keys.stop)


def mark(touched: Iterable[Touch], version: int) -> None:
    """Part of the act's transaction, after it has raised the version: that row, which all acts wait for, is locked, so
    that these are never waited for.
    """
    found = set(touched)
    told = [EVERYTHING] if EVERYTHING in found else sorted(found)
    Touched.objects.bulk_create(
        [Touched(kind=touch.kind, piece=touch.piece, version=version) for touch in told],
        update_conflicts=True,
        unique_fields=["kind", "piece"],
        update_fields=["version"],
    )


def last_noted() -> int:
    """The last version of which was noted what it touched: an older process beside this one notes nothing."""
    return Touched.objects.aggregate(last=Max("version"))["last"] or 0


def touched_since(version: int, kinds: Iterable[str], present: int) -> dict[Touch, int]:
    """What was touched of these kinds after a version until the `present` one, and in which; two queries."""
    found = Touched.objects.filter(kind__in=[EVERYTHING.kind, *kinds], version__gt=version)
    touched = {Touch(kind, piece): last for kind, piece, last in found.values_list("kind", "piece", "version")}
    return touched if last_noted() >= present else touched | {EVERYTHING: present}
