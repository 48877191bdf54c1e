"""Checks the headings of a sheet against the columns of a record type."""

import re
from collections import Counter
from collections.abc import Collection

from django.utils.translation import gettext

from sistercities.common.told import listed, retellable
from sistercities.common.told import told as _
from sistercities.imports.errors import SheetRefused, column_letter

LONGEST_SHOWN = 60
KEYS_OF_THE_DATABASE = frozenset({"id", "pk"})
# Who sees what is decided by the act of publishing, never by a sheet.
PUBLISHING = re.compile(
    r"(state|status_of_publication|published_at|is_published)(_\w+)?|publish_at|withdraw_at|is_public|published"
)


def column_name(heading: str) -> str:
    """The name of the column that a heading means: capitals and spaces are taken as the codes have them.

    In a heading of several lines, as in our own workbooks, the last one is the code.
    """
    *_words, code = heading.strip().splitlines() or [""]
    return re.sub(r"\s+", "_", code.strip().casefold())


def check_headings(headings: list[str], known: Collection[str]) -> list[str]:
    """The names of the columns, one per heading. Raises SheetRefused with a sentence for each that cannot be taken."""
    names = [column_name(heading) for heading in headings]
    sentences: list[str] = []
    counted = Counter(name for name in names if name)
    for position, (heading, name) in enumerate(zip(headings, names, strict=True)):
        place = {"column": column_letter(position), "header": heading[:LONGEST_SHOWN]}
        if not name or name in known:
            if name and counted[name] > 1 and names.index(name) != position:
                sentences.append(_("Column %(column)s: the heading “%(header)s” stands there a second time.") % place)
        else:
            sentences.append(_refusal(name) % (place | {"known": listed(known)}))
    if sentences:
        raise SheetRefused(*sentences)
    return names


def _refusal(name: str) -> str:
    if name in KEYS_OF_THE_DATABASE:
        return _(
            "Column %(column)s: “%(header)s” is a number of one database and no key. Use slug, and delete the column."
        )
    if PUBLISHING.fullmatch(name):
        return _(
            "Column %(column)s: “%(header)s” is not taken from a sheet. "
            "Delete the column; records are published in the admin."
        )
    return _("Column %(column)s: “%(header)s” is not known. Delete the column or use one of: %(known)s.")


def check_required(names: Collection[str], ways: list[tuple[str, ...]]) -> None:
    """Raise SheetRefused unless all columns of at least one of `ways` to tell a record are there."""
    if any(set(way) <= set(names) for way in ways):
        return
    message = _("The sheet does not say which records its rows are about. Add the columns: %(wanted)s.")
    raise SheetRefused(message % {"wanted": one_of([" + ".join(way) for way in ways])})


@retellable
def one_of(ways: list[str]) -> str:
    """Each of several ways, with “or” between."""
    return gettext(" or ").join(ways)
