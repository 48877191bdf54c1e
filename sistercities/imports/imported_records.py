"""The records that an import has touched, as its change set names them."""

from django.db.models import Count

from sistercities.common.history import Revision
from sistercities.common.people import User, may
from sistercities.common.publishing import Publishable
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob
from sistercities.imports.resources import RecordResource

PAGE = 50


def revisions_of(job: ImportJob, after: int = 0, size: int = PAGE) -> list[Revision]:
    """The next records behind revision `after`, one more than `size` when there are more."""
    rows = Revision.objects.filter(change_set=job.change_set, pk__gt=after).order_by("pk")
    return list(rows.select_related("record_type").only("label", "record_key", "record_type")[: size + 1])


def numbers_by_kind(job: ImportJob) -> list[tuple[type[RecordResource], int]]:
    """How many records of each kind the import has touched, in the order in which one may name another."""
    rows = Revision.objects.filter(change_set=job.change_set).order_by().values_list("record_type__model")
    found = dict(rows.annotate(number=Count("pk")))
    names = ((resource, str(resource._meta.model._meta.model_name)) for resource in kinds().values())
    return [(resource, found[name]) for resource, name in names if name in found]


def may_publish_all(user: User, job: ImportJob) -> bool:
    """Whether `user` may publish every kind of record that the import has touched."""
    touched = [resource._meta.model for resource, _number in numbers_by_kind(job)]
    shown = [model for model in touched if issubclass(model, Publishable)]
    return bool(shown) and all(may(user, "publish", model) for model in shown)
