"""Showing sources to visitors and hiding them: the right, the change and its history in one transaction."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from partnerships.models import Source
from sistercities.common.history import Act, change
from sistercities.common.people import User, may


def show(sources: Iterable[Source], by: User | None) -> int:
    """Show to visitors what of `sources` is hidden; how many that were. `by` None is the system itself (a command).

    Raises PermissionDenied, as `hide` does, when `by` may not publish sources; nothing is changed then.
    """
    return _set_public(sources, by, Act.PUBLISH, is_public=True)


def hide(sources: Iterable[Source], by: User | None) -> int:
    """Hide from visitors what of `sources` is shown; how many that were."""
    return _set_public(sources, by, Act.WITHDRAW, is_public=False)


def _set_public(sources: Iterable[Source], by: User | None, act: Act, is_public: bool) -> int:
    if by is not None and not may(by, "publish", Source):
        raise PermissionDenied
    with change(by, act) as changes:
        others = [source for source in sources if source.is_public != is_public]
        changes.lock(*others)
        return Source.objects.filter(pk__in=[source.pk for source in others]).update(is_public=is_public)
