"""Looks at staged rows a window at a time: found by the index of job, outcome and sheet, never counted."""

from dataclasses import dataclass

from sistercities.imports.models import ImportJob, StagedRow

SIZE = 50


@dataclass(frozen=True)
class Window:
    """`before` and `after` are the rows at which the neighbouring windows begin, None at the ends."""

    rows: list[StagedRow]
    before: int | None
    after: int | None


def window(job: ImportJob, outcome: str, sheet: int, start: int = 0, size: int = SIZE) -> Window:
    """The rows of one outcome in one sheet from row `start` on. Three queries, whatever the number of rows."""
    rows = StagedRow.objects.filter(job=job, outcome=outcome, sheet=sheet)
    found = list(rows.filter(number__gte=start).order_by("number", "pk")[: size + 1])
    # Several records may come of one row: a window never ends in the middle of it.
    after = found[size].number if len(found) > size else None
    if after is not None and found[0].number != after:
        found = [row for row in found if row.number < after]
    elif after is not None:
        found = list(rows.filter(number=after).order_by("pk"))
        after = rows.filter(number__gt=after).order_by("number").values_list("number", flat=True).first()
    earlier = rows.filter(number__lt=start).order_by("-number").values_list("number", flat=True)[:size]
    return Window(found, min(earlier, default=None), after)


def first_sheet(job: ImportJob, outcome: str) -> int:
    """The first sheet that has rows of this outcome; 0 when none has."""
    rows = StagedRow.objects.filter(job=job, outcome=outcome).order_by("sheet", "number")
    return rows.values_list("sheet", flat=True).first() or 0
