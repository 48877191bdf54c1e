"""Which of thousands of partnerships the home page tells of, so that it reads these and no others."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from partnerships import front, reading
from partnerships.anniversaries import KEPT, next_return, order_of
from partnerships.models import Agreement, Exchange, Partnership
from partnerships.topics import by_name
from sistercities.common.dates import PartialDate

# Asked about together: of the soonest dates, nearly always one is of a public partnership.
GROUPS_AT_ONCE = 50
# Rows among whose dates the oldest public partnership is looked for first.
EARLIEST = 100


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
