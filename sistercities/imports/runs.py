"""The two things that are done with a sheet: checked, or taken in."""

from sistercities.common.content_version import content_change
from sistercities.imports.ordering import named_rows_first
from sistercities.imports.reports import Report, report_of
from sistercities.imports.resources import RecordResource
from sistercities.imports.sheets import Sheet


class PreviewOutdated(Exception):  # noqa: N818 (callers read it as what happened)
    """The records have changed since the preview: `report` is what would happen now. Nothing was done."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__()


def check_sheet(resource: RecordResource, sheet: Sheet) -> Report:
    """What taking the sheet in would do; changes nothing. Raises PermissionDenied or SheetRefused."""
    return _run(resource, sheet, dry_run=True)


def apply_sheet(resource: RecordResource, sheet: Sheet, previewed: str = "") -> Report:
    """Take the sheet in, unless anything in it is wrong: the report says.

    With `previewed`, the fingerprint of an earlier check, raises PreviewOutdated when the sheet would now do something
    else than was shown. Raises PermissionDenied or SheetRefused as well.
    """
    with content_change():
        report = _run(resource, sheet, dry_run=False)
        if previewed and report.is_clean and report.fingerprint != previewed:
            raise PreviewOutdated(report)
        return report


def _run(resource: RecordResource, sheet: Sheet, *, dry_run: bool) -> Report:
    resource.sheet = named_rows_first(sheet, resource.columns_to_own_type, resource.columns_of_names)
    result = resource.import_data(resource.sheet.dataset(), dry_run=dry_run)
    return report_of(result, resource.sheet)
