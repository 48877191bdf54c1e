"""Which of many partnerships the home page tells of, so that it reads these and no others."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from partnerships import front, reading
from partnerships.anniversaries import KEPT, next_return, order_of
from partnerships.map_cells import columns_drawn, partners_drawn
from partnerships.map_markers import Partner
from partnerships.models import Agreement, Exchange, Partnership
from partnerships.topics import by_name
from sistercities.common.dates import PartialDate
from sistercities.common.languages import localized

# Asked about together: of the soonest dates, nearly always one is of a public partnership.
GROUPS_AT_ONCE = 50
# Rows among whose dates the oldest public partnership is looked for first.
EARLIEST = 100


class Tie(NamedTuple):
    """What of a partnership tells whether the home page reads it."""

    key: int
    partner: int
    sort: str
    status: str
    began: str


def told_and_drawn(
    language: str, exchanges: Sequence[Exchange], today: date
) -> tuple[list[Partnership], list[Partner]]:
    """Of as many partnerships as can be looked at one by one, those that `chosen_ties` would choose, and all partners
    for the map; two queries, or three where no newest exchange belongs to a partnership.
    """
    ties = front.partnerships(language)
    sort = f"partner_city__{localized('sort', language)}"
    columns = ("pk", "partner_city", sort, "status", Cast(F("since"), TextField()))
    rows = list(ties.values_list(*columns, *columns_drawn(language)))
    partners = partners_drawn(row[len(columns) :] for row in rows)
    return list(ties.filter(told_of([Tie(*row[: len(columns)]) for row in rows], language, exchanges, today))), partners


def told_of(ties: Sequence[Tie], language: str, exchanges: Sequence[Exchange], today: date) -> Q:
    sorts = {tie.partner: tie.sort for tie in ties}
    names = sorted(sorts, key=sorts.__getitem__)[: front.NAMES]
    shown = front.key_to_show([tie.key for tie in ties], exchanges, language)
    keys = {shown, *(tie.key for tie in [*ties[:1], *next_of(ties, today)])}
    return Q(partner_city__in=names) | Q(pk__in=keys - {None})


def next_of(rows: Sequence[Tie], today: date) -> list[Tie]:
    """The one with the next anniversary: the first of those with the same; none if there is none."""
    kept = [row for row in rows if row.status in KEPT and row.began]
    returns = {began: next_return(PartialDate(began), today) for began in {row.began for row in kept}}
    orders = {began: order_of(returned[0]) for began, returned in returns.items() if returned}
    coming = [row for row in kept if row.began in orders]
    return [min(coming, key=lambda row: orders[row.began])] if coming else []


def chosen_ties(language: str, exchanges: Sequence[Exchange], today: date) -> list[Partnership]:
    """Those from which what the home page says in words follows as from all of them: the next anniversary, the partner
    to show, the first names.
    """
    names = by_name(reading.partners_in(language), language).values_list("pk", flat=True)[: front.NAMES]
    newest = Agreement.objects.published(language).newest_first().values_list("partnership", flat=True)[:1]
    keys = [exchange.partnership_id for exchange in exchanges if exchange.partnership_id]
    told = Q(partner_city__in=list(names)) | Q(
        pk__in=[*keys, *newest, *first_founded(language), *next_founded(language, today)]
    )
    return list(front.partnerships(language).filter(told))


def first_founded(language: str) -> list[int]:
    """The oldest: looked for among the earliest dates of all, which an index knows, before it is asked for at large."""
    ties = front.partnerships(language).values_list("pk", flat=True)
    dates = Partnership.objects.exclude(since_sort="").order_by("since_sort").values_list("since_sort", flat=True)
    return list(ties.filter(since_sort__in=list(dates[:EARLIEST]))[:1]) or list(ties[:1])


def next_founded(language: str, today: date) -> list[int]:
    """The partnership with the next anniversary: dates are looked at by their index, and few of the records."""
    ties, groups = front.partnerships(language).filter(status__in=KEPT), returning(today)
    for start in range(0, len(groups), GROUPS_AT_ONCE):
        piece = groups[start : start + GROUPS_AT_ONCE]
        asked = ties.filter(since_sort__in=[began for group in piece for began in group]).order_by()
        public = set(asked.values_list("since_sort", flat=True).distinct())
        soonest = next((group for group in piece if public.intersection(group)), None)
        if soonest:
            return list(ties.filter(since_sort__in=soonest).values_list("pk", flat=True)[:1])
    return []


def returning(today: date) -> list[list[str]]:
    """The dates since when there are partnerships, soonest first; those that come round at the same time together."""
    dates = Partnership.objects.exclude(since_sort="").order_by().values_list("since_sort", flat=True).distinct()
    found = defaultdict(list)
    for began in dates:
        if returned := next_return(PartialDate(began), today):
            found[order_of(returned[0])].append(began)
    return [found[order] for order in sorted(found)]
