"""Sheets taken in by tests."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User

from sistercities.sheet_kinds import KINDS
from tests.imports.files import sheet_of
from tests.imports.library_run import Report, apply_sheet, check_sheet


def taken_in(kind: str, headers: Sequence[str], *rows: Iterable[Any], by: User | None = None) -> Report:
    return apply_sheet(KINDS[kind](by=by), sheet_of(headers, *rows))


def checked(kind: str, headers: Sequence[str], *rows: Iterable[Any], by: User | None = None) -> Report:
    return check_sheet(KINDS[kind](by=by), sheet_of(headers, *rows))


def outcomes(report: Report) -> list[str]:
    return [row.outcome.value for row in report.rows]


def sentences(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]
