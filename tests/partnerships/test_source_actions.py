"""Sources are shown and hidden by whoever may publish them, and history knows."""

import pytest
from django.core.exceptions import PermissionDenied

from partnerships.source_actions import hide, show
from sistercities.common.history import ChangeSet, history_of
from tests import factories, people

pytestmark = pytest.mark.django_db


def test_source_shown_already_is_left_as_it_is() -> None:
    shown, hidden = factories.source(), factories.source(is_public=False)
    assert show([shown, hidden], people.publisher()) == 1
    hidden.refresh_from_db()
    assert hidden.is_public
    assert (history_of(shown).count(), history_of(hidden).count()) == (0, 1)


def test_editor_may_not_show_or_hide() -> None:
    shown, hidden, editor = factories.source(), factories.source(is_public=False), people.editor()
    for act, source in ((hide, shown), (show, hidden)):
        with pytest.raises(PermissionDenied):
            act([source], editor)
        before = source.is_public
        source.refresh_from_db()
        assert source.is_public is before
    assert not ChangeSet.objects.exists()
